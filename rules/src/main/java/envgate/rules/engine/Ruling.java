package envgate.rules.engine;

import envgate.rules.finding.CheckReport.Coverage;
import envgate.rules.finding.CheckReport.HeededFinding;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Unjudged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The verdict and its reason, in one sentence without its period.
///
/// The order decides: evidence stops, whatever else was not seen; then a rule of ours that failed, for it might have
/// found something; then what could not be judged. Findings that the baseline knows decide nothing.
record Ruling(Verdict verdict, String reason) {

    static Ruling of(
            Gate gate, Question question, List<HeededFinding> heeded, Coverage coverage, List<Unjudged> unjudged) {
        List<Severity> fresh = heeded.stream()
                .filter(it -> !it.known())
                .map(it -> it.finding().severity())
                .toList();
        List<Severity> stopping = fresh.stream().filter(it -> stops(gate, it)).toList();
        List<Severity> lesser = fresh.stream().filter(it -> !stops(gate, it)).toList();
        int known = heeded.size() - fresh.size();
        List<String> crashed = unjudged.stream()
                .filter(Unjudged::crashed)
                .map(Unjudged::code)
                .distinct()
                .sorted()
                .toList();
        String also = known == 0 ? "" : "; " + count(known, "known finding") + " of the baseline left aside";

        if (!stopping.isEmpty()) {
            return new Ruling(Verdict.STOP, stopped(question, stopping) + also);
        }
        if (!crashed.isEmpty()) {
            return new Ruling(
                    Verdict.UNDECIDED,
                    (crashed.size() == 1 ? "a rule" : crashed.size() + " rules") + " failed, which is our fault: "
                            + String.join(", ", crashed));
        }
        if (coverage.judged() == 0) {
            return new Ruling(Verdict.UNDECIDED, "nothing could be judged");
        }
        if (coverage.share() < gate.minCoverage()) {
            return new Ruling(
                    Verdict.UNDECIDED,
                    "only " + percent(coverage.share()) + " of the judgements could be made, "
                            + percent(gate.minCoverage()) + " are demanded");
        }
        String unknown = coverage.unjudged() == 0
                ? ""
                : "; " + count(coverage.unjudged(), "judgement") + " could not be made (" + percent(coverage.share())
                        + " could)";
        String minor = lesser.isEmpty() ? "" : "; " + counts(lesser);
        return new Ruling(Verdict.GO, free(question) + minor + unknown + also);
    }

    private static boolean stops(Gate gate, Severity severity) {
        Severity failOn = gate.failOn();
        return failOn != null && severity.compareTo(failOn) <= 0;
    }

    private static String stopped(Question question, List<Severity> stopping) {
        String verb = stopping.size() == 1 ? " stops" : " stop";
        return switch (question) {
            case Question.Promote(String from, String to) ->
                counts(stopping) + verb + " the promotion from " + from + " to " + to;
            case Question.Check(List<String> environments) ->
                counts(stopping) + " in " + String.join(", ", environments);
        };
    }

    private static String free(Question question) {
        return switch (question) {
            case Question.Promote(String from, String to) -> "nothing stops the promotion from " + from + " to " + to;
            case Question.Check(List<String> environments) ->
                "nothing that stops was found in " + String.join(", ", environments);
        };
    }

    /// `2 errors and 1 warning`.
    private static String counts(List<Severity> severities) {
        List<String> texts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long n = severities.stream().filter(it -> it == severity).count();
            if (n > 0) {
                texts.add(count(n, severity.id()));
            }
        }
        String last = texts.removeLast();
        return texts.isEmpty() ? last : String.join(", ", texts) + " and " + last;
    }

    private static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /// Rounded down, so that 100 % means all.
    private static String percent(double share) {
        double percent = Math.floor(share * 1000 + 1e-9) / 10;
        return percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
