package envgate.checker;

import envgate.checker.ReportOptions.Output;
import envgate.envs.inventory.Inventory;
import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.envs.plan.Plan;
import envgate.envs.source.Prospect;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.Recording;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Engine;
import envgate.rules.engine.Gate;
import envgate.rules.engine.Question;
import envgate.rules.finding.Answers;
import envgate.rules.finding.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The pipe, in the one place where it is laid: declared -> seen -> judged -> heeded -> shown -> exit
/// status.
///
/// All environments of the inventory are read, also those that are not asked about: who owns what a value
/// names can only be said by one who has seen all owners.
final class Pipe {

    private Pipe() {}

    static ExitStatus judge(
            Run run, Question question, SourceOptions source, GateOptions gates, ReportOptions reports) {
        return judge(run, question, source, new PlanOptions(), gates, reports);
    }

    /// @param plans what would be deployed into the environment that is promoted to
    static ExitStatus judge(
            Run run,
            Question question,
            SourceOptions source,
            PlanOptions plans,
            GateOptions gates,
            ReportOptions reports) {
        Complaints mistakes = new Complaints();
        List<Output> outputs = reports.outputs(run, mistakes);
        Catalog catalog = gates.catalog(run, mistakes);
        GateOptions.Choice choice = gates.choice(run, mistakes);
        SourceOptions.Manner manner = source.manner(run, mistakes);
        Optional<Plan> plan = plans.plan(run, target(question), mistakes);
        ProjectFile project = source.project(run, question.subjects(), mistakes); // bad input ends here
        warnOfOrder(run, question, project.inventory());

        Instant began = run.surroundings().clock().instant();
        List<Prospect> prospects = read(run, project, manner, planned(question, plan));
        Instant read = run.surroundings().clock().instant();
        List<Snapshot> snapshots = prospects.stream()
                .map(it -> withCalls(it.snapshot(), project.intent()))
                .toList();
        Map<String, Snapshot> before = new TreeMap<>();
        prospects.forEach(it ->
                it.before().ifPresent(was -> before.put(was.environment(), withCalls(was, project.intent()))));
        Answers answers = new Engine(
                        catalog, (card, thrown) -> run.messages().fault("rule " + card.code() + " failed", thrown))
                .run(snapshots, before, project.intent(), question);
        CheckReport report = choice.over(project.triage(), profile(project, question))
                .apply(answers, snapshots, project.intent(), question, Version.tool(), "");
        run.messages()
                .detail("read in " + Duration.between(began, read).toMillis() + " ms, judged in "
                        + Duration.between(read, run.surroundings().clock().instant())
                                .toMillis() + " ms");
        ReportOptions.write(report, outputs, project.path().toString(), run);
        return choice.status(report);
    }

    /// What the environments of the project hold, with the services that the user says their functions
    /// call.
    static List<Snapshot> read(Run run, ProjectFile project, SourceOptions.Manner manner) {
        return read(run, project, manner, Map.of()).stream()
                .map(it -> withCalls(it.snapshot(), project.intent()))
                .toList();
    }

    /// @param plans what would be deployed, by environment
    private static List<Prospect> read(
            Run run, ProjectFile project, SourceOptions.Manner manner, Map<String, Plan> plans) {
        try (manner) {
            Reading reading = manner.reading(project);
            Map<String, UnaryOperator<Recording>> changes = new TreeMap<>();
            plans.forEach((name, plan) -> {
                Plan asking = PlanOptions.asking(plan, project, name, reading);
                changes.put(name, it -> asking.over(it, reading.redaction()));
            });
            List<Prospect> prospects = Sources.prospects(project.inventory().environments(), reading, changes);
            prospects.stream()
                    .map(Prospect::snapshot)
                    .forEach(it -> run.messages()
                            .detail("read " + it.environment() + " from "
                                    + it.provenance().source() + ": "
                                    + it.functions().size() + " functions, "
                                    + it.gaps().size() + " gaps"));
            return prospects;
        }
    }

    /// The environment into which a plan would be deployed; empty where nothing is promoted.
    private static String target(Question question) {
        return question instanceof Question.Promote(String _, String to) ? to : "";
    }

    private static Map<String, Plan> planned(Question question, Optional<Plan> plan) {
        return question instanceof Question.Promote(String _, String to) && plan.isPresent()
                ? Map.of(to, plan.get())
                : Map.of();
    }

    static Snapshot withCalls(Snapshot snapshot, Intent intent) {
        List<LambdaFunction> functions = new ArrayList<>();
        for (LambdaFunction it : snapshot.functions()) {
            List<Call> calls = new ArrayList<>(it.calls());
            calls.addAll(intent.calls().getOrDefault(it.logicalName(), List.of()));
            functions.add(it.withCalls(calls));
        }
        return snapshot.withFunctions(functions);
    }

    private static Gate profile(ProjectFile project, Question question) {
        return switch (question) {
            case Question.Promote(String from, String to) -> project.gate(from, to);
            case Question.Check _ -> Gate.DEFAULT;
        };
    }

    private static void warnOfOrder(Run run, Question question, Inventory inventory) {
        if (question instanceof Question.Promote(String from, String to)) {
            List<String> order =
                    inventory.environments().stream().map(it -> it.name()).toList();
            boolean declared = inventory.environments().stream()
                    .noneMatch(it -> it.origin().text().isEmpty());
            if (declared && order.indexOf(from) > order.indexOf(to)) {
                run.messages()
                        .warn("`" + from + "` comes after `" + to + "` in the project file: this judges a promotion"
                                + " backwards");
            }
        }
    }
}
