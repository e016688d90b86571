package envgate.checker;

import envgate.checker.Settings.Setting;
import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Quote;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Snapshot;
import envgate.envs.plan.Plan;
import envgate.envs.plan.Settlement;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.aws.DryRun;
import envgate.envs.source.aws.SmokeCall;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Recording;
import envgate.rules.analysis.Aftermath;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Foresight;
import envgate.rules.analysis.Outcome;
import envgate.rules.analysis.Standing;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Engine;
import envgate.rules.engine.Gate;
import envgate.rules.engine.Question;
import envgate.rules.engine.Triage;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Baseline;
import envgate.rules.finding.CheckReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envgate verify ENV --since CAPTURE`: what came of a deploy.
@Command(
        name = "verify",
        description = "After a deploy: what is new and what is fixed since a capture from before it, whether the"
                + " environment is what the plan said, and whether functions and stacks are well. What was wrong"
                + " before does not stop.")
final class VerifyCommand implements Action {

    private final Run run;

    @Parameters(index = "0", paramLabel = "ENV", description = "The environment that was deployed to.")
    private String environment = "";

    @Option(names = "--since", paramLabel = "DIR", description = "A capture of it from before the deploy.")
    private @Nullable String since;

    @Option(names = "--format", paramLabel = "FORMAT", description = "console or json. Default: console.")
    private String format = "console";

    @Option(
            names = "--invoke",
            description =
                    "Ask Lambda besides, by dry runs, whether it would run each function and each alias or version"
                            + " that a trigger names, and send the smoke requests of the project file, which run"
                            + " their functions. lambda:InvokeFunction on these is needed.")
    private boolean invoke;

    @Mixin
    private final PlanOptions plans = new PlanOptions();

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    VerifyCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Complaints mistakes = new Complaints();
        Catalog catalog = gate.catalog(run, mistakes);
        GateOptions.Choice choice = gate.choice(run, mistakes);
        SourceOptions.Manner manner = source.manner(run, mistakes);
        Optional<Plan> plan = plans.plan(run, environment, mistakes);
        String folder = folder(mistakes);
        Company.checkFormat(format, mistakes);
        ProjectFile project = source.project(run, List.of(environment), mistakes);
        EnvironmentEntry entry = Company.deployed(
                project, environment, "nothing can be deployed there", "verify an account or a capture", mistakes);
        if (invoke && !(entry.whereabouts() instanceof Whereabouts.AwsAccount)) {
            mistakes.add(
                    Quote.of(environment) + " is read from what was recorded, where nothing can be invoked",
                    "take `--invoke` away, or verify the account");
        }
        Optional<SmokeRun> smoke = invoke
                ? Optional.of(SmokeRun.of(project.smoke(), environment, folderOf(project), mistakes))
                : Optional.empty();
        mistakes.end();
        try (manner) {
            return new Verification(
                            project,
                            entry,
                            catalog,
                            choice,
                            manner.reading(project).withStates(),
                            smoke)
                    .run(folder, plan);
        }
    }

    private Path folderOf(ProjectFile project) {
        Path file = run.surroundings().path(project.path().toString());
        return Objects.requireNonNullElse(file.getParent(), file);
    }

    private String folder(Complaints mistakes) {
        Optional<Setting> given = run.settings().one("--since", since);
        if (given.isEmpty()) {
            mistakes.add(
                    "it is not said how " + Quote.of(environment) + " was before the deploy",
                    "write `--since DIR`, where DIR is what `envgate capture " + environment
                            + " -o DIR` wrote before it");
        } else if (!Files.isDirectory(run.surroundings().path(given.get().text()))) {
            mistakes.add(given.get().quoted() + ": there is no such folder", "");
        }
        return given.map(Setting::text).orElse("");
    }

    /// One environment before and after.
    private final class Verification {

        private final ProjectFile project;
        private final EnvironmentEntry entry;
        private final Catalog catalog;
        private final GateOptions.Choice choice;
        private final Reading reading;
        private final Optional<SmokeRun> smoke;
        private final Question question = new Question.Check(List.of(environment));

        Verification(
                ProjectFile project,
                EnvironmentEntry entry,
                Catalog catalog,
                GateOptions.Choice choice,
                Reading reading,
                Optional<SmokeRun> smoke) {
            this.project = project;
            this.entry = entry;
            this.catalog = catalog;
            this.choice = choice;
            this.reading = reading;
            this.smoke = smoke;
        }

        ExitStatus run(String folder, Optional<Plan> plan) {
            Path path = VerifyCommand.this.run.surroundings().path(folder);
            Recording old = reading.redaction().apply(CaptureFolder.read(path).as(environment, entry.selection()));
            Recording now = Sources.recording(entry, reading);
            refuse(folder, old, now);
            EnvironmentEntry earlier = new EnvironmentEntry(
                    environment, new Whereabouts.CaptureFolder(path), entry.selection(), entry.origin());
            Company company = Company.read(project, environment, reading);
            Snapshot before = Sources.decode(earlier, old);
            Snapshot after = Sources.decode(entry, now);
            Facts wasFacts = company.facts(before);
            Facts isFacts = company.facts(after);

            Triage triage = choice.over(project.triage(), Gate.DEFAULT);
            CheckReport was = report(company.with(before), Optional.empty(), triage);
            Baseline known = Baseline.of(was);
            known = triage.baseline() == null ? known : known.and(triage.baseline());
            Optional<Facts> planned = plan.map(it -> company.facts(planned(it, old, now)));
            CheckReport is = report(
                    company.with(after), planned.map(it -> new Outcome(it, isFacts)), triage.withBaseline(known));

            Verified verified = Verified.of(
                    environment,
                    folder,
                    was,
                    is,
                    Foresight.of(wasFacts, isFacts),
                    planned.map(it -> Aftermath.of(wasFacts, it, isFacts, Settlement::isPlaceholder)),
                    standings(wasFacts.snapshot(), isFacts.snapshot()),
                    triage.gate().failOn());
            show(verified);
            ExitStatus status = verified.status();
            return choice.exitZero() ? status.reportingOnly() : status;
        }

        private List<Standing> standings(Snapshot was, Snapshot is) {
            List<Standing> standings = new ArrayList<>(Aftermath.standings(was, is));
            smoke.ifPresent(it -> standings.addAll(invoked(it, is)));
            return standings.stream().sorted().toList();
        }

        /// All that will be asked is listed before anything is.
        private List<Standing> invoked(SmokeRun smoke, Snapshot is) {
            List<DryRun> runs = Invocations.of(is);
            List<String> requests = smoke.words(is);
            Run run = VerifyCommand.this.run;
            runs.forEach(it -> run.messages().say("dry run of " + Invocations.words(it)));
            requests.forEach(it -> run.messages().say(it));
            List<Standing> standings =
                    new ArrayList<>(Invocations.standings(Sources.dryRuns(entry, reading, runs), is));
            List<SmokeCall> calls = smoke.calls(is);
            standings.addAll(
                    smoke.standings(is, calls.isEmpty() ? List.of() : Sources.smokeCalls(entry, reading, calls)));
            return standings;
        }

        private Snapshot planned(Plan plan, Recording old, Recording now) {
            Recording planned = reading.redaction()
                    .apply(PlanOptions.asking(plan, project, environment, reading)
                            .over(old, reading.redaction()));
            return Sources.decode(entry, Settlement.of(planned, now));
        }

        private void refuse(String folder, Recording old, Recording now) {
            List<Mistake> mistakes = new ArrayList<>();
            if (old.planned() != null) {
                mistakes.add(Mistake.of(
                        Quote.of(folder) + " is a planned environment, and none that was seen",
                        "give a capture from before the deploy; plans are given with `--plan`"));
            }
            if (now.planned() != null) {
                mistakes.add(Mistake.of(
                        Quote.of(environment) + " is read from a planned environment, in which nothing was deployed",
                        "give the account, or a capture from after the deploy"));
            }
            boolean apart = !old.accounts().isEmpty()
                    && !now.accounts().isEmpty()
                    && Collections.disjoint(old.accounts(), now.accounts());
            if (apart) {
                mistakes.add(Mistake.of(
                        Quote.of(folder) + " is of the account " + Quote.of(old.accounts()) + ", and "
                                + Quote.of(environment) + " is in " + Quote.of(now.accounts()),
                        "give a capture of the same environment"));
            }
            if (!mistakes.isEmpty()) {
                throw new BadInput(mistakes);
            }
        }

        /// @param outcome of the plan, where there is one and it was carried out
        private CheckReport report(List<Snapshot> snapshots, Optional<Outcome> outcome, Triage triage) {
            Engine engine = new Engine(
                    catalog,
                    (card, thrown) ->
                            VerifyCommand.this.run.messages().fault("rule " + card.code() + " failed", thrown));
            Answers alone = engine.run(snapshots, project.intent(), question);
            Answers answers = outcome.map(it -> alone.with(engine.outcome(it))).orElse(alone);
            return triage.apply(answers, snapshots, project.intent(), question, Version.tool(), "");
        }

        private void show(Verified verified) {
            Run run = VerifyCommand.this.run;
            if (format.equals("json")) {
                run.print(VerifyText.json(verified));
            } else {
                VerifyText.console(verified, run.surroundings().width()).forEach(run::print);
            }
        }
    }
}
