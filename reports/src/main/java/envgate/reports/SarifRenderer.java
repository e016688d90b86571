package envgate.reports;

import envgate.envs.model.Origin;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// SARIF 2.1.0 as GitHub code scanning takes it in.
///
/// Every result has a file, for GitHub refuses the whole upload when one has none: the template's line where it is
/// known, else the inventory. See
/// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
public final class SarifRenderer implements Renderer {

    /// GitHub keeps no more results of a run.
    private static final int MOST_RESULTS = 5_000;

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String HOME = "https://github.com/envgate/envgate";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private record Result(Finding finding, CheckReport.@Nullable WaivedFinding waiver, boolean known) {}

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        SortedMap<String, Integer> index = new TreeMap<>();
        driver(run.putObject("tool").putObject("driver"), report, index);
        CheckReport.Edge edge = report.promotion();
        run.putObject("automationDetails")
                .put("id", "envgate/" + (edge == null ? "check" : edge.from() + "-" + edge.to()) + "/");
        List<Result> results = results(report);
        int cut = Math.max(0, results.size() - MOST_RESULTS);
        ArrayNode array = run.putArray("results");
        results.stream().limit(MOST_RESULTS).forEach(it -> array.add(result(it, index, options)));
        invocation(run.putArray("invocations").addObject(), report, cut, index);
        run.put("columnKind", "utf16CodeUnits");
        out.append(MAPPER.writeValueAsString(root).replace("\r\n", "\n")).append('\n');
    }

    private static void driver(ObjectNode driver, CheckReport report, SortedMap<String, Integer> index) {
        driver.put("name", "envgate")
                .put("semanticVersion", report.tool().version())
                .put("informationUri", HOME);
        ArrayNode rules = driver.putArray("rules");
        for (CheckReport.RuleSummary it : report.rules()) {
            index.put(it.card().id(), rules.size());
            rules.add(rule(it.card()));
        }
    }

    private static ObjectNode rule(Card card) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("id", card.code()).put("name", card.id());
        rule.putObject("shortDescription").put("text", card.title());
        rule.putObject("fullDescription").put("text", card.why());
        String markdown = "**Why** " + card.why() + "\n\n**Fix** " + card.fix();
        rule.putObject("help").put("text", card.why() + " " + card.fix()).put("markdown", markdown);
        rule.put("helpUri", HOME + "/blob/main/rules/docs/" + card.id() + ".md");
        rule.putObject("defaultConfiguration").put("level", card.severity().id());
        ObjectNode properties = rule.putObject("properties");
        properties.putArray("tags").add("envgate").add(card.topic());
        properties.put("precision", "high");
        properties.put("problem.severity", problem(card.severity()));
        if (card.topic().equals("access")) {
            properties.put("security-severity", card.severity() == Severity.ERROR ? "8.0" : "5.0");
        }
        return rule;
    }

    private static String problem(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "recommendation";
        };
    }

    private static List<Result> results(CheckReport report) {
        List<Result> results = new ArrayList<>();
        report.findings().forEach(it -> results.add(new Result(it.finding(), null, it.known())));
        report.waived().forEach(it -> results.add(new Result(it.finding(), it, false)));
        results.sort(Comparator.comparing((Result it) -> it.waiver() != null)
                .thenComparing(it -> it.finding().severity())
                .thenComparing(Result::finding));
        return results;
    }

    private static ObjectNode result(Result it, SortedMap<String, Integer> index, Options options) {
        Finding finding = it.finding();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ruleId", finding.code());
        Integer at = index.get(finding.rule());
        if (at != null) {
            result.put("ruleIndex", at);
        }
        result.put("level", finding.severity().id());
        result.putObject("message").put("text", message(finding));
        ObjectNode location = result.putArray("locations").addObject();
        location(location.putObject("physicalLocation"), finding.place().origin(), options);
        ObjectNode logical = location.putArray("logicalLocations").addObject();
        logical.put("name", finding.place().text());
        logical.put(
                "fullyQualifiedName",
                finding.place().environment() + "/" + finding.place().resource());
        result.putObject("partialFingerprints").put("envgate/v1", finding.fingerprint());
        CheckReport.WaivedFinding waiver = it.waiver();
        if (waiver != null) {
            result.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("status", "accepted")
                    .put("justification", waiver.reason());
        } else if (it.known()) {
            result.put("baselineState", "unchanged");
        }
        ObjectNode properties = result.putObject("properties");
        properties.put("environment", finding.place().environment());
        if (!finding.place().function().isEmpty()) {
            properties.put("function", finding.place().function());
        }
        if (!finding.place().resource().isEmpty()) {
            properties.put("resource", finding.place().resource());
        }
        return result;
    }

    private static String message(Finding finding) {
        StringBuilder text =
                new StringBuilder(finding.place().text()).append(": ").append(finding.message());
        for (Trail.Step step : finding.trail().steps()) {
            text.append("\n- ")
                    .append(step.environment().isEmpty() ? "" : step.environment() + ": ")
                    .append(step.text())
                    .append(step.component().isEmpty() ? "" : " (" + step.component() + ")");
        }
        return text.append("\nFix: ").append(finding.fix()).toString();
    }

    private static void location(ObjectNode physical, Origin origin, Options options) {
        String file = options.inventory();
        int line = 1;
        if (origin instanceof Origin.FileLine(String named, int at)) {
            file = named;
            line = Math.max(1, at);
        }
        physical.putObject("artifactLocation").put("uri", uri(file));
        physical.putObject("region").put("startLine", line);
    }

    /// A relative reference: GitHub takes it from the root of the repository.
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        String path = file.replace('\\', '/').replaceFirst("^(\\./)+", "").replaceFirst("^/+", "");
        for (byte it : (path.isEmpty() ? "envgate.yaml" : path).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (it & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append('%').append(String.format(java.util.Locale.ROOT, "%02X", (int) c));
            }
        }
        return uri.toString();
    }

    private static void invocation(
            ObjectNode invocation, CheckReport report, int cut, SortedMap<String, Integer> index) {
        boolean ours = report.unjudged().stream().anyMatch(Unjudged::crashed);
        invocation.put("executionSuccessful", !ours);
        ArrayNode notes = invocation.putArray("toolExecutionNotifications");
        if (cut > 0) {
            notes.addObject()
                    .put("level", "warning")
                    .putObject("message")
                    .put("text", cut + " results were cut: code scanning keeps " + MOST_RESULTS + " of a run");
        }
        for (Unjudged it : report.unjudged()) {
            ObjectNode note = notes.addObject().put("level", it.crashed() ? "error" : "note");
            note.putObject("message")
                    .put(
                            "text",
                            "unknown: " + it.code() + " " + it.place().text() + ": " + it.reason()
                                    + (it.permission().isEmpty() ? "" : " (needs " + it.permission() + ")"));
            Integer at = index.get(it.rule());
            if (at != null) {
                note.putObject("associatedRule").put("id", it.code()).put("index", at);
            }
        }
    }
}
