package envgate.envs.plan.template;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.plan.Plan;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.Term;
import envgate.envs.plan.form.Forms;
import envgate.envs.plan.form.StackForms;
import envgate.envs.plan.form.Wire;
import envgate.envs.source.capture.CaptureDecoder;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import envgate.envs.source.capture.Planned;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the deploy of CloudFormation templates makes of an environment.
///
/// Each template is evaluated here against what the environment holds; nothing is asked of AWS, and
/// nothing is changed.
public final class StackPlan implements Plan {

    private final List<Deployment> deployments;
    private final PlanFiles files;
    private final List<Transform> transforms;
    private final Set<String> ignorable;

    /// @param deployments in the order in which they are deployed
    /// @param transforms macros that can be run here
    public StackPlan(List<Deployment> deployments, PlanFiles files, List<Transform> transforms) {
        this(deployments, files, transforms, Set.of());
    }

    /// @param ignorable parameters that are left out where no template has them, and no mistake
    public StackPlan(List<Deployment> deployments, PlanFiles files, List<Transform> transforms, Set<String> ignorable) {
        this.ignorable = Set.copyOf(ignorable);
        this.deployments = List.copyOf(deployments);
        this.files = files;
        this.transforms = List.copyOf(transforms);
    }

    @Override
    public Recording over(Recording live, Redaction redaction) {
        Mistakes mistakes = new Mistakes();
        Recording planned = live;
        for (Deployment it : deployments) {
            planned = over(it, planned, redaction, mistakes);
        }
        Map<String, Term> unused = unusedParameters();
        unused.forEach((name, it) -> {
            if (!ignorable.contains(name)) {
                mistakes.add(
                        it.mark(), "no template has the parameter " + Quote.of(name), Quote.nearest(name, known()));
            }
        });
        mistakes.throwIfAny();
        return unused.isEmpty() ? planned : noted(planned, unused);
    }

    private static Recording noted(Recording planned, Map<String, Term> unused) {
        Overlay overlay = Overlay.of(
                planned,
                planned.accounts().stream().findFirst().orElse(""),
                planned.regions().stream().findFirst().orElse(""));
        unused.forEach((name, it) -> overlay.note(
                "no template has the parameter " + Quote.of(name) + ", so that it is left out",
                it.mark().origin()));
        return overlay.recording(new Planned(List.of(), new TreeMap<>()));
    }

    /// Parameters that no template has; one that only some have is used.
    private Map<String, Term> unusedParameters() {
        Map<String, Term> given = new TreeMap<>();
        deployments.forEach(it -> given.putAll(it.parameters()));
        given.keySet().removeAll(known());
        return given;
    }

    private List<String> known() {
        TreeSet<String> known = new TreeSet<>();
        for (Deployment it : deployments) {
            files.read(it.file())
                    .flatMap(found -> Template.read(found.name(), found.content(), new Mistakes()))
                    .ifPresent(template -> template.section("Parameters")
                            .forEach(one -> known.add(one.key().value())));
        }
        return List.copyOf(known);
    }

    private Recording over(Deployment deployment, Recording live, Redaction redaction, Mistakes mistakes) {
        Optional<PlanFiles.Found> found = files.read(deployment.file());
        if (found.isEmpty()) {
            mistakes.add(new Mark(deployment.file(), 0, 0), "there is no such template", "");
            return live;
        }
        Optional<Template> template =
                Template.read(deployment.file(), found.get().content(), mistakes);
        if (template.isEmpty() || !mistakes.isEmpty()) {
            return live;
        }
        Snapshot before = CaptureDecoder.decode(live, Provenance.Kind.CAPTURE, live.environment());
        Optional<Target> target = target(deployment, live, before, mistakes);
        if (target.isEmpty()) {
            return live;
        }
        Overlay overlay = Overlay.of(live, target.get().account(), target.get().region());
        Evaluation evaluation = Evaluation.of(
                template.get(),
                target.get(),
                deployment.parameters(),
                new Workshop(files, transforms, stack -> previous(overlay, stack), mistakes));
        List<PlannedResource> resources = evaluation.resources();
        Wire wire = new Wire(redaction, secrets(evaluation));
        Forms forms = new Forms(overlay, wire);
        forms.write(resources);
        stacks(evaluation, "", resources, overlay, wire);
        evaluation.unsure().forEach(it -> unsure(it, overlay));
        evaluation
                .openRules()
                .forEach(it -> overlay.note(
                        "whether the parameters keep the rule `" + it.name() + "` is not known",
                        it.mark().origin()));
        TreeMap<String, Origin.FileLine> origins = new TreeMap<>(forms.origins());
        origins.put(target.get().stackId(), new Origin.FileLine(deployment.file(), 0));
        return overlay.recording(new Planned(List.of(deployment.file()), origins));
    }

    /// The stack that a template is meant for, and where it is.
    private static Optional<Target> target(Deployment deployment, Recording live, Snapshot before, Mistakes mistakes) {
        List<Stack> roots = roots(before);
        Selection selection = live.selection();
        @Nullable Stack stack = null;
        String name = deployment.stack();
        if (name.isEmpty()) {
            List<String> literal = selection.stacks().stream()
                    .filter(it -> !it.contains("*") && !it.contains("?"))
                    .toList();
            if (roots.size() == 1) {
                stack = roots.getFirst();
                name = stack.name();
            } else if (roots.isEmpty() && literal.size() == 1) {
                name = literal.getFirst();
            } else {
                mistakes.add(
                        new Mark(deployment.file(), 0, 0),
                        "it is not clear which stack of " + Quote.of(before.environment()) + " this template is for",
                        "write `--plan STACK=" + deployment.file() + "`"
                                + (roots.isEmpty()
                                        ? ""
                                        : ", where STACK is one of "
                                                + Quote.of(roots.stream()
                                                        .map(Stack::name)
                                                        .toList())));
                return Optional.empty();
            }
        } else {
            for (Stack it : before.stacks()) {
                boolean there = deployment.region().isEmpty()
                        || deployment.region().equals(it.arn().region());
                stack = it.name().equals(name) && there ? it : stack;
            }
        }
        if (stack == null
                && !selection.isEverything()
                && !selection.namesStack(name)
                && selection.tags().isEmpty()) {
            mistakes.add(
                    new Mark(deployment.file(), 0, 0),
                    "the stack " + Quote.of(name) + " does not belong to " + Quote.of(before.environment()),
                    "the environment's `stacks` are " + Quote.of(selection.stacks()));
            return Optional.empty();
        }
        return place(deployment, before, stack, name, mistakes);
    }

