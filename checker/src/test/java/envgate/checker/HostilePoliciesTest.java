package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Policies that nobody writes on purpose: each line is answered, decided or told what is wrong with it,
/// and those after it as well.
class HostilePoliciesTest {

    private static final String ASKED =
            ",\"ActionNames\":[\"s3:GetObject\"],\"ResourceArns\":[\"arn:aws:s3:::b/" + "a".repeat(500) + "\"]}";
    private static final String WANTED =
            ",\"access\":[{\"actions\":[\"s3:GetObject\"],\"resources\":[\"arn:aws:s3:::b/*\"]}]}";
    private static final String ALL = allow("s3:*", "*");

    @TempDir
    private Path directory = Path.of("");

    private static String allow(String action, String resource) {
        return statement("Allow", action, resource);
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}".formatted(effect, action, resource);
    }

    private static String line(String statements, String rest) {
        return "{\"PolicyInputList\":[{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}]" + rest;
    }

    private static String many(int count, java.util.function.IntFunction<String> statement) {
        return IntStream.range(0, count).mapToObj(statement).collect(Collectors.joining(","));
    }

    /// What the member `answer` of each line's answer says, or `error`.
    private List<String> ask(String command, String option, List<String> lines, String answer) {
        Shell shell = new Shell(directory).file("lines.jsonl", String.join("\n", lines) + "\n");
        Shell.Outcome outcome = shell.run("access", command, option, "lines.jsonl");
        assertThat(outcome.status()).isZero();
        List<String> answers = new ArrayList<>();
        for (String it : outcome.out().split("\n", -1)) {
            if (!it.isEmpty()) {
                JsonNode node = JsonMapper.shared().readTree(it);
                answers.add(node.has("error") ? "error" : node.at(answer).asString());
            }
        }
        return answers;
    }

    @Test
    void requests_are_decided_or_refused_whatever_the_policies_are() {
        String deep = "{\"Statement\":".repeat(3_000) + "1" + "}".repeat(3_000);
        String twice = "{\"Effect\":\"Allow\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}";
        List<String> lines = List.of(
                line(allow("*", "arn:aws:s3:::b/" + "*a".repeat(200) + "*b"), ASKED),
                line(allow("*", "arn:aws:s3:::b/" + "*a".repeat(200) + "*"), ASKED),
                line(many(10_000, it -> allow("s3:A" + it + "*", "arn:aws:s3:::b" + it + "/*")), ASKED),
                line(allow("s3:*", "arn:aws:s3:::" + "x".repeat(1_000_000)), ASKED),
                "{\"PolicyInputList\":[" + deep + "]" + ASKED,
                line(twice, ASKED),
                "{\"PolicyInputList\":[{\"Version\":5,\"Statement\":\"x\"}]" + ASKED,
                "{\"PolicyInputList\":[null]" + ASKED,
                line(ALL, ASKED));

        assertThat(ask("simulate", "--requests", lines, "/EvaluationResults/0/EvalDecision"))
                .containsExactly(
                        "implicitDeny",
                        "allowed",
                        "implicitDeny",
                        "implicitDeny",
                        "error",
                        "error",
                        "error",
                        "error",
                        "allowed");
    }

    @Test
    void questions_about_all_requests_are_answered_or_said_to_be_too_many() {
        String tangle = many(
                30,
                it -> statement("Deny", "s3:*", "arn:aws:s3:::b/" + "*a".repeat(it) + "*c*" + "*b".repeat(30 - it)));
        List<String> lines = List.of(
                line(allow("s3:*", "arn:aws:s3:::b/" + "*a".repeat(60) + "*b") + "," + tangle, WANTED),
                line(
                        ALL + "," + many(10_000, it -> statement("Deny", "s3:*" + it, "arn:aws:s3:::b" + it + "/*")),
                        WANTED),
                line(allow("s3:" + "?".repeat(200), "arn:aws:s3:::" + "?*".repeat(100)), WANTED),
                line("", WANTED),
                line(ALL, WANTED));

        assertThat(ask("check-access-not-granted", "--questions", lines, "/result"))
                .containsExactly("UNKNOWN", "FAIL", "PASS", "PASS", "FAIL");
    }
}
