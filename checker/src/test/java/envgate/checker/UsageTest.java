package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user reads who writes a command line that is none, to the letter.
class UsageTest {

    private static final String FLEET = """
            environment: staging
            functions: {Pay: {}}
            ---
            environment: prod
            functions: {Pay: {}}
            """;

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory).file("fleet.yaml", FLEET).file(".git/HEAD", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "promot staging prod | unknown command `promot`: did you mean `promote`?",
                "frobnicate | unknown command `frobnicate`: `envgate --help` says what there is",
                "--verison | unknown option `--verison`: did you mean `--version`?",
                "promote staging | TO is missing: `envgate promote --help` says what there is",
                "check | ENV is missing: `envgate check --help` says what there is",
                "promote staging prod dev | `dev` is one word too many: `envgate promote --help` says what there is",
                "promote staging prod --fial-on error | unknown option `--fial-on`: did you mean `--fail-on`?",
                "promote staging prod --zzz=1 | unknown option `--zzz`: `envgate promote --help` says what there is",
                "promote staging prod --config | `--config` needs a value: FILE: `envgate promote --help` says what there is",
                "promote staging prod --config a --config b | `--config` is given twice",
                "promote prod prod | `prod` cannot be promoted to itself: `envgate check prod` judges it alone",
                "capture prod | `--output` needs a value: DIR: `envgate capture --help` says what there is",
                "explain CFG-05 | there is no rule `CFG-05`: did you mean `CFG-005`?",
                "explain nonsense-and-more | there is no rule `nonsense-and-more`: `envgate rules` lists them",
                "why prod | `prod` names no function of an environment: write it like `prod/OrdersApi` or `prod/OrdersApi/DB_HOST`",
                "permissions --rules CFG-01 | there is no rule `CFG-01`: did you mean `CFG-001`?",
                "report | RESULT is missing: `envgate report --help` says what there is",
                "report gone.json | gone.json: there is no such file",
            })
    void wrong_usage_is_said_in_one_line(String words, String message) {
        Outcome outcome = shell.run(words.split(" "));
        assertThat(outcome.err().replaceFirst("^envgate: ", "")).isEqualTo(message + "\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--fail-on eror | `--fail-on eror` is no severity: write `error`, `warning`, `note` or `never`",
                "--min-coverage 95 | `--min-coverage 95` is no share: write a number from 0 to 1: `0.95` stands for 95 %",
                "--min-coverage NaN | `--min-coverage NaN` is no share: write a number from 0 to 1: `0.95` stands for 95 %",
                "--rules CFG-001,CFG-05 | there is no rule `CFG-05`: did you mean `CFG-005`?",
                "--format htlm | there is no format `htlm`: did you mean `html`?",
                "--format html= | `--format html=` names no file: write `--format html=FILE`",
                "--format json --format console | `json` and `console` cannot share standard output: give all but one a file: `--format console=FILE`",
                "--deadline soon | `--deadline soon` is no time: write it like `90s`, `5m` or `1h30m`",
                "--deadline 0s | `--deadline 0s` is no time: write it like `90s`, `5m` or `1h30m`",
                "--text dev | `--text dev` names no environment and place: write `--text prod=PATH`",
                "--text dev=gone.yaml | `--text dev=gone.yaml`: there is no file `gone.yaml`",
                "--capture dev=gone | `--capture dev=gone`: there is no folder `gone`",
                "--capture prod=.git | `prod` is read from two places: give one `--capture` or `--text` for it",
                "--config gone.yaml | gone.yaml: there is no such file: write one, or name one elsewhere with `--config FILE`",
                "--baseline gone.json | gone.json: there is no such file",
                "--baseline .git | .git: it is a folder",
            })
    void a_wrong_option_is_said_in_one_line(String options, String message) {
        Outcome outcome = shell.run(
                ("promote staging prod --text staging=fleet.yaml --text prod=fleet.yaml " + options).split(" "));
        assertThat(outcome.err().replaceFirst("^envgate: ", "")).isEqualTo(message + "\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report fleet.yaml", "check prod --text prod=fleet.yaml --baseline fleet.yaml"})
    void what_is_no_report_is_said(String words) {
        Outcome outcome = shell.run(words.split(" "));
        assertThat(outcome.err()).matches("fleet\\.yaml(:[0-9]+)*: this is no report of envgate: give .*\n");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void all_mistakes_are_said_at_once() {
        Outcome outcome = shell.set("ENVGATE_EXIT_ZERO", "perhaps")
                .run("promote", "staging", "prdo", "--text", "prod=fleet.yaml", "--format=xml", "--fail-on=x");
        assertThat(outcome.err()).isEqualTo("""
                envgate: there is no format `xml`: known are `console`, `json`, `html`, `sarif`, `junit`
                envgate: `--fail-on x` is no severity: write `error`, `warning`, `note` or `never`
                envgate: `ENVGATE_EXIT_ZERO=perhaps` says neither yes nor no: write `true` or `false`
                envgate: there is no environment `prdo`: did you mean `prod`?
                envgate: there is no `envgate.yaml` here or above that says where `staging` is: write one, name one \
                with `--config FILE`, or give `--capture staging=DIR`
                """);
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void a_mistake_in_a_text_has_its_line() {
        Outcome outcome = shell.file("bad.yaml", "environment: prod\nfunctoins: {}\nqueues: 7: 8\n")
                .run("check", "prod", "--text", "prod=bad.yaml");
        assertThat(outcome.err())
                .isEqualTo(
                        "bad.yaml:3:10: a `:` is not expected here: check the indentation, and write text that holds `: `"
                                + " in quotes\n");
        outcome = shell.file("bad.yaml", "environment: prod\nfunctoins: {}\n")
                .run("check", "prod", "--text", "prod=bad.yaml");
        assertThat(outcome.err()).isEqualTo("bad.yaml:2:1: unknown key `functoins`: did you mean `functions`?\n");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void a_text_has_to_hold_the_environment() {
        Outcome outcome = shell.run("check", "test", "--text", "test=fleet.yaml");
        assertThat(outcome.err())
                .isEqualTo("envgate: `fleet.yaml` has no document `environment: test`: it has `staging`, `prod`\n");
    }

    @Test
    void words_of_the_user_are_no_commands_to_a_terminal() {
        assertThat(shell.run("\u001b[2J\rx").err())
                .isEqualTo("envgate: unknown command `.[2J.x`: `envgate --help` says what there is\n");
    }

    @Test
    void without_a_command_the_usage_is_printed_as_a_mistake() {
        Outcome outcome = shell.run();
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("Usage: envgate")
                .contains("promote")
                .contains("Exit status: 0 go");
    }

    @Test
    void help_is_an_answer() {
        Outcome outcome = shell.run("--help");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("Usage: envgate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "check",
                "promote",
                "capture",
                "reach",
                "access",
                "access simulate",
                "access check-access-not-granted",
                "access check-no-new-access",
                "access matrix",
                "why",
                "rules",
                "explain",
                "permissions",
                "report"
            })
    void every_command_helps(String command) {
        Outcome outcome = shell.run((command + " --help").split(" ", -1));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("Usage: envgate " + command).doesNotContain("@|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "--version -v", "-v --version"})
    void the_version_is_that_of_the_build(String words) {
        Outcome outcome = shell.run(words.split(" "));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).matches("envgate [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
        assertThat(outcome.err()).isEmpty();
    }
}
