package envgate.envs.plan.cdk;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Mark;
import envgate.envs.document.Quote;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.plan.Plan;
import envgate.envs.plan.Term;
import envgate.envs.plan.template.Deployment;
import envgate.envs.plan.template.PlanFiles;
import envgate.envs.plan.template.StackPlan;
import envgate.envs.plan.template.Transform;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import envgate.envs.source.capture.Planned;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What `cdk deploy` of the stacks of a cloud assembly makes of an environment: those that go to its account and
/// region and belong to it, in the order of their dependencies.
///
/// An app has the stacks of all its stages; those of other environments are left alone. A stack that names no
/// account or region goes wherever it is deployed. See
/// https://docs.aws.amazon.com/cdk/v2/guide/environments.html.
public final class CdkPlan implements Plan {

    private final CloudAssembly assembly;
    private final String stack;
    private final Map<String, Term> parameters;
    private final PlanFiles files;
    private final List<Transform> transforms;

    /// @param stack the only one that is deployed, by what CDK or AWS calls it; empty for all
    /// @param parameters that the user gives; they come before those of the assembly
    public CdkPlan(
            CloudAssembly assembly,
            String stack,
            Map<String, Term> parameters,
            PlanFiles files,
            List<Transform> transforms) {
        this.assembly = assembly;
        this.stack = stack;
        this.parameters = new TreeMap<>(parameters);
        this.files = files.with(assembly.assets());
        this.transforms = List.copyOf(transforms);
    }

    @Override
    public Recording over(Recording live, Redaction redaction) {
        List<CdkStack> chosen = stack.isEmpty() ? ours(live) : named(live);
        List<Deployment> deployments = new ArrayList<>();
        for (CdkStack it : inOrder(chosen)) {
            Map<String, Term> values = new TreeMap<>(it.parameters());
            values.putAll(parameters);
            deployments.add(new Deployment(it.template(), it.stackName(), values, it.region()));
        }
        Recording planned = new StackPlan(deployments, files, transforms).over(live, redaction);
        return told(planned, chosen);
    }

