package envgate.rules.analysis.invocation;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Trigger.ApiIntegration;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Whether the policy of a function lets an API call it.
///
/// See https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#apigateway-permissions.
public sealed interface Invocation {

    Trail trail();

    record Permitted(Trail trail) implements Invocation {}

    /// @param which the calls that are refused, in words; empty when all are
    record Refused(Trail trail, String which) implements Invocation {}

    /// It hangs on what was not seen: the stage, a path's parameter, a condition, the policy of an alias.
    record Unknown(Trail trail, List<Missing> missing) implements Invocation {
        public Unknown {
            missing = missing.stream().sorted().distinct().toList();
        }
    }

    static Invocation of(ApiIntegration integration, LambdaFunction function) {
        return new Invocations(integration, function).answer();
    }
}
