package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What belongs to one environment among what was seen in its accounts, and the roles that its functions run as.
final class Estate {

    private final Cast cast;
    private final Snapshot snapshot;
    private final Map<String, List<LambdaFunction>> runners = new HashMap<>();
    private final List<String> inOrder;
    private final Map<String, Thing> stock = new HashMap<>();
    private final List<Thing> things;
    private final Set<String> roles = new HashSet<>();
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, Runner> actors = new ConcurrentHashMap<>();

    /// @param shares whether another environment lives in one of its accounts
    Estate(Cast cast, boolean shares) {
        this.cast = cast;
        this.snapshot = cast.snapshot();
        for (LambdaFunction it : snapshot.functions()) {
            runners.computeIfAbsent(it.role(), _ -> new ArrayList<>()).add(it);
            put(Thing.of(it));
        }
        inOrder = runners.keySet().stream().sorted().toList();
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
        things = stock.values().stream().sorted().toList();
    }

    /// A role that functions run as, and what it can do.
    record Runner(Actor actor, OwnAllows allows) {}

    Snapshot snapshot() {
        return snapshot;
    }

    Ground ground() {
        return cast.ground();
    }

    /// ARNs of the roles that its functions run as, in order.
    List<String> runners() {
        return inOrder;
    }

    /// Its functions that run as a role.
    List<LambdaFunction> functionsOf(String role) {
        return runners.getOrDefault(role, List.of());
    }

    boolean runs(String role) {
        return runners.containsKey(role);
    }

    Optional<Role> role(String arn) {
        return cast.role(arn);
    }

    /// A role as functions run as it, weighed once for all who ask.
    Runner runner(Role role) {
        return actors.computeIfAbsent(role.arn().toString(), arn -> {
            Set<String> sessions =
                    functionsOf(arn).stream().map(LambdaFunction::name).collect(Collectors.toSet());
            return new Runner(cast.actor(role, sessions), cast.allows(role));
        });
    }

    /// A role as it would be with other policies.
    Actor actor(Role role, Set<String> sessions) {
        return cast.changed(role, sessions);
    }

    /// What a request about a thing of it is weighed against.
    Target target(Thing thing) {
        return targets.computeIfAbsent(thing.arn().toString(), _ -> ground().target(thing));
    }

    /// ARNs of the roles that belong to it.
    Set<String> roles() {
        return roles;
    }

    boolean owns(String arn) {
        return stock.containsKey(arn);
    }

    /// All that belongs to it, in order.
    List<Thing> things() {
        return things;
    }

    private void put(Thing thing) {
        stock.put(thing.arn().toString(), thing);
    }

    /// Service-linked roles can be used by their service alone.
    private static boolean isOfService(Arn role) {
        return role.resource().startsWith("role/aws-service-role/");
    }
}
