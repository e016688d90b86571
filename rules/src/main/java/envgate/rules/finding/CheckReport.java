package envgate.rules.finding;

import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole outcome of a run: what every format of report is made from.
///
/// @param promotion null when environments were judged one by one
/// @param findings those that are heeded
/// @param waived those that are accepted
/// @param stale waivers, declared differences and the like that match nothing any more, as sentences
public record CheckReport(
        Tool tool,
        String application,
        @Nullable Edge promotion,
        Verdict verdict,
        String verdictReason,
        Coverage coverage,
        List<EnvironmentSummary> environments,
        List<HeededFinding> findings,
        List<Unjudged> unjudged,
        List<WaivedFinding> waived,
        List<AssumptionUse> assumptions,
        List<RuleSummary> rules,
        List<String> stale) {

    public record Tool(String name, String version) {}

    /// @param plan what plan was judged, empty when none was
    public record Edge(String from, String to, String plan) {}

    /// The verdict of the gate.
    public enum Verdict {
        GO,
        STOP,
        UNDECIDED;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param assumed judgements, counted as judged, that rest on an assumption
    public record Coverage(int judged, int unjudged, int assumed) {

        /// judged / (judged + unjudged); 0 when nothing was judged, for nobody may rely on it then.
        public double share() {
            return judged == 0 ? 0 : (double) judged / (judged + unjudged);
        }
    }

    /// @param functions logical names
    /// @param declared where the inventory declares it
    public record EnvironmentSummary(
            String name,
            Provenance provenance,
            List<String> functions,
            List<Gap> gaps,
            List<Note> notes,
            Origin declared) {

        public EnvironmentSummary(
                String name, Provenance provenance, List<String> functions, List<Gap> gaps, List<Note> notes) {
            this(name, provenance, functions, gaps, notes, new Origin.Unknown());
        }

        public EnvironmentSummary {
            functions = functions.stream().sorted().toList();
            gaps = List.copyOf(gaps);
            notes = List.copyOf(notes);
        }
    }

    /// @param known whether the baseline had it already
    public record HeededFinding(Finding finding, boolean known) {}

    public record WaivedFinding(
            Finding finding,
            String reason,
            String owner,
            @Nullable LocalDate until) {}

    /// @param verdicts how many judgements rest on it
    public record AssumptionUse(Assumption assumption, int verdicts) {}

    public record RuleSummary(Card card, int judged, int unjudged, int findings) {}

    public CheckReport {
        environments = List.copyOf(environments);
        findings = List.copyOf(findings);
        unjudged = List.copyOf(unjudged);
        waived = List.copyOf(waived);
        assumptions = List.copyOf(assumptions);
        rules = List.copyOf(rules);
        stale = List.copyOf(stale);
    }
}
