package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions about policies, from a file and from standard input.
class AccessCommandTest {

    private static final String ALLOWED = """
            {"id":"q1","PolicyInputList":[{"Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}],"ActionNames":["sqs:SendMessage"]}
            """;

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    @Test
    void requests_are_answered_line_by_line_and_errors_are_counted() {
        Outcome outcome = shell.file("requests.jsonl", ALLOWED + "{\"id\":2}\n")
                .run("access", "simulate", "--requests", "requests.jsonl");
        assertThat(outcome.out().lines())
                .satisfiesExactly(
                        it -> assertThat(it)
                                .startsWith("{\"id\":\"q1\",\"EvaluationResults\":[{")
                                .contains("\"EvalDecision\":\"allowed\",\"DecidedBy\":\"identity\""),
                        it -> assertThat(it).startsWith("{\"id\":2,\"error\":\"`ActionNames` is a list of actions"));
        assertThat(outcome.err()).isEqualTo("envgate: 1 line was answered with an error\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void requests_may_come_from_standard_input() {
        Outcome outcome = shell.hears(ALLOWED).run("access", "simulate", "--requests", "-");
        assertThat(outcome.out()).contains("\"EvalDecision\":\"allowed\"");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void a_file_that_is_not_there_is_a_mistake() {
        Outcome outcome = shell.run("access", "simulate", "--requests", "gone.jsonl");
        assertThat(outcome.err()).startsWith("envgate: the questions in `gone.jsonl` cannot be read");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void without_a_question_the_usage_is_printed_as_a_mistake() {
        Outcome outcome = shell.run("access");
        assertThat(outcome.err()).startsWith("Usage: envgate access").contains("simulate");
        assertThat(outcome.status()).isEqualTo(2);
    }
}
