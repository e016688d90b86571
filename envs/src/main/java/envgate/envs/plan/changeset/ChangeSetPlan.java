package envgate.envs.plan.changeset;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Origin;
import envgate.envs.plan.Plan;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.plan.form.Forms;
import envgate.envs.plan.form.Wire;
import envgate.envs.source.capture.Overlay;
import envgate.envs.source.capture.Planned;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    private final String file;
    private final byte[] content;

    /// @param file as the user names it
    /// @param content what AWS answered
    public ChangeSetPlan(String file, byte[] content) {
        this.file = file;
        this.content = content.clone();
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
        Mark whole = new Mark(file, set.mark().line(), set.mark().column());
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
                    Json.get(set, "StackId").map(Node::mark).orElse(whole),
                    "this change set is of "
                            + Quote.of(
                                    List.of(stack.get().account(), stack.get().region())) + ", and "
                            + Quote.of(live.environment()) + " is in " + Quote.of(live.accounts()) + " and "
                            + Quote.of(live.regions()),
                    "take the change set of this environment");
        }
        boolean ours = live.selection().isEverything()
                || live.selection().namesStack(name)
                || !live.selection().tags().isEmpty();
        if (!ours) {
            mistakes.add(
                    whole,
                    "the stack " + Quote.of(name) + " does not belong to " + Quote.of(live.environment()),
                    "the environment's `stacks` are "
                            + Quote.of(live.selection().stacks()));
        }
        boolean empty = Json.items(set, "Changes").isEmpty();
        if (!status.equals("CREATE_COMPLETE") && !(status.equals("FAILED") && empty)) {
            mistakes.add(
                    Json.get(set, "Status").map(Node::mark).orElse(whole),
                    "the status of this change set is " + Quote.of(status),
                    "it can be judged when it is `CREATE_COMPLETE`");
        } else if (List.of("EXECUTE_COMPLETE", "EXECUTE_IN_PROGRESS", "EXECUTE_FAILED", "OBSOLETE")
                .contains(execution)) {
            mistakes.add(
                    Json.get(set, "ExecutionStatus").map(Node::mark).orElse(whole),
                    "this change set can no longer be executed, it is " + Quote.of(execution),
                    "make a new one");
        }
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
        List<PlannedResource> resources = new ArrayList<>();
        for (Node it : Json.items(set, "Changes")) {
            Json.get(it, "ResourceChange")
                    .ifPresent(change -> new Telling(change, stackName, overlay, mistakes).into(resources));
        }
        Forms forms = new Forms(overlay, new Wire(redaction, List.of()));
        forms.write(resources);
        new StackRecord(overlay, stackName, stack.toString()).write(set, resources);
        TreeMap<String, Origin.FileLine> origins = new TreeMap<>(forms.origins());
        origins.put(stack.toString(), new Origin.FileLine(file, set.mark().line()));
        return overlay.recording(
                new Planned(List.of(file), origins).madeAt(Planned.time(Json.text(set, "CreationTime"))));
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
