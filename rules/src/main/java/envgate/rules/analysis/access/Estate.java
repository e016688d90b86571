package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What belongs to one environment among what was seen in its accounts, and the roles that its functions run as.
final class Estate {

    private final Cast cast;
    private final Snapshot snapshot;
    private final Ground ground;
    private final SortedMap<String, List<LambdaFunction>> runners = new TreeMap<>();
    private final SortedMap<String, Thing> things = new TreeMap<>();
    private final SortedSet<String> roles = new TreeSet<>();
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, Runner> actors = new ConcurrentHashMap<>();

    /// @param shares whether another environment lives in one of its accounts
    Estate(Cast cast, boolean shares) {
        this.cast = cast;
        this.snapshot = cast.snapshot();
        this.ground = new Ground(snapshot);
        for (LambdaFunction it : snapshot.functions()) {
            runners.merge(it.role(), List.of(it), Estate::join);
            put(Thing.of(it));
        }
        snapshot.resources().stream()
                .filter(snapshot.belongings()::holds)
                .map(Thing::of)
                .forEach(this::put);
        for (Role it : snapshot.roles()) {
            String arn = it.arn().toString();
            boolean all = snapshot.belongings().everything();
            boolean named = !all
                    && (snapshot.belongings().holds(arn)
                            || snapshot.belongings().holds(it.name()));
            if (runners.containsKey(arn) || named || (all && !shares && !isOfService(it.arn()))) {
                roles.add(arn);
                put(Thing.of(it));
            }
        }
    }

    /// A role that functions run as, and what it can do.
    record Runner(Actor actor, OwnAllows allows) {}

    Snapshot snapshot() {
        return snapshot;
    }

    Ground ground() {
        return ground;
    }

    /// Its functions, by the role that they run as.
    SortedMap<String, List<LambdaFunction>> runners() {
        return runners;
    }

    boolean runs(String role) {
        return runners.containsKey(role);
    }

    Optional<Role> role(String arn) {
        return cast.role(arn);
    }

    /// A role as functions run as it, weighed once for all who ask.
    Runner runner(Role role, List<LambdaFunction> functions) {
        return actors.computeIfAbsent(role.arn().toString(), _ -> {
            Set<String> sessions = functions.stream().map(LambdaFunction::name).collect(Collectors.toSet());
            return new Runner(cast.actor(role, sessions), cast.allows(role));
        });
    }

    /// A role as it would be with other policies.
    Actor actor(Role role, Set<String> sessions) {
        return cast.changed(role, sessions);
    }

    /// What a request about a thing of it is weighed against.
    Target target(Thing thing) {
        return targets.computeIfAbsent(thing.arn().toString(), _ -> ground.target(thing));
    }

    /// ARNs of the roles that belong to it.
    Set<String> roles() {
        return roles;
    }

    boolean owns(String arn) {
        return things.containsKey(arn);
    }

    Collection<Thing> things() {
        return things.values();
    }

    private void put(Thing thing) {
        things.put(thing.arn().toString(), thing);
    }

    /// Service-linked roles can be used by their service alone.
    private static boolean isOfService(Arn role) {
        return role.resource().startsWith("role/aws-service-role/");
    }

    private static List<LambdaFunction> join(List<LambdaFunction> some, List<LambdaFunction> more) {
        List<LambdaFunction> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
