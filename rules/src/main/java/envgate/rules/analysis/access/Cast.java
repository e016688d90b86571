package envgate.rules.analysis.access;

import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement.Matcher;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The roles of one snapshot, each with its policies read once for all who ask what it may do.
final class Cast {

    private final Snapshot snapshot;
    private final Ground ground;
    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, Actor> actors = new ConcurrentHashMap<>();
    private final Map<String, OwnAllows> allows = new ConcurrentHashMap<>();
    private final Map<Matcher, Map<Kind, BitSet>> deeds = new ConcurrentHashMap<>();
    private final Map<String, Controls> controls = new ConcurrentHashMap<>();

    Cast(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.ground = new Ground(snapshot);
        snapshot.roles().forEach(it -> roles.putIfAbsent(it.arn().toString(), it));
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /// What stands in the snapshot to be acted on.
    Ground ground() {
        return ground;
    }

    Optional<Role> role(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }

    /// A role of the snapshot, in sessions of these names; of none when whoever assumes it chooses them.
    Actor actor(Role role, Set<String> sessions) {
        Actor actor = actors.computeIfAbsent(role.arn().toString(), _ -> Actor.of(role, snapshot, controls(role)));
        return sessions.isEmpty() ? actor : actor.in(sessions);
    }

    /// A role as it would be with other policies.
    Actor changed(Role role, Set<String> sessions) {
        Actor actor = Actor.of(role, snapshot, controls(role));
        return sessions.isEmpty() ? actor : actor.in(sessions);
    }

    /// What the statements of a role itself allow.
    OwnAllows allows(Role role) {
        return allows.computeIfAbsent(
                role.arn().toString(), _ -> new OwnAllows(actor(role, Set.of()).policies(), deeds));
    }

    private Controls controls(Role role) {
        String account = role.arn().account();
        return controls.computeIfAbsent(account, it -> Actor.controls(it, snapshot));
    }
}
