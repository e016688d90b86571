package envgate.envs.source;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Quote;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.CaptureFolder;
import envgate.envs.inventory.Whereabouts.TextFile;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance.Kind;
import envgate.envs.model.Snapshot;
import envgate.envs.source.aws.AwsSource;
import envgate.envs.source.aws.Budgets;
import envgate.envs.source.aws.Deadline;
import envgate.envs.source.aws.DryRun;
import envgate.envs.source.aws.DryRuns;
import envgate.envs.source.aws.SmokeCall;
import envgate.envs.source.aws.SmokeCalls;
import envgate.envs.source.aws.Trip;
import envgate.envs.source.capture.CaptureDecoder;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.text.SnapshotYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Reads environments, all at once, each from where the inventory says it is.
public final class Sources {

    private Sources() {}

    /// One snapshot per entry, in their order.
    ///
    /// @throws envgate.envs.document.BadInput when a capture or text that the user named is not there or is
    ///     none; all mistakes at once
    public static List<Snapshot> readAll(List<EnvironmentEntry> entries, Reading reading) {
        Trip trip = trip(reading);
        return all(entries, it -> source(it, reading, trip).read());
    }

    /// The same with some environments as a deploy would leave them.
    ///
    /// @param changes what is done to an environment's redacted recording, by its name; what comes out passes
    ///     the redaction again
    /// @throws envgate.envs.document.BadInput besides, when such an environment is written by hand or the
    ///     change is wrong
    public static List<Prospect> prospects(
            List<EnvironmentEntry> entries, Reading reading, Map<String, UnaryOperator<Recording>> changes) {
        Trip trip = trip(reading);
        return all(entries, it -> {
            UnaryOperator<Recording> change = changes.get(it.name());
            if (change == null) {
                return new Prospect(source(it, reading, trip).read(), before(it, reading));
            }
            Recording now = recording(it, reading, trip);
            return new Prospect(decode(it, reading.redaction().apply(change.apply(now))), Optional.of(decode(it, now)));
        });
    }

    /// How an environment was over which a plan was laid when it was captured.
    private static Optional<Snapshot> before(EnvironmentEntry entry, Reading reading) {
        return entry.whereabouts() instanceof CaptureFolder(Path folder)
                ? envgate.envs.source.capture.CaptureFolder.before(folder)
                        .map(it -> decode(entry, recorded(entry, it, reading)))
                : Optional.empty();
    }

    /// A recording as the snapshot that it stands for.
    public static Snapshot decode(EnvironmentEntry entry, Recording redacted) {
        return switch (entry.whereabouts()) {
            case AwsAccount it -> CaptureDecoder.decode(redacted, Kind.LIVE, "account " + it.account());
            case CaptureFolder(Path folder) -> CaptureDecoder.decode(redacted, Kind.CAPTURE, folder.toString());
            case TextFile(Path file) -> CaptureDecoder.decode(redacted, Kind.TEXT, file.toString());
        };
    }

    /// What AWS answers about environments, redacted, as captures keep it; of a capture that is there
    /// already, what it holds. One recording per entry, in their order; all are read at once.
    ///
    /// @throws envgate.envs.document.BadInput when a capture is none, or an environment is written by hand;
    ///     all mistakes at once
    public static List<Recording> recordings(List<EnvironmentEntry> entries, Reading reading) {
        Trip trip = trip(reading);
        return all(entries, it -> recording(it, reading, trip));
    }

    /// The recording of one environment.
    ///
    /// @throws envgate.envs.document.BadInput when the capture is none, or the environment is written by
    ///     hand
    public static Recording recording(EnvironmentEntry entry, Reading reading) {
        return recording(entry, reading, trip(reading));
    }

    /// What Lambda says of functions that it is asked about without running them.
    ///
    /// @throws envgate.envs.document.BadInput when the environment is no account
    public static List<DryRun.Result> dryRuns(EnvironmentEntry entry, Reading reading, List<DryRun> runs) {
        if (entry.whereabouts() instanceof AwsAccount it) {
            return DryRuns.of(it, trip(reading), runs);
        }
        throw mistake(entry, "environment `" + entry.name() + "` is no account, so nothing can be invoked there", "");
    }

    /// What functions return to the requests that the user declares: they run.
    ///
    /// @throws envgate.envs.document.BadInput when the environment is no account
    public static List<SmokeCall.Result> smokeCalls(EnvironmentEntry entry, Reading reading, List<SmokeCall> calls) {
        if (entry.whereabouts() instanceof AwsAccount it) {
            return SmokeCalls.of(it, trip(reading), calls);
        }
        throw mistake(entry, "environment `" + entry.name() + "` is no account, so nothing can be invoked there", "");
    }

