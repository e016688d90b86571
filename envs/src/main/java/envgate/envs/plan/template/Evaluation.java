package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Quote;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.StackResource;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One stack's template, evaluated for its target, with the stacks that it nests.
final class Evaluation implements Nested {

    private static final String STACK = "AWS::CloudFormation::Stack";
    private static final String EXTENSIONS = "AWS::LanguageExtensions";

    /// Where the CDK says which file it uploads.
    private static final String ASSET = "aws:asset:path";

    private final Target target;
    private final Workshop workshop;
    private final List<String> above;
    private final String file;
    private final Template written;
    private final Template template;
    private final Map<String, Term> parameters;
    private final Evaluator evaluator;
    private final List<Rules.Open> openRules;
    private final DynamicReferences references;
    private final @Nullable Evaluation before;
    private final Map<String, Optional<Evaluation>> children = new HashMap<>();

    /// A resource that may be there or not.
    record Unsure(String logicalId, String type, String reason, Mark mark) {}

    /// An output.
    ///
    /// @param export null when it is not exported
    record Output(String name, Term value, @Nullable Term export, Mark mark) {}

    private Evaluation(
            Template template, Target target, Map<String, Term> given, Workshop workshop, List<String> above) {
        this.target = target;
        this.workshop = workshop;
        this.above = above;
        this.file = template.file();
        this.written = template;
        this.parameters = new Parameters(template, target, given, workshop.mistakes()).settle();
        this.template = processed(template);
        this.template.check(workshop.mistakes());
        Circles.check(this.template, workshop.mistakes());
        this.evaluator = new Evaluator(this.template, target, parameters, this, workshop.mistakes());
        this.openRules = Rules.check(this.template, parameters, evaluator, workshop.mistakes());
        this.references = new DynamicReferences(target);
        Stack stack = target.stack();
        this.before = stack == null
                ? null
                : workshop.previous()
                        .apply(stack)
                        .map(it -> new Evaluation(it, target, Map.of(), workshop.silent(), above))
                        .orElse(null);
    }

    static Evaluation of(Template template, Target target, Map<String, Term> given, Workshop workshop) {
        return new Evaluation(template, target, given, workshop, List.of());
    }

    Target target() {
        return target;
    }

    String file() {
        return file;
    }

    /// As it was written, before macros ran.
    Template written() {
        return written;
    }

    /// As AWS would process it.
    Template template() {
        return template;
    }

    Map<String, Term> parameters() {
        return parameters;
    }

    private Template processed(Template raw) {
        Evaluator early = new Evaluator(raw, target, parameters, this, workshop.mistakes());
        Mapping root = new Includes(
                        workshop.files(), raw.file(), it -> early.value(it).flatMap(Terms::text), workshop.mistakes())
                .apply(raw.root());
        for (Node it : raw.transforms()) {
            String name = Nodes.text(it).or(() -> Nodes.text(it, "Name")).orElse("");
            if (name.equals(Includes.NAME)) {
                continue;
            }
            if (name.equals(EXTENSIONS)) {
                root = expanded(root);
                continue;
            }
            Optional<Transform> transform = workshop.transforms().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (transform.isPresent()) {
                root = transform.get().apply(root, setting());
            } else {
                workshop.mistakes()
                        .accuse(
                                it,
                                "the macro " + Quote.of(name) + " cannot be run here",
                                "give the processed template: `aws cloudformation get-template --template-stage"
                                        + " Processed`");
            }
        }
        return new Template(raw.file(), root);
    }

    private Mapping expanded(Mapping root) {
        Evaluator early = new Evaluator(new Template(file, root), target, parameters, this, workshop.mistakes());
        return new Expansion(
                        node -> early.value(node)
                                .filter(Listed.class::isInstance)
                                .map(it -> ((Listed) it)
                                        .items().stream()
                                                .flatMap(item -> Terms.text(item).stream())
                                                .toList()),
                        workshop.mistakes())
                .expand(root);
    }

    private Setting setting() {
        Map<String, Node> known = new TreeMap<>();
        parameters.forEach((name, term) -> Terms.node(term).ifPresent(it -> known.put(name, it)));
        return new Setting(
                known,
                target.partition(),
                target.account(),
                target.region(),
                target.stackName(),
                workshop.files().folder(file),
                workshop.mistakes());
    }

