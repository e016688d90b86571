package envgate.rules.analysis.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Finds the partners among the things of two environments: by the first of several names that is unique on both sides.
final class Pairing<T> {

    record Couple<T>(T source, T target) {}

    private final List<Couple<T>> couples = new ArrayList<>();
    private List<T> sources;
    private List<T> targets;

    Pairing(List<T> sources, List<T> targets) {
        this.sources = List.copyOf(sources);
        this.targets = List.copyOf(targets);
    }

    /// Pairs those that are still alone and go by one name.
    Pairing<T> by(Function<T, String> sourceName, Function<T, String> targetName) {
        Map<String, List<T>> named = new TreeMap<>();
        targets.forEach(it -> named.computeIfAbsent(targetName.apply(it), _ -> new ArrayList<>())
                .add(it));
        Map<String, Integer> count = new TreeMap<>();
        sources.forEach(it -> count.merge(sourceName.apply(it), 1, Integer::sum));
        List<T> alone = new ArrayList<>();
        List<T> left = new ArrayList<>(targets);
        for (T source : sources) {
            String name = sourceName.apply(source);
            List<T> candidates = named.getOrDefault(name, List.of());
            if (candidates.size() == 1 && count.getOrDefault(name, 0) == 1) {
                couples.add(new Couple<>(source, candidates.getFirst()));
                left.remove(candidates.getFirst());
            } else {
                alone.add(source);
            }
        }
        sources = alone;
        targets = left;
        return this;
    }

    List<Couple<T>> couples() {
        return List.copyOf(couples);
    }

    List<T> sourcesAlone() {
        return List.copyOf(sources);
    }

    List<T> targetsAlone() {
        return List.copyOf(targets);
    }
}
