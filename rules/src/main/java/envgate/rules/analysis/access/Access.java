package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers what principals of one environment may do.
///
/// Semantics: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html. Policies of
/// VPC endpoints, grants of KMS keys and access points of S3 are not weighed.
public final class Access {

    /// Known to be the calling function's ARN when a function's own code calls, and absent when Lambda does with its
    /// role: https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html.
    private static final String SOURCE_FUNCTION = "lambda:SourceFunctionArn";

    private final Snapshot snapshot;
    private final Intent intent;
    private final Cast cast;

    public Access(Snapshot snapshot, Intent intent) {
        this.snapshot = snapshot;
        this.intent = intent;
        this.cast = new Cast(snapshot);
    }

    /// Whether a function may do `action` on `resource` (an ARN, or `*` where the action knows no resources).
    public Decision may(LambdaFunction function, String action, String resource) {
        return may(function, action, resource, true);
    }

    /// Whether Lambda itself may do it with the function's execution role, as it does to attach it to a VPC.
    public Decision lambdaMay(LambdaFunction function, String action, String resource) {
        return may(function, action, resource, false);
    }

    private Decision may(LambdaFunction function, String action, String resource, boolean ownCode) {
        Optional<Role> role = cast.role(function.role());
        if (role.isEmpty()) {
            return notFound(function.role());
        }
        Ground ground = cast.ground();
        String judged = ground.judged(resource);
        Set<String> sessions = ownCode ? Set.of(function.name()) : Set.of();
        Actor actor = cast.actor(role.get(), sessions);
        Target target = ground.target(action, judged, actor.account());
        Context context = actor.context().on(judged, target.account());
        context = ownCode ? context.with(SOURCE_FUNCTION, function.arn().toString()) : context.without(SOURCE_FUNCTION);
        return Weighing.decide(actor, target, Request.of(actor.caller(), action, judged, context), intent.assumed());
    }

    Cast cast() {
        return cast;
    }

    Ground ground() {
        return cast.ground();
    }

    /// What is said of a role that the snapshot does not hold.
    Decision notFound(String role) {
        Optional<Gap> gap = snapshot.gapIn(Area.ROLES, role);
        Trail trail = Trail.EMPTY.then(
                "the role was not found in " + snapshot.provenance().source(),
                role,
                snapshot.environment(),
                new Origin.Unknown());
        return new Decision.Unknown(
                trail,
                List.of(gap.map(Missing::of).orElseGet(() -> new Missing("role `" + role + "` was not found", ""))));
    }
}
