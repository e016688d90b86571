package envgate.rules.analysis.access;

import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Answers what principals of one environment may do.
///
/// Semantics: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html.
public final class Access {

    private final Snapshot snapshot;
    private final Intent intent;

    public Access(Snapshot snapshot, Intent intent) {
        this.snapshot = snapshot;
        this.intent = intent;
    }

    /// Whether the execution role of a function may do `action` on `resource` (an ARN, or `*`).
    public Decision may(LambdaFunction function, String action, String resource) {
        return new Decision.Unknown(
                Trail.of(
                        "access is not built yet in " + snapshot.environment() + intent.application(), function.role()),
                List.of(new Missing(action + " on " + resource, "")));
    }
}
