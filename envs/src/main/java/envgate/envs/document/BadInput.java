package envgate.envs.document;

import java.util.List;

/// What the user gave us is wrong: all mistakes at once, each with its place and what to do next.
///
/// It ends a run with exit status 2 and without a stack trace.
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    /// One mistake.
    ///
    /// @param file as the user named it; empty when the command line is wrong
    /// @param line counted from 1, 0 when the file as a whole is meant
    /// @param column counted from 1, 0 when the line as a whole is meant
    /// @param message lower case, no final period, the user's words in backticks
    /// @param next what to do, empty when the message says it
    public record Mistake(String file, int line, int column, String message, String next) {

        public static Mistake of(String message, String next) {
            return new Mistake("", 0, 0, message, next);
        }

        /// `envgate.yaml:3:5: unknown key `acount`: did you mean `account`?`.
        public String text() {
            String place = file.isEmpty()
                    ? ""
                    : file + (line == 0 ? "" : ":" + line + (column == 0 ? "" : ":" + column)) + ": ";
            return place + message + (next.isEmpty() ? "" : ": " + next);
        }
    }

    public BadInput(List<Mistake> mistakes) {
        super(String.join("\n", mistakes.stream().map(Mistake::text).toList()), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    public BadInput(Mistake mistake) {
        this(List.of(mistake));
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
