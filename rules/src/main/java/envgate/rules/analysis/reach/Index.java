package envgate.rules.analysis.reach;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Things by their id; some may be replaced, which is how changes are tried without a world being built
/// anew.
record Index<T>(Map<String, T> all, Map<String, T> replaced) {

    static <T> Index<T> of(List<T> things, Function<T, String> id) {
        Map<String, T> map = HashMap.newHashMap(things.size());
        things.forEach(it -> map.put(id.apply(it), it));
        return new Index<>(map, Map.of());
    }

    static <T> Index<T> of(Map<String, T> things) {
        return new Index<>(things, Map.of());
    }

    @Nullable
    T get(String id) {
        T thing = replaced.isEmpty() ? null : replaced.get(id);
        return thing == null ? all.get(id) : thing;
    }

    Optional<T> find(String id) {
        return Optional.ofNullable(get(id));
    }

    Index<T> with(String id, T thing) {
        Map<String, T> more = new HashMap<>(replaced);
        more.put(id, thing);
        return new Index<>(all, more);
    }
}