    private static Recording recording(EnvironmentEntry entry, Reading reading, Trip trip) {
        return switch (entry.whereabouts()) {
            case AwsAccount it -> live(entry, it, reading, trip);
            case CaptureFolder(Path folder) -> recorded(entry, folder, reading);
            case TextFile(Path file) ->
                throw mistake(
                        entry,
                        "environment `" + entry.name() + "` is written by hand in `" + file + "`",
                        "a capture is made of an `account`");
        };
    }

    /// What AWS says of a change set of an environment and of those nested in it, raw: nothing of it may be kept
    /// before it has passed the redaction.
    ///
    /// @param region of the stack
    /// @param stack name or ARN; empty when the change set is named by its ARN
    /// @throws envgate.envs.document.BadInput when the environment is not read live
    public static Recording changeSet(
            EnvironmentEntry entry, Reading reading, String region, String stack, String name) {
        if (entry.whereabouts() instanceof AwsAccount it) {
            return AwsSource.changeSet(entry, it, trip(reading), region, stack, name);
        }
        String of = stack.isEmpty() ? "" : " --stack-name " + stack;
        throw mistake(
                entry,
                Quote.of(entry.name()) + " is not read live, so that nobody can ask for the change set "
                        + Quote.of(name),
                "write `aws cloudformation describe-change-set --include-property-values --change-set-name " + name + of
                        + " > change-set.json`, and give `--plan change-set.json`");
    }

    private static Source source(EnvironmentEntry entry, Reading reading, Trip trip) {
        return switch (entry.whereabouts()) {
            case AwsAccount it -> () -> decode(entry, live(entry, it, reading, trip));
            case CaptureFolder(Path folder) -> () -> decode(entry, recorded(entry, folder, reading));
            case TextFile(Path file) -> () -> written(entry, file);
        };
    }

    private static Recording live(EnvironmentEntry entry, AwsAccount where, Reading reading, Trip trip) {
        return reading.redaction().apply(AwsSource.read(entry, where, trip));
    }

    private static Recording recorded(EnvironmentEntry entry, Path folder, Reading reading) {
        Recording found = envgate.envs.source.capture.CaptureFolder.read(folder);
        return reading.redaction().apply(found.as(entry.name(), entry.selection()));
    }

    private static Snapshot written(EnvironmentEntry entry, Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException _) {
            throw mistake(
                    entry, "there is no file `" + file + "`", "it is where environment `" + entry.name() + "` is");
        } catch (IOException _) {
            throw mistake(entry, "`" + file + "` cannot be read", "it must be a UTF-8 text that you may read");
        }
        List<Snapshot> fleet = SnapshotYaml.read(file.toString(), text).snapshots();
        return fleet.stream()
                .filter(it -> it.environment().equals(entry.name()))
                .findFirst()
                .orElseThrow(() -> mistake(
                        entry,
                        "`" + file + "` has no document `environment: " + entry.name() + "`",
                        "it has "
                                + String.join(
                                        ", ",
                                        fleet.stream()
                                                .map(it -> "`" + it.environment() + "`")
                                                .toList())));
    }

    private static BadInput mistake(EnvironmentEntry entry, String message, String next) {
        return new BadInput(
                entry.origin() instanceof Origin.FileLine(String file, int line)
                        ? new Mistake(file, line, 0, message, next)
                        : Mistake.of(message, next));
    }

    private static Trip trip(Reading reading) {
        return new Trip(
                reading.areas(),
                Deadline.in(reading.deadline()),
                new Budgets(),
                reading.clock(),
                reading.settings(),
                reading.progress()::calls,
                reading.states());
    }

    /// What becomes of each entry, all at once, or all that is wrong with what the user gave.
    private static <T> List<T> all(List<EnvironmentEntry> entries, Function<EnvironmentEntry, T> work) {
        List<T> done = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> pending = entries.stream()
                    .map(it -> threads.submit(() -> work.apply(it)))
                    .toList();
            for (Future<T> it : pending) {
                try {
                    done.add(it.get());
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case BadInput bad -> mistakes.addAll(bad.mistakes());
                        case RuntimeException fault -> throw fault;
                        case Error fault -> throw fault;
                        case null, default -> throw new IllegalStateException(e);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    threads.shutdownNow();
                    throw new IllegalStateException("interrupted while environments were read", e);
                }
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BadInput(mistakes.stream().distinct().toList());
        }
        return List.copyOf(done);
    }
}
