package envgate.rules.analysis.reach;

import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;

/// Answers whether functions of an environment reach services, hop by hop and back.
///
/// Semantics: https://docs.aws.amazon.com/vpc/latest/userguide/ and
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
public final class Reach {

    private final Snapshot snapshot;
    private final Intent intent;

    public Reach(Snapshot snapshot, Intent intent) {
        this.snapshot = snapshot;
        this.intent = intent;
    }

    public From from(LambdaFunction function) {
        return new From(function);
    }

    /// Questions from one function.
    public final class From {

        private final LambdaFunction function;

        private From(LambdaFunction function) {
            this.function = function;
        }

        /// The meet over the function's subnets and the destination's addresses.
        public Path to(Call call) {
            return new Path.Unknown(
                    envgate.rules.finding.Trail.of(
                            "reach is not built yet for " + snapshot.environment() + intent.application(),
                            function.name()),
                    java.util.List.of(new envgate.rules.finding.Missing(call.text(), "")));
        }
    }
}
