package envgate.reports;

import envgate.envs.document.BadInput;
import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.rules.finding.Baseline;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a JSON report, or the one that lies inside an HTML report, back into a report.
///
/// Nothing is lost but what no report shows: a card's examples and earlier ids.
public final class JsonReport {

    private final JsonNode root;
    private final String file;

    private JsonReport(JsonNode root, String file) {
        this.root = root;
        this.file = file;
    }

    /// The report in `text`; `file` is what the user called it.
    ///
    /// @throws BadInput when it is none
    public static CheckReport read(String text, String file) {
        return new JsonReport(ReportText.tree(text, file), file).report();
    }

    /// The findings in `text`: what a baseline knows already, waived ones included.
    ///
    /// They are compared by what they say and not by the fingerprints in the file, which an older envgate may have
    /// made otherwise.
    public static Baseline baseline(String text, String file) {
        return Baseline.of(read(text, file));
    }

    private CheckReport report() {
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
                list(root.path("environments"), this::environment),
                list(
                        root.path("findings"),
                        it -> new CheckReport.HeededFinding(
                                finding(it), text(it, "state").equals("known"))),
                list(root.path("unjudged"), this::unjudged),
                list(root.path("waived"), this::waived),
                list(
                        root.path("assumptions"),
                        it -> new CheckReport.AssumptionUse(
                                assumption(text(it, "name")),
                                it.path("verdicts").asInt(0))),
                list(root.path("rules"), this::rule),
                strings(root.path("stale")));
    }

    private CheckReport.EnvironmentSummary environment(JsonNode it) {
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
                        taken.isEmpty() ? null : known("time", taken, Instant::parse)),
                strings(it.path("functions")),
                list(
                        it.path("gaps"),
                        gap -> new Gap(
                                known("area", text(gap, "area"), Area::valueOf),
                                text(gap, "account"),
                                text(gap, "region"),
                                text(gap, "service"),
                                text(gap, "operation"),
                                text(gap, "resource"),
                                text(gap, "permission"),
                                text(gap, "reason"))),
                list(it.path("notes"), note -> new Note(text(note, "text"), origin(note))),
                it.path("location").isObject() ? location(it) : new Origin.Unknown());
    }

    private Finding finding(JsonNode it) {
        List<Trail.Step> steps = list(
                it.path("trail"),
                step -> new Trail.Step(
                        text(step, "text"), text(step, "component"), text(step, "environment"), origin(step)));
        EnumSet<Assumption> assumed = EnumSet.noneOf(Assumption.class);
        strings(it.path("assumptions")).forEach(name -> assumed.add(assumption(name)));
        Severity severity = severity(it);
        if (severity == Severity.ERROR && steps.isEmpty()) {
            throw ReportText.mistake(
                    file, "the report accuses without evidence: `" + text(it, "message") + "`", "run envgate again");
        }
        return new Finding(
                text(it, "rule"),
                text(it, "code"),
                severity,
                text(it, "title"),
                text(it, "message"),
                place(it),
                new Trail(steps, assumed),
                text(it, "fix"));
    }

    private Unjudged unjudged(JsonNode it) {
        return new Unjudged(
                text(it, "rule"),
                text(it, "code"),
                place(it),
                text(it, "reason"),
                text(it, "permission"),
                it.path("crashed").asBoolean(false));
    }

    private CheckReport.WaivedFinding waived(JsonNode it) {
        JsonNode waiver = it.path("waiver");
        String until = text(waiver, "until");
        return new CheckReport.WaivedFinding(finding(it), text(waiver, "reason"), text(waiver, "owner"), date(until));
    }

    private @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : known("date", text, LocalDate::parse);
    }

    private CheckReport.RuleSummary rule(JsonNode it) {
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
                        strings(it.path("needs")).stream()
                                .map(area -> known("area", area, Area::valueOf))
                                .toList(),
                        "",
                        "",
                        List.of(),
                        strings(it.path("sources"))),
                it.path("judged").asInt(0),
                it.path("unjudged").asInt(0),
                it.path("findings").asInt(0));
    }

    private Place place(JsonNode it) {
        return new Place(
                text(it, "environment"),
                text(it, "function"),
                text(it, "resource"),
                text(it, "key"),
                strings(it.path("parts")),
                text(it, "other"),
                origin(it));
    }

    private Origin origin(JsonNode it) {
        JsonNode source = it.path("source");
        if (it.path("location").isObject()) {
            return location(it);
        }
        return source.isObject()
                ? new Origin.ApiCall(text(source, "service"), text(source, "operation"), text(source, "resource"))
                : new Origin.Unknown();
    }

    private static Origin location(JsonNode it) {
        JsonNode location = it.path("location");
        return new Origin.FileLine(text(location, "file"), location.path("line").asInt(0));
    }

    private static Severity severity(JsonNode it) {
        return Severity.valueOf(text(it, "severity").toUpperCase(Locale.ROOT));
    }

    private Assumption assumption(String name) {
        return Assumption.parse(name).orElseThrow(() -> ReportText.unknown(file, "assumption", name));
    }

    private <T> T known(String what, String word, Function<String, T> parse) {
        try {
            return parse.apply(word);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ReportText.unknown(file, what, word);
        }
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
