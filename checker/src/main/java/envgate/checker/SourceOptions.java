package envgate.checker;

import envgate.checker.Settings.Setting;
import envgate.envs.document.Quote;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Area;
import envgate.envs.model.Intent.Stance;
import envgate.envs.source.Reading;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.RedactionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about what is read, and from where.
final class SourceOptions {

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The project file; default: `envgate.yaml` here or above, up to the repository's root.")
    private @Nullable String config;

    @Option(
            names = "--capture",
            paramLabel = "ENV=DIR",
            description = "Read an environment from a capture instead. Several times.")
    private List<String> captures = new ArrayList<>();

    @Option(
            names = "--text",
            paramLabel = "ENV=FILE",
            description = "Read an environment from a text in the short form instead. Several times.")
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "For all live reads together; what was not read by then is unknown. Default: 5m.")
    private @Nullable String deadline;

    @Option(names = "--no-progress", description = "No progress bar, not on a terminal either.")
    private boolean noProgress;

    static SourceOptions of(String config) {
        SourceOptions options = new SourceOptions();
        options.config = config;
        return options;
    }

    /// The project file with the environments that the command line reads from elsewhere; without a file, these alone.
    ///
    /// @param asked the environments that must be there
    ProjectFile project(Run run, List<String> asked, Complaints mistakes) {
        Map<String, Whereabouts> elsewhere = new LinkedHashMap<>();
        elsewhere("--capture", captures, Whereabouts.CaptureFolder::new, elsewhere, run, mistakes);
        elsewhere("--text", texts, Whereabouts.TextFile::new, elsewhere, run, mistakes);
        Optional<String> named = run.settings().one("--config", config).map(Setting::text);
        return new Projects(run, mistakes).find(named, elsewhere, asked);
    }

    private static void elsewhere(
            String option,
            List<String> given,
            Function<Path, Whereabouts> kind,
            Map<String, Whereabouts> elsewhere,
            Run run,
            Complaints mistakes) {
        boolean folder = option.equals("--capture");
        for (Setting it : run.settings().several(option, given)) {
            String[] words = it.text().split("=", 2);
            if (words.length < 2 || words[0].isBlank() || words[1].isBlank()) {
                mistakes.add(it.quoted() + " names no environment and place", "write `" + option + " prod=PATH`");
                continue;
            }
            Path path = run.surroundings().path(words[1]);
            if (folder ? !Files.isDirectory(path) : !Files.isRegularFile(path)) {
                mistakes.add(
                        it.quoted() + ": there is no " + (folder ? "folder" : "file") + " " + Quote.of(words[1]), "");
            }
            if (elsewhere.put(words[0], kind.apply(path)) != null) {
                mistakes.add(
                        Quote.of(words[0]) + " is read from two places", "give one `--capture` or `--text` for it");
            }
        }
    }

    /// The captures as they were given, for commands that take folders without environments.
    List<String> captures(Run run) {
        return run.settings().several("--capture", captures).stream()
                .map(Setting::text)
                .toList();
    }

    /// How environments are read; `progress` is to be closed when they are.
    record Manner(Run run, Duration deadline, Progress progress) implements AutoCloseable {

        Reading reading(ProjectFile project) {
            RedactionKey key = project.hashKey().isEmpty() ? RedactionKey.random() : RedactionKey.of(project.hashKey());
            Redaction redaction = Redaction.of(
                    key,
                    (function, variable) -> project.intent()
                            .declared(function, variable, Stance.SECRET)
                            .isPresent());
            Surroundings around = run.surroundings();
            return new Reading(redaction, areas(), deadline, around.clock(), around.environment(), progress);
        }

        @Override
        public void close() {
            progress.close();
        }
    }

    Manner manner(Run run, Complaints mistakes) {
        Optional<Setting> set = run.settings().one("--deadline", deadline);
        Optional<Duration> parsed = set.flatMap(it -> Durations.parse(it.text()));
        if (set.isPresent() && parsed.isEmpty()) {
            mistakes.add(set.get().quoted() + " is no time", "write it like `90s`, `5m` or `1h30m`");
        }
        boolean silent = run.settings().flag("--no-progress", noProgress, mistakes);
        return new Manner(
                run,
                parsed.orElse(DEADLINE),
                new Progress(run, run.surroundings().terminal() && !silent));
    }

    /// What is read whatever the rules are: links, access and reach look everywhere.
    static Set<Area> areas() {
        return EnumSet.allOf(Area.class);
    }
}
