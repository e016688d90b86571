package envgate.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Assumption;
import envgate.envs.model.Intent;
import envgate.envs.model.Origin;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Answers.Tally;
import envgate.rules.finding.Baseline;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.Verdict;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriageTest {

    private static final Question PROMOTE = new Question.Promote("staging", "prod");
    private static final CheckReport.Tool TOOL = new CheckReport.Tool("envgate", "test");
    private static final Card LOUD = card("loud-function", "NET-901", "noisy-function");
    private static final Card QUIET = card("quiet-function", "NET-902", "silent-function");
    private static final String FLEET = """
            environment: staging
            functions: {Pay: {environment: {LOG_LEVEL: debug}}, Mail: {}}
            ---
            environment: prod
            functions: {Pay: {environment: {LOG_LEVEL: info}}, Mail: {}}
            """;

    // severities

    @ParameterizedTest
    @ValueSource(strings = {"loud-function", "NET-901", "net-901", "noisy-function"})
    void a_severity_is_changed_by_id_code_or_earlier_id(String name) {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "", Severity.ERROR)
                .severity(name, Severity.NOTE)
                .apply();
        assertThat(report.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.finding().severity()).isEqualTo(Severity.NOTE));
        assertThat(report.verdict()).isEqualTo(Verdict.GO);
    }

    @Test
    void the_severity_of_one_rule_changes_no_other() {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "", Severity.ERROR)
                .severity("quiet-function", Severity.NOTE)
                .apply();
        assertThat(report.verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void what_is_made_an_error_has_evidence() {
        Finding bare =
                new Finding(LOUD.id(), LOUD.code(), Severity.NOTE, "t", "speaks up", Place.of("prod"), Trail.EMPTY, "");
        CheckReport report =
                new Run().finds(LOUD, bare).severity("NET-901", Severity.ERROR).apply();
        assertThat(report.verdict()).isEqualTo(Verdict.STOP);
        assertThat(report.findings().getFirst().finding().trail()).isEqualTo(Trail.of("speaks up"));
    }

    // waivers

    @ParameterizedTest
    @CsvSource({
        "loud-function, prod/Pay",
        "NET-901, prod/Pay",
        "noisy-function, prod/Pay",
        "*, prod/Pay",
        "loud-function, prod/Pay/LOG_LEVEL",
        "loud-function, prod/P*/LOG_*",
        "loud-function, pro?/*",
        "loud-function, prod",
        "loud-function, prod/prod-Pay",
        "loud-function, ''",
    })
    void a_waiver_accepts_what_it_names(String rule, String place) {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "LOG_LEVEL", Severity.ERROR)
                .waives(rule, place, "", null)
                .apply();
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.GO);
        assertThat(report.waived()).singleElement().satisfies(it -> {
            assertThat(it.reason()).isEqualTo("it leaves");
            assertThat(it.owner()).isEqualTo("web");
        });
        assertThat(report.stale()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quiet-function, prod/Pay",
        "loud-function, staging/Pay",
        "loud-function, prod/Mail",
        "loud-function, prod/Pay/OTHER",
        "loud-function, prod/Pa",
        "loud-function, prod/PayLOG*",
    })
    void a_waiver_accepts_nothing_else(String rule, String place) {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "LOG_LEVEL", Severity.ERROR)
                .judges(QUIET, 1)
                .waives(rule, place, "", null)
                .apply();
        assertThat(report.waived()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void a_waiver_names_things_and_keys_that_hold_slashes() {
        Place place = Place.of("prod").withResource("arn:aws:iam::333333333333:role/api", new Origin.Unknown());
        Finding role = finding(LOUD, place, Severity.ERROR);
        Finding parameter =
                finding(LOUD, place.withResource("stack", place.origin()).withKey("/orders/host"), Severity.ERROR);
        Run run = new Run().finds(LOUD, role).finds(LOUD, parameter);
        run.waives("loud-function", "prod/arn:aws:iam::*:role/api", "", null)
                .waives("loud-function", "prod/stack//orders/host", "", null);
        assertThat(run.apply().findings()).isEmpty();
    }

    @Test
    void a_fingerprint_means_one_finding() {
        Finding first = finding(LOUD, place("Pay", "A"), Severity.ERROR);
        Finding second = finding(LOUD, place("Pay", "B"), Severity.ERROR);
        CheckReport report = new Run()
                .finds(LOUD, first)
                .finds(LOUD, second)
                .waives("*", "", first.fingerprint(), null)
                .apply();
        assertThat(report.waived()).extracting(it -> it.finding()).containsExactly(first);
        assertThat(report.findings()).extracting(it -> it.finding()).containsExactly(second);
    }

    @Test
    void a_waiver_holds_on_its_last_day() {
        Run run = new Run().finds(LOUD, "Pay", "", Severity.ERROR);
        assertThat(run.waives("loud-function", "prod/Pay", "", "2026-11-24")
                        .apply()
                        .verdict())
                .isEqualTo(Verdict.GO);
    }

    @Test
    void a_waiver_past_its_date_accepts_nothing_and_is_a_finding_of_its_own() {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "", Severity.ERROR)
                .waives("loud-function", "prod/Pay", "", "2026-11-23")
                .apply();
        assertThat(report.verdict()).isEqualTo(Verdict.STOP);
        assertThat(report.findings()).extracting(it -> it.finding().code()).containsExactly("NET-901", "INV-001");
        Finding past = report.findings().getLast().finding();
        assertThat(past.message()).isEqualTo("the waiver of `loud-function` for `prod/Pay` ran out on 2026-11-23");
        assertThat(past.place().text()).isEqualTo("prod waiver loud-function prod/Pay");
        assertThat(past.place().origin()).isEqualTo(new Origin.FileLine("envgate.yaml", 7));
        assertThat(past.trail().steps().getFirst().text())
                .isEqualTo("it was accepted until 2026-11-23 by web: it leaves");
        assertThat(report.rules()).extracting(it -> it.card().id()).contains("declaration-past-its-date");
        assertThat(report.coverage()).isEqualTo(new CheckReport.Coverage(1, 0, 0));
    }

    @Test
    void a_waiver_of_another_environment_is_not_this_questions_business() {
        CheckReport report = new Run()
                .judges(LOUD, 1)
                .waives("loud-function", "dev/Pay", "", "2026-11-23")
                .fleet("environment: dev\n---\n" + FLEET)
                .apply();
        assertThat(report.findings()).isEmpty();
        assertThat(report.stale()).isEmpty();
    }

    @Test
    void declared_differences_past_their_date_are_findings() {
        CheckReport report = new Run().judges(LOUD, 1).fleet("""
                        inventory:
                          variables:
                            Pay/LOG_LEVEL: {differs: true, reason: trial, owner: web, until: 2026-11-23}
                            LOG_LEVEL: {differs: true, until: 2026-11-24}
                          shared: [{resource: "arn:aws:s3:::logs", until: 2020-01-01}]
                        ---
                        """ + FLEET).apply();
        assertThat(report.findings())
                .extracting(it -> it.finding().message())
                .containsExactly(
                        "the declaration of `arn:aws:s3:::logs` as shared ran out on 2020-01-01",
                        "what is declared about variable `Pay/LOG_LEVEL` ran out on 2026-11-23");
        assertThat(report.findings())
                .allSatisfy(it -> assertThat(it.finding().severity()).isEqualTo(Severity.WARNING));
        assertThat(report.rules())
                .filteredOn(it -> it.card().equals(Triage.PAST_DATES))
                .singleElement()
                .satisfies(it -> assertThat(it.judged()).isEqualTo(3));
    }

    @Test
    void the_examples_on_its_own_card_say_what_they_show() {
        assertThat(new Run()
                        .judges(LOUD, 1)
                        .fleet(Triage.PAST_DATES.bad())
                        .check("prod")
                        .findings())
                .hasSize(1);
        assertThat(new Run()
                        .judges(LOUD, 1)
                        .fleet(Triage.PAST_DATES.good())
                        .check("prod")
                        .findings())
                .isEmpty();
    }

    // what matches nothing

    @Test
    void a_waiver_that_meets_nothing_is_stale() {
        CheckReport report = new Run()
                .judges(LOUD, 2)
                .waives("NET-901", "prod/Pay", "", null)
                .waives("loud-function", "prd/*", "", null)
                .waives("*", "", "00ff", null)
                .apply();
        assertThat(report.stale())
                .containsExactly(
                        "the waiver of `NET-901` for `prod/Pay` (envgate.yaml:7) matches nothing in this run",
                        "the waiver of `loud-function` for `prd/*` (envgate.yaml:7) matches nothing in this run",
                        "the waiver of `*` with fingerprint 00ff (envgate.yaml:7) matches nothing in this run");
    }

    @Test
    void a_waiver_of_a_rule_that_was_not_asked_is_not_stale() {
        CheckReport report = new Run()
                .judges(LOUD, 2)
                .waives("quiet-function", "prod/Pay", "", null)
                .apply();
        assertThat(report.stale()).isEmpty();
    }

    @Test
    void a_waiver_whose_finding_may_be_hidden_is_not_stale() {
        Run run = new Run().judges(LOUD, 2).cannotTell(LOUD, Place.of("prod"), false);
        assertThat(run.waives("NET-901", "prod/Pay", "", null).apply().stale()).isEmpty();
        Run other = new Run().judges(LOUD, 2).cannotTell(LOUD, place("Mail", "KEY"), false);
        assertThat(other.waives("NET-901", "prod/Pay", "", null).apply().stale())
                .hasSize(1);
    }

    @Test
    void declarations_that_meet_nothing_are_stale() {
        String inventory = """
                inventory:
                  variables: {"Pay/LOG_*": differs, GONE: differs}
                  shared: ["arn:aws:s3:::gone", "arn:aws:iam::*:role/staging-Pay-role"]
                  calls: {Gone: ["api.example.com:443"], Pay: ["api.example.com:443"]}
                  pairs: [{staging: Pay, prod: PayTwo}]
                ---
                """;
        assertThat(new Run().judges(LOUD, 1).fleet(inventory + FLEET).apply().stale())
                .containsExactly(
                        "variable `GONE` is declared (fleet.yaml:2), but no function has it",
                        "calls of `Gone` are declared, but no environment has such a function",
                        "a pair names function `PayTwo` of prod, which has no such function",
                        "`arn:aws:s3:::gone` is declared as shared (fleet.yaml:3), but nothing mentions it");
        assertThat(new Run()
                        .judges(LOUD, 1)
                        .fleet(inventory + FLEET + "unseen: [FUNCTIONS, BUCKETS]")
                        .apply()
                        .stale())
                .isEmpty();
    }

    // the baseline

    @Test
    void known_findings_stay_in_the_report_and_decide_nothing() {
        Finding known = finding(LOUD, place("Pay", ""), Severity.ERROR);
        Run run = new Run().finds(LOUD, known).baseline(Baseline.of(List.of(known)));
        CheckReport report = run.apply();
        assertThat(report.verdict()).isEqualTo(Verdict.GO);
        assertThat(report.verdictReason())
                .isEqualTo(
                        "nothing stops the promotion from staging to prod; 1 known finding of the baseline left aside");
        assertThat(report.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.known()).isTrue());

        report = run.finds(LOUD, "Mail", "", Severity.ERROR).apply();
        assertThat(report.verdict()).isEqualTo(Verdict.STOP);
        assertThat(report.verdictReason())
                .isEqualTo(
                        "1 error stops the promotion from staging to prod; 1 known finding of the baseline left aside");
    }

    @Test
    void without_a_baseline_everything_is_new() {
        CheckReport report = new Run().finds(LOUD, "Pay", "", Severity.ERROR).apply();
        assertThat(report.findings()).allSatisfy(it -> assertThat(it.known()).isFalse());
    }

    // the verdict

    @ParameterizedTest
    @CsvSource({
        "ERROR, ERROR, STOP",
        "ERROR, WARNING, STOP",
        "WARNING, ERROR, GO",
        "WARNING, WARNING, STOP",
        "NOTE, WARNING, GO",
        "NOTE, NOTE, STOP",
        "ERROR, , GO"
    })
    void findings_at_the_threshold_and_above_stop(Severity found, Severity failOn, Verdict verdict) {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "", found)
                .gate(new Gate(failOn, 0.95))
                .apply();
        assertThat(report.verdict()).isEqualTo(verdict);
    }

    @Test
    void a_stop_counts_only_what_stops() {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "A", Severity.ERROR)
                .finds(LOUD, "Pay", "B", Severity.ERROR)
                .finds(LOUD, "Pay", "C", Severity.WARNING)
                .finds(LOUD, "Pay", "D", Severity.NOTE)
                .gate(new Gate(Severity.WARNING, 0.95))
                .apply();
        assertThat(report.verdictReason()).isEqualTo("2 errors and 1 warning stop the promotion from staging to prod");
    }

    @Test
    void too_little_coverage_is_undecided_and_never_a_stop() {
        Run run = new Run().judges(LOUD, 9).cannotTell(LOUD, Place.of("prod"), false);
        assertThat(run.apply().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(run.apply().verdictReason())
                .isEqualTo("only 90 % of the judgements could be made, 95 % are demanded");
        CheckReport enough = run.gate(new Gate(Severity.ERROR, 0.9)).apply();
        assertThat(enough.verdict()).isEqualTo(Verdict.GO);
        assertThat(enough.verdictReason())
                .isEqualTo(
                        "nothing stops the promotion from staging to prod; 1 judgement could not be made (90 % could)");
    }

    @Test
    void what_was_found_stops_whatever_was_not_seen() {
        CheckReport report = new Run()
                .finds(LOUD, "Pay", "", Severity.ERROR)
                .cannotTell(LOUD, Place.of("prod"), true)
                .apply();
        assertThat(report.verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void a_rule_that_failed_leaves_it_undecided_whatever_the_coverage() {
        CheckReport report = new Run()
                .judges(LOUD, 1000)
                .cannotTell(QUIET, Place.of("prod"), true)
                .gate(new Gate(null, 0))
                .apply();
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(report.verdictReason()).isEqualTo("a rule failed, which is our fault: NET-902");
    }

    @Test
    void nothing_judged_is_undecided_even_where_no_coverage_is_demanded() {
        CheckReport report = new Run().judges(LOUD, 0).gate(new Gate(null, 0)).apply();
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(report.verdictReason()).isEqualTo("nothing could be judged");
        assertThat(report.coverage().share()).isZero();
    }

    @Test
    void a_check_says_what_it_checked() {
        CheckReport report = new Run().finds(LOUD, "Pay", "", Severity.WARNING).check("prod", "staging");
        assertThat(report.promotion()).isNull();
        assertThat(report.verdictReason()).isEqualTo("nothing that stops was found in prod, staging; 1 warning");
    }

    // the rest of the report

    @Test
    void what_concerns_neither_environment_is_left_out() {
        Finding apart = finding(LOUD, Place.of("dev").against("test"), Severity.ERROR);
        Finding touching = finding(LOUD, Place.of("dev").against("prod"), Severity.ERROR);
        CheckReport report = new Run().finds(LOUD, apart).finds(LOUD, touching).apply();
        assertThat(report.findings()).extracting(it -> it.finding()).containsExactly(touching);
        assertThat(report.rules())
                .singleElement()
                .satisfies(it -> assertThat(it.findings()).isEqualTo(1));
    }

    @Test
    void assumptions_are_summed_over_the_rules() {
        Run run = new Run();
        run.tallies.put(LOUD.id(), tally(LOUD, 3, 0, Map.of(Assumption.EXTERNAL_HOSTS_LISTEN, 2)));
        run.tallies.put(
                QUIET.id(),
                tally(
                        QUIET,
                        2,
                        0,
                        Map.of(Assumption.EXTERNAL_HOSTS_LISTEN, 1, Assumption.ORGANIZATION_POLICIES_ALLOW, 1)));
        assertThat(run.apply().assumptions())
                .containsExactly(
                        new CheckReport.AssumptionUse(Assumption.ORGANIZATION_POLICIES_ALLOW, 1),
                        new CheckReport.AssumptionUse(Assumption.EXTERNAL_HOSTS_LISTEN, 3));
    }

    @Test
    void environments_are_told_in_promotion_order() {
        CheckReport report = new Run().judges(LOUD, 1).apply();
        assertThat(report.environments())
                .extracting(CheckReport.EnvironmentSummary::name)
                .containsExactly("staging", "prod");
        assertThat(report.environments().getLast().functions()).containsExactly("Mail", "Pay");
        assertThat(report.environments().getLast().declared()).isEqualTo(new Origin.FileLine("fleet.yaml", 4));
        assertThat(report.tool()).isEqualTo(TOOL);
    }

    private static Card card(String id, String code, String alias) {
        return new Card(
                id,
                code,
                Severity.ERROR,
                "network",
                "function",
                "It speaks",
                "Why.",
                "Fix.",
                List.of(),
                "",
                "",
                List.of(alias),
                List.of());
    }

    private static Place place(String function, String key) {
        return new Place("prod", function, "prod-" + function, key, "", new Origin.Unknown());
    }

    private static Finding finding(Card card, Place place, Severity severity) {
        return new Finding(card.id(), card.code(), severity, card.title(), "speaks", place, Trail.of("heard"), "");
    }

    private static Tally tally(Card card, int judged, int unjudged, Map<Assumption, Integer> assumptions) {
        return new Tally(card, judged, unjudged, 0, 0, new TreeMap<>(assumptions));
    }

    /// Answers and a triage while they are put together.
    private static final class Run {
        private final List<Finding> findings = new ArrayList<>();
        private final List<Unjudged> unjudged = new ArrayList<>();
        private final SortedMap<String, Tally> tallies = new TreeMap<>();
        private Triage triage = Triage.of(Map.of(), List.of());
        private String fleet = FLEET;

        Run finds(Card card, String function, String key, Severity severity) {
            return finds(card, finding(card, place(function, key), severity));
        }

        Run finds(Card card, Finding finding) {
            findings.add(finding);
            return judges(card, 1);
        }

        Run judges(Card card, int more) {
            Tally before = tallies.getOrDefault(card.id(), tally(card, 0, 0, Map.of()));
            tallies.put(card.id(), tally(card, before.judged() + more, before.unjudged(), Map.of()));
            return this;
        }

        Run cannotTell(Card card, Place place, boolean crashed) {
            unjudged.add(new Unjudged(card.id(), card.code(), place, "not seen", "", crashed));
            Tally before = tallies.getOrDefault(card.id(), tally(card, 0, 0, Map.of()));
            tallies.put(card.id(), tally(card, before.judged(), before.unjudged() + 1, Map.of()));
            return this;
        }

        Run severity(String rule, Severity severity) {
            triage = Triage.of(Map.of(rule, severity), triage.waivers());
            return this;
        }

        Run waives(String rule, String place, String fingerprint, @Nullable String until) {
            List<Waiver> more = new ArrayList<>(triage.waivers());
            LocalDate day = until == null ? null : LocalDate.parse(until);
            more.add(new Waiver(
                    rule, place, fingerprint, "it leaves", "web", day, new Origin.FileLine("envgate.yaml", 7)));
            triage = new Triage(triage.severities(), more, triage.baseline(), triage.gate());
            return this;
        }

        Run baseline(Baseline known) {
            triage = triage.withBaseline(known);
            return this;
        }

        Run gate(Gate gate) {
            triage = triage.withGate(gate);
            return this;
        }

        Run fleet(String text) {
            fleet = text;
            return this;
        }

        CheckReport apply() {
            return apply(PROMOTE);
        }

        CheckReport check(String... environments) {
            return apply(new Question.Check(List.of(environments)));
        }

        private CheckReport apply(Question question) {
            ShortForm form = SnapshotYaml.read("fleet.yaml", fleet);
            List<Snapshot> snapshots = form.snapshots();
            Intent intent = form.intent();
            return triage.apply(new Answers(findings, unjudged, tallies), snapshots, intent, question, TOOL, "");
        }
    }
}
