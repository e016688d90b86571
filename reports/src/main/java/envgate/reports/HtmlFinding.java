package envgate.reports;

import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A finding as the HTML report tells it.
///
/// @param anchor the id of the article, which no other has
/// @param cell what the address says to show this finding's cell of the matrix; empty unless it is the
/// cell's first
/// @param function empty when it is about none
public record HtmlFinding(
        String anchor,
        String cell,
        String fingerprint,
        Severity severity,
        String glyph,
        String code,
        String rule,
        String title,
        String message,
        String environment,
        String function,
        String place,
        String origin,
        List<Step> trail,
        String why,
        String fix,
        String assumes,
        boolean known) {

    /// One step of evidence.
    public record Step(String environment, String text, String component, String source) {}

    public HtmlFinding {
        trail = List.copyOf(trail);
    }

    /// All findings, the worst and the new ones first.
    static List<HtmlFinding> of(CheckReport report) {
        Cards cards = Cards.of(report);
        Set<String> anchors = new TreeSet<>();
        Set<String> cells = new TreeSet<>();
        List<HtmlFinding> all = new ArrayList<>();
        List<CheckReport.HeededFinding> sorted = report.findings().stream()
                .sorted(Comparator.comparing(
                                (CheckReport.HeededFinding it) -> it.finding().severity())
                        .thenComparing(CheckReport.HeededFinding::known))
                .toList();
        for (CheckReport.HeededFinding heeded : sorted) {
            Finding it = heeded.finding();
            String anchor = "f=" + it.fingerprint();
            for (int n = 2; !anchors.add(anchor); n++) {
                anchor = "f=" + it.fingerprint() + "-" + n;
            }
            String cell = HtmlMatrix.filter(it.place().environment(), it.place().function());
            all.add(of(it, heeded.known(), anchor, cells.add(cell) ? cell : "", cards));
        }
        return all;
    }

    private static HtmlFinding of(Finding it, boolean known, String anchor, String cell, Cards cards) {
        return new HtmlFinding(
                anchor,
                cell,
                it.fingerprint(),
                it.severity(),
                HtmlMatrix.glyph(it.severity()),
                it.code(),
                it.rule(),
                it.title(),
                it.message(),
                it.place().environment(),
                it.place().function(),
                it.place().text(),
                it.place().origin().text(),
                it.trail().steps().stream()
                        .map(step -> new Step(
                                step.environment(),
                                step.text(),
                                step.text().contains(step.component()) ? "" : step.component(),
                                step.source().text()))
                        .toList(),
                cards.why(it),
                it.fix(),
                Wording.assumptions(it),
                known);
    }
}
