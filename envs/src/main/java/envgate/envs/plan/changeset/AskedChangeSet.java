package envgate.envs.plan.changeset;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.plan.ChangeSets;
import envgate.envs.plan.Plan;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Refusal;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import envgate.envs.source.capture.Planned;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A change set that AWS is asked for by its name, with those that are nested in it.
///
/// AWS says `ChangeSetNotFound` of a change set and `ValidationError` of a stack that is not there, see
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html. When it does
/// not say anything, all of the environment may change: all of it is unknown.
public final class AskedChangeSet implements Plan {

    /// How the command line tells one from a file.
    public static final String PREFIX = "changeset:";

    private static final Set<String> NOT_THERE = Set.of("ChangeSetNotFound", "ValidationError");

    private final String name;
    private final String stack;
    private final @Nullable ChangeSets there;

    /// @param name or ARN
    /// @param stack empty for the environment's only one
    public AskedChangeSet(String name, String stack) {
        this(name, stack, null);
    }

    private AskedChangeSet(String name, String stack, @Nullable ChangeSets there) {
        this.name = name;
        this.stack = stack;
        this.there = there;
    }

    @Override
    public Plan asking(ChangeSets there) {
        return new AskedChangeSet(name, stack, there);
    }

    private String shown() {
        return PREFIX + name;
    }

    @Override
    public Recording over(Recording live, Redaction redaction) {
        ChangeSets aws = there;
        if (aws == null) {
            throw new IllegalStateException("nobody was told where to ask for a change set");
        }
        Optional<Arn> arn = Arn.parse(name);
        String region = arn.map(Arn::region).orElseGet(() -> region(live));
        String of = arn.isPresent() ? "" : stack.isEmpty() ? only(live) : stack;
        if (!live.regions().contains(region)) {
            throw bad(
                    "it is in the region " + Quote.of(region) + ", and " + Quote.of(live.environment()) + " is in "
                            + Quote.of(live.regions()),
                    "take a change set of this environment");
        }
        Recording told = aws.describe(region, of, name);
        for (Gap it : told.gaps().stream().limit(1).toList()) {
            return unseen(live, region, it.reason());
        }
        return laid(told, live, redaction, region, of);
    }

    private Recording laid(Recording told, Recording live, Redaction redaction, String region, String of) {
        Map<String, JsonNode> sets = new LinkedHashMap<>();
        Map<String, String> templates = new TreeMap<>();
        Recording planned = live;
        for (Answer it : told.answers()) {
            String asked = it.request().path("ChangeSetName").asString("");
            boolean describes = it.operation().equals(Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET.operation());
            switch (it.outcome()) {
                case Refusal(String code, int _)
                when describes && asked.equals(name) && NOT_THERE.contains(code) ->
                    throw bad(
                            "there is no such change set" + (of.isEmpty() ? "" : " of the stack " + Quote.of(of)),
                            "`aws cloudformation list-change-sets --stack-name " + (of.isEmpty() ? "STACK" : of)
                                    + "` lists those that there are");
                case Refusal(String code, int _) when describes -> planned = unseen(planned, region, code);
                case Refusal(String code, int _) when code.isEmpty() -> {}
                case Refusal(String code, int _) -> planned = untold(planned, region, asked, code);
                case Response(JsonNode body) when describes -> sets.put(asked, body);
                case Response(JsonNode body) -> {
                    JsonNode text = body.path("TemplateBody");
                    if (!text.isMissingNode()) {
                        templates.put(asked, text.isString() ? text.stringValue() : text.toString());
                    }
                }
            }
        }
        return laid(sets, templates, planned, redaction);
    }

    /// Nested stacks first, as CloudFormation makes them: what nests them shows their outputs.
    private Recording laid(
            Map<String, JsonNode> sets, Map<String, String> templates, Recording live, Redaction redaction) {
        Recording planned = live;
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, String> stacks = new TreeMap<>();
        sets.values().forEach(it -> stacks.put(text(it, "ChangeSetId"), text(it, "StackId")));
        for (Map.Entry<String, JsonNode> it : List.copyOf(sets.entrySet()).reversed()) {
            boolean root = it.getKey().equals(name);
            String template = templates.get(it.getKey());
            ChangeSetPlan plan = new ChangeSetPlan(
                    root ? shown() : PREFIX + it.getKey(),
                    it.getValue().toString().getBytes(StandardCharsets.UTF_8),
                    new ChangeSetPlan.Asked(
                            true,
                            root ? "" : stacks.getOrDefault(text(it.getValue(), "ParentChangeSetId"), "nested"),
                            template));
            try {
                planned = redaction.apply(plan.over(planned, redaction));
            } catch (BadInput bad) {
                mistakes.addAll(bad.mistakes());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BadInput(mistakes);
        }
        return planned;
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private Recording unseen(Recording live, String region, String reason) {
        Overlay overlay = overlay(live, region);
        for (Area it : Area.values()) {
            overlay.refused(
                    Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET,
                    it,
                    "",
                    "what the change set `" + name + "` changes could not be read: " + reason);
        }
        return overlay.recording(new Planned(List.of(shown()), new TreeMap<>()));
    }

    private Recording untold(Recording live, String region, String asked, String code) {
        Overlay overlay = overlay(live, region);
        overlay.refused(
                Operation.CLOUDFORMATION_GET_TEMPLATE,
                Area.TEMPLATES,
                "",
                "the template of the change set `" + asked + "` could not be read: " + code);
        return overlay.recording(new Planned(List.of(shown()), new TreeMap<>()));
    }

    private static Overlay overlay(Recording live, String region) {
        return Overlay.of(live, live.accounts().stream().findFirst().orElse(""), region);
    }

    private String only(Recording live) {
        List<String> roots =
                StackNames.roots(live).stream().map(StackNames.Root::name).toList();
        List<String> literal = live.selection().stacks().stream()
                .filter(it -> !it.contains("*") && !it.contains("?"))
                .toList();
        List<String> some = roots.isEmpty() ? literal : roots;
        if (some.size() != 1) {
            throw bad(
                    "it is not clear which stack of " + Quote.of(live.environment()) + " this change set is of",
                    "write `--plan STACK=" + shown() + "`"
                            + (some.isEmpty() ? "" : ", where STACK is one of " + Quote.of(some)));
        }
        return some.getFirst();
    }

    /// Where the stack is; a new one in the environment's only region.
    private String region(Recording live) {
        String wanted = stack.isEmpty() ? only(live) : stack;
        List<String> regions = StackNames.roots(live).stream()
                .filter(it -> it.name().equals(wanted) || it.id().toString().equals(wanted))
                .map(it -> it.id().region())
                .distinct()
                .toList();
        List<String> some = regions.isEmpty() ? live.regions() : regions;
        if (some.size() != 1) {
            throw bad(
                    "it is not clear in which region the stack " + Quote.of(wanted) + " is",
                    "name the change set by its ARN: `--plan " + PREFIX + "arn:…`");
        }
        return some.getFirst();
    }

    private BadInput bad(String message, String next) {
        return new BadInput(new Mistake(shown(), 0, 0, message, next));
    }
}
