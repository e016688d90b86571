package envgate.checker;

import envgate.envs.model.Origin;
import envgate.rules.analysis.Change;
import envgate.rules.analysis.Deviation;
import envgate.rules.analysis.Standing;
import envgate.rules.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shows what came of a deploy, what is wrong first and the verdict last.
final class VerifyText {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private VerifyText() {}

    static List<String> console(Verified verified, int width) {
        List<String> lines = new ArrayList<>();
        section(lines, width, "New findings", findings(verified.fresh()));
        for (Standing.Kind kind : Standing.Kind.values()) {
            section(
                    lines,
                    width,
                    heading(kind.word()),
                    verified.standings().stream()
                            .filter(it -> it.kind() == kind)
                            .map(it -> it.subject() + ": " + it.detail())
                            .toList());
        }
        for (Deviation.Kind kind : Deviation.Kind.values()) {
            section(
                    lines,
                    width,
                    heading(kind.word()),
                    verified.deviations().orElse(List.of()).stream()
                            .filter(it -> it.kind() == kind)
                            .map(it -> deviation(it))
                            .toList());
        }
        section(lines, width, "Fixed findings", findings(verified.fixed()));
        section(lines, width, "Findings that could not be judged again", findings(verified.untold()));
        if (verified.deviations().isEmpty()) {
            section(
                    lines,
                    width,
                    "Changes since " + verified.since(),
                    verified.changes().stream().map(VerifyText::change).toList());
        }
        lines.add("Unchanged findings: " + verified.unchanged().size() + "; changes since " + verified.since() + ": "
                + verified.changes().size() + "; "
                + verified.deviations()
                        .map(it -> "deviations from the plan: " + it.size())
                        .orElse("no plan was given"));
        lines.add(verified.verdict().name() + "  " + verified.reason());
        return lines;
    }

    private static void section(List<String> lines, int width, String heading, List<String> items) {
        if (!items.isEmpty()) {
            lines.add(heading + " (" + items.size() + ")");
            items.forEach(it -> lines.addAll(Prose.wrap(it, width, "  ", "      ")));
            lines.add("");
        }
    }

    private static String heading(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static List<String> findings(List<Finding> findings) {
        return findings.stream()
                .map(it -> it.severity().name().toLowerCase(Locale.ROOT) + " " + it.code() + " "
                        + it.place().text() + ": " + it.message())
                .toList();
    }

    private static String deviation(Deviation it) {
        Change change = it.change();
        return switch (it.kind()) {
            case MISSING, REMAINING, UNPLANNED -> change.subject() + ": " + change.detail();
            case OTHERWISE, UNKNOWN -> change(change);
        };
    }

    private static String change(Change it) {
        return it.kind().word() + " " + it.subject() + ": " + it.detail();
    }

    static String json(Verified verified) {
        ObjectNode root = NODES.objectNode()
                .put("environment", verified.environment())
                .put("since", verified.since())
                .put("verdict", verified.verdict().id())
                .put("reason", verified.reason());
        ObjectNode findings = NODES.objectNode();
        findings.set("new", array(verified.fresh()));
        findings.set("fixed", array(verified.fixed()));
        findings.set("unchanged", array(verified.unchanged()));
        findings.set("cannot_tell", array(verified.untold()));
        root.set("findings", findings);
        ObjectNode coverage = NODES.objectNode()
                .put("judged", verified.report().coverage().judged())
                .put("unjudged", verified.report().coverage().unjudged())
                .put("assumed", verified.report().coverage().assumed());
        root.set("coverage", coverage);
        ArrayNode standings = NODES.arrayNode();
        for (Standing it : verified.standings()) {
            standings.add(NODES.objectNode()
                    .put("kind", it.kind().name().toLowerCase(Locale.ROOT))
                    .put("subject", it.subject())
                    .put("detail", it.detail()));
        }
        root.set("states", standings);
        ArrayNode changes = NODES.arrayNode();
        verified.changes().forEach(it -> changes.add(object(it)));
        root.set("changes", changes);
        verified.deviations().ifPresent(all -> {
            ArrayNode deviations = NODES.arrayNode();
            for (Deviation it : all) {
                ObjectNode one =
                        NODES.objectNode().put("deviation", it.kind().name().toLowerCase(Locale.ROOT));
                one.setAll(object(it.change()));
                deviations.add(one);
            }
            root.set("deviations", deviations);
        });
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static ObjectNode object(Change it) {
        ObjectNode one = NODES.objectNode()
                .put("kind", it.kind().name().toLowerCase(Locale.ROOT))
                .put("subject", it.subject())
                .put("detail", it.detail());
        if (it.origin() instanceof Origin.FileLine(String file, int line)) {
            one.put("file", file).put("line", line);
        }
        return one;
    }

    private static ArrayNode array(List<Finding> findings) {
        ArrayNode array = NODES.arrayNode();
        for (Finding it : findings) {
            array.add(NODES.objectNode()
                    .put("rule", it.rule())
                    .put("code", it.code())
                    .put("severity", it.severity().name().toLowerCase(Locale.ROOT))
                    .put("environment", it.place().environment())
                    .put("function", it.place().function())
                    .put("resource", it.place().resource())
                    .put("key", it.place().key())
                    .put("message", it.message())
                    .put("fingerprint", it.fingerprint()));
        }
        return array;
    }
}
