package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The condition keys of a question: what is demanded of each, and the values that are worth trying, found once.
final class Keys {

    private final Map<String, List<Demand>> demands = new TreeMap<>();
    private final Set<String> variables = new TreeSet<>();
    private final Map<String, Candidates> candidates = new HashMap<>();
    private final Map<Demand, Map<List<String>, Integer>> values = new HashMap<>();

    Keys(Collection<Claim> claims) {
        for (Claim claim : claims) {
            for (Demand it : claim.demands()) {
                List<Demand> known = demands.computeIfAbsent(it.key(), _ -> new ArrayList<>());
                if (!known.contains(it)) {
                    known.add(it);
                }
                it.values()
                        .forEach(value -> variables.addAll(Variables.of(value, it.version(), Settled.NOTHING)
                                .unset()));
            }
        }
    }

    List<Demand> on(String key) {
        return demands.getOrDefault(key, List.of());
    }

    /// Whether anything is demanded of a key, or of others by its value.
    boolean isAsked(String key) {
        return demands.containsKey(key) || variables.contains(key);
    }

    /// Values of a key for each way in which its demands treat them.
    Candidates candidates(String key, Settled settled, Collection<String> more) {
        boolean plain = more.isEmpty() && on(key).stream().allMatch(Demand::isPlain);
        if (!plain) {
            return Candidates.of(key, on(key), settled, more);
        }
        return candidates.computeIfAbsent(key, it -> Candidates.of(it, on(it), Settled.NOTHING, List.of()));
    }

    /// What a demand says of the values that are settled.
    int value(Demand demand, Settled settled) {
        List<String> found = settled.of(demand.key());
        if (found == null || !demand.isPlain()) {
            return demand.value(settled);
        }
        return values.computeIfAbsent(demand, _ -> new HashMap<>()).computeIfAbsent(found, _ -> demand.value(settled));
    }
}
