package envgate.envs.plan.changeset;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Moment;
import envgate.envs.model.Origin;
import envgate.envs.plan.Plan;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.plan.Term;
import envgate.envs.plan.form.Forms;
import envgate.envs.plan.form.Wire;
import envgate.envs.plan.template.Foretold;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import envgate.envs.source.capture.Planned;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the execution of a change set makes of an environment, as AWS itself evaluated it: `aws
/// cloudformation describe-change-set --include-property-values`.
///
/// A change set tells of resources that change. Outputs are not among what it tells: they are not known
/// after it. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html.
public final class ChangeSetPlan implements Plan {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DESCRIBE = "`aws cloudformation describe-change-set --include-property-values"
            + " --change-set-name NAME --stack-name STACK`";

    private static final List<String> UNCHANGED = List.of("didn't contain changes", "No updates are to be performed");

    private final String file;
    private final byte[] content;
    private final Asked asked;

    /// What is known besides of a change set that AWS was asked for.
    ///
    /// @param live whether it was asked for, so that no line of a file tells it
    /// @param parent id of the stack that it is nested in; empty when it is in none
    /// @param template as AWS has processed it; null when it is not known
    record Asked(boolean live, String parent, @Nullable String template) {

        static final Asked NOT = new Asked(false, "", null);
    }

    /// @param file as the user names it
    /// @param content what AWS answered
    public ChangeSetPlan(String file, byte[] content) {
        this(file, content, Asked.NOT);
    }

    ChangeSetPlan(String file, byte[] content, Asked asked) {
        this.file = file;
        this.content = content.clone();
        this.asked = asked;
    }

    /// Whether a file tells of a change set.
    public static boolean isOne(byte[] content) {
        try {
            JsonNode root = JSON.readTree(content);
            return root.has("Changes") && (root.has("ChangeSetId") || root.has("ChangeSetName"));
        } catch (JacksonException _) {
            return false;
        }
    }

    @Override
    public Recording over(Recording live, Redaction redaction) {
        Mistakes mistakes = new Mistakes();
        Optional<Node> root = Document.readJson(file, content, mistakes);
        mistakes.throwIfAny();
        Node set = root.orElseThrow();
        Optional<Arn> stack = Arn.parse(Json.text(set, "StackId"));
        refuse(set, stack, live, mistakes);
        mistakes.throwIfAny();
        Recording planned = over(set, stack.orElseThrow(), live, redaction, mistakes);
        mistakes.throwIfAny();
        return planned;
    }

    private void refuse(Node set, Optional<Arn> stack, Recording live, Mistakes mistakes) {
        Mark whole = at(set);
        String status = Json.text(set, "Status");
        String execution = Json.text(set, "ExecutionStatus");
        String name = Json.text(set, "StackName");
        if (!Json.text(set, "NextToken").isEmpty()) {
            mistakes.add(whole, "this is only one page of a change set", "take all of what " + DESCRIBE + " prints");
        }
        if (stack.isEmpty()) {
            mistakes.add(whole, "this change set does not say its `StackId`", "take what " + DESCRIBE + " prints");
        } else if (!live.accounts().contains(stack.get().account())
                || !live.regions().contains(stack.get().region())) {
            mistakes.add(
                    Json.get(set, "StackId").map(this::at).orElse(whole),
                    "this change set is of "
                            + Quote.of(
                                    List.of(stack.get().account(), stack.get().region())) + ", and "
                            + Quote.of(live.environment()) + " is in " + Quote.of(live.accounts()) + " and "
                            + Quote.of(live.regions()),
                    "take the change set of this environment");
        }
        boolean ours = !asked.parent().isEmpty()
                || live.selection().isEverything()
                || live.selection().namesStack(name)
                || !live.selection().tags().isEmpty();
        if (!ours) {
            mistakes.add(
                    whole,
                    "the stack " + Quote.of(name) + " does not belong to " + Quote.of(live.environment()),
                    "the environment's `stacks` are "
                            + Quote.of(live.selection().stacks()));
        }
        String reason = Json.text(set, "StatusReason");
        boolean unchanged = status.equals("FAILED") && UNCHANGED.stream().anyMatch(reason::contains);
        if (!status.equals("CREATE_COMPLETE") && !unchanged) {
            mistakes.add(
                    Json.get(set, "Status").map(this::at).orElse(whole),
                    "the status of this change set is " + Quote.of(status)
                            + (reason.isEmpty() ? "" : ": " + Quote.of(reason)),
                    "it can be judged when it is `CREATE_COMPLETE`");
        } else if (List.of("EXECUTE_COMPLETE", "EXECUTE_IN_PROGRESS", "EXECUTE_FAILED", "OBSOLETE")
                .contains(execution)) {
            mistakes.add(
                    Json.get(set, "ExecutionStatus").map(this::at).orElse(whole),
                    "this change set can no longer be executed, it is " + Quote.of(execution),
                    "make a new one");
        }
        Age.late(Json.text(set, "CreationTime"), stack.map(Arn::toString).orElse(""), live)
                .ifPresent(it -> mistakes.add(
                        Json.get(set, "CreationTime").map(this::at).orElse(whole),
                        "this change set is of " + Quote.of(Json.text(set, "CreationTime")) + ", and the stack "
                                + Quote.of(name) + " was updated after it, at " + Quote.of(it),
                        "make a new one: CloudFormation no longer executes this one"));
        boolean bare = Json.items(set, "Changes").stream()
                .anyMatch(it -> List.of("Add", "Modify").contains(Json.text(it, "ResourceChange", "Action"))
                        && Json.text(it, "ResourceChange", "AfterContext").isEmpty());
        if (bare) {
            mistakes.add(
                    whole,
                    "this change set does not tell the values of properties",
                    "take what " + DESCRIBE + " prints");
        }
    }

