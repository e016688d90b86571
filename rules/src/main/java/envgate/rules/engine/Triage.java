package envgate.rules.engine;

import envgate.envs.model.Assumption;
import envgate.envs.model.Intent;
import envgate.envs.model.Intent.EnvironmentName;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Answers.Tally;
import envgate.rules.finding.Baseline;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.AssumptionUse;
import envgate.rules.finding.CheckReport.Coverage;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.CheckReport.HeededFinding;
import envgate.rules.finding.CheckReport.RuleSummary;
import envgate.rules.finding.CheckReport.WaivedFinding;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The one place that decides what is heeded: severities that the user changed, waivers, the baseline, and the verdict.
///
/// @param severities by rule id, code or earlier id
/// @param baseline what is known; null when there is no baseline and everything is new
public record Triage(
        SortedMap<String, Severity> severities,
        List<Waiver> waivers,
        @Nullable Baseline baseline,
        Gate gate) {

    /// What triage itself finds in the inventory, with the cards of the rules beside it in every list of rules.
    public static final Card PAST_DATES = PastDates.CARD;

    public Triage {
        severities = Collections.unmodifiableSortedMap(new TreeMap<>(severities));
        waivers = List.copyOf(waivers);
    }

    public static Triage of(Map<String, Severity> severities, List<Waiver> waivers) {
        return new Triage(new TreeMap<>(severities), waivers, null, Gate.DEFAULT);
    }

    public Triage withBaseline(Baseline known) {
        return new Triage(severities, waivers, known, gate);
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
        PastDates.Answer past = PastDates.of(waivers, intent, question);
        Map<String, Card> cards = cards(answers);
        List<Finding> findings = new ArrayList<>(past.findings());
        answers.findings().stream().filter(it -> concerns(it, question)).forEach(findings::add);
        findings.replaceAll(it -> severity(it, card(cards, it)));
        Collections.sort(findings);

        List<HeededFinding> heeded = new ArrayList<>();
        List<WaivedFinding> waived = new ArrayList<>();
        for (Finding it : findings) {
            waiver(it, card(cards, it), intent)
                    .ifPresentOrElse(
                            by -> waived.add(new WaivedFinding(it, by.reason(), by.owner(), by.until())),
                            () -> heeded.add(new HeededFinding(it, isKnown(it))));
        }

        Coverage coverage = coverage(answers);
        Ruling ruling = Ruling.of(gate, question, heeded, coverage, answers.unjudged());
        Staleness staleness = new Staleness(snapshots, intent);
        List<String> stale = new ArrayList<>(staleness.waivers(waivers, answers, findings, question));
        stale.addAll(staleness.declarations());
        return new CheckReport(
                tool,
                intent.application(),
                question instanceof Question.Promote(String from, String to)
                        ? new CheckReport.Edge(from, to, plan)
                        : null,
                ruling.verdict(),
                ruling.reason(),
                coverage,
                snapshots.stream().map(it -> summary(it, intent)).toList(),
                heeded,
                answers.unjudged(),
                waived,
                assumptions(answers.rules().values()),
                summaries(answers, past, findings),
                stale);
    }

    /// Rules that look at all environments also meet what has nothing to do with those that are asked about.
    private static boolean concerns(Finding finding, Question question) {
        List<String> subjects = question.subjects();
        String environment = finding.place().environment();
        return environment.isEmpty()
                || subjects.contains(environment)
                || subjects.contains(finding.place().other());
    }

    private static Map<String, Card> cards(Answers answers) {
        Map<String, Card> cards = new TreeMap<>();
        answers.rules().values().forEach(it -> cards.put(it.card().id(), it.card()));
        cards.put(PAST_DATES.id(), PAST_DATES);
        return cards;
    }

    private static Card card(Map<String, Card> cards, Finding finding) {
        Card card = cards.get(finding.rule());
        if (card == null) {
            throw new IllegalArgumentException("no tally of " + finding.rule());
        }
        return card;
    }

    private Finding severity(Finding finding, Card card) {
        return Optional.ofNullable(severities.get(card.id()))
                .or(() -> severities.entrySet().stream()
                        .filter(it -> card.goesBy(it.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .map(finding::withSeverity)
                .orElse(finding);
    }

    private Optional<Waiver> waiver(Finding finding, Card card, Intent intent) {
        return waivers.stream()
                .filter(it -> !it.isPast(intent.today()) && it.covers(finding, card))
                .findFirst();
    }

    private boolean isKnown(Finding finding) {
        return baseline != null && baseline.knows(finding);
    }

    private static Coverage coverage(Answers answers) {
        int judged = 0;
        int unjudged = 0;
        int assumed = 0;
        for (Tally it : answers.rules().values()) {
            judged += it.judged();
            unjudged += it.unjudged();
            assumed += it.assumed();
        }
        return new Coverage(judged, unjudged, assumed);
    }

    private static EnvironmentSummary summary(Snapshot it, Intent intent) {
        Origin declared = intent.environments().stream()
                .filter(one -> one.name().equals(it.environment()))
                .map(EnvironmentName::origin)
                .findFirst()
                .orElse(new Origin.Unknown());
        List<String> functions =
                it.functions().stream().map(LambdaFunction::logicalName).toList();
        return new EnvironmentSummary(it.environment(), it.provenance(), functions, it.gaps(), it.notes(), declared);
    }

    private static List<AssumptionUse> assumptions(Collection<Tally> tallies) {
        Map<Assumption, Integer> uses = new EnumMap<>(Assumption.class);
        tallies.forEach(tally -> tally.byAssumption().forEach((it, n) -> uses.merge(it, n, Integer::sum)));
        return uses.entrySet().stream()
                .map(it -> new AssumptionUse(it.getKey(), it.getValue()))
                .toList();
    }

    /// What triage finds by itself is listed where there was something to look at, and is not part of the coverage.
    private static List<RuleSummary> summaries(Answers answers, PastDates.Answer past, List<Finding> findings) {
        Map<String, Integer> found = new TreeMap<>();
        findings.forEach(it -> found.merge(it.rule(), 1, Integer::sum));
        SortedMap<String, RuleSummary> summaries = new TreeMap<>();
        answers.rules()
                .forEach((id, it) -> summaries.put(
                        id, new RuleSummary(it.card(), it.judged(), it.unjudged(), found.getOrDefault(id, 0))));
        if (past.dated() > 0) {
            int n = past.findings().size();
            summaries.put(PAST_DATES.id(), new RuleSummary(PAST_DATES, past.dated(), 0, n));
        }
        return List.copyOf(summaries.values());
    }
}
