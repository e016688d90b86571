package envgate.envs.plan.changeset;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Quote;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import envgate.envs.plan.form.Targets;
import envgate.envs.plan.template.Foretold;
import envgate.envs.plan.template.Kinds;
import envgate.envs.source.capture.Overlay;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One changed resource, told as planned.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html.
final class Telling {

    private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)}");
    private static final String AFTER = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private final Node change;
    private final String stack;
    private final Overlay overlay;
    private final Circumstances around;
    private final Mistakes mistakes;
    private final String logicalId;
    private final String type;
    private final String physicalId;
    private final Mark mark;

    /// Where a change is told.
    ///
    /// @param foretold what the template says where AWS does not know yet
    record Circumstances(String stack, Overlay overlay, Optional<Foretold> foretold, ChangeSetPlan.Asked asked) {}

    Telling(Node change, Circumstances around, Mistakes mistakes) {
        this.change = change;
        this.around = around;
        this.stack = around.stack();
        this.overlay = around.overlay();
        this.mistakes = mistakes;
        this.logicalId = Json.text(change, "LogicalResourceId");
        this.type = Json.text(change, "ResourceType");
        this.physicalId = Json.text(change, "PhysicalResourceId");
        this.mark = around.asked().live() ? new Mark(change.mark().file(), 0, 0) : change.mark();
    }

    void into(List<PlannedResource> resources) {
        if (!Json.text(change, "ChangeSetId").isEmpty() && !around.asked().live()) {
            ChangeSetPlan.unseen(
                    overlay,
                    type,
                    physicalId,
                    "what the nested stack `" + logicalId + "` changes stands in a change set of its own");
        }
        Members before = properties("BeforeContext");
        Members after = around.foretold()
                .map(it -> it.properties().get(logicalId))
                .map(it -> Filling.of(properties("AfterContext"), it))
                .orElseGet(() -> properties("AfterContext"));
        String policy = Json.text(change, "PolicyAction");
        switch (Json.text(change, "Action")) {
            case "Add" -> add(resources, fresh(after), after, null, Fate.NEW);
            case "Import" -> add(resources, physicalId, after, null, Fate.KEPT);
            case "Remove" ->
                add(resources, physicalId, before, before, policy.equals("Retain") ? Fate.LEFT : Fate.DROPPED);
            case "Modify" -> modify(resources, before, after, policy);
            case "SyncWithActual" -> {}
            case "Dynamic" ->
                ChangeSetPlan.unseen(
                        overlay, type, "", "what becomes of `" + logicalId + "` is known when it is deployed");
            default ->
                mistakes.add(
                        mark,
                        "the action " + Quote.of(Json.text(change, "Action")) + " of " + Quote.of(logicalId)
                                + " is not known",
                        "");
        }
    }

    private void modify(List<PlannedResource> resources, Members before, Members after, String policy) {
        switch (Json.text(change, "Replacement")) {
            case "True" -> {
                add(
                        resources,
                        physicalId,
                        before,
                        before,
                        policy.equals("ReplaceAndRetain") ? Fate.LEFT : Fate.DROPPED);
                add(resources, fresh(after), after, null, Fate.REPLACED);
            }
            case "Conditional" -> {
                ChangeSetPlan.unseen(
                        overlay,
                        type,
                        physicalId,
                        "whether `" + logicalId + "` is replaced is known when it is deployed");
                add(resources, physicalId, after, before, Fate.KEPT);
            }
            default -> add(resources, physicalId, after, before, Fate.KEPT);
        }
    }

    private void add(
            List<PlannedResource> resources, String id, Members properties, @Nullable Members before, Fate fate) {
        Optional<Unknown> lost = Targets.unknown(type, properties.members());
        if (lost.isPresent()) {
            ChangeSetPlan.unseen(
                    overlay,
                    type,
                    "",
                    "what `" + logicalId + "` changes is not known: "
                            + lost.get().reason());
            return;
        }
        Members old = before == null || before.members().isEmpty() ? null : before;
        resources.add(new PlannedResource(stack, logicalId, id, type, properties, old, fate, mark));
    }

    /// The context is a JSON text.
    private Members properties(String context) {
        String text = Json.text(change, context);
        Mistakes inner = new Mistakes();
        Optional<Node> node = text.isEmpty()
                ? Optional.empty()
                : Document.readJson(mark.file(), text.getBytes(StandardCharsets.UTF_8), inner);
        if (!inner.isEmpty()) {
            mistakes.add(mark, "the `" + context + "` of " + Quote.of(logicalId) + " is no JSON", "");
        }
        Optional<Term> term = node.flatMap(it -> Json.get(it, "Properties")).map(this::term);
        return term.orElse(null) instanceof Members members ? members : new Members(Map.of(), mark);
    }

    private Term term(Node node) {
        return switch (node) {
            case Node.Text it -> literal(it);
            case Node.Sequence it ->
                new Listed(it.items().stream().map(this::term).toList(), mark);
            case Node.Mapping it -> {
                Map<String, Term> members = new LinkedHashMap<>();
                it.members().forEach(one -> members.put(one.key().value(), term(one.value())));
                yield new Members(members, mark);
            }
        };
    }

    /// What AWS does not know yet, does not show, or puts in when it deploys.
    private Term literal(Node.Text it) {
        if (it.value().contains(AFTER)) {
            return new Unknown(Filling.AFTER, mark);
        }
        if (it.value().contains("****")) {
            return new Unknown("its value is not shown", mark);
        }
        if (it.value().contains("{{resolve:")) {
            return new Unknown(Filling.REFERENCE, mark);
        }
        return new Literal(it.value(), it.kind(), false, mark);
    }

    /// What a new one will be called.
    private String fresh(Members properties) {
        String placeholder = stack + "-" + logicalId + "-planned";
        Optional<Kinds.Kind> kind = Kinds.of(type);
        String name = kind.flatMap(it -> text(properties, it.nameProperty())).orElse(placeholder);
        Matcher hole = HOLE.matcher(kind.map(Kinds.Kind::ref).orElse("{name}"));
        StringBuilder made = new StringBuilder();
        while (hole.find()) {
            String word = hole.group(1);
            String value = switch (word) {
                case "name" -> name;
                case "p" -> overlay.partition();
                case "r" -> overlay.region();
                case "a" -> overlay.account();
                case "s" -> overlay.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
                case "@Path" -> text(properties, "Path").orElse("/");
                default -> word.startsWith("id:") ? word.substring(3) + "-" + placeholder : word;
            };
            hole.appendReplacement(made, Matcher.quoteReplacement(value));
        }
        return hole.appendTail(made).toString();
    }

    private static Optional<String> text(Members properties, String name) {
        return properties.get(name).orElse(null) instanceof Literal it ? Optional.of(it.text()) : Optional.empty();
    }
}
