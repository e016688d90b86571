package envgate.checker;

import envgate.envs.model.Origin;
import envgate.rules.analysis.Change;
import envgate.rules.analysis.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shows what a deploy would change, what breaks first.
final class PlanText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlanText() {}

    static List<String> console(String environment, List<Change> changes, int width) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Change> some = changes.stream().filter(it -> it.kind() == kind).toList();
            if (!some.isEmpty()) {
                lines.add(heading(kind) + " (" + some.size() + ")");
                some.forEach(it -> lines.addAll(Prose.wrap(text(it), width, "  ", "      ")));
                lines.add("");
            }
        }
        lines.add(summary(environment, changes));
        return lines;
    }

    private static String heading(Kind kind) {
        String word = kind.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String text(Change change) {
        String origin = change.origin() instanceof Origin.FileLine(String file, int line) && line > 0
                ? "  " + file + ":" + line
                : "";
        return change.subject() + ": " + change.detail() + origin;
    }

    private static String summary(String environment, List<Change> changes) {
        if (changes.isEmpty()) {
            return "This deploy changes nothing that envgate sees in " + environment + ".";
        }
        String counts = List.of(Kind.values()).stream()
                .filter(kind -> changes.stream().anyMatch(it -> it.kind() == kind))
                .map(kind -> kind.word() + " "
                        + changes.stream().filter(it -> it.kind() == kind).count())
                .collect(Collectors.joining(", "));
        return "In " + environment + " this deploy " + counts + ".";
    }

    static String json(String environment, List<Change> changes) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Change it : changes) {
            ObjectNode one = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", it.kind().name().toLowerCase(Locale.ROOT))
                    .put("subject", it.subject())
                    .put("detail", it.detail());
            if (it.origin() instanceof Origin.FileLine(String file, int line)) {
                one.put("file", file).put("line", line);
            }
            list.add(one);
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("environment", environment);
        root.set("changes", list);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
