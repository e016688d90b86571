package envgate.reports;

import static envgate.reports.EveryFormatTest.rendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import envgate.envs.document.BadInput;
import envgate.rules.finding.Baseline;
import envgate.rules.finding.CheckReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonReportTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final String SAMPLE = rendered(Format.JSON, SampleReport.stop());

    @Test
    void what_is_written_is_read_back_without_loss() {
        LongStream.range(0, 1000).forEach(seed -> {
            CheckReport report = new RandomReports(seed).report();
            assertThat(JsonReport.read(rendered(Format.JSON, report), "report.json"))
                    .as("seed %d", seed)
                    .isEqualTo(report);
        });
        assertThat(JsonReport.read(SAMPLE, "report.json")).isEqualTo(SampleReport.stop());
    }

    @Test
    void an_html_report_is_read_back_as_well() {
        LongStream.range(0, 300).forEach(seed -> {
            CheckReport report = new RandomReports(seed).report();
            assertThat(JsonReport.read(rendered(Format.HTML, report), "report.html"))
                    .as("seed %d", seed)
                    .isEqualTo(report);
        });
    }

    @Test
    void a_byte_order_mark_does_not_matter() {
        assertThat(JsonReport.read("\ufeff" + SAMPLE, "report.json")).isEqualTo(SampleReport.stop());
    }

    @Test
    void every_report_keeps_to_the_schema_and_has_no_member_that_it_does_not_describe() throws Exception {
        Path file = Path.of(System.getProperty("envgate.root", ".."), "reports/schema/envgate-report-1.schema.json");
        JsonNode published = MAPPER.readTree(Files.readString(file));
        close(published);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(published);
        LongStream.range(0, 300).forEach(seed -> {
            JsonNode report = MAPPER.readTree(rendered(Format.JSON, new RandomReports(seed).report()));
            assertThat(schema.validate(report)).as("seed %d", seed).isEmpty();
        });
        assertThat(schema.validate(MAPPER.readTree(SAMPLE))).isEmpty();
        ObjectNode more = (ObjectNode) MAPPER.readTree(SAMPLE);
        more.put("undescribed", 1);
        assertThat(schema.validate(more)).isNotEmpty();
    }

    @Test
    void the_schema_is_one_itself() {
        JsonNode published = MAPPER.readTree(Bundled.text("envgate-report-1.schema.json"));
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertThat(meta.validate(published)).isEmpty();
    }

    /// Forbids members that are not described: readers must take them, we must not write them.
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode it && it.path("properties").isObject() && it.has("type")) {
            it.put("additionalProperties", false);
        }
        node.forEach(JsonReportTest::close);
    }

    @Test
    void the_members_are_those_that_were_promised() {
        JsonNode root = MAPPER.readTree(SAMPLE);
        assertThat(root.propertyNames())
                .contains(
                        "schemaVersion",
                        "tool",
                        "application",
                        "promotion",
                        "verdict",
                        "coverage",
                        "environments",
                        "findings",
                        "unjudged",
                        "waived",
                        "assumptions",
                        "rules");
        assertThat(root.path("coverage").propertyNames()).containsExactly("judged", "unjudged", "assumed", "share");
        assertThat(root.path("environments").path(1).propertyNames())
                .contains("name", "account", "regions", "source", "takenAt", "gaps");
        assertThat(root.path("environments").path(1).path("gaps").path(0).propertyNames())
                .contains("area", "operation", "permission", "reason");
        assertThat(root.path("findings").path(1).propertyNames())
                .contains("rule", "severity", "title", "message", "fingerprint", "environment", "function", "resource")
                .contains("key", "trail", "fix", "assumptions", "state");
        assertThat(root.path("waived").path(0).path("waiver").propertyNames())
                .containsExactly("reason", "owner", "until");
        assertThat(root.path("assumptions").path(0).propertyNames()).contains("name", "verdicts", "removedBy");
        assertThat(root.path("rules").path(0).propertyNames()).contains("id", "judged", "unjudged", "findings");
        assertThat(root.path("environments").path(0).path("takenAt").asString()).isEqualTo("2026-11-05T08:12:30Z");
    }

    @Test
    void a_member_of_a_later_version_is_no_mistake() {
        ObjectNode more = (ObjectNode) MAPPER.readTree(SAMPLE);
        more.put("later", 1);
        assertThat(JsonReport.read(more.toString(), "report.json")).isEqualTo(SampleReport.stop());
    }

    @Test
    void a_baseline_knows_findings_and_waived_ones() {
        CheckReport report = SampleReport.stop();
        Baseline baseline = JsonReport.baseline(SAMPLE, "base.json");
        assertThat(report.findings()).isNotEmpty().allMatch(it -> baseline.knows(it.finding()));
        assertThat(report.waived()).isNotEmpty().allMatch(it -> baseline.knows(it.finding()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                        | 0:0
            {"a": 1}                  | 0:0
            []                        | 0:0
            null                      | 0:0
            <html></html>             | 1:1
            """)
    void what_is_no_report_is_refused(String text, String at) {
        String place = at.equals("0:0") ? "" : ":" + at;
        assertThatThrownBy(() -> JsonReport.read(text, "x.json"))
                .isInstanceOf(BadInput.class)
                .hasMessage("x.json" + place + ": this is no report of envgate: give a file that `--format json=FILE`"
                        + " or `--format html=FILE` wrote");
    }

    @Test
    void broken_json_is_refused_with_its_line() {
        assertThatThrownBy(() -> JsonReport.read("{\n  \"schemaVersion\": 1,\n  oops", "x.json"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("x.json:3:");
    }

    @Test
    void a_report_of_a_later_schema_is_refused_by_its_number() {
        assertThatThrownBy(() -> JsonReport.read(SAMPLE.replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"), "x"))
                .hasMessage("x: the report has schema version `2`, and this envgate reads version `1`:"
                        + " read it with the envgate that wrote it");
    }

    @Test
    void a_damaged_report_is_refused_with_all_that_is_damaged() {
        ObjectNode root = (ObjectNode) MAPPER.readTree(SAMPLE);
        root.put("verdict", "maybe");
        ((ObjectNode) root.path("findings").path(0)).remove("rule");
        assertThatThrownBy(() -> JsonReport.read(root.toString(), "x.json"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        it -> assertThat(it.mistakes())
                                .extracting(BadInput.Mistake::message)
                                .containsExactlyInAnyOrder(
                                        "the report is damaged at `/verdict`: does not have a value in the enumeration"
                                                + " [\"go\", \"stop\", \"undecided\"]",
                                        "the report is damaged at `/findings/0`: required property 'rule' not found"));
    }

    @Test
    void what_this_envgate_does_not_know_is_named() {
        for (List<String> change : List.of(
                List.of("\"FUNCTION_POLICIES\"", "\"DREAMS\"", "area `DREAMS`"),
                List.of("external-hosts-listen", "all-is-well", "assumption `all-is-well`"),
                List.of("2026-11-05T08:12:30Z", "yesterday", "time `yesterday`"),
                List.of("2027-01-15", "2027-02-31", "date `2027-02-31`"))) {
            assertThatThrownBy(() -> JsonReport.read(SAMPLE.replace(change.get(0), change.get(1)), "x.json"))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("x.json: the report names an unknown " + change.get(2));
        }
    }

    @Test
    void an_error_without_evidence_is_refused() {
        ObjectNode root = (ObjectNode) MAPPER.readTree(SAMPLE);
        ((ObjectNode) root.path("findings").path(0)).putArray("trail");
        assertThatThrownBy(() -> JsonReport.read(root.toString(), "x.json"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("the report accuses without evidence");
    }
}
