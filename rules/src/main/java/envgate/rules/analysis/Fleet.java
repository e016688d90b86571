package envgate.rules.analysis;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.Overlap;
import envgate.rules.analysis.links.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What follows from all environments together.
public final class Fleet {

    private final List<Facts> environments;
    private final Intent intent;
    private final Overlap overlap;
    private final Map<String, Deploy> deploys;
    private final Map<String, Promotion> promotions = new ConcurrentHashMap<>();

    private Fleet(List<Facts> environments, Map<String, Deploy> deploys, Intent intent, Overlap overlap) {
        this.environments = List.copyOf(environments);
        this.deploys = Map.copyOf(deploys);
        this.intent = intent;
        this.overlap = overlap;
    }

    /// The fleet of these snapshots, which stand in promotion order.
    public static Fleet of(List<Snapshot> snapshots, Intent intent) {
        return of(snapshots, Map.of(), intent);
    }

    /// @param before how environments are over which a plan is laid, by name
    public static Fleet of(List<Snapshot> snapshots, Map<String, Snapshot> before, Intent intent) {
        Links links = new Links(snapshots, intent);
        List<Facts> facts =
                snapshots.stream().map(it -> new Facts(it, intent, links)).toList();
        Map<String, Deploy> deploys = new TreeMap<>();
        for (Facts it : facts) {
            Snapshot was = before.get(it.environment());
            if (was != null) {
                Links then = new Links(
                        snapshots.stream()
                                .map(one -> one.environment().equals(was.environment()) ? was : one)
                                .toList(),
                        intent);
                deploys.put(it.environment(), new Deploy(new Facts(was, intent, then), it));
            }
        }
        return new Fleet(
                facts,
                deploys,
                intent,
                Overlap.of(facts.stream().map(Facts::access).toList(), intent));
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

    /// What a plan makes of an environment, where one is laid over it and it is known how it was.
    public Optional<Deploy> deploy(String environment) {
        return Optional.ofNullable(deploys.get(environment));
    }

    /// The same within a promotion.
    public Optional<Deploy> deploy(String from, String to) {
        return deploy(to).map(it -> it.within(promotion(from, to)));
    }

    public Promotion promotion(String from, String to) {
        return promotions.computeIfAbsent(
                from + " -> " + to,
                _ -> new Promotion(
                        environment(from), environment(to), intent, deploy(to).map(Deploy::before)));
    }

    /// The same fleet for a rule that may not look at some of its environments; links still know them all.
    public Fleet without(Set<String> unseen) {
        TreeMap<String, Boolean> hidden = new TreeMap<>();
        unseen.forEach(it -> hidden.put(it, true));
        return new Fleet(
                environments.stream()
                        .filter(it -> !hidden.containsKey(it.environment()))
                        .toList(),
                deploys,
                intent,
                overlap);
    }
}
