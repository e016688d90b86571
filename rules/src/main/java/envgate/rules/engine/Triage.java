package envgate.rules.engine;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Answers;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The one place that decides what is heeded: severities that the user changed, waivers, the baseline, and the verdict.
///
/// @param severities by rule id, code or earlier id
/// @param baseline fingerprints that are known; null when there is no baseline and everything is new
public record Triage(
        SortedMap<String, Severity> severities,
        List<Waiver> waivers,
        @org.jspecify.annotations.Nullable Set<String> baseline,
        Gate gate) {

    public Triage {
        severities = Collections.unmodifiableSortedMap(new TreeMap<>(severities));
        waivers = List.copyOf(waivers);
        baseline = baseline == null ? null : Collections.unmodifiableSet(new TreeSet<>(baseline));
    }

    public static Triage of(Map<String, Severity> severities, List<Waiver> waivers) {
        return new Triage(new TreeMap<>(severities), waivers, null, Gate.DEFAULT);
    }

    public Triage withBaseline(Set<String> fingerprints) {
        return new Triage(severities, waivers, fingerprints, gate);
    }

    public Triage withGate(Gate other) {
        return new Triage(severities, waivers, baseline, other);
    }

    /// The report of a run.
    ///
    /// @param snapshots in promotion order, as they were judged
    /// @param plan what plan was judged, empty when none was
    public CheckReport apply(
            Answers answers,
            List<Snapshot> snapshots,
            Intent intent,
            Question question,
            CheckReport.Tool tool,
            String plan) {
        throw new UnsupportedOperationException(answers.toString() + snapshots + intent + question + tool + plan);
    }
}
