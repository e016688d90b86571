package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Gap;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envgate capture ENV… -o DIR`: records environments, redacted.
@Command(
        name = "capture",
        description = "Records environments: what AWS answers, without secrets, in the shape that the AWS CLI prints."
                + " Every other command takes a capture with `--capture ENV=DIR`.")
final class CaptureCommand implements Action {

    private final Run run;

    @Parameters(paramLabel = "ENV", arity = "1..*", description = "Environments of the project file.")
    private List<String> environments = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where to: one environment into DIR itself, several into DIR/ENV each.")
    private String output = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    CaptureCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Complaints mistakes = new Complaints();
        List<String> names = environments.stream().distinct().toList();
        SourceOptions.Manner manner = source.manner(run, mistakes);
        ProjectFile project = source.project(run, names, mistakes);
        List<EnvironmentEntry> entries = project.inventory().environments().stream()
                .filter(it -> names.contains(it.name()))
                .toList();
        entries.stream()
                .filter(it -> it.whereabouts() instanceof Whereabouts.TextFile)
                .forEach(it -> mistakes.add(
                        "`" + it.name() + "` is written by hand: there is nothing to record", "take it out"));
        mistakes.end();
        boolean blind = false;
        try (manner) {
            List<Recording> recordings = Sources.recordings(entries, manner.reading(project));
            write(recordings);
            for (Recording it : recordings) {
                blind |= !tell(it);
            }
        }
        return blind ? ExitStatus.UNDECIDED : ExitStatus.GO;
    }

    /// All at once, or all that is wrong with where they go.
    private void write(List<Recording> recordings) {
        Complaints mistakes = new Complaints();
        recordings.parallelStream().map(this::write).toList().forEach(mistakes::add);
        mistakes.end();
    }

    /// @return what is wrong with where it goes
    private List<Mistake> write(Recording recording) {
        try {
            CaptureFolder.write(recording, run.surroundings().path(folder(recording)));
            return List.of();
        } catch (BadInput bad) {
            return bad.mistakes();
        }
    }

    private String folder(Recording recording) {
        return environments.stream().distinct().count() > 1 ? output + "/" + recording.environment() : output;
    }

    /// @return whether anything was answered at all, besides who asks
    private boolean tell(Recording recording) {
        String name = recording.environment();
        long answered = recording.answers().stream()
                .filter(it -> it.outcome() instanceof Answer.Response)
                .filter(it -> !it.service().equals(Operation.STS_GET_CALLER_IDENTITY.service()))
                .count();
        TreeSet<String> refused = new TreeSet<>();
        recording.answers().forEach(it -> {
            if (it.outcome() instanceof Answer.Refusal(String code, int _)) {
                refused.add(it.service() + ":" + it.operation() + " " + code);
            }
        });
        run.print(name + ": " + answered + (answered == 1 ? " answer" : " answers") + " in " + folder(recording));
        refused.forEach(it -> run.messages().detail(name + " refused " + it));
        if (answered == 0) {
            String why = recording.gaps().stream()
                    .filter(Gap::isWhole)
                    .map(Gap::reason)
                    .findFirst()
                    .orElse("`-v` says why");
            run.messages().warn("nothing of `" + name + "` could be read: " + why);
        }
        return answered > 0;
    }
}
