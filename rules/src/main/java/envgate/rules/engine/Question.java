package envgate.rules.engine;

import java.util.List;

/// What the engine is asked to judge.
public sealed interface Question {

    /// Environments one by one, and against each other.
    record Check(List<String> environments) implements Question {
        public Check {
            environments = List.copyOf(environments);
        }
    }

    /// A promotion: the target by itself, the pair, and whatever other environments have to do with either.
    record Promote(String from, String to) implements Question {}

    /// The environments that are asked about, those that would have to change first.
    default List<String> subjects() {
        return switch (this) {
            case Check(List<String> environments) -> environments;
            case Promote(String from, String to) -> List.of(to, from);
        };
    }
}
