package envgate.reports;

import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Functions against environments: what was found at each, and what was not seen.
///
/// A cell passes only where something was judged: in a promotion the source stands there to be compared
/// with.
public record HtmlMatrix(List<Row> rows) {

    /// The row of findings that are about no function.
    static final String NO_FUNCTION = "(the environment itself)";

    public record Row(String name, List<Cell> cells) {}

    /// @param words what the cell says, for those who do not see it
    public record Cell(String words, List<Mark> marks) {}

    /// @param link empty when there is nothing to go to
    public record Mark(String css, String text, String link) {}

    private static final class Tally {
        private final Map<Severity, Integer> findings = new EnumMap<>(Severity.class);
        private int unknown;
        private int waived;
    }

    public HtmlMatrix {
        rows = List.copyOf(rows);
    }

    static HtmlMatrix of(CheckReport report) {
        SortedMap<String, Tally> counts = new TreeMap<>();
        TreeSet<String> functions = new TreeSet<>();
        for (CheckReport.HeededFinding it : report.findings()) {
            Finding finding = it.finding();
            at(counts, functions, finding.place()).findings.merge(finding.severity(), 1, Integer::sum);
        }
        report.unjudged().forEach(it -> at(counts, functions, it.place()).unknown++);
        report.waived().forEach(it -> at(counts, functions, it.finding().place()).waived++);
        report.environments().forEach(it -> functions.addAll(it.functions()));
        List<Row> rows = new ArrayList<>();
        for (String function : functions) {
            List<Cell> cells = report.environments().stream()
                    .map(it -> cell(
                            function,
                            it,
                            counts.getOrDefault(key(it.name(), function), new Tally()),
                            judged(it, report)))
                    .toList();
            rows.add(new Row(function.isEmpty() ? NO_FUNCTION : function, cells));
        }
        return new HtmlMatrix(rows);
    }

    private static Tally at(SortedMap<String, Tally> counts, TreeSet<String> functions, Place place) {
        functions.add(place.function());
        return counts.computeIfAbsent(key(place.environment(), place.function()), _ -> new Tally());
    }

    private static String key(String environment, String function) {
        return environment + "\n" + function;
    }

    /// Whether the environment was judged and not only compared with.
    private static boolean judged(EnvironmentSummary it, CheckReport report) {
        CheckReport.Edge edge = report.promotion();
        return report.coverage().judged() > 0 && (edge == null || edge.to().equals(it.name()));
    }

    private static Cell cell(String function, EnvironmentSummary environment, Tally count, boolean judged) {
        List<Mark> marks = new ArrayList<>();
        List<String> words = new ArrayList<>();
        count.findings.forEach((severity, n) -> {
            marks.add(new Mark(severity.id(), glyph(severity) + " " + n, "#" + filter(environment.name(), function)));
            words.add(Wording.count(n, severity.id()));
        });
        if (count.unknown > 0) {
            marks.add(new Mark("unknown", "? " + count.unknown, "#unknown"));
            words.add(count.unknown + " unknown");
        }
        if (count.waived > 0) {
            marks.add(new Mark("dim", "~ " + count.waived, "#waived"));
            words.add(count.waived + " waived");
        }
        if (marks.isEmpty()) {
            Mark mark = quiet(function, environment, judged);
            marks.add(mark);
            words.add(
                    switch (mark.text()) {
                        case "✓" -> "nothing found";
                        case "?" -> "not seen whether it is there";
                        case "·" -> "not judged by itself";
                        default -> "not there";
                    });
        }
        return new Cell(String.join(", ", words), List.copyOf(marks));
    }

    private static Mark quiet(String function, EnvironmentSummary environment, boolean judged) {
        if (!function.isEmpty() && !environment.functions().contains(function)) {
            return Wording.listed(environment) ? new Mark("dim", "–", "") : new Mark("unknown", "?", "#environments");
        }
        return judged ? new Mark("ok", "✓", "") : new Mark("dim", "·", "");
    }

    static String glyph(Severity severity) {
        return switch (severity) {
            case ERROR -> "✗";
            case WARNING -> "!";
            case NOTE -> "i";
        };
    }

    /// What the address says to show the findings of one cell.
    static String filter(String environment, String function) {
        return "?environment=" + encoded(environment) + "&function=" + (function.isEmpty() ? "-" : encoded(function));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(Plain.text(text), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