    private static Optional<Target> place(
            Deployment deployment, Snapshot before, @Nullable Stack stack, String name, Mistakes mistakes) {
        List<String> accounts = stack == null
                ? before.provenance().accounts()
                : List.of(stack.arn().account());
        List<String> regions = stack != null
                ? List.of(stack.arn().region())
                : deployment.region().isEmpty() ? before.provenance().regions() : List.of(deployment.region());
        if (accounts.size() != 1 || regions.size() != 1) {
            mistakes.add(
                    new Mark(deployment.file(), 0, 0),
                    "it is not clear where the new stack " + Quote.of(name) + " goes",
                    "the environment has the accounts " + Quote.of(accounts) + " and the regions " + Quote.of(regions));
            return Optional.empty();
        }
        String region = regions.getFirst();
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return Optional.of(new Target(before, stack, name, partition, accounts.getFirst(), region));
    }

    /// Stacks that no other stack made.
    private static List<Stack> roots(Snapshot before) {
        TreeSet<String> nested = new TreeSet<>();
        before.stacks().forEach(it -> it.resources().forEach(one -> nested.add(one.physicalId())));
        return before.stacks().stream()
                .filter(it -> !nested.contains(it.arn().toString()))
                .toList();
    }

    /// The template that a stack has now, which is redacted, and so good for names only.
    private static Optional<Template> previous(Overlay overlay, Stack stack) {
        Optional<JsonNode> body = overlay.answer(Operation.CLOUDFORMATION_GET_TEMPLATE, stack.name())
                .or(() -> overlay.answer(
                        Operation.CLOUDFORMATION_GET_TEMPLATE, stack.arn().toString()))
                .map(it -> it.path("TemplateBody"));
        return body.flatMap(it -> {
            String text = it.isString() ? it.stringValue() : it.toString();
            boolean json = text.stripLeading().startsWith("{");
            Mistakes nobodys = new Mistakes();
            String name = json ? "previous.json" : "previous.yaml";
            Optional<Template> read = Template.read(name, text.getBytes(StandardCharsets.UTF_8), nobodys);
            return read.filter(one -> Nodes.get(one.root(), "Resources").isPresent());
        });
    }

    private static List<String> secrets(Evaluation evaluation) {
        List<String> secrets = new ArrayList<>();
        for (Term it : evaluation.parameters().values()) {
            if (it instanceof Term.Literal literal && literal.secret()) {
                secrets.add(literal.text());
            }
        }
        evaluation.children().values().forEach(it -> secrets.addAll(secrets(it)));
        return secrets;
    }

    private static void stacks(
            Evaluation evaluation, String parent, List<PlannedResource> resources, Overlay overlay, Wire wire) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        evaluation.parameters().forEach((name, value) -> parameters.put(name, parameter(value, wire)));
        Map<String, JsonNode> outputs = new TreeMap<>();
        Map<String, String> exports = new TreeMap<>();
        for (Evaluation.Output it : evaluation.outputs()) {
            outputs.put(it.name(), wire.of(it.value()));
            Term export = it.export();
            if (export instanceof Term.Literal name) {
                exports.put(it.name(), name.text());
            } else if (export != null) {
                overlay.unseen(Area.EXPORTS, it.name(), "the name of an export is not known: " + Terms.reason(export));
            }
        }
        Target target = evaluation.target();
        new StackForms(overlay)
                .write(
                        new StackForms.Described(
                                target.stackName(),
                                target.stackId(),
                                parent,
                                parameters,
                                outputs,
                                exports,
                                evaluation.imports(),
                                TemplateJson.of(evaluation.template().root())),
                        resources);
        evaluation.children().values().forEach(it -> stacks(it, target.stackId(), resources, overlay, wire));
    }

    /// Lists stand in parameters as one text.
    private static JsonNode parameter(Term value, Wire wire) {
        if (value instanceof Term.Listed list) {
            List<String> texts =
                    list.items().stream().flatMap(it -> Terms.text(it).stream()).toList();
            return wire.of(
                    new Term.Literal(String.join(",", texts), Node.Kind.TEXT, Terms.isSecret(list), list.mark()));
        }
        return wire.of(value);
    }

    /// A thing that may be there or not: its area is not seen whole.
    private static void unsure(Evaluation.Unsure it, Overlay overlay) {
        Optional<Area> area = Forms.area(it.type());
        area.ifPresent(one -> overlay.unseen(
                one, it.logicalId(), "whether `" + it.logicalId() + "` is made is not known: " + it.reason()));
        overlay.note(
                "whether `" + it.logicalId() + "` is made is not known: " + it.reason(),
                it.mark().origin());
    }

    /// The mistake of a plan for what is no account or capture.
    public static BadInput unplannable(String environment) {
        return new BadInput(Mistake.of(
                Quote.of(environment) + " is written by hand, so that no plan can be laid over it",
                "a plan is laid over an account or a capture"));
    }
}