    private Recording over(Node set, Arn stack, Recording live, Redaction redaction, Mistakes mistakes) {
        Overlay overlay = Overlay.of(live, stack.account(), stack.region());
        String stackName = Json.text(set, "StackName");
        Optional<Foretold> foretold = foretold(set, stack, live);
        List<PlannedResource> resources = new ArrayList<>();
        for (Node it : Json.items(set, "Changes")) {
            Json.get(it, "ResourceChange")
                    .ifPresent(change -> new Telling(
                                    change, new Telling.Circumstances(stackName, overlay, foretold, asked), mistakes)
                            .into(resources));
        }
        Wire wire = new Wire(redaction, List.of());
        Forms forms = new Forms(overlay, wire);
        forms.write(resources);
        new StackRecord(overlay, stackName, stack.toString(), asked.parent()).write(set, resources, foretold, wire);
        String template = asked.template();
        if (template != null) {
            overlay.add(
                    Operation.CLOUDFORMATION_GET_TEMPLATE,
                    JsonNodeFactory.instance.objectNode().put("StackName", stackName),
                    JsonNodeFactory.instance.objectNode().put("TemplateBody", template));
        }
        TreeMap<String, Origin.FileLine> origins = new TreeMap<>(forms.origins());
        if (!asked.live()) {
            origins.put(stack.toString(), new Origin.FileLine(file, set.mark().line()));
        }
        return overlay.recording(new Planned(List.of(file), origins)
                .madeAt(Moment.parse(Json.text(set, "CreationTime")).orElse(null)));
    }

    /// What the template says where AWS does not know yet. Whether something is replaced decides what is called
    /// how: where that is open, the template says nothing.
    private Optional<Foretold> foretold(Node set, Arn stack, Recording live) {
        String template = asked.template();
        Set<String> replaced = new TreeSet<>();
        for (Node it : Json.items(set, "Changes")) {
            String replacement = Json.text(it, "ResourceChange", "Replacement");
            if (replacement.equals("Conditional")
                    || Json.text(it, "ResourceChange", "Action").equals("Dynamic")) {
                return Optional.empty();
            }
            if (replacement.equals("True")) {
                replaced.add(Json.text(it, "ResourceChange", "LogicalResourceId"));
            }
        }
        return template == null
                ? Optional.empty()
                : Foretold.of(file, template, live, stack.toString(), parameters(set), replaced);
    }

    private Map<String, Term> parameters(Node set) {
        Map<String, Term> parameters = new TreeMap<>();
        for (Node it : Json.items(set, "Parameters")) {
            Mark mark = at(it);
            String value = Json.text(it, "ParameterValue");
            parameters.put(
                    Json.text(it, "ParameterKey"),
                    value.equals("****") ? new Term.Unknown("its value is not shown", mark) : Term.text(value, mark));
        }
        return parameters;
    }

    /// What was asked for stands in no file.
    private Mark at(Node node) {
        return asked.live() ? new Mark(file, 0, 0) : node.mark();
    }

    /// Whether what a resource would be hides all of an area.
    static void unseen(Overlay overlay, String type, String item, String reason) {
        overlay.unseen(Forms.area(type).orElse(Area.STACK_RESOURCES), item, reason);
    }

    /// What a resource is called before and after.
    static boolean isGone(PlannedResource it) {
        return it.fate() == Fate.DROPPED || it.fate() == Fate.LEFT;
    }
}
