package envgate.reports;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Provenance;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Phrases that several formats share.
final class Wording {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    /// What a report counts, in the order in which people ask.
    static List<Count> counts(CheckReport report) {
        List<Count> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long n = findings(report, severity, false) + findings(report, severity, true);
            long known = findings(report, severity, true);
            if (n > 0) {
                counts.add(new Count(
                        severity.id(),
                        Long.toString(n),
                        severity.id() + (n == 1 ? "" : "s") + (known == 0 ? "" : " (" + known + " known)")));
            }
        }
        if (!report.waived().isEmpty()) {
            counts.add(new Count("", Integer.toString(report.waived().size()), "waived"));
        }
        counts.add(new Count("ok", Integer.toString(passed(report)), "ok"));
        int unknown = report.coverage().unjudged();
        counts.add(new Count(unknown == 0 ? "" : "unknown", Integer.toString(unknown), "unknown"));
        counts.add(new Count("", coverage(report), "coverage"));
        int assumed = report.coverage().assumed();
        if (assumed > 0) {
            counts.add(
                    new Count("", assumed + " of " + report.coverage().judged(), "judgements rest on an assumption"));
        }
        return counts;
    }

    private static long findings(CheckReport report, Severity severity, boolean known) {
        return report.findings().stream()
                .filter(it -> it.finding().severity() == severity && it.known() == known)
                .count();
    }

    /// Judgements that found nothing.
    static int passed(CheckReport report) {
        return report.rules().stream()
                .mapToInt(it -> Math.max(0, it.judged() - it.findings()))
                .sum();
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

    /// The command that was run: `check` or `promote`.
    static String command(CheckReport report) {
        return report.promotion() == null ? "check" : "promote";
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

    /// What plan was judged, empty when none was.
    static String plan(CheckReport report) {
        CheckReport.Edge edge = report.promotion();
        return edge == null ? "" : edge.plan();
    }

    static String kind(Provenance.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// To the minute, in UTC; empty when it is not known.
    static String time(@Nullable Instant at) {
        return at == null ? "" : MINUTE.format(at);
    }

    /// How many functions there are, as far as they could be listed.
    static String functions(CheckReport.EnvironmentSummary it) {
        String count = count(it.functions().size(), "function");
        return listed(it) ? count : it.functions().isEmpty() ? "functions not seen" : "at least " + count;
    }

    /// Whether all functions of the environment were listed.
    static boolean listed(CheckReport.EnvironmentSummary it) {
        return it.gaps().stream().noneMatch(gap -> gap.area() == Area.FUNCTIONS && gap.isWhole());
    }

    /// Gaps with what would close them, a line for those that differ only in the thing that was not seen.
    static List<String> gaps(List<Gap> gaps) {
        Map<String, List<Gap>> alike = new LinkedHashMap<>();
        for (Gap it : gaps) {
            String whole = it.isWhole() ? "whole" : "";
            String group = String.join("\n", it.area().name(), it.service(), it.operation(), it.reason(), whole);
            alike.computeIfAbsent(group, _ -> new ArrayList<>()).add(it);
        }
        return alike.values().stream().map(Wording::gap).distinct().toList();
    }

    private static String gap(List<Gap> alike) {
        Gap first = alike.getFirst();
        String needs = first.permission().isEmpty() ? "" : " (needs " + first.permission() + ")";
        if (alike.size() == 1 || first.isWhole()) {
            return first.text() + needs;
        }
        String call = first.operation().isEmpty()
                ? first.area().name().toLowerCase(Locale.ROOT)
                : first.service() + ":" + first.operation();
        return call + " of " + first.resource() + " and " + (alike.size() - 1) + " more: " + first.reason() + needs;
    }

    /// The assumptions that a finding rests on, empty when it rests on none.
    static String assumptions(Finding finding) {
        return String.join(
                ", ", finding.trail().assumptions().stream().map(it -> it.id()).toList());
    }
}
