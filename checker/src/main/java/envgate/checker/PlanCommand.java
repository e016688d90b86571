package envgate.checker;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.plan.Plan;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Recording;
import envgate.rules.analysis.Change;
import envgate.rules.analysis.Foresight;
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
        Company.checkFormat(format, mistakes);
        ProjectFile project = source.project(run, List.of(environment), mistakes);
        EnvironmentEntry entry = Company.deployed(
                project,
                environment,
                "no plan can be laid over it",
                "a plan is laid over an account or a capture",
                mistakes);
        mistakes.end();
        try (manner) {
            return show(project, entry, manner.reading(project), plan.orElseThrow());
        }
    }

    private ExitStatus show(ProjectFile project, EnvironmentEntry entry, Reading reading, Plan plan) {
        Recording live = Sources.recording(entry, reading);
        Plan asking = PlanOptions.asking(plan, project, environment, reading);
        Recording planned = reading.redaction().apply(asking.over(live, reading.redaction()));
        Company company = Company.read(project, environment, reading);
        List<Change> changes =
                Foresight.of(company.facts(Sources.decode(entry, live)), company.facts(Sources.decode(entry, planned)));
        String folder = output;
        if (folder != null) {
            CaptureFolder.write(planned, live, run.surroundings().path(folder));
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
}
