package envgate.checker.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads questions, one JSON object a line, and writes their answers, one a line and in the same order.
///
/// A line that cannot be answered is answered with `{"id": …, "error": …}`, and the others go on. Empty lines
/// are passed over.
public final class JsonLines {

    /// Lines that are answered side by side before any of their answers is written.
    private static final int AT_ONCE = 2048;

    private static final int DEEPEST = 200;

    private static final Pattern ID =
            Pattern.compile("\\A\\s*\\{\\s*\"id\"\\s*:\\s*(?:\"([\\w./:-]{1,100})\"|(\\d{1,18})\\s*[,}])");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Answering answering;

    /// Answers one question; may be called from several threads at once.
    @FunctionalInterface
    public interface Answering {

        /// The answer's members besides `id`, which stands in front of them.
        ObjectNode answer(ObjectNode question) throws Wrong;
    }

    /// The question is wrong; the text says what, in the words of a user.
    public static final class Wrong extends Exception {

        private static final long serialVersionUID = 1;

        public Wrong(String text) {
            super(text, null, false, false);
        }
    }

    public JsonLines(Answering answering) {
        this.answering = answering;
    }

    /// @return how many lines had to be answered with an error
    public int run(InputStream questions, PrintStream answers) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(questions, StandardCharsets.UTF_8));
        int wrong = 0;
        boolean more = true;
        while (more) {
            List<String> lines = new ArrayList<>();
            for (String line = ""; lines.size() < AT_ONCE && line != null; ) {
                line = reader.readLine();
                more = line != null;
                if (line != null && !line.isBlank()) {
                    lines.add(line);
                }
            }
            for (ObjectNode it : lines.parallelStream().map(this::answer).toList()) {
                wrong += it.has("error") ? 1 : 0;
                answers.append(JSON.writeValueAsString(it)).append('\n');
            }
            answers.flush();
        }
        return wrong;
    }

    private ObjectNode answer(String line) {
        JsonNode id = JsonNodeFactory.instance.nullNode();
        try {
            if (!(JSON.readTree(line) instanceof ObjectNode question)) {
                return error(id, "a question is a JSON object, like {\"id\": \"q1\", …}");
            }
            id = question.path("id").isMissingNode() ? id : question.path("id");
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("id", id);
            answer.setAll(answering.answer(question));
            return answer;
        } catch (JacksonException e) {
            // INVARIANT: the library's own words are not repeated, for they quote the line.
            return error(
                    likelyId(line),
                    "this is no JSON at column " + column(e) + ": one whole object a line, no member twice");
        } catch (Wrong e) {
            return error(id, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            return error(
                    id,
                    "envgate itself failed on this question, which is our fault: "
                            + e.getClass().getSimpleName());
        }
    }

    /// What a broken line seems to call itself, so that its sender finds the answer.
    private static JsonNode likelyId(String line) {
        Matcher match = ID.matcher(line);
        if (!match.find()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return match.group(1) != null
                ? JsonNodeFactory.instance.stringNode(match.group(1))
                : JsonNodeFactory.instance.numberNode(Long.parseLong(match.group(2)));
    }

    private static int column(JacksonException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
    }

    private static ObjectNode error(JsonNode id, String text) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("id", id);
        answer.put("error", text);
        return answer;
    }
}