    /// What becomes of every resource of the stack, those of nested stacks included.
    List<PlannedResource> resources() {
        List<PlannedResource> planned = new ArrayList<>();
        Map<String, StackResource> gone = target.resources();
        for (Member it : template.section("Resources")) {
            String id = it.key().value();
            if (!(it.value() instanceof Mapping) || !isPresent(id)) {
                continue;
            }
            Resources.Identity identity = evaluator.resources().identity(id);
            StackResource old = gone.remove(id);
            Replacing.refuse(old, it, workshop.mistakes());
            Members properties = properties(id, it);
            if (old != null && identity.fate() == Fate.REPLACED) {
                planned.add(dropped(old, "UpdateReplacePolicy"));
            }
            planned.add(new PlannedResource(
                    target.stackName(),
                    id,
                    identity.ref(),
                    identity.type(),
                    properties,
                    identity.fate() == Fate.KEPT ? propertiesBefore(id) : null,
                    identity.fate(),
                    it.key().mark()));
            if (identity.type().equals(STACK)) {
                child(id).ifPresent(child -> planned.addAll(child.resources()));
            }
        }
        unsure().forEach(it -> gone.remove(it.logicalId()));
        gone.values().forEach(it -> planned.add(dropped(it, "DeletionPolicy")));
        return planned;
    }

    private boolean isPresent(String id) {
        return Terms.text(evaluator.resources().presence(id))
                .filter("true"::equals)
                .isPresent();
    }

    /// Resources that a condition may leave out.
    List<Unsure> unsure() {
        List<Unsure> unsure = new ArrayList<>();
        for (Member it : template.section("Resources")) {
            if (it.value() instanceof Mapping
                    && evaluator.resources().presence(it.key().value()) instanceof Unknown unknown) {
                unsure.add(new Unsure(
                        it.key().value(),
                        Nodes.text(it.value(), "Type").orElse(""),
                        unknown.reason(),
                        it.key().mark()));
            }
        }
        children.values().forEach(it -> it.ifPresent(child -> unsure.addAll(child.unsure())));
        return unsure;
    }

    private Members properties(String id, Member resource) {
        Optional<Node> written = Nodes.get(resource.value(), "Properties");
        Term term = written.flatMap(evaluator::value)
                .map(it -> references.settle(
                        it, Nodes.text(resource.value(), "Type").orElse("")))
                .orElse(new Members(Map.of(), resource.key().mark()));
        if (term instanceof Members members) {
            return members;
        }
        workshop.mistakes().accuse(resource.value(), "the properties of " + Quote.of(id) + " are no map", "");
        return new Members(Map.of(), resource.key().mark());
    }

    private @Nullable Members propertiesBefore(String id) {
        Evaluation old = before;
        if (old == null) {
            return null;
        }
        return old.template.section("Resources").stream()
                .filter(it -> it.key().value().equals(id) && it.value() instanceof Mapping)
                .findFirst()
                .map(it -> old.properties(id, it))
                .orElse(null);
    }

    /// A resource that the stack gives up: deleted, unless its policy keeps it.
    private PlannedResource dropped(StackResource old, String policy) {
        Evaluation was = before;
        Optional<Mapping> written = template.resource(old.logicalId())
                .or(() -> was == null ? Optional.empty() : was.template.resource(old.logicalId()));
        String kept = written.flatMap(it -> Nodes.text(it, policy)).orElse("Delete");
        Mark mark = template.resource(old.logicalId()).map(Mapping::mark).orElse(new Mark(file, 0, 0));
        Members properties = propertiesBefore(old.logicalId());
        return new PlannedResource(
                target.stackName(),
                old.logicalId(),
                old.physicalId(),
                old.type(),
                properties == null ? new Members(Map.of(), mark) : properties,
                properties,
                kept.startsWith("Retain") ? Fate.LEFT : Fate.DROPPED,
                mark);
    }

