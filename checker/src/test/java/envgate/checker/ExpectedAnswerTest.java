package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.ExpectedAnswer.Caller;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class ExpectedAnswerTest {

    private static final String CANARY = "c4nary-of-the-function";

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static List<String> differences(Caller caller, int status, String contains, String returned) {
        Optional<JsonNode> expected = contains.isEmpty() ? Optional.empty() : Optional.of(json(contains));
        return new ExpectedAnswer(caller, status, expected).differences(json(returned));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"version\": \"2.0\", \"requestContext\": {\"http\": {\"method\": \"GET\"}}} | FORMAT_2",
                "{\"version\": \"1.0\", \"httpMethod\": \"GET\", \"requestContext\": {}} | FORMAT_1",
                "{\"httpMethod\": \"GET\", \"requestContext\": {\"elb\": {}}} | FORMAT_1",
                "{\"Records\": []} | OTHER",
                "7 | OTHER",
            })
    void who_calls_is_told_by_the_event(String event, Caller caller) {
        assertThat(Caller.of(json(event))).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "-",
            value = {
                "FORMAT_1 | 0   | {\"statusCode\": 200} | -",
                "FORMAT_1 | 0   | {\"statusCode\": \"302\"} | -",
                "FORMAT_1 | 0   | {\"statusCode\": 404} | its status is 404, and 200 to 399 was expected",
                "FORMAT_1 | 201 | {\"statusCode\": 200} | its status is 200, and 201 was expected",
                "FORMAT_1 | 404 | {\"statusCode\": 404} | -",
                "FORMAT_1 | 0   | {\"ok\": true} | API Gateway takes no such answer: `statusCode` is missing",
                "FORMAT_1 | 0   | \"text\" | API Gateway takes no such answer: `statusCode` is missing",
                "FORMAT_1 | 0   | {\"statusCode\": 2000} | API Gateway takes no such answer: `statusCode` is no status",
                "FORMAT_2 | 200 | {\"ok\": true} | -",
                "FORMAT_2 | 0   | \"text\" | -",
                "FORMAT_2 | 201 | {\"ok\": true} | its status is 200, and 201 was expected",
                "OTHER    | 0   | {\"statusCode\": 500} | -",
            })
    void a_status_is_what_api_gateway_would_answer(Caller caller, int status, String returned, String difference) {
        assertThat(differences(caller, status, "", returned))
                .isEqualTo(difference == null ? List.of() : List.of(difference));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "-",
            value = {
                "{\"a\": 1}          | {\"a\": 1.0, \"b\": 2}  | -",
                "{\"a\": 1}          | {\"a\": \"1\"}          | at `/a` `1` was expected, and there is a text",
                "{\"a\": {\"b\": 1}} | {\"a\": 7}              | at `/a` an object was expected, and there is a number",
                "{\"a\": {\"b\": 1}} | {\"a\": {}}             | at `/a/b` `1` was expected, and there is nothing",
                "{\"a\": null}       | {}                      | at `/a` `null` was expected, and there is nothing",
                "{\"a\": null}       | {\"a\": null}           | -",
                "{\"a\": true}       | {\"a\": false}          | at `/a` `true` was expected, and there is a truth value",
                "{\"a/b~\": true}    | {\"a/b~\": null}        | at `/a~1b~0` `true` was expected, and there is `null`",
                "[1, 2]              | [1, 2, 3]               | a list of 2 was expected, and there is a list of 3",
                "[1, {\"x\": 2}]     | [1, {\"x\": 3}]         | at `/1/x` `2` was expected, and there is a number",
                "\"open\"            | \"open\"                | -",
                "\"open\"            | {}                      | `open` was expected, and there is an object",
            })
    void what_is_expected_is_a_part_of_what_is_there(String expected, String returned, String difference) {
        List<String> told = difference == null ? List.of() : List.of(difference);

        assertThat(differences(Caller.OTHER, 0, expected, returned)).isEqualTo(told);
        assertThat(differences(Caller.FORMAT_2, 0, expected, "{\"statusCode\": 200, \"body\": " + returned + "}"))
                .as("as a body")
                .isEqualTo(told);
    }

    @Test
    void a_body_is_read_as_json_also_where_it_is_written_as_a_text_or_in_base64() {
        assertThat(differences(Caller.FORMAT_1, 0, "{\"id\": 42}", """
                {"statusCode": 200, "body": "{\\"id\\": 42}"}""")).isEmpty();
        assertThat(differences(Caller.FORMAT_1, 0, "{\"id\": 42}", """
                {"statusCode": 200, "isBase64Encoded": true, "body": "eyJpZCI6IDQyfQ=="}""")).isEmpty();
        assertThat(differences(Caller.FORMAT_1, 0, "\"open for all\"", """
                {"statusCode": 200, "body": "open for all"}""")).isEmpty();
    }

    @Test
    void all_differences_are_told_and_nothing_of_what_was_returned() {
        List<String> differences = differences(
                Caller.FORMAT_1, 200, "{\"token\": \"x\", \"list\": [1], \"deep\": {\"more\": true}}", """
                {"statusCode": 500, "body": {"token": "%1$s", "list": ["%1$s", "%1$s"], "deep": "%1$s", "%1$s": 1}}
                """.formatted(
                                CANARY));

        assertThat(differences).hasSize(4).noneMatch(it -> it.contains(CANARY));
        assertThat(new ExpectedAnswer(Caller.OTHER, 0, Optional.empty()).differences(MissingNode.getInstance()))
                .containsExactly("it returned no JSON");
    }
}
