package envgate.rules.analysis.drift;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.rules.finding.Trail;
import java.util.Optional;

/// One way in which two environments differ. Values are never in it.
public sealed interface Difference {

    Trail trail();

    /// A function of one environment without its partner in the other.
    record FunctionOnly(String environment, LambdaFunction function, Trail trail) implements Difference {}

    /// A variable of a function that its partner lacks.
    record VariableOnly(String environment, LambdaFunction function, LambdaFunction partner, String key, Trail trail)
            implements Difference {}

    /// A variable that both have.
    record Variable(LambdaFunction source, LambdaFunction target, String key, Equality equality, Trail trail)
            implements Difference {}

    /// A stack output that one environment has and the other lacks.
    record OutputOnly(String environment, String stack, String key, boolean conditional, Origin origin, Trail trail)
            implements Difference {}

    /// Whether two values are the same.
    sealed interface Equality {
        record Same() implements Equality {}

        record Different() implements Equality {}

        /// One of them is hidden under another key, or cannot be known.
        record Unknown(String why) implements Equality {}

        default Optional<Boolean> known() {
            return switch (this) {
                case Same() -> Optional.of(true);
                case Different() -> Optional.of(false);
                case Unknown(String _) -> Optional.empty();
            };
        }
    }
}
