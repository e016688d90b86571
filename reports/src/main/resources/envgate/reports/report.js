(function () {
  'use strict';
  var fields = ['severity', 'environment', 'function', 'rule', 'q'];
  var form = document.querySelector('form.filter');
  var count = document.getElementById('shown');
  var articles = Array.from(document.querySelectorAll('article'));
  var texts = articles.map(function (it) { return it.textContent.toLowerCase(); });

  document.querySelectorAll('[data-script]').forEach(function (it) { it.hidden = false; });

  function wanted() {
    return Object.fromEntries(fields.map(function (name) { return [name, form.elements[name].value.trim()]; }));
  }

  function show(want) {
    var words = want.q.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    articles.forEach(function (it, at) {
      var fits = (!want.severity || it.dataset.severity === want.severity) &&
        (!want.environment || it.dataset.environment === want.environment) &&
        (!want.function || it.dataset.function === (want.function === '-' ? '' : want.function)) &&
        (!want.rule || it.dataset.rule === want.rule) &&
        words.every(function (word) { return texts[at].includes(word); });
      it.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.textContent = shown + ' of ' + articles.length + ' shown';
  }

  function remember(want) {
    var parts = fields.filter(function (name) { return want[name]; })
      .map(function (name) { return name + '=' + encodeURIComponent(want[name]); });
    history.replaceState(null, '', parts.length ? '#?' + parts.join('&') : location.pathname + location.search);
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (e) { return ''; }
  }

  function recall() {
    var hash = location.hash.slice(1);
    if (hash[0] === '?') {
      clear();
      hash.slice(1).split('&').forEach(function (part) {
        var cut = part.indexOf('=');
        var field = fields.includes(part.slice(0, cut)) && form.elements[part.slice(0, cut)];
        if (field) { field.value = decoded(part.slice(cut + 1)); }
      });
      show(wanted());
      document.getElementById('findings').scrollIntoView();
    } else {
      var target = document.getElementById(hash);
      if (target && target.hidden) {
        clear();
        show(wanted());
        target.scrollIntoView();
      }
    }
  }

  function clear() {
    fields.forEach(function (name) { form.elements[name].value = ''; });
  }

  function changed() {
    var want = wanted();
    show(want);
    remember(want);
  }

  if (form) {
    form.addEventListener('input', changed);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(changed, 0); });
    window.addEventListener('hashchange', recall);
    show(wanted());
    if (location.hash) { recall(); }
    document.addEventListener('keydown', function (event) {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
        event.preventDefault();
        form.elements.q.focus();
      }
    });
  }

  document.getElementById('theme').addEventListener('click', function () {
    var root = document.documentElement;
    var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  document.getElementById('download').addEventListener('click', function () {
    var json = document.getElementById('envgate-report').textContent;
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
    link.download = 'envgate-report.json';
    link.click();
    URL.revokeObjectURL(link.href);
  });

  document.querySelectorAll('button[data-copy]').forEach(function (button) {
    button.addEventListener('click', function () {
      var say = function (text) {
        button.textContent = text;
        setTimeout(function () { button.textContent = 'copy link'; }, 1500);
      };
      var address = location.href.split('#')[0] + '#' + button.dataset.copy;
      if (navigator.clipboard) {
        navigator.clipboard.writeText(address).then(function () { say('copied'); }, function () { say('not allowed'); });
      } else {
        say('not allowed');
      }
    });
  });

  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = Array.from(document.querySelectorAll('details:not([open])'));
    opened.forEach(function (it) { it.open = true; });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (it) { it.open = false; });
  });
})();
