package envgate.rules.analysis;

import envgate.envs.model.LambdaFunction;
import java.util.List;

/// One environment as a plan said that it would be, and as it is after the deploy.
///
/// @param planned in the words of what came of it: what AWS named has its name
public record Outcome(Facts planned, Facts is) {

    public String environment() {
        return is.environment();
    }

    /// Functions that were planned and are there: first as planned, then as they are.
    public List<Deploy.Kept<LambdaFunction>> functions() {
        return Deploy.kept(
                planned.snapshot().functions(),
                is.snapshot().functions(),
                it -> it.arn().toString());
    }
}
