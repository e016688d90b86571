package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.Belongings;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Whether a function may do anything at all to a thing of its own account, or to what stands inside of it: an object
/// of a bucket, an index of a table.
///
/// It looks for what [Overlap] looks for between environments, so an action that [Kind] does not list is not seen.
public final class AnyAccess {

    private AnyAccess() {}

    /// Allowed with one thing that is allowed, denied when nothing is.
    public static Decision of(LambdaFunction function, Resource thing, Snapshot snapshot, Intent intent) {
        List<Role> roles = snapshot.role(function.role()).stream().toList();
        Snapshot asking = part(snapshot, snapshot.environment(), List.of(function), List.of(), roles);
        Snapshot asked = part(snapshot, snapshot.environment() + " itself", List.of(), List.of(thing), List.of());
        List<Crossing> answers = new Overlap(List.of(asking, asked), unshared(intent)).crossings(asking, asked);
        if (answers.isEmpty()) {
            return new Decision.Unknown(Trail.EMPTY, List.of(new Missing("which role it runs as", "")));
        }
        return switch (answers.getFirst()) {
            case Crossing.Crosses it -> new Decision.Allowed(it.trail());
            case Crossing.Isolated it ->
                new Decision.Denied(
                        Trail.EMPTY
                                .then(
                                        "nothing allows role `" + name(function) + "` any action on " + thing.kind()
                                                + " `" + thing.name() + "`",
                                        function.role(),
                                        snapshot.environment(),
                                        thing.origin())
                                .assuming(it.trail().assumptions()),
                        false);
            case Crossing.Unknown it -> new Decision.Unknown(it.trail(), it.missing());
        };
    }

    private static String name(LambdaFunction function) {
        return function.role().substring(function.role().lastIndexOf('/') + 1);
    }

    /// What matters for the question, with the gaps that could change the answer.
    private static Snapshot part(
            Snapshot of,
            String environment,
            List<LambdaFunction> functions,
            List<Resource> resources,
            List<Role> roles) {
        return new Snapshot(
                environment,
                of.provenance(),
                functions,
                List.of(),
                List.of(),
                List.of(),
                resources,
                Network.EMPTY,
                roles,
                of.organizationPolicies(),
                Belongings.ALL,
                of.gaps().stream()
                        .filter(it -> it.area() == Area.ORGANIZATION_POLICIES
                                || (it.area() == Area.ROLES && !functions.isEmpty()))
                        .toList(),
                List.of());
    }

    /// What is declared as shared is looked at all the same: it is no way into another environment here.
    private static Intent unshared(Intent intent) {
        return new Intent(
                intent.application(),
                intent.environments(),
                intent.pairing(),
                intent.variables(),
                List.of(),
                intent.calls(),
                intent.namespaces(),
                intent.assumed(),
                intent.today());
    }
}
