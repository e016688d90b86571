package envgate.checker;

import envgate.rules.analysis.Change;
import envgate.rules.analysis.Deviation;
import envgate.rules.analysis.Standing;
import envgate.rules.finding.Baseline;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.HeededFinding;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Unjudged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `envgate verify` found out.
///
/// @param since the capture from before the deploy, as the user named it
/// @param report of the environment after the deploy, in which what was there before is known
/// @param untold findings from before that could not be judged again
/// @param deviations from the plan; nothing when there is no plan
record Verified(
        String environment,
        String since,
        CheckReport report,
        List<Finding> fixed,
        List<Finding> untold,
        List<Change> changes,
        Optional<List<Deviation>> deviations,
        List<Standing> standings,
        @Nullable Severity failOn) {

    Verified {
        fixed = List.copyOf(fixed);
        untold = List.copyOf(untold);
        changes = List.copyOf(changes);
        standings = List.copyOf(standings);
    }

    static Verified of(
            String environment,
            String since,
            CheckReport before,
            CheckReport after,
            List<Change> changes,
            Optional<List<Deviation>> deviations,
            List<Standing> standings,
            @Nullable Severity failOn) {
        Baseline now = Baseline.of(after);
        List<Finding> fixed = new ArrayList<>();
        List<Finding> untold = new ArrayList<>();
        for (HeededFinding it : before.findings()) {
            if (!now.has(it.finding())) {
                boolean judged = after.unjudged().stream().noneMatch(one -> covers(one, it.finding()));
                (judged ? fixed : untold).add(it.finding());
            }
        }
        return new Verified(environment, since, after, fixed, untold, changes, deviations, standings, failOn);
    }

    /// Whether a finding could be among what was not judged.
    private static boolean covers(Unjudged unjudged, Finding finding) {
        boolean everywhere = unjudged.place().function().isEmpty()
                && unjudged.place().resource().isEmpty();
        boolean sameFunction = !finding.place().function().isEmpty()
                && unjudged.place().function().equals(finding.place().function());
        boolean sameThing = !finding.place().resource().isEmpty()
                && unjudged.place().resource().equals(finding.place().resource());
        return unjudged.rule().equals(finding.rule()) && (everywhere || sameFunction || sameThing);
    }

    List<Finding> fresh() {
        return findings(false);
    }

    List<Finding> unchanged() {
        return findings(true);
    }

    private List<Finding> findings(boolean known) {
        return report.findings().stream()
                .filter(it -> it.known() == known)
                .map(HeededFinding::finding)
                .toList();
    }

    /// Deviations that stop: what is there besides the plan only where warnings do.
    private List<String> stops() {
        List<String> stops = new ArrayList<>();
        Severity threshold = failOn;
        if (threshold == null) {
            return stops;
        }
        for (Deviation.Kind it : Deviation.Kind.values()) {
            boolean heeded = switch (it) {
                case MISSING, REMAINING, OTHERWISE -> true;
                case UNPLANNED -> threshold != Severity.ERROR;
                case UNKNOWN -> false;
            };
            long count = count(it);
            if (heeded && count > 0) {
                stops.add(count + " " + it.word());
            }
        }
        long failed = count(Standing.Kind.FAILED);
        if (failed > 0) {
            stops.add(failed + " failed");
        }
        return stops;
    }

    private long count(Deviation.Kind kind) {
        return deviations.orElse(List.of()).stream()
                .filter(it -> it.kind() == kind)
                .count();
    }

    private long count(Standing.Kind kind) {
        return standings.stream().filter(it -> it.kind() == kind).count();
    }

    Verdict verdict() {
        if (report.verdict() == Verdict.STOP || !stops().isEmpty()) {
            return Verdict.STOP;
        }
        boolean open = report.verdict() == Verdict.UNDECIDED
                || count(Standing.Kind.UNFINISHED) > 0
                || count(Standing.Kind.UNANSWERED) > 0;
        return open ? Verdict.UNDECIDED : Verdict.GO;
    }

    String reason() {
        List<String> reasons = new ArrayList<>();
        if (report.verdict() == Verdict.STOP || (report.verdict() == Verdict.UNDECIDED && stops().isEmpty())) {
            reasons.add(report.verdictReason());
        }
        reasons.addAll(stops());
        long unfinished = count(Standing.Kind.UNFINISHED);
        if (unfinished > 0) {
            reasons.add(unfinished + " not finished: verify again");
        }
        long unanswered = count(Standing.Kind.UNANSWERED);
        if (unanswered > 0) {
            reasons.add(unanswered + " asked, and not answered");
        }
        if (reasons.isEmpty()) {
            reasons.add(fresh().size() + " new findings, " + fixed.size() + " fixed, "
                    + unchanged().size() + " unchanged");
        }
        return String.join(", ", reasons);
    }

    ExitStatus status() {
        return switch (verdict()) {
            case STOP -> ExitStatus.STOPPED;
            case GO -> ExitStatus.GO;
            case UNDECIDED -> report.verdict() == Verdict.UNDECIDED ? ExitStatus.of(report) : ExitStatus.UNDECIDED;
        };
    }
}
