package envgate.checker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a run finds around it: the only things of the process that commands may look at.
///
/// @param environment the process's environment variables
/// @param directory the working directory
/// @param home where envgate is installed: the sample lies there
/// @param terminal whether a person watches
public record Surroundings(
        Map<String, String> environment,
        Path directory,
        Path home,
        Clock clock,
        PrintStream out,
        PrintStream err,
        boolean terminal) {

    public Surroundings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    public boolean colour() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /// Columns to write in.
    public int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Math.max(40, Integer.parseInt(columns)) : 120;
    }

    public java.time.LocalDate today() {
        return java.time.LocalDate.now(clock);
    }
}
