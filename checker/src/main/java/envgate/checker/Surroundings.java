package envgate.checker;

import envgate.envs.document.BadInput;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        InputStream in,
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

    /// Whether symbols beyond ASCII can be shown: everywhere but on a terminal whose locale says otherwise.
    public boolean unicode() {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(it -> environment.getOrDefault(it, ""))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
        return !terminal
                || locale.isEmpty()
                || locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /// A path as the user wrote it where that leads there, so that messages and reports repeat the user's words.
    Path path(String written) {
        try {
            Path path = Path.of(written);
            return directory.equals(Path.of("").toAbsolutePath()) ? path : directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new BadInput(BadInput.Mistake.of("`" + written + "` is no path", ""));
        }
    }
}
