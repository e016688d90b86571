package envgate.reports;

import envgate.envs.model.Origin;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
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
/// Every result has a file, for GitHub refuses the whole upload when one has none: the template's line
/// where it is known, else the line of the inventory that declares the environment. See
/// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
public final class SarifRenderer implements Renderer {

    /// GitHub keeps no more results of a run, and does not choose which: so we do
    /// (https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit).
    static final int MOST_RESULTS = 5_000;

    static final int MOST_NOTIFICATIONS = 1_000;

    private static final int MOST_RELATED = 100;
    private static final String CUT = "results-cut";
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String HOME = "https://github.com/envgate/envgate";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private record Result(Finding finding, CheckReport.@Nullable WaivedFinding waiver, boolean known) {}

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        out.append(MAPPER.writeValueAsString(new Log(report, options).tree()).replace("\r\n", "\n"))
                .append('\n');
    }

    private static final class Log {
        private final CheckReport report;
        private final SarifPlaces places;
        private final SortedMap<String, Integer> index = new TreeMap<>();
        private final SortedMap<String, Integer> seen = new TreeMap<>();
        private final boolean baseline;

        private Log(CheckReport report, Options options) {
            this.report = report;
            places = SarifPlaces.of(report, options.inventory());
            baseline = report.findings().stream().anyMatch(CheckReport.HeededFinding::known);
        }

        private ObjectNode tree() {
            List<Result> results = results();
            int cut = results.size() <= MOST_RESULTS ? 0 : results.size() - MOST_RESULTS + 1;
            ObjectNode root = object();
            root.put("$schema", SCHEMA).put("version", "2.1.0");
            ObjectNode run = root.putArray("runs").addObject();
            driver(run.putObject("tool").putObject("driver"), cut > 0);
            run.putObject("automationDetails").put("id", category());
            invocation(run.putArray("invocations").addObject());
            ArrayNode array = run.putArray("results");
            results.stream().limit(results.size() - cut).forEach(it -> array.add(result(it)));
            if (cut > 0) {
                array.add(cut(cut));
            }
            run.put("columnKind", "utf16CodeUnits");
            return root;
        }

        /// Each edge its own, so that the upload of one does not close the alerts of another.
        private String category() {
            CheckReport.Edge edge = report.promotion();
            String what = edge == null
                    ? "check-"
                            + String.join(
                                    "-",
                                    report.environments().stream()
                                            .map(CheckReport.EnvironmentSummary::name)
                                            .toList())
                    : edge.from() + "-" + edge.to();
            return "envgate/" + what + "/";
        }

        private void driver(ObjectNode driver, boolean cut) {
            driver.put("name", "envgate")
                    .put("semanticVersion", report.tool().version())
                    .put("informationUri", HOME);
            ArrayNode rules = driver.putArray("rules");
            for (CheckReport.RuleSummary it : report.rules()) {
                if (index.putIfAbsent(it.card().code(), rules.size()) == null) {
                    rules.add(rule(it.card()));
                }
            }
            if (cut) {
                index.put(CUT, rules.size());
                ObjectNode rule = rules.addObject().put("id", CUT).put("name", CUT);
                rule.putObject("shortDescription").put("text", "More results than code scanning keeps");
                rule.putObject("defaultConfiguration").put("level", "note");
            }
        }

        private static ObjectNode rule(Card card) {
            ObjectNode rule = object();
            rule.put("id", card.code()).put("name", card.id());
            rule.putObject("shortDescription").put("text", card.title());
            rule.putObject("fullDescription").put("text", card.why());
            rule.putObject("help")
                    .put("text", card.why() + " " + card.fix())
                    .put("markdown", "**Why.** " + card.why() + "\n\n**Fix.** " + card.fix());
            rule.put("helpUri", HOME + "/blob/main/rules/docs/" + SarifPlaces.encoded(card.id()) + ".md");
            rule.putObject("defaultConfiguration").put("level", card.severity().id());
            ObjectNode properties = rule.putObject("properties");
            ArrayNode tags = properties.putArray("tags").add("envgate").add(card.topic());
            properties.put("precision", "high");
            properties.put("problem.severity", problem(card.severity()));
            if (card.topic().equals("access")) {
                tags.add("security");
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

        /// The worst first, and those that are waived last: what is cut is what matters least.
        private List<Result> results() {
            List<Result> results = new ArrayList<>();
            report.findings().forEach(it -> results.add(new Result(it.finding(), null, it.known())));
            report.waived().forEach(it -> results.add(new Result(it.finding(), it, false)));
            results.sort(Comparator.comparing((Result it) -> it.waiver() != null)
                    .thenComparing(it -> it.finding().severity())
                    .thenComparing(Result::finding));
            return results;
        }

        private ObjectNode result(Result it) {
            Finding finding = it.finding();
            Place place = finding.place();
            ObjectNode result = object();
            ruled(result, finding.code());
            result.put("level", finding.severity().id());
            result.putObject("message").put("text", message(finding));
            ObjectNode location = result.putArray("locations").addObject();
            places.put(location.putObject("physicalLocation"), place);
            location.putArray("logicalLocations")
                    .addObject()
                    .put("name", place.text())
                    .put("fullyQualifiedName", place.environment() + "/" + place.resource());
            related(result, finding.trail());
            fingerprints(result, finding.fingerprint());
            CheckReport.WaivedFinding waiver = it.waiver();
            if (waiver != null) {
                result.putArray("suppressions")
                        .addObject()
                        .put("kind", "external")
                        .put("status", "accepted")
                        .put("justification", justification(waiver));
            }
            if (baseline && waiver == null) {
                result.put("baselineState", it.known() ? "unchanged" : "new");
            }
            ObjectNode properties = result.putObject("properties");
            optional(properties, "environment", place.environment());
            optional(properties, "other", place.other());
            optional(properties, "function", place.function());
            optional(properties, "resource", place.resource());
            optional(properties, "key", place.key());
            return result;
        }

        /// GitHub tells alerts apart by rule, file and `primaryLocationLineHash`, which its action makes
        /// from the line where we say none. Many findings share the line of their environment: without ours
        /// they would be one alert.
        private void fingerprints(ObjectNode result, String fingerprint) {
            result.putObject("partialFingerprints")
                    .put("envgate/v1", fingerprint)
                    .put("primaryLocationLineHash", fingerprint + ":" + seen.merge(fingerprint, 1, Integer::sum));
        }

        private void ruled(ObjectNode result, String code) {
            result.put("ruleId", code);
            Integer at = index.get(code);
            if (at != null) {
                result.put("ruleIndex", at);
            }
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
            return escaped(text.append("\nFix: ").append(finding.fix()).toString());
        }

        /// Without links that others put there: `[text](1)` is one (section 3.11.6 of the standard).
        private static String escaped(String text) {
            return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
        }

        private static String justification(CheckReport.WaivedFinding waiver) {
            return waiver.reason()
                    + (waiver.owner().isEmpty() ? "" : ", " + waiver.owner())
                    + (waiver.until() == null ? "" : ", until " + waiver.until());
        }

        /// The lines of files that the trail names.
        private static void related(ObjectNode result, Trail trail) {
            List<Trail.Step> lines = trail.steps().stream()
                    .filter(it -> it.source() instanceof Origin.FileLine line
                            && !line.file().isEmpty())
                    .limit(MOST_RELATED)
                    .toList();
            if (!lines.isEmpty()) {
                ArrayNode related = result.putArray("relatedLocations");
                for (Trail.Step it : lines) {
                    ObjectNode location = related.addObject().put("id", related.size());
                    SarifPlaces.put(location.putObject("physicalLocation"), (Origin.FileLine) it.source());
                    location.putObject("message").put("text", escaped(it.text()));
                }
            }
        }

        private ObjectNode cut(int n) {
            ObjectNode result = object();
            ruled(result, CUT);
            result.put("level", "note");
            result.putObject("message")
                    .put(
                            "text",
                            Wording.count(n, "result") + " more, the least of them, were cut: code scanning keeps "
                                    + MOST_RESULTS + " of a run. The HTML and JSON reports have them all.");
            places.put(result.putArray("locations").addObject().putObject("physicalLocation"), Place.of(""));
            fingerprints(result, CUT);
            return result;
        }

        private void invocation(ObjectNode invocation) {
            invocation.put("executionSuccessful", report.unjudged().stream().noneMatch(Unjudged::crashed));
            ArrayNode notes = invocation.putArray("toolExecutionNotifications");
            report.unjudged().stream()
                    .sorted(Comparator.comparing(it -> !it.crashed()))
                    .limit(MOST_NOTIFICATIONS)
                    .forEach(it -> notes.add(unknown(it)));
            int more = report.unjudged().size() - MOST_NOTIFICATIONS;
            if (more > 0) {
                notes.addObject()
                        .put("level", "note")
                        .putObject("message")
                        .put("text", "unknown: " + Wording.count(more, "judgement") + " more could not be made");
            }
        }

        private ObjectNode unknown(Unjudged it) {
            ObjectNode note = object().put("level", it.crashed() ? "error" : "note");
            note.putObject("message")
                    .put(
                            "text",
                            escaped("unknown: " + it.code() + " " + it.place().text() + ": " + it.reason()
                                    + (it.permission().isEmpty() ? "" : " (needs " + it.permission() + ")")));
            places.put(note.putArray("locations").addObject().putObject("physicalLocation"), it.place());
            Integer at = index.get(it.code());
            if (at != null) {
                note.putObject("associatedRule").put("id", it.code()).put("index", at);
            }
            return note;
        }

        private static void optional(ObjectNode node, String member, String text) {
            if (!text.isEmpty()) {
                node.put(member, text);
            }
        }

        private static ObjectNode object() {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
