package envgate.envs.plan;

import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Calls planned things by the names that AWS gave them, once they are there.
///
/// A plan has placeholders for what AWS names. Which thing got which name is said by the stack that made
/// it: by its logical id. What no stack holds keeps its placeholder.
public final class Settlement {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Map.Entry<String, String>> names;

    private Settlement(Map<String, String> names) {
        this.names = names.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<String, String> it) -> -it.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    /// A planned environment in the words of the one that came of it.
    public static Recording of(Recording planned, Recording after) {
        Map<String, String> names = new TreeMap<>();
        Map<String, String> now = members(after);
        members(planned).forEach((key, placeholder) -> {
            String name = now.get(key);
            if (name != null && isPlaceholder(placeholder) && !name.equals(placeholder)) {
                names.put(placeholder, name);
                inner(key, placeholder, name, names);
            }
        });
        stacks(planned).forEach((name, id) -> {
            String real = stacks(after).get(name);
            if (real != null && !real.equals(id)) {
                names.put(id, real);
            }
        });
        return names.isEmpty() ? planned : new Settlement(names).settled(planned);
    }

    /// Whether a text names something that has no name yet.
    public static boolean isPlaceholder(String text) {
        return text.contains("-planned") || text.contains("-plannd") || text.contains("/planned");
    }

    /// What stands in an ARN or URL is a name by itself; what stands behind `vpc-` is none.
    private static void inner(String key, String placeholder, String name, Map<String, String> names) {
        String[] words = key.split("\n", -1);
        String token = words[0] + "-" + words[1] + "-planned";
        int at = placeholder.toLowerCase(Locale.ROOT).indexOf(token.toLowerCase(Locale.ROOT));
        if (at < 0) {
            return;
        }
        String start = placeholder.substring(0, at);
        String end = placeholder.substring(at + token.length());
        boolean whole = start.isEmpty() || start.endsWith("/") || start.endsWith(":");
        if (whole && name.startsWith(start) && name.endsWith(end) && name.length() > start.length() + end.length()) {
            names.put(
                    placeholder.substring(at, at + token.length()),
                    name.substring(start.length(), name.length() - end.length()));
        }
    }

    /// Physical ids by stack, logical id and type.
    private static Map<String, String> members(Recording recording) {
        Map<String, String> members = new TreeMap<>();
        for (Answer it : recording.answers()) {
            boolean listing = it.service().equals(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES.service())
                    && it.operation().equals(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES.operation());
            if (listing && it.outcome() instanceof Answer.Response(JsonNode body)) {
                String stack =
                        it.request().path("StackName").asString("").replaceFirst("^arn:.*:stack/([^/]*)/.*$", "$1");
                for (JsonNode one : body.path("StackResourceSummaries")) {
                    String key = String.join(
                            "\n",
                            stack,
                            one.path("LogicalResourceId").asString(""),
                            one.path("ResourceType").asString(""));
                    members.put(key, one.path("PhysicalResourceId").asString(""));
                }
            }
        }
        return members;
    }

    private static Map<String, String> stacks(Recording recording) {
        Map<String, String> stacks = new TreeMap<>();
        for (Answer it : recording.answers()) {
            boolean listing = it.service().equals(Operation.CLOUDFORMATION_DESCRIBE_STACKS.service())
                    && it.operation().equals(Operation.CLOUDFORMATION_DESCRIBE_STACKS.operation());
            if (listing && it.outcome() instanceof Answer.Response(JsonNode body)) {
                body.path("Stacks")
                        .forEach(one -> stacks.put(
                                one.path("StackName").asString(""),
                                one.path("StackId").asString("")));
            }
        }
        return stacks;
    }

    private Recording settled(Recording it) {
        List<Answer> answers = new ArrayList<>();
        for (Answer one : it.answers()) {
            Answer.Outcome outcome = one.outcome() instanceof Answer.Response(JsonNode body)
                    ? new Answer.Response(settled(body))
                    : one.outcome();
            ObjectNode request = settled(one.request()) instanceof ObjectNode asked ? asked : one.request();
            answers.add(new Answer(one.account(), one.region(), one.service(), one.operation(), request, outcome));
        }
        return new Recording(
                it.environment(),
                it.accounts(),
                it.regions(),
                it.caller(),
                it.takenAt(),
                it.selection(),
                answers,
                it.gaps(),
                it.notes(),
                it.planned());
    }

    private JsonNode settled(JsonNode node) {
        if (node.isString()) {
            String text = node.stringValue();
            return isPlaceholder(text) ? JSON.stringNode(settled(text)) : node;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode to = JSON.objectNode();
            object.properties().forEach(it -> to.set(it.getKey(), settled(it.getValue())));
            return to;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode to = JSON.arrayNode();
            array.forEach(it -> to.add(settled(it)));
            return to;
        }
        return node;
    }

    private String settled(String text) {
        String settled = text;
        for (Map.Entry<String, String> it : names) {
            settled = settled.replace(it.getKey(), it.getValue());
        }
        return settled;
    }
}
