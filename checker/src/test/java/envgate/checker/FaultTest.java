package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing that a user gives ends in a stack trace, and no fault of ours tells what an exception says.
class FaultTest {

    private static final String SECRET = "s3cr3t-canary";

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory).file(".git/HEAD", "");
    }

    @Test
    void a_fault_of_ours_is_one_line() {
        Outcome outcome = shell.runWithBrokenOutput(SECRET, "rules");
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualTo("envgate: something inside envgate failed, which is our fault (run again with `-vv` to see"
                        + " where, and please report it)\n");
    }

    @Test
    void with_much_verbosity_it_says_where_and_never_what_the_exception_said() {
        Outcome outcome = shell.runWithBrokenOutput(SECRET, "rules", "-vv");
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException", "    at envgate.")
                .doesNotContain(SECRET);
        assertThat(shell.runWithBrokenOutput(SECRET, "rules", "-v").err()).doesNotContain("    at ");
    }

    /// Texts that are no environment, each broken in its own way.
    static Stream<String> brokenTexts() {
        return Stream.of(
                "",
                "\u0000",
                "{",
                "[]",
                "7",
                "environment: prod\nfunctions: {Pay: {timeout: soon, subnets: [gone]}}",
                "environment: prod\nfunctions: [[]]",
                "environment: {a: b}",
                "environment: prod\nunseen: [NOTHING]",
                "environment: prod\n---\nenvironment: prod",
                "a: &a [*a]\nenvironment: prod",
                "environment: prod\nvpcs: {vpc: {cidrs: [999.0.0.0/99]}}",
                "inventory: {assume: [luck]}\n---\nenvironment: prod",
                "inventory: 7\n---\nenvironment: prod",
                "environment: prod\nfunctions: {Pay: {calls: [\"x:99999\"]}}",
                "[".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource("brokenTexts")
    void a_broken_text_is_a_mistake_and_never_a_stack_trace(String text) {
        shell.file("broken.yaml", text);
        Outcome outcome = shell.run("check", "prod", "--text", "prod=broken.yaml", "-vv");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).isNotEmpty().allMatch(it -> it.matches("(envgate|broken\\.yaml).*: .*"));
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ", "    at ");
    }

    @ParameterizedTest
    @MethodSource("brokenReports")
    void a_broken_report_is_a_mistake_and_never_a_stack_trace(String text) {
        shell.file("broken.json", text);
        Outcome outcome = shell.run("report", "broken.json", "-vv");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .isNotEmpty()
                .allMatch(it -> it.matches("broken\\.json.*: (this is no|the) report .*: (give|read) .*"));
        assertThat(outcome.err()).doesNotContain("Exception", "    at ");
    }

    static Stream<String> brokenReports() {
        return Stream.of(
                "",
                "{",
                "null",
                "[]",
                "{\"schemaVersion\": 1}",
                "{\"schemaVersion\": 1, \"findings\": [], \"verdict\": \"perhaps\"}",
                "{\"schemaVersion\": 1, \"findings\": [7], \"verdict\": \"go\"}",
                "{\"schemaVersion\": 2, \"findings\": [], \"verdict\": \"go\"}",
                "<html></html>",
                "[".repeat(5000));
    }

    @Test
    void what_is_no_text_is_said() throws Exception {
        java.nio.file.Files.write(directory.resolve("latin.yaml"), new byte[] {(byte) 0xe4, (byte) 0xf6});
        for (List<String> words :
                List.of(List.of("check", "prod", "--text", "prod=latin.yaml"), List.of("report", "latin.yaml"))) {
            Outcome outcome = shell.run(words.toArray(String[]::new));
            assertThat(outcome.err()).matches("latin\\.yaml: .*UTF-8 text\\n");
            assertThat(outcome.status()).isEqualTo(2);
        }
    }

    @Test
    void a_demo_without_its_sample_says_so() {
        Outcome outcome = shell.installedIn(directory.resolve("nowhere")).run("demo");
        assertThat(outcome.err())
                .isEqualTo("envgate: the sample application is not where envgate is installed: there is no"
                        + " nowhere/checker/sample/orders/envgate.yaml: get it again with a fresh clone\n");
        assertThat(outcome.status()).isEqualTo(2);
    }
}
