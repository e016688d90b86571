package envgate.rules.analysis.access;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The condition keys of a request that are settled: each with its values, or with none where it is absent.
///
/// A key that is not in it is free.
record Settled(SortedMap<String, List<String>> values) {

    static final Settled NOTHING = new Settled(new TreeMap<>());

    Settled {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static Settled of(Map<String, List<String>> values) {
        return new Settled(new TreeMap<>(values));
    }

    Settled with(String key, List<String> value) {
        TreeMap<String, List<String>> more = new TreeMap<>(values);
        more.put(key.toLowerCase(Locale.ROOT), value);
        return new Settled(more);
    }

    Settled without(String key) {
        TreeMap<String, List<String>> fewer = new TreeMap<>(values);
        fewer.remove(key);
        return new Settled(fewer);
    }

    /// The values of a key, none when it is absent; null when it is free.
    @Nullable
    List<String> of(String key) {
        return values.get(key.toLowerCase(Locale.ROOT));
    }
}
