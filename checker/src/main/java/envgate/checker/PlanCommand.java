package envgate.checker;

import envgate.envs.document.Quote;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Snapshot;
import envgate.envs.plan.Plan;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Recording;
import envgate.rules.analysis.Change;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.Foresight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envgate plan ENV --plan …`: what a deploy would change.
@Command(
        name = "plan",
        description = "What a deploy would change: what it drops, replaces, opens, closes and allows."
                + " The exit status is 0 whatever it changes; `envgate promote … --plan` judges it.")
final class PlanCommand implements Action {

    private final Run run;

    @Parameters(index = "0", paramLabel = "ENV", description = "The environment that would be deployed to.")
    private String environment = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write the environment as the deploy would leave it, as a capture.")
    private @Nullable String output;

    @Option(names = "--format", paramLabel = "FORMAT", description = "console or json. Default: console.")
    private String format = "console";

    @Mixin
    private final PlanOptions plans = new PlanOptions();

    @Mixin
    private final SourceOptions source = new SourceOptions();

    PlanCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Complaints mistakes = new Complaints();
        SourceOptions.Manner manner = source.manner(run, mistakes);
        Optional<Plan> plan = plans.plan(run, environment, mistakes);
        if (!plans.isGiven(run)) {
            mistakes.add("there is no plan", "write `--plan FILE`");
        }
        if (!List.of("console", "json").contains(format)) {
            mistakes.add("there is no format " + Quote.of(format), "write `console` or `json`");
        }
        ProjectFile project = source.project(run, List.of(environment), mistakes);
        EnvironmentEntry entry = project.inventory().environment(environment).orElseThrow();
        if (entry.whereabouts() instanceof Whereabouts.TextFile) {
            mistakes.add(
                    Quote.of(environment) + " is written by hand, so that no plan can be laid over it",
                    "a plan is laid over an account or a capture");
        }
        mistakes.end();
        try (manner) {
            return show(project, entry, manner.reading(project), plan.orElseThrow());
        }
    }

    private ExitStatus show(ProjectFile project, EnvironmentEntry entry, Reading reading, Plan plan) {
        Recording live = Sources.recording(entry, reading);
        Plan asking = PlanOptions.asking(plan, project, environment, reading);
        Recording planned = reading.redaction().apply(asking.over(live, reading.redaction()));
        List<EnvironmentEntry> others = project.inventory().environments().stream()
                .filter(it -> !it.name().equals(environment))
                .toList();
        List<Snapshot> rest = Sources.readAll(others, reading);
        List<Change> changes = Foresight.of(
                facts(project, rest, Sources.decode(entry, live)),
                facts(project, rest, Sources.decode(entry, planned)));
        String folder = output;
        if (folder != null) {
            CaptureFolder.write(planned, run.surroundings().path(folder));
        }
        if (format.equals("json")) {
            run.print(PlanText.json(environment, changes));
        } else {
            PlanText.console(environment, changes, run.surroundings().width()).forEach(run::print);
        }
        if (folder != null) {
            run.messages().say("wrote " + folder);
        }
        return ExitStatus.GO;
    }

    private Facts facts(ProjectFile project, List<Snapshot> others, Snapshot own) {
        List<Snapshot> all = new ArrayList<>();
        for (EnvironmentEntry it : project.inventory().environments()) {
            others.stream()
                    .filter(other -> other.environment().equals(it.name()))
                    .forEach(all::add);
            if (it.name().equals(environment)) {
                all.add(own);
            }
        }
        return Fleet.of(
                        all.stream()
                                .map(it -> Pipe.withCalls(it, project.intent()))
                                .toList(),
                        project.intent())
                .environment(environment);
    }
}
