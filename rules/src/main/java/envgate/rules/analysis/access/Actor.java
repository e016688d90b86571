package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A role with all that gives it power and limits it, ready to be weighed.
///
/// @param environment where it was seen
/// @param boundary what its permissions boundary allows, if it has one
/// @param context what is known of all its requests
record Actor(
        Role role,
        String environment,
        RoleSession caller,
        Layer policies,
        Optional<Layer> boundary,
        Controls controls,
        Context context) {

    /// What its organization lets an account's roles do, as `snapshot` holds it.
    static Controls controls(String account, Snapshot snapshot) {
        return Controls.of(snapshot, account, OrganizationPolicy.Kind.SERVICE_CONTROL_POLICY);
    }

    /// The role as `snapshot` holds it, with the controls of its account; whoever assumes it chooses its session.
    static Actor of(Role role, Snapshot snapshot, Controls controls) {
        String name = "role `" + role.name() + "`";
        List<Missing> unseen = Stream.concat(
                        role.unseenPolicies().stream(),
                        snapshot.gapsIn(Area.ROLES).stream()
                                .filter(it -> it.resource().equals(role.name())
                                        || it.resource().equals(role.arn().toString())))
                .map(Missing::of)
                .toList();
        Optional<Layer> boundary = switch (role.boundary()) {
            case Sight.Absent<PolicyDocument>() -> Optional.empty();
            case Sight.Seen<PolicyDocument>(PolicyDocument it) ->
                Optional.of(Layer.of("the boundary of " + name, Layer.Kind.IDENTITY, List.of(it), List.of()));
            case Sight.Unseen<PolicyDocument>(var gap) ->
                Optional.of(
                        Layer.of("the boundary of " + name, Layer.Kind.IDENTITY, List.of(), List.of(Missing.of(gap))));
        };
        Holds bounded = switch (role.boundary()) {
            case Sight.Absent<PolicyDocument>() -> Holds.Known.NO;
            case Sight.Seen<PolicyDocument> _ -> Holds.Known.YES;
            case Sight.Unseen<PolicyDocument>(var gap) -> new Holds.Maybe(List.of(Missing.of(gap)));
        };
        return new Actor(
                role,
                snapshot.environment(),
                new RoleSession(role.arn(), bounded, Set.of()),
                Layer.of("the policies of " + name, Layer.Kind.IDENTITY, role.policies(), unseen),
                boundary,
                controls,
                Context.of(role.arn()));
    }

    /// The same role in sessions of these names.
    Actor in(Set<String> sessions) {
        RoleSession session = new RoleSession(role.arn(), caller.bounded(), sessions);
        return new Actor(role, environment, session, policies, boundary, controls, context);
    }

    /// The same role with other policies, and within another boundary.
    Actor having(Layer others, Optional<Layer> limit) {
        return new Actor(role, environment, caller, others, limit, controls, context);
    }

    String account() {
        return role.arn().account();
    }

    /// Whether an allow of its own may cover an action and anything that begins with `start`.
    boolean mayReachUnder(String start, List<String> lowerActions, Context context) {
        if (!policies.unseen().isEmpty()) {
            return true;
        }
        for (Clause it : policies.clauses()) {
            if (it.allows() && it.coversAnyAction(lowerActions) && it.mayCoverUnder(start, context)) {
                return true;
            }
        }
        return false;
    }
}
