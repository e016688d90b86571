package envgate.rules.analysis;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.Overlap;
import envgate.rules.analysis.links.Links;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What follows from all environments together.
public final class Fleet {

    private final List<Facts> environments;
    private final Intent intent;
    private final Overlap overlap;
    private final Map<String, Promotion> promotions = new ConcurrentHashMap<>();

    private Fleet(List<Facts> environments, Intent intent, Overlap overlap) {
        this.environments = List.copyOf(environments);
        this.intent = intent;
        this.overlap = overlap;
    }

    /// The fleet of these snapshots, which stand in promotion order.
    public static Fleet of(List<Snapshot> snapshots, Intent intent) {
        Links links = new Links(snapshots, intent);
        List<Facts> facts =
                snapshots.stream().map(it -> new Facts(it, intent, links)).toList();
        return new Fleet(
                facts, intent, Overlap.of(facts.stream().map(Facts::access).toList(), intent));
    }

    /// In promotion order.
    public List<Facts> environments() {
        return environments;
    }

    public Intent intent() {
        return intent;
    }

    public Overlap overlap() {
        return overlap;
    }

    public Facts environment(String name) {
        return environments.stream()
                .filter(it -> it.environment().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no environment " + name));
    }

    public Promotion promotion(String from, String to) {
        return promotions.computeIfAbsent(
                from + " -> " + to, _ -> new Promotion(environment(from), environment(to), intent));
    }

    /// The same fleet for a rule that may not look at some of its environments; links still know them all.
    public Fleet without(Set<String> unseen) {
        TreeMap<String, Boolean> hidden = new TreeMap<>();
        unseen.forEach(it -> hidden.put(it, true));
        return new Fleet(
                environments.stream()
                        .filter(it -> !hidden.containsKey(it.environment()))
                        .toList(),
                intent,
                overlap);
    }
}
