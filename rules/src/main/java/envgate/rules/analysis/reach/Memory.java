package envgate.rules.analysis.reach;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What was found out once and may be asked again; bounded, for there are more questions than room.
final class Memory {

    private static final int MOST = 200_000;

    private final Map<Object, Object> known = new ConcurrentHashMap<>();

    /// @param key a record of its own kind for each kind of answer
    @SuppressWarnings("unchecked") // INVARIANT: a kind of key always goes with the same kind of answer
    <T> T recall(Object key, Supplier<T> finding) {
        Object there = known.get(key);
        if (there != null) {
            return (T) there;
        }
        T found = finding.get();
        keep(key, found);
        return found;
    }

    <T> Optional<T> find(Object key, Class<T> type) {
        return Optional.ofNullable(known.get(key)).map(type::cast);
    }

    void keep(Object key, Object found) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(key, found);
    }
}
