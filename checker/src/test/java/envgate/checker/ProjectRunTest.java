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

/// Runs with a project file: what it says, and what the command line says instead.
class ProjectRunTest {

    private static final String PROJECT = """
            version: 1
            application: orders
            environments:
              staging: {account: "222222222222", region: eu-west-1}
              prod: {account: "333333333333", region: eu-west-1}
            """;

    /// prod writes into staging's table, and has one variable more.
    private static final String FLEET = """
            environment: staging
            account: "222222222222"
            functions: {Pay: {environment: {TABLE: orders-staging}}}
            tables: [orders-staging]
            ---
            environment: prod
            account: "333333333333"
            functions: {Pay: {environment: {TABLE: orders-staging, EXTRA: yes-please}}}
            """;

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory)
                .file(".git/HEAD", "")
                .file("fleet.yaml", FLEET)
                .file("envgate.yaml", PROJECT);
    }

    private Outcome run(String words, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(words.split(" ")));
        all.addAll(List.of("--text", "staging=fleet.yaml", "--text", "prod=fleet.yaml"));
        all.addAll(Arrays.asList(more));
        return shell.run(all.toArray(String[]::new));
    }

    @Test
    void the_command_line_says_where_an_environment_is_read_instead() {
        Outcome outcome = run("promote staging prod");
        assertThat(outcome.lastLine()).isEqualTo("STOP  1 error stops the promotion from staging to prod");
        assertThat(outcome.out()).contains("   orders\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void the_file_is_found_from_below() {
        shell.file("src/deep/fleet.yaml", FLEET);
        Shell below = new Shell(directory.resolve("src/deep"));
        Outcome outcome = below.run("check", "prod", "--text", "staging=fleet.yaml", "--text", "prod=fleet.yaml", "-v");
        assertThat(outcome.err()).contains("envgate: the project is ../../envgate.yaml\n");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void the_file_that_is_named_comes_before_the_one_around() {
        shell.file("other/inventory.yaml", PROJECT.replace("orders", "payments"));
        assertThat(run("promote staging prod", "--config", "other/inventory.yaml")
                        .out())
                .contains("   payments\n");
        shell.set("ENVGATE_CONFIG", "other/inventory.yaml");
        assertThat(run("promote staging prod").out()).contains("   payments\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promote staging prdo | there is no environment `prdo` in envgate.yaml: did you mean `prod`?",
                "promote staging qa | there is no environment `qa` in envgate.yaml: known are `staging`, `prod`",
                "why stagin/Pay | there is no environment `stagin` in envgate.yaml: did you mean `staging`?",
                "check prod --text qa=fleet.yaml | there is no environment `qa` in envgate.yaml: known are `staging`, `prod`",
                "capture prod -o out | `prod` is written by hand: there is nothing to record: take it out",
            })
    void unknown_environments_are_mistakes(String words, String message) {
        Outcome outcome = run(words);
        assertThat(outcome.err()).isEqualTo("envgate: " + message + "\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void mistakes_in_the_file_come_with_those_of_the_command_line() {
        shell.file("envgate.yaml", PROJECT.replace("application", "aplication"));
        Outcome outcome = run("promote staging prod", "--fail-on=x");
        assertThat(outcome.err()).isEqualTo("""
                envgate: `--fail-on x` is no severity: write `error`, `warning`, `note` or `never`
                envgate.yaml:2:1: unknown key `aplication`: did you mean `application`?
                """);
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void two_files_in_one_directory_are_a_mistake() {
        shell.file("envgate.yml", PROJECT);
        assertThat(run("promote staging prod").err())
                .isEqualTo(
                        "envgate: `envgate.yaml` and `envgate.yml` are both there: keep one of them, or name one with"
                                + " `--config FILE`\n");
    }

    @Test
    void a_promotion_backwards_is_judged_with_a_warning() {
        Outcome outcome = run("promote prod staging");
        assertThat(outcome.err())
                .isEqualTo("envgate: warning: `prod` comes after `staging` in the project file: this judges a promotion"
                        + " backwards\n");
        assertThat(outcome.lastLine()).contains("from prod to staging");
    }

    @Test
    void an_edge_has_the_gate_that_the_file_gives_it() {
        shell.file("envgate.yaml", PROJECT + "gate: {\"staging -> prod\": {fail-on: never}}\n");
        assertThat(run("promote staging prod").status()).isZero();
        assertThat(run("promote staging prod", "--fail-on=error").status()).isEqualTo(1);
        assertThat(run("check prod").status()).isEqualTo(1);
        shell.file("envgate.yaml", PROJECT + "gate: {\"staging -> prod\": {fail-on: warning}}\n");
        assertThat(run("promote staging prod").lastLine()).startsWith("STOP  1 error and 1 warning stop");
        shell.set("ENVGATE_FAIL_ON", "error");
        assertThat(run("promote staging prod").lastLine()).startsWith("STOP  1 error stops");
    }

    @Test
    void waivers_severities_and_declared_differences_are_heeded() {
        shell.file("envgate.yaml", PROJECT + """
                variables: {EXTRA: {only-in: [prod], reason: trial, owner: web}}
                severity: {CFG-005: note}
                """);
        assertThat(run("promote staging prod").lastLine())
                .isEqualTo("GO  nothing stops the promotion from staging to prod; 1 note");
        shell.file("envgate.yaml", PROJECT + """
                waivers:
                  - {rule: CFG-005, place: prod/Pay/TABLE, reason: one table for all, owner: web, until: 2026-11-24}
                  - {rule: CFG-005, place: prod/Mail, reason: gone, owner: web}
                """);
        Outcome waived = run("promote staging prod");
        assertThat(waived.status()).isZero();
        assertThat(waived.out())
                .contains(
                        "one table for all",
                        "the waiver of `variable-names-other-environment` for `prod/Mail` (envgate.yaml:8) matches nothing");
    }

    @Test
    void what_is_past_its_date_is_found() {
        shell.file("envgate.yaml", PROJECT + """
                waivers:
                  - {rule: CFG-005, place: prod/Pay/TABLE, reason: one table for all, owner: web, until: 2026-11-23}
                """);
        Outcome outcome = run("promote staging prod");
        assertThat(outcome.lastLine()).isEqualTo("STOP  1 error stops the promotion from staging to prod");
        assertThat(outcome.out())
                .contains(
                        "INV-001",
                        "the waiver of `variable-names-other-environment` for `prod/Pay/TABLE` ran out on 2026-11-23",
                        "envgate.yaml:7");
    }

    @Test
    void findings_know_the_line_of_their_environment() {
        run("promote staging prod", "--format=json=r.json");
        assertThat(shell.read("r.json")).contains("\"file\" : \"envgate.yaml\",\n      \"line\" : 5");
    }
}
