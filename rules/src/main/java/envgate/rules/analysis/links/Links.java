package envgate.rules.analysis.links;

import envgate.envs.model.Area;
import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Answers where the values of an environment lead, and who owns what they name.
///
/// Identity counts first (a thing that was seen in an environment), then accounts, name tokens last. A
/// secret that shows nothing of itself leads nowhere: it names nothing.
public final class Links {

    private final Map<String, Territory> territories = new LinkedHashMap<>();
    private final EnvironmentNames names;
    private final Mentions mentions;
    private final Resolver resolver;
    private final Map<Asked, List<Link>> answers = new ConcurrentHashMap<>();

    private record Asked(String environment, String key, Value value) {}

    public Links(List<Snapshot> snapshots, Intent intent) {
        this.names = new EnvironmentNames(intent.environments());
        snapshots.forEach(it -> territories.put(it.environment(), territory(it, intent)));
        Index index = new Index(snapshots, intent, names);
        boolean parametersUnseen =
                snapshots.stream().anyMatch(it -> !it.gapsIn(Area.PARAMETERS).isEmpty());
        this.mentions = new Mentions(index::isParameterRoot, parametersUnseen);
        this.resolver = new Resolver(List.copyOf(territories.values()), index, intent, names);
    }

    /// How texts spell the environments.
    public EnvironmentNames names() {
        return names;
    }

    /// Where a value that was seen in `environment` leads.
    public Link of(Snapshot environment, Value value) {
        return of(environment, "", value);
    }

    /// Where the value of a variable leads; its key tells what a bare name is the name of.
    public Link of(Snapshot environment, String key, Value value) {
        return Link.decisive(each(environment, key, value));
    }

    /// Where each thing that a value names leads, in the order in which they stand there; never empty.
    public List<Link> each(Snapshot environment, String key, Value value) {
        return answers.computeIfAbsent(
                new Asked(environment.environment(), key, value), it -> resolve(territory(environment), it));
    }

    private List<Link> resolve(Territory own, Asked asked) {
        String text = switch (asked.value()) {
            case Value.Plain(String plain) -> plain;
            case Value.Hidden hidden -> hidden.visible();
            case Value.Reference(String reference) -> reference;
            case Value.Unresolved(String _) -> "";
        };
        if (asked.value() instanceof Value.Unresolved(String reason)) {
            return List.of(new Link.Unresolved(
                    Trail.of("the value is not known yet"),
                    new Thing(Thing.Kind.NAME, "", ""),
                    List.of(new Missing(reason, ""))));
        }
        List<Mention> found = mentions.of(asked.key(), text);
        if (found.isEmpty()) {
            return List.of(Resolver.nothing(own));
        }
        Set<String> named = new TreeSet<>();
        found.forEach(it -> named.addAll(names.in(it.spelled())));
        return found.stream().map(it -> resolver.resolve(own, it, named)).toList();
    }

    private Territory territory(Snapshot snapshot) {
        Territory own = territories.get(snapshot.environment());
        if (own == null) {
            throw new IllegalArgumentException("no environment " + snapshot.environment());
        }
        return own;
    }

    private static Territory territory(Snapshot snapshot, Intent intent) {
        SortedSet<String> accounts = new TreeSet<>(snapshot.provenance().accounts());
        SortedSet<String> regions = new TreeSet<>(snapshot.provenance().regions());
        for (Intent.EnvironmentName declared : intent.environments()) {
            if (declared.name().equals(snapshot.environment())) {
                accounts.addAll(declared.accounts());
                regions.addAll(declared.regions());
            }
        }
        return new Territory(snapshot, accounts, regions);
    }
}
