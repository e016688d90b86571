package envgate.checker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.batch.JsonLines.Wrong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JsonLinesTest {

    private static final String SECRET = "hunter2-hunter2";

    private static List<String> answers(String... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonLines(JsonLinesTest::twice)
                .run(
                        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static ObjectNode twice(ObjectNode question) throws Wrong {
        if (!question.path("n").isInt()) {
            throw new Wrong("`n` is a whole number");
        }
        if (question.path("n").intValue() == 13) {
            throw new IllegalStateException(SECRET);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("twice", 2 * question.path("n").intValue());
    }

    @Test
    void answers_come_in_the_order_of_the_questions() throws IOException {
        String[] lines = IntStream.range(100, 5100)
                .mapToObj(it -> "{\"id\":" + it + ",\"n\":" + it + "}")
                .toArray(String[]::new);

        List<String> answers = answers(lines);

        assertThat(answers).hasSize(5000);
        assertThat(answers.get(4321)).isEqualTo("{\"id\":4421,\"twice\":8842}");
    }

    @Test
    void a_malformed_line_is_answered_and_the_rest_goes_on() throws IOException {
        assertThat(answers(
                        "{\"id\":\"a\",\"n\":1}",
                        "{\"id\":\"b\",\"n\":",
                        "",
                        "[]",
                        "{\"id\":\"c\",\"n\":1,\"n\":2}",
                        "{\"id\":\"d\"}",
                        "{\"id\":\"e\",\"n\":2} x",
                        "{\"n\":3}"))
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("{\"id\":\"a\",\"twice\":2}"),
                        it -> assertThat(it).startsWith("{\"id\":\"b\",\"error\":\"this is no JSON at column"),
                        it -> assertThat(it).startsWith("{\"id\":null,\"error\":\"a question is a JSON object"),
                        it -> assertThat(it).contains("no member twice"),
                        it -> assertThat(it).isEqualTo("{\"id\":\"d\",\"error\":\"`n` is a whole number\"}"),
                        it -> assertThat(it).contains("this is no JSON"),
                        it -> assertThat(it).isEqualTo("{\"id\":null,\"twice\":6}"));
    }

    @Test
    void neither_a_malformed_line_nor_a_fault_of_ours_is_quoted() throws IOException {
        assertThat(answers(
                        "{\"id\":\"a\",\"n\":" + SECRET + "}", "{\"id\":\"a\",\"n\":13}", "[".repeat(100_000) + SECRET))
                .hasSize(3)
                .allSatisfy(it -> assertThat(it).contains("\"error\"").doesNotContain(SECRET));
    }
}
