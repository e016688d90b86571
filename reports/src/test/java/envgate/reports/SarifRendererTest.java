package envgate.reports;

import static envgate.reports.EveryFormatTest.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import envgate.envs.model.Origin;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.HeededFinding;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifRendererTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static JsonNode log(CheckReport report) {
        return MAPPER.readTree(rendered(Format.SARIF, report));
    }

    private static JsonNode run(CheckReport report) {
        return log(report).path("runs").path(0);
    }

    private static Stream<CheckReport> reports() {
        return Stream.concat(
                Stream.of(SampleReport.stop(), SampleReport.go(), SampleReport.undecided()),
                LongStream.range(0, 300).mapToObj(seed -> new RandomReports(seed).report()));
    }

    private static HeededFinding finding(Severity severity, int number, Origin origin) {
        return new HeededFinding(
                new Finding(
                        "hollow-variable",
                        "CFG-003",
                        severity,
                        "t",
                        "m",
                        new Place("staging", "F" + number, "", "K", "", origin),
                        Trail.of("seen"),
                        "fix"),
                false);
    }

    private static CheckReport with(List<HeededFinding> findings) {
        return SampleReport.with(SampleReport.go(), findings);
    }

    @Test
    void every_log_keeps_to_the_schema_of_the_standard() throws Exception {
        Schema schema;
        try (InputStream in = SarifRendererTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(MAPPER.readTree(in));
        }
        reports().forEach(it -> assertThat(schema.validate(log(it))).isEmpty());
        assertThat(schema.validate(MAPPER.readTree("{\"version\": \"2.1.0\"}"))).isNotEmpty();
    }

    /// GitHub takes the whole file or nothing of it.
    @Test
    void every_log_is_one_that_github_takes_in() {
        reports().forEach(report -> {
            JsonNode log = log(report);
            assertThat(log.path("runs")).hasSize(1);
            JsonNode run = log.path("runs").path(0);
            JsonNode rules = run.path("tool").path("driver").path("rules");
            assertThat(rules.valueStream().map(it -> it.path("id").asString())).doesNotHaveDuplicates();
            assertThat(run.path("results").isArray()).isTrue();
            for (JsonNode it : run.path("results")) {
                JsonNode physical = it.path("locations").path(0).path("physicalLocation");
                String uri = physical.path("artifactLocation").path("uri").asString();
                assertThat(uri).isNotEmpty().matches("(file:///)?[^/:].*").doesNotContain(" ");
                assertThat(URI.create(uri)).isNotNull();
                assertThat(physical.path("region").path("startLine").asInt()).isPositive();
                assertThat(it.path("message").path("text").asString()).isNotEmpty();
                assertThat(it.path("ruleId").asString()).isNotEmpty();
                if (it.has("ruleIndex")) {
                    assertThat(rules.path(it.path("ruleIndex").asInt())
                                    .path("id")
                                    .asString())
                            .isEqualTo(it.path("ruleId").asString());
                }
            }
            assertThat(run.path("results")
                            .valueStream()
                            .map(it -> it.path("ruleId") + " "
                                    + it.path("partialFingerprints").path("primaryLocationLineHash")))
                    .as("findings that share a line are alerts of their own")
                    .doesNotHaveDuplicates();
            assertThat(run.path("automationDetails").path("id").asString())
                    .startsWith("envgate/")
                    .endsWith("/");
        });
    }

    @Test
    void a_finding_that_lives_in_aws_points_at_the_line_of_its_environment() {
        assertThat(place(finding(Severity.ERROR, 1, new Origin.ApiCall("lambda", "GetFunction", "x"))))
                .isEqualTo("envgate.yaml:12");
        assertThat(place(finding(Severity.ERROR, 1, new Origin.FileLine("infra/template.yaml", 48))))
                .isEqualTo("infra/template.yaml:48");
        assertThat(place(finding(Severity.ERROR, 1, new Origin.FileLine("plan.json", 0))))
                .isEqualTo("plan.json:1");
    }

    @Test
    void where_no_environment_is_declared_the_inventory_is_pointed_at() {
        CheckReport it = SampleReport.go();
        CheckReport nowhere = new CheckReport(
                it.tool(),
                it.application(),
                it.promotion(),
                it.verdict(),
                it.verdictReason(),
                it.coverage(),
                List.of(),
                List.of(finding(Severity.ERROR, 1, new Origin.Unknown())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        StringBuilder out = new StringBuilder();
        new SarifRenderer().render(nowhere, new Renderer.Options(80, false, true, "./conf/gate.yaml"), out);
        JsonNode physical = MAPPER.readTree(out.toString()).at("/runs/0/results/0/locations/0/physicalLocation");
        assertThat(physical.at("/artifactLocation/uri").asString()).isEqualTo("conf/gate.yaml");
        assertThat(physical.at("/region/startLine").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "./a b/é.yaml, a%20b/%C3%A9.yaml",
        "/srv/x.yaml, file:///srv/x.yaml",
        "C:\\work\\x.yaml, file:///C:/work/x.yaml",
        "x#y?.yaml, x%23y%3F.yaml"
    })
    void a_path_becomes_a_reference(String file, String uri) {
        assertThat(place(finding(Severity.ERROR, 1, new Origin.FileLine(file, 1))))
                .isEqualTo(uri + ":1");
    }

    private static String place(HeededFinding it) {
        JsonNode physical = run(with(List.of(it))).at("/results/0/locations/0/physicalLocation");
        return physical.at("/artifactLocation/uri").asString() + ":"
                + physical.at("/region/startLine").asInt();
    }

    @Test
    void the_worst_come_first_and_the_least_are_cut_with_a_word() {
        List<HeededFinding> many = IntStream.range(0, 6000)
                .mapToObj(it -> finding(it % 2 == 0 ? Severity.NOTE : Severity.ERROR, it, new Origin.Unknown()))
                .toList();
        JsonNode results = run(with(many)).path("results");
        assertThat(results).hasSize(SarifRenderer.MOST_RESULTS);
        List<String> levels =
                results.valueStream().map(it -> it.path("level").asString()).toList();
        assertThat(levels.subList(0, 3000)).containsOnly("error");
        assertThat(levels.subList(3000, 5000)).containsOnly("note");
        assertThat(results.path(4999).at("/message/text").asString())
                .startsWith("1001 results more, the least of them, were cut");
        assertThat(run(with(many.subList(0, 5000))).path("results"))
                .hasSize(5000)
                .noneMatch(it -> it.at("/message/text").asString().contains("were cut"));
    }

    @Test
    void what_is_waived_is_suppressed_with_its_reason() {
        JsonNode waived = run(SampleReport.stop())
                .path("results")
                .valueStream()
                .filter(it -> it.has("suppressions"))
                .findFirst()
                .orElseThrow();
        assertThat(waived.at("/suppressions/0/status").asString()).isEqualTo("accepted");
        assertThat(waived.at("/suppressions/0/justification").asString())
                .isEqualTo("logs are kept in one place until the move, platform team, until 2027-01-15");
    }

    @Test
    void what_the_baseline_knows_is_unchanged_and_the_rest_is_new() {
        assertThat(run(SampleReport.stop())
                        .path("results")
                        .valueStream()
                        .filter(it -> !it.has("suppressions"))
                        .map(it -> it.path("baselineState").asString()))
                .containsOnly("unchanged", "new");
        assertThat(run(with(List.of(finding(Severity.ERROR, 1, new Origin.Unknown()))))
                        .path("results"))
                .noneMatch(it -> it.has("baselineState"));
    }

    @Test
    void what_is_unknown_is_a_notification_and_a_crash_is_a_failed_execution() {
        JsonNode invocation = run(SampleReport.stop()).at("/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean()).isFalse();
        assertThat(invocation.path("toolExecutionNotifications")).hasSize(6);
        assertThat(invocation.at("/toolExecutionNotifications/0/level").asString())
                .isEqualTo("error");
        assertThat(invocation.at("/toolExecutionNotifications/1/message/text").asString())
                .isEqualTo("unknown: TRG-001 prod/Catalogue: lambda:GetPolicy: AccessDeniedException"
                        + " (needs lambda:GetPolicy)");
        assertThat(run(SampleReport.undecided())
                        .at("/invocations/0/executionSuccessful")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void very_many_unknowns_are_cut_with_a_word() {
        CheckReport it = SampleReport.go();
        List<Unjudged> many = IntStream.range(0, 1500)
                .mapToObj(n -> new Unjudged("r", "CFG-003", Place.of("prod"), "reason " + n, "", false))
                .toList();
        JsonNode notes = run(new CheckReport(
                        it.tool(),
                        it.application(),
                        it.promotion(),
                        it.verdict(),
                        it.verdictReason(),
                        it.coverage(),
                        it.environments(),
                        List.of(),
                        many,
                        List.of(),
                        List.of(),
                        it.rules(),
                        List.of()))
                .at("/invocations/0/toolExecutionNotifications");
        assertThat(notes).hasSize(SarifRenderer.MOST_NOTIFICATIONS + 1);
        assertThat(notes.path(1000).at("/message/text").asString())
                .isEqualTo("unknown: 500 judgements more could not be made");
    }

    @Test
    void the_lines_that_the_trail_names_are_related() {
        assertThat(run(SampleReport.stop())
                        .path("results")
                        .valueStream()
                        .filter(it -> it.path("ruleId").asString().equals("CFG-005") && !it.has("suppressions"))
                        .map(it -> it.at("/relatedLocations/0/physicalLocation/artifactLocation/uri")
                                .asString()))
                .containsExactly("template.yaml");
    }

    @Test
    void each_edge_is_a_category_of_its_own() {
        assertThat(run(SampleReport.stop()).at("/automationDetails/id").asString())
                .isEqualTo("envgate/staging-prod/");
        assertThat(run(SampleReport.undecided()).at("/automationDetails/id").asString())
                .isEqualTo("envgate/check-staging-prod/");
    }

    @Test
    void findings_of_one_fingerprint_stay_alerts_of_their_own() {
        HeededFinding it = finding(Severity.ERROR, 1, new Origin.Unknown());
        String fingerprint = it.finding().fingerprint();
        assertThat(run(with(List.of(it, it)))
                        .path("results")
                        .valueStream()
                        .map(one -> one.at("/partialFingerprints/primaryLocationLineHash")
                                .asString()))
                .containsExactly(fingerprint + ":1", fingerprint + ":2");
    }

    @Test
    void nobody_can_smuggle_a_link_into_a_message() {
        Finding it = new Finding("r", "CFG-003", Severity.NOTE, "t", "[click](1)", Place.of("prod"), Trail.EMPTY, "\\");
        assertThat(run(with(List.of(new HeededFinding(it, false))))
                        .at("/results/0/message/text")
                        .asString())
                .isEqualTo("prod: \\[click\\](1)\nFix: \\\\");
    }
}