    /// The stacks that go into the environment.
    private List<CdkStack> ours(Recording live) {
        List<CdkStack> chosen = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (CdkStack it : assembly.stacks()) {
            boolean here = isHere(it, live);
            if (here && belongs(it, live)) {
                chosen.add(it);
            } else if (!here && isNamedPlainly(it, live) && ours(live, it.stackName()) == 0) {
                mistakes.add(elsewhere(it, live));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BadInput(mistakes);
        }
        if (chosen.isEmpty()) {
            List<String> all = assembly.stacks().stream()
                    .map(it -> it.stackName() + " in " + it.place())
                    .toList();
            throw new BadInput(new Mistake(
                    assembly.manifest(),
                    0,
                    0,
                    "no stack of this app goes to " + Quote.of(live.environment()) + ", which is in "
                            + Quote.of(live.accounts()) + " and " + Quote.of(live.regions())
                            + (live.selection().stacks().isEmpty()
                                    ? ""
                                    : " and has the stacks "
                                            + Quote.of(live.selection().stacks())),
                    "its stacks are " + Quote.of(all)));
        }
        Set<String> names = new HashSet<>();
        for (CdkStack it : chosen) {
            if (!names.add(it.region() + " " + it.stackName())) {
                mistakes.add(mistake(
                        it,
                        "two stacks of this app are called " + Quote.of(it.stackName()) + " here",
                        "choose one: `--plan '" + it.displayName() + "=" + assembly.folder() + "'`"));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BadInput(mistakes);
        }
        return chosen;
    }

    /// How many stacks of this name go into the environment: one stack may go to several regions.
    private long ours(Recording live, String name) {
        return assembly.stacks().stream()
                .filter(it -> it.stackName().equals(name) && isHere(it, live))
                .count();
    }

    private List<CdkStack> named(Recording live) {
        List<CdkStack> called =
                assembly.stacks().stream().filter(it -> it.isCalled(stack)).toList();
        if (called.isEmpty()) {
            List<String> known =
                    assembly.stacks().stream().map(CdkStack::displayName).toList();
            throw new BadInput(new Mistake(
                    assembly.manifest(),
                    0,
                    0,
                    "this app has no stack " + Quote.of(stack),
                    Quote.nearest(stack, known)));
        }
        List<CdkStack> here = called.stream().filter(it -> isHere(it, live)).toList();
        if (here.isEmpty()) {
            throw new BadInput(called.stream().map(it -> elsewhere(it, live)).toList());
        }
        if (here.size() > 1) {
            throw new BadInput(here.stream()
                    .map(it -> mistake(
                            it,
                            "several stacks of this app are called " + Quote.of(stack),
                            "choose one: `--plan '" + it.displayName() + "=" + assembly.folder() + "'`"))
                    .toList());
        }
        return here;
    }

    private static boolean isHere(CdkStack it, Recording live) {
        return (it.account().isEmpty() || live.accounts().contains(it.account()))
                && (it.region().isEmpty() || live.regions().contains(it.region()));
    }

    private static boolean belongs(CdkStack it, Recording live) {
        Selection selection = live.selection();
        return selection.isEverything()
                || selection.namesStack(it.stackName())
                || (!selection.tags().isEmpty()
                        && (isThere(it, live) || !it.account().isEmpty()));
    }

    /// Whether the environment says that this very stack is its own.
    private static boolean isNamedPlainly(CdkStack it, Recording live) {
        return live.selection().stacks().contains(it.stackName());
    }

    private static boolean isThere(CdkStack it, Recording live) {
        return live.answers().stream()
                .filter(one -> one.operation().equals(Operation.CLOUDFORMATION_DESCRIBE_STACKS.operation()))
                .filter(one -> one.outcome() instanceof Answer.Response)
                .map(one -> ((Answer.Response) one.outcome()).body())
                .flatMap(one -> one.path("Stacks").valueStream())
                .map((JsonNode one) -> one.path("StackName").asString(""))
                .anyMatch(it.stackName()::equals);
    }

    private static Mistake elsewhere(CdkStack it, Recording live) {
        return mistake(
                it,
                "the stack " + Quote.of(it.stackName()) + " goes to " + Quote.of(it.place()) + ", and "
                        + Quote.of(live.environment()) + " is in " + Quote.of(live.accounts()) + " and "
                        + Quote.of(live.regions()),
                "synthesize the app for this environment");
    }

    private static Mistake mistake(CdkStack it, String message, String next) {
        Mark mark = it.mark();
        return new Mistake(mark.file(), mark.line(), mark.column(), message, next);
    }

    /// Dependencies first, else as the manifest has them.
    private static List<CdkStack> inOrder(List<CdkStack> stacks) {
        Map<String, CdkStack> byArtifact = new TreeMap<>();
        stacks.forEach(it -> byArtifact.put(it.artifact(), it));
        Set<CdkStack> ordered = new LinkedHashSet<>();
        stacks.forEach(it -> visit(it, byArtifact, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    private static void visit(CdkStack it, Map<String, CdkStack> byArtifact, Set<CdkStack> ordered, Set<String> open) {
        if (ordered.contains(it) || !open.add(it.artifact())) {
            return;
        }
        for (String one : it.after()) {
            Optional.ofNullable(byArtifact.get(one)).ifPresent(before -> visit(before, byArtifact, ordered, open));
        }
        ordered.add(it);
    }

    /// Says which stacks of the app are left alone.
    private Recording told(Recording planned, List<CdkStack> chosen) {
        TreeSet<String> others = new TreeSet<>();
        assembly.stacks().stream()
                .filter(it -> !chosen.contains(it))
                .forEach(it -> others.add(it.stackName() + " in " + it.place()));
        if (others.isEmpty()
                || planned.accounts().isEmpty()
                || planned.regions().isEmpty()) {
            return planned;
        }
        Overlay overlay = Overlay.of(
                planned, planned.accounts().getFirst(), planned.regions().getFirst());
        overlay.note(
                "stacks of this app that are not planned here: " + Quote.of(List.copyOf(others)),
                new Origin.FileLine(assembly.manifest(), 0));
        return overlay.recording(new Planned(List.of(), new TreeMap<>()));
    }
}
