package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a command line, so that the user reads all of it at once.
final class Complaints {

    private final List<Mistake> mistakes = new ArrayList<>();

    /// @param next what to do, empty when the message says it
    void add(String message, String next) {
        mistakes.add(Mistake.of(message, next));
    }

    void add(List<Mistake> others) {
        mistakes.addAll(others);
    }

    void add(BadInput other) {
        mistakes.addAll(other.mistakes());
    }

    /// Ends the run if anything is wrong.
    void end() {
        if (!mistakes.isEmpty()) {
            throw new BadInput(mistakes);
        }
    }
}
