package envgate.reports;

import envgate.envs.document.BadInput;
import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a JSON report, or the one that lies inside an HTML report, back into a report.
public final class JsonReport {

    private static final String OPENING = "<script type=\"application/json\" id=\"envgate-report\">";

    private JsonReport() {}

    /// The report in `text`; `file` is what the user called it.
    public static CheckReport read(String text, String file) {
        JsonNode root = parse(text, file);
        try {
            return report(root);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw notAReport(file, 0, 0);
        }
    }

    /// The fingerprints of all findings in `text`: what a baseline knows already, waived ones included.
    public static Set<String> fingerprints(String text, String file) {
        CheckReport report = read(text, file);
        Set<String> known = new TreeSet<>();
        report.findings().forEach(it -> known.add(it.finding().fingerprint()));
        report.waived().forEach(it -> known.add(it.finding().fingerprint()));
        return known;
    }

    private static JsonNode parse(String text, String file) {
        String json = text;
        int start = text.indexOf(OPENING);
        if (start >= 0) {
            int end = text.indexOf("</script>", start);
            json = text.substring(start + OPENING.length(), end < 0 ? text.length() : end);
        }
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            if (root.path("schemaVersion").asInt(0) != 1
                    || !root.path("findings").isArray()) {
                throw notAReport(file, 0, 0);
            }
            return root;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw notAReport(file, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
        }
    }

    private static BadInput notAReport(String file, int line, int column) {
        return new BadInput(new BadInput.Mistake(
                file,
                Math.max(line, 0),
                Math.max(column, 0),
                "this is no report of envgate (schema version 1)",
                "give a file that `--format json=FILE` or `--format html=FILE` wrote"));
    }

    private static CheckReport report(JsonNode root) {
        JsonNode promotion = root.path("promotion");
        JsonNode coverage = root.path("coverage");
        return new CheckReport(
                new CheckReport.Tool(text(root.path("tool"), "name"), text(root.path("tool"), "version")),
                text(root, "application"),
                promotion.isObject()
                        ? new CheckReport.Edge(text(promotion, "from"), text(promotion, "to"), text(promotion, "plan"))
                        : null,
                CheckReport.Verdict.valueOf(text(root, "verdict").toUpperCase(Locale.ROOT)),
                text(root, "verdictReason"),
                new CheckReport.Coverage(
                        coverage.path("judged").asInt(0),
                        coverage.path("unjudged").asInt(0),
                        coverage.path("assumed").asInt(0)),
                list(root.path("environments"), JsonReport::environment),
                list(
                        root.path("findings"),
                        it -> new CheckReport.HeededFinding(
                                finding(it), text(it, "state").equals("known"))),
                list(root.path("unjudged"), JsonReport::unjudged),
                list(root.path("waived"), JsonReport::waived),
                list(
                        root.path("assumptions"),
                        it -> new CheckReport.AssumptionUse(
                                assumption(text(it, "name")),
                                it.path("verdicts").asInt(0))),
                list(root.path("rules"), JsonReport::rule),
                strings(root.path("stale")));
    }

    private static CheckReport.EnvironmentSummary environment(JsonNode it) {
        String taken = text(it, "takenAt");
        String account = text(it, "account");
        return new CheckReport.EnvironmentSummary(
                text(it, "name"),
                new Provenance(
                        Provenance.Kind.valueOf(text(it, "source").toUpperCase(Locale.ROOT)),
                        text(it, "readFrom"),
                        account.isEmpty() ? List.of() : List.of(account.split(",")),
                        strings(it.path("regions")),
                        text(it, "caller"),
                        taken.isEmpty() ? null : Instant.parse(taken)),
                strings(it.path("functions")),
                list(
                        it.path("gaps"),
                        gap -> new Gap(
                                Area.valueOf(text(gap, "area")),
                                text(gap, "account"),
                                text(gap, "region"),
                                text(gap, "service"),
                                text(gap, "operation"),
                                text(gap, "resource"),
                                text(gap, "permission"),
                                text(gap, "reason"))),
                list(it.path("notes"), note -> new Note(text(note, "text"), origin(note))));
    }

    private static Finding finding(JsonNode it) {
        List<Trail.Step> steps = list(
                it.path("trail"),
                step -> new Trail.Step(
                        text(step, "text"), text(step, "component"), text(step, "environment"), origin(step)));
        EnumSet<Assumption> assumed = EnumSet.noneOf(Assumption.class);
        strings(it.path("assumptions")).forEach(name -> assumed.add(assumption(name)));
        return new Finding(
                text(it, "rule"),
                text(it, "code"),
                severity(it),
                text(it, "title"),
                text(it, "message"),
                place(it),
                new Trail(steps, assumed),
                text(it, "fix"));
    }

    private static Unjudged unjudged(JsonNode it) {
        return new Unjudged(
                text(it, "rule"),
                text(it, "code"),
                place(it),
                text(it, "reason"),
                text(it, "permission"),
                it.path("crashed").asBoolean(false));
    }

    private static CheckReport.WaivedFinding waived(JsonNode it) {
        JsonNode waiver = it.path("waiver");
        String until = text(waiver, "until");
        return new CheckReport.WaivedFinding(finding(it), text(waiver, "reason"), text(waiver, "owner"), date(until));
    }

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    private static CheckReport.RuleSummary rule(JsonNode it) {
        return new CheckReport.RuleSummary(
                new Card(
                        text(it, "id"),
                        text(it, "code"),
                        severity(it),
                        text(it, "topic"),
                        text(it, "scope"),
                        text(it, "title"),
                        text(it, "why"),
                        text(it, "fix"),
                        strings(it.path("needs")).stream().map(Area::valueOf).toList(),
                        "",
                        "",
                        List.of(),
                        strings(it.path("sources"))),
                it.path("judged").asInt(0),
                it.path("unjudged").asInt(0),
                it.path("findings").asInt(0));
    }

    private static Place place(JsonNode it) {
        return new Place(
                text(it, "environment"),
                text(it, "function"),
                text(it, "resource"),
                text(it, "key"),
                text(it, "other"),
                origin(it));
    }

    private static Origin origin(JsonNode it) {
        JsonNode location = it.path("location");
        JsonNode source = it.path("source");
        if (location.isObject()) {
            return new Origin.FileLine(
                    text(location, "file"), location.path("line").asInt(0));
        }
        return source.isObject()
                ? new Origin.ApiCall(text(source, "service"), text(source, "operation"), text(source, "resource"))
                : new Origin.Unknown();
    }

    private static Severity severity(JsonNode it) {
        return Severity.parse(text(it, "severity")).orElseThrow(() -> new IllegalArgumentException("unknown severity"));
    }

    private static Assumption assumption(String name) {
        return Assumption.parse(name).orElseThrow(() -> new IllegalArgumentException("unknown assumption"));
    }

    private static String text(JsonNode it, String member) {
        return it.path(member).asString("");
    }

    private static List<String> strings(JsonNode array) {
        return list(array, it -> it.asString(""));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(it -> all.add(read.apply(it)));
        return all;
    }
}
