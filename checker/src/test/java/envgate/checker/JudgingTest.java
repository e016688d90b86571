package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `check` and `promote`, from words to exit status.
class JudgingTest {

    private static final String HEALTHY = """
            inventory: {application: orders}
            ---
            environment: staging
            functions: {Pay: {environment: {TABLE: orders-staging}, permissions: ["allow dynamodb:GetItem on *"]}}
            tables: [orders-staging]
            ---
            environment: prod
            functions: {Pay: {environment: {TABLE: orders-prod}, permissions: ["allow dynamodb:GetItem on *"]}}
            tables: [orders-prod]
            """;

    /// prod writes into staging's table, and has one variable more.
    private static final String FAULTY = HEALTHY.replace("orders-prod}", "orders-staging, EXTRA: yes-please}");

    private static final String UNSEEN = HEALTHY + "unseen: [FUNCTIONS]\n";

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory)
                .file(".git/HEAD", "")
                .file("healthy.yaml", HEALTHY)
                .file("faulty.yaml", FAULTY)
                .file("unseen.yaml", UNSEEN);
    }

    private Outcome promote(String fleet, String... options) {
        List<String> words = new ArrayList<>(List.of("promote", "staging", "prod"));
        words.addAll(List.of("--text", "staging=" + fleet, "--text", "prod=" + fleet));
        words.addAll(Arrays.asList(options));
        return shell.run(words.toArray(String[]::new));
    }

    @Test
    void a_healthy_promotion_goes() {
        Outcome outcome = promote("healthy.yaml");
        assertThat(outcome.lastLine()).isEqualTo("GO  nothing stops the promotion from staging to prod");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void a_faulty_promotion_is_stopped() {
        Outcome outcome = promote("faulty.yaml");
        assertThat(outcome.lastLine()).isEqualTo("STOP  1 error stops the promotion from staging to prod");
        assertThat(outcome.out()).contains("CFG-005", "CFG-002", "prod/Pay TABLE", "faulty.yaml:8");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void what_could_not_be_seen_is_neither_go_nor_stop() {
        Outcome outcome = promote("unseen.yaml");
        assertThat(outcome.lastLine()).startsWith("UNDECIDED  ");
        assertThat(outcome.status()).isEqualTo(3);
    }

    @Test
    void a_check_judges_what_is_named() {
        Outcome prod = shell.run("check", "prod", "--text", "staging=faulty.yaml", "--text", "prod=faulty.yaml");
        assertThat(prod.lastLine()).isEqualTo("STOP  1 error in prod");
        assertThat(prod.status()).isEqualTo(1);
        Outcome staging = shell.run("check", "staging", "--text", "staging=faulty.yaml", "--text", "prod=faulty.yaml");
        assertThat(staging.lastLine()).isEqualTo("GO  nothing that stops was found in staging");
        assertThat(staging.status()).isZero();
    }

    @Test
    void without_a_project_file_a_text_says_what_is_declared() {
        assertThat(promote("faulty.yaml").out()).contains("orders");
        shell.file(
                "faulty.yaml",
                FAULTY.replace("{application: orders}", "{application: orders, shared: [orders-staging]}"));
        assertThat(promote("faulty.yaml").status()).isZero();
    }

    // what stops

    @ParameterizedTest
    @CsvSource({
        "faulty.yaml, --fail-on=never, 0",
        "faulty.yaml, --fail-on=warning, 1",
        "faulty.yaml, --exit-zero, 0",
        "unseen.yaml, --exit-zero, 0",
        "unseen.yaml, --min-coverage=0, 0",
        "healthy.yaml, --min-coverage=1, 0",
        "faulty.yaml, --rules=CFG-002, 0",
        "faulty.yaml, '--rules=CFG-002,variable-names-other-environment', 1",
    })
    void options_say_what_stops(String fleet, String option, int status) {
        assertThat(promote(fleet, option).status()).isEqualTo(status);
    }

    @Test
    void exit_zero_changes_the_status_and_not_the_verdict() {
        assertThat(promote("faulty.yaml", "--exit-zero").lastLine()).startsWith("STOP  ");
        assertThat(shell.run("promote", "a", "--exit-zero").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ENVGATE_FAIL_ON, never, '', 0",
        "ENVGATE_FAIL_ON, never, --fail-on=error, 1",
        "ENVGATE_EXIT_ZERO, true, '', 0",
        "ENVGATE_EXIT_ZERO, 0, '', 1",
        "ENVGATE_EXIT_ZERO, '', '', 1",
        "ENVGATE_RULES, CFG-002, '', 0",
        "ENVGATE_RULES, 'CFG-002, CFG-005', '', 1",
        "ENVGATE_RULES, CFG-002, --rules=CFG-005, 1",
    })
    void the_command_line_comes_before_the_variables(String variable, String value, String option, int status) {
        shell.set(variable, value);
        Outcome outcome = option.isEmpty() ? promote("faulty.yaml") : promote("faulty.yaml", option);
        assertThat(outcome.status()).isEqualTo(status);
    }

    @Test
    void a_mistake_in_a_variable_names_the_variable() {
        shell.set("ENVGATE_MIN_COVERAGE", "lots");
        assertThat(promote("healthy.yaml").err())
                .startsWith("envgate: `ENVGATE_MIN_COVERAGE=lots` is no share: write a number");
    }

    // the baseline

    @Test
    void with_a_baseline_only_new_findings_stop() {
        promote("faulty.yaml", "--format=json=before.json", "--format=html=before.html");
        for (String baseline : List.of("before.json", "before.html")) {
            Outcome known = promote("faulty.yaml", "--baseline", baseline, "--fail-on=warning");
            assertThat(known.lastLine())
                    .isEqualTo("GO  nothing stops the promotion from staging to prod; 2 known findings of the baseline"
                            + " left aside");
            assertThat(known.status()).isZero();
            assertThat(known.out())
                    .contains("known: 2 findings of the baseline")
                    .doesNotContain("fingerprint:");
        }
        shell.file("faulty.yaml", FAULTY.replace("EXTRA:", "PASSWORD: undefined, EXTRA:"));
        Outcome more = promote("faulty.yaml", "--baseline", "before.json");
        assertThat(more.status()).isEqualTo(1);
        assertThat(more.lastLine()).startsWith("STOP  1 error stops");
        assertThat(more.out()).contains("fingerprint:", "known: 2 findings of the baseline");
    }

    // where the report goes

    @Test
    void formats_go_to_files_and_one_to_standard_output() {
        Outcome outcome =
                promote("faulty.yaml", "--format", "console", "--format", "json=out/r.json", "--format=sarif=r.sarif");
        assertThat(outcome.out()).startsWith("  envgate promote staging -> prod".strip());
        assertThat(outcome.err()).isEqualTo("envgate: wrote out/r.json\nenvgate: wrote r.sarif\n");
        assertThat(shell.read("out/r.json")).contains("\"verdict\" : \"stop\"");
        assertThat(shell.read("r.sarif")).contains("2.1.0");
        assertThat(directory.resolve("out").toFile().list()).containsExactly("r.json");
    }

    @Test
    void standard_output_carries_only_the_report() {
        Outcome outcome = promote("faulty.yaml", "--format=json", "-v");
        assertThat(outcome.out()).startsWith("{").endsWith("}\n");
        assertThat(outcome.err()).contains("envgate: read prod from faulty.yaml: 1 functions, 0 gaps");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void the_verdict_is_said_even_when_all_goes_to_files() {
        Outcome outcome = promote("faulty.yaml", "--format=json=r.json");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .isEqualTo("envgate: wrote r.json\n"
                        + "envgate: STOP  1 error stops the promotion from staging to prod\n");
    }

    @Test
    void a_file_that_cannot_be_written_is_a_mistake() {
        shell.file("taken/x", "");
        Outcome outcome = promote("healthy.yaml", "--format=json=taken");
        assertThat(outcome.err()).isEqualTo("taken: it is a folder\n");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(promote("healthy.yaml", "--format=json=healthy.yaml/r.json").err())
                .isEqualTo("healthy.yaml/r.json: it cannot be written\n");
    }

    @Test
    void colours_are_for_terminals_only() {
        String escape = "\u001b[";
        assertThat(promote("faulty.yaml").out()).doesNotContain(escape);
        shell.onTerminal();
        Outcome outcome = promote("faulty.yaml", "--format=console", "--format=json=r.json");
        assertThat(outcome.out()).contains(escape);
        assertThat(shell.read("r.json")).doesNotContain(escape);
        shell.set("NO_COLOR", "1");
        assertThat(promote("faulty.yaml").out()).doesNotContain(escape);
    }

    @Test
    void a_terminal_without_unicode_gets_none() {
        shell.onTerminal().set("NO_COLOR", "1").set("LC_ALL", "C");
        assertThat(promote("faulty.yaml").out()).matches(it -> it.chars().allMatch(c -> c < 128), "is ASCII");
    }

    @Test
    void two_runs_say_the_same() {
        assertThat(promote("faulty.yaml", "--format=json").out())
                .isEqualTo(promote("faulty.yaml", "--format=json").out());
    }

    // a result, rendered again

    @Test
    void a_result_is_rendered_again() {
        String console = promote("faulty.yaml").out();
        promote("faulty.yaml", "--format=json=r.json");
        Outcome outcome = shell.run("report", "r.json");
        assertThat(outcome.lastLine()).isEqualTo("STOP  1 error stops the promotion from staging to prod");
        assertThat(outcome.out().lines().count()).isEqualTo(console.lines().count());
        assertThat(outcome.status()).isZero();
        assertThat(shell.run("report", "r.json", "--format", "json").out()).isEqualTo(shell.read("r.json"));
    }

    @Test
    void a_wrong_result_and_a_wrong_format_are_said_together() {
        Outcome outcome = shell.run("report", "gone.json", "--format=pdf");
        assertThat(outcome.err().lines()).hasSize(2);
        assertThat(outcome.status()).isEqualTo(2);
    }
}
