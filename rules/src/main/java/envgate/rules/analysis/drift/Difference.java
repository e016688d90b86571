package envgate.rules.analysis.drift;

import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Stack;
import envgate.rules.finding.Trail;
import java.util.Optional;

/// One way in which two environments differ, or a place in which they were compared. Values are never in it.
public sealed interface Difference {

    Trail trail();

    /// A function of one environment without its partner in the other.
    record FunctionOnly(String environment, LambdaFunction function, Trail trail) implements Difference {}

    /// A function of which, or of whose partner, not enough was seen to compare their variables.
    record FunctionUnseen(LambdaFunction function, Gap gap, Trail trail) implements Difference {}

    /// A variable of a function that its partner lacks.
    record VariableOnly(String environment, LambdaFunction function, LambdaFunction partner, String key, Trail trail)
            implements Difference {}

    /// A variable that both have.
    record Variable(LambdaFunction source, LambdaFunction target, String key, Equality equality, Trail trail)
            implements Difference {}

    /// A stack of one environment without its partner in the other.
    record StackOnly(String environment, Stack stack, Trail trail) implements Difference {}

    /// An output that a stack has and its partner lacks.
    ///
    /// @param stack the one that has it
    record OutputOnly(String environment, Stack stack, Stack partner, String key, Guard guard, Trail trail)
            implements Difference {}

    /// An output that both have.
    record Output(Stack source, Stack target, String key, Equality equality, Trail trail) implements Difference {}

    /// Whether a condition of the template decides if there is an output.
    enum Guard {
        NONE,
        CONDITION,
        /// The template was not seen.
        UNSEEN
    }

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
