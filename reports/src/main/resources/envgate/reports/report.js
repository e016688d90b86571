(function () {
  'use strict';
  var form = document.querySelector('form.filter');
  var articles = Array.prototype.slice.call(document.querySelectorAll('article[data-severity]'));
  var count = document.getElementById('shown');
  var fields = ['severity', 'environment', 'function', 'q'];
  document.querySelectorAll('[data-script]').forEach(function (it) { it.hidden = false; });

  function apply() {
    var want = {};
    fields.forEach(function (name) { want[name] = form.elements[name].value.trim(); });
    var words = want.q.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    articles.forEach(function (it) {
      var text = it.textContent.toLowerCase();
      var show = (!want.severity || it.dataset.severity === want.severity) &&
        (!want.environment || it.dataset.environment === want.environment || it.dataset.other === want.environment) &&
        (!want.function || it.dataset.function === want.function) &&
        words.every(function (word) { return text.indexOf(word) >= 0; });
      it.hidden = !show;
      if (show) { shown++; }
    });
    count.textContent = shown + ' of ' + articles.length + ' shown';
    return want;
  }

  function remember(want) {
    var parts = fields.filter(function (name) { return want[name]; })
      .map(function (name) { return name + '=' + encodeURIComponent(want[name]); });
    history.replaceState(null, '', parts.length ? '#?' + parts.join('&') : location.pathname + location.search);
  }

  function recall() {
    if (location.hash.indexOf('#?') === 0) {
      var values = new URLSearchParams(location.hash.slice(2));
      fields.forEach(function (name) { form.elements[name].value = values.get(name) || ''; });
      apply();
      document.getElementById('findings').scrollIntoView();
    } else if (location.hash.indexOf('#f=') === 0) {
      form.reset();
      apply();
      var target = document.getElementById(location.hash.slice(1));
      if (target) { target.scrollIntoView(); }
    }
  }

  if (form) {
    form.addEventListener('input', function () { remember(apply()); });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(function () { remember(apply()); }, 0); });
    window.addEventListener('hashchange', recall);
    apply();
    recall();
  }

  document.getElementById('theme').addEventListener('click', function () {
    var dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  });
  document.getElementById('download').addEventListener('click', function () {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([document.getElementById('envgate-report').textContent], { type: 'application/json' }));
    link.download = 'envgate-report.json';
    link.click();
    URL.revokeObjectURL(link.href);
  });
  document.querySelectorAll('button[data-copy]').forEach(function (button) {
    button.addEventListener('click', function () {
      var text = location.href.split('#')[0] + '#' + button.dataset.copy;
      var done = function () { button.textContent = 'copied'; setTimeout(function () { button.textContent = 'copy link'; }, 1500); };
      if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, function () {}); }
    });
  });
})();