    List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        // CloudFormation works all of them out, whoever names them.
        template.section("Conditions")
                .forEach(it -> evaluator.conditions().named(it.key().value(), it.value()));
        for (Member it : template.section("Outputs")) {
            output(it).ifPresent(outputs::add);
        }
        return outputs;
    }

    private Optional<Output> output(Member written) {
        Optional<Node> condition = Nodes.get(written.value(), "Condition");
        Mark mark = written.key().mark();
        Term truth = condition
                .map(it -> evaluator.conditions().named(Nodes.text(it).orElse(""), it))
                .orElse(Term.text("true", mark));
        if (Terms.text(truth).filter("false"::equals).isPresent()) {
            return Optional.empty();
        }
        Optional<Node> node = Nodes.get(written.value(), "Value");
        if (node.isEmpty()) {
            workshop.mistakes()
                    .accuse(
                            written.key(),
                            "the output " + Quote.of(written.key().value()) + " has no `Value`",
                            "");
            return Optional.empty();
        }
        Term value = truth instanceof Unknown unknown
                ? unknown
                : evaluator.value(node.get()).map(references::settle).orElse(new Unknown("it has no value", mark));
        Term export = Nodes.get(written.value(), "Export")
                .flatMap(it -> Nodes.get(it, "Name"))
                .flatMap(evaluator::value)
                .orElse(null);
        return Optional.of(new Output(written.key().value(), value, export, mark));
    }

    /// Rules of which it is not known whether the parameters keep them.
    List<Rules.Open> openRules() {
        return openRules;
    }

    /// Names of the exports that it imports; to be asked when its resources and outputs are known.
    Set<String> imports() {
        return evaluator.imports();
    }

    /// The stacks that it nests, as far as their templates are here.
    Map<String, Evaluation> children() {
        Map<String, Evaluation> known = new LinkedHashMap<>();
        for (Member it : template.section("Resources")) {
            boolean stack = Nodes.text(it.value(), "Type").filter(STACK::equals).isPresent();
            if (stack && isPresent(it.key().value())) {
                child(it.key().value()).ifPresent(child -> known.put(it.key().value(), child));
            }
        }
        return known;
    }

    private Optional<Evaluation> child(String id) {
        Optional<Evaluation> known = children.get(id);
        if (known == null) {
            children.put(id, Optional.empty());
            known = nested(id);
            children.put(id, known);
        }
        return known;
    }

    private Optional<Evaluation> nested(String id) {
        Optional<Node> at = template.resource(id)
                .flatMap(it -> Nodes.get(it, "Properties"))
                .flatMap(it -> Nodes.get(it, "TemplateURL"));
        Optional<String> url = at.flatMap(evaluator::value).flatMap(Terms::text);
        Optional<PlanFiles.Found> uploaded = template.resource(id)
                .flatMap(it -> Nodes.get(it, "Metadata"))
                .flatMap(it -> Nodes.text(it, ASSET))
                .flatMap(it -> workshop.files().read(file, it))
                .or(() -> url.flatMap(workshop.files()::uploaded));
        boolean local = url.isPresent() && !url.get().matches("(?s).*(://|\\{\\{resolve:).*");
        if (!local && uploaded.isEmpty()) {
            return Optional.empty();
        }
        Optional<PlanFiles.Found> found = local ? workshop.files().read(file, url.get()) : uploaded;
        if (found.isEmpty()) {
            workshop.mistakes().accuse(at.get(), "there is no file " + Quote.of(url.get()), "");
            return Optional.empty();
        }
        List<String> path = Stream.concat(above.stream(), Stream.of(file)).toList();
        if (path.contains(found.get().name())) {
            workshop.mistakes().accuse(at.get(), "this template nests itself", "break the circle");
            return Optional.empty();
        }
        if (!workshop.mayNest(at.get())) {
            return Optional.empty();
        }
        Optional<Template> inner = Template.read(found.get().name(), found.get().content(), workshop.mistakes());
        Resources.Identity identity = evaluator.resources().identity(id);
        Stack stack = target.live().stacks().stream()
                .filter(it -> it.arn().toString().equals(identity.ref()))
                .findFirst()
                .orElse(null);
        Target there = new Target(
                target.live(),
                stack,
                stack == null ? identity.ref() : stack.name(),
                target.partition(),
                target.account(),
                target.region());
        Map<String, Term> given = new TreeMap<>();
        if (evaluator.resources().property(id, "Parameters").orElse(null) instanceof Members members) {
            members.members().forEach((name, value) -> given.put(name, references.settle(value)));
        }
        return inner.map(it -> new Evaluation(it, there, given, workshop, path));
    }

    @Override
    public Optional<Resources> resourcesBefore() {
        return Optional.ofNullable(before).map(it -> it.evaluator.resources());
    }

    @Override
    public Term output(String logicalId, String name, Mark mark) {
        Optional<Evaluation> child = child(logicalId);
        if (child.isEmpty()) {
            return new Unknown("the template of the nested stack `" + logicalId + "` is not here", mark);
        }
        return child.get().template.section("Outputs").stream()
                .filter(it -> it.key().value().equals(name))
                .findFirst()
                .flatMap(child.get()::output)
                .map(Output::value)
                .orElse(new Unknown("the nested stack `" + logicalId + "` has no output `" + name + "`", mark));
    }
}
