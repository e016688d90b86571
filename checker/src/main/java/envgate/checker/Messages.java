package envgate.checker;

import envgate.envs.document.BadInput;
import java.io.PrintStream;
import java.util.Arrays;

/// What a run says to a person beside its report: to standard error, a line each, and never what an exception says,
/// which may quote anything.
final class Messages {

    private static final int FRAMES = 12;

    private final PrintStream err;
    private int verbosity;

    Messages(PrintStream err) {
        this.err = err;
    }

    void setVerbosity(int level) {
        verbosity = level;
    }

    void say(String text) {
        err.println("envgate: " + printable(text));
    }

    void warn(String text) {
        say("warning: " + text);
    }

    /// Only with `-v`.
    void detail(String text) {
        if (verbosity >= 1) {
            say(text);
        }
    }

    void mistakes(BadInput bad) {
        for (BadInput.Mistake it : bad.mistakes()) {
            if (it.file().isEmpty()) {
                say(it.text());
            } else {
                err.println(printable(it.text()));
            }
        }
    }

    /// Something that should never happen: one line, and with `-vv` where it happened.
    void fault(String what, Throwable thrown) {
        say(what + (verbosity >= 2 ? "" : " (run again with `-vv` to see where, and please report it)"));
        for (Throwable it = thrown; it != null && verbosity >= 2; it = it.getCause()) {
            err.println("  " + it.getClass().getName());
            Arrays.stream(it.getStackTrace()).limit(FRAMES).forEach(frame -> err.println("    at " + frame));
        }
    }

    /// Words of the user are repeated without their control characters: they might be commands to a terminal.
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?");
    }
}
