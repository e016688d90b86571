package envgate.reports;

import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Severity;
import java.util.Locale;

/// Phrases that several formats share.
final class Wording {

    private Wording() {}

    /// `2 errors · 5 warnings · 41 judged · 3 unknown (coverage 93.2 %)`.
    static String counts(CheckReport report, String dot) {
        StringBuilder text = new StringBuilder();
        for (Severity severity : Severity.values()) {
            long n = report.findings().stream()
                    .filter(it -> it.finding().severity() == severity)
                    .count();
            if (n > 0) {
                text.append(count(n, severity.id())).append(dot);
            }
        }
        if (!report.waived().isEmpty()) {
            text.append(report.waived().size()).append(" waived").append(dot);
        }
        text.append(report.coverage().judged()).append(" judged").append(dot);
        text.append(report.coverage().unjudged())
                .append(" unknown (coverage ")
                .append(coverage(report))
                .append(')');
        return text.toString();
    }

    /// The coverage, rounded down so that 100 % means all.
    static String coverage(CheckReport report) {
        double share = Math.floor(report.coverage().share() * 1000) / 10;
        return share == Math.rint(share)
                ? String.format(Locale.ROOT, "%.0f %%", share)
                : String.format(Locale.ROOT, "%.1f %%", share);
    }

    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /// What was judged: `staging -> prod`, or the names of the environments.
    static String subject(CheckReport report) {
        CheckReport.Edge edge = report.promotion();
        return edge != null
                ? edge.from() + " -> " + edge.to()
                : String.join(
                        ", ",
                        report.environments().stream().map(it -> it.name()).toList());
    }
}
