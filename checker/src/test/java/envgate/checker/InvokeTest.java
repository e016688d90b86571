package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.checker.Shell.Outcome;
import envgate.envs.source.aws.ReadOnly;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import envgate.envs.wire.Behaviour;
import envgate.envs.wire.WireFake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `envgate verify --invoke` on the wire: dry runs of every function, and the requests that the project file declares.
class InvokeTest {

    private static final String ACCOUNT = "222222222222";
    private static final String ORDERS = "lambda:POST /2015-03-31/functions/orders/invocations";
    private static final String V2 = """
            {"version": "2.0", "rawPath": "/orders/42", "requestContext": {"http": {"method": "GET"}}}
            """;

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);
    private final WireFake aws = WireFake.start();

    @BeforeEach
    void open() {
        shell = new Shell(directory)
                .set("AWS_ACCESS_KEY_ID", "test")
                .set("AWS_SECRET_ACCESS_KEY", "test")
                .set("AWS_MAX_ATTEMPTS", "1")
                .file(".git/HEAD", "")
                .file("events/get.json", V2)
                .file("events/plain.json", "{\"id\": 42}");
        aws.give(List.of(
                answer(Operation.LAMBDA_LIST_FUNCTIONS, "{}", "{\"Functions\": [" + function() + "]}"),
                answer(Operation.LAMBDA_GET_FUNCTION, "{\"FunctionName\": \"orders\"}", """
                        {"Configuration": %s, "Code": {}, "Tags": {}}""".formatted(function()))));
        declare("");
        assertThat(ask("capture", "prod", "-o", "before").status()).isZero();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private static String function() {
        return """
                {"FunctionName": "orders", "FunctionArn": "arn:aws:lambda:eu-west-1:%1$s:function:orders",
                 "Role": "arn:aws:iam::%1$s:role/orders", "Runtime": "python3.13", "Handler": "a.b",
                 "State": "Active", "LastUpdateStatus": "Successful"}""".formatted(ACCOUNT);
    }

    private static Answer answer(Operation operation, String request, String body) {
        return new Answer(
                ACCOUNT,
                "eu-west-1",
                operation.service(),
                operation.operation(),
                (ObjectNode) JsonMapper.shared().readTree(request),
                new Answer.Response(JsonMapper.shared().readTree(body)));
    }

    /// @param smoke lines below `smoke:`
    private void declare(String smoke) {
        shell.file("envgate.yaml", """
                version: 1
                environments:
                  prod:
                    account: "%s"
                    region: eu-west-1
                    role: {arn: "arn:aws:iam::%s:role/reader"}
                    endpoint-url: %s
                %s""".formatted(
                        ACCOUNT,
                        ACCOUNT,
                        aws.endpoint(),
                        smoke.isEmpty() ? "" : "functions:\n  orders:\n    smoke:\n" + smoke.indent(6)));
    }

    private Outcome ask(String... words) {
        return shell.run(words);
    }

    private Outcome verify(String... more) {
        List<String> words = new ArrayList<>(List.of("verify", "prod", "--since", "before", "--rules", "DEP-003"));
        words.addAll(Arrays.asList(more));
        return ask(words.toArray(String[]::new));
    }

    /// Lambda: nothing to a dry run, this to a request.
    private static Behaviour lambda(String returned) {
        return (exchange, _) -> {
            String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
            boolean dry = "DryRun".equals(type);
            Behaviour.send(exchange, dry ? 204 : 200, "application/json", dry ? "" : returned);
            return true;
        };
    }

    @Test
    void without_being_asked_for_nothing_is_invoked() {
        declare("- {event: events/get.json}\n- {event: events/missing.json}");
        aws.when(ORDERS, lambda("{}"));
        long before = ReadOnly.invocations();

        Outcome outcome = verify();

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(aws.callsOf(ORDERS)).isZero();
        assertThat(ReadOnly.invocations()).isEqualTo(before);
    }

    @Test
    void what_will_be_run_is_listed_first_and_what_comes_back_as_expected_is_told() {
        declare("""
                - {event: events/get.json, status: 200, contains: {id: 42}}
                - {event: events/plain.json, qualifier: live}
                - {event: events/plain.json, in: [prod], contains: 1}
                """);
        aws.when(ORDERS, lambda("{\"id\": 42, \"token\": \"" + WireFake.SECRET + "\"}"));

        Outcome outcome = verify("--invoke");

        assertThat(outcome.err().lines().toList())
                .startsWith(
                        "envgate: dry run of orders in eu-west-1",
                        "envgate: smoke request to orders in eu-west-1, which runs it: events/get.json",
                        "envgate: smoke request to orders:live in eu-west-1, which runs it: events/plain.json",
                        "envgate: smoke request to orders in eu-west-1, which runs it: events/plain.json");
        assertThat(outcome.out())
                .contains("Failed (1)\n  orders: smoke request `events/plain.json`: `1` was expected, and there is an"
                        + " object\n")
                .contains("Answered as expected (2)\n  orders: smoke request `events/get.json`\n  orders: smoke request"
                        + " `events/plain.json` to `live`\n");
        assertThat(outcome.lastLine()).isEqualTo("STOP  1 failed");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out() + outcome.err()).doesNotContain(WireFake.SECRET);
    }

    @Test
    void in_json_each_answer_has_its_kind() {
        declare("- {event: events/get.json, status: 204}");
        aws.when(ORDERS, lambda("{\"statusCode\": 200, \"body\": \"" + WireFake.SECRET + "\"}"));

        Outcome outcome = verify("--invoke", "--format", "json");

        JsonNode state =
                JsonMapper.shared().readTree(outcome.out()).path("states").path(0);
        assertThat(state.path("kind").asString("")).isEqualTo("failed");
        assertThat(state.path("detail").asString(""))
                .isEqualTo("smoke request `events/get.json`: its status is 200, and 204 was expected");
        assertThat(outcome.out()).doesNotContain(WireFake.SECRET);
    }

    @Test
    void who_may_not_ask_has_not_decided() {
        declare("- {event: events/plain.json}");
        aws.when(ORDERS, Behaviour.refuse("AccessDeniedException", 403));

        Outcome denied = verify("--invoke");

        assertThat(denied.status()).isEqualTo(3);
        assertThat(denied.out())
                .contains("Asked, and not answered (2)\n  orders: dry run: AccessDeniedException: lambda:InvokeFunction"
                        + " is needed\n");
        assertThat(denied.lastLine()).isEqualTo("UNDECIDED  2 asked, and not answered");

        declare("");
        aws.when(ORDERS, Behaviour.refuse("TooManyRequestsException", 429));
        Outcome throttled = verify("--invoke");
        assertThat(throttled.status()).isEqualTo(3);
        assertThat(throttled.lastLine()).isEqualTo("UNDECIDED  1 asked, and not answered");
    }

    @Test
    void wrong_events_are_said_at_once_with_their_lines_and_nothing_is_asked() {
        shell.file("events/broken.json", "{\"id\":\n  oops}").file("events/empty.json", "");
        declare("""
                - {event: events/missing.json}
                - {event: events/broken.json}
                - {event: events/empty.json}
                - {event: events/plain.json, status: 200}
                """);

        Outcome outcome = verify("--invoke");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().lines().toList())
                .containsExactly(
                        "envgate.yaml:11:10: there is no file `events/missing.json`: it is the event to send",
                        "envgate.yaml:13:10: `events/empty.json` is empty: write the event to send, or `{}`",
                        "envgate.yaml:14:10: a status is expected, and `events/plain.json` is no event of API Gateway:"
                                + " take `status` away, or send an event that has one",
                        "events/broken.json:2:3: this is no JSON: check quotes, commas and brackets");
        assertThat(aws.callsOf(ORDERS)).isZero();
    }

    @Test
    void a_function_that_is_not_there_is_a_mistake_before_anything_runs() {
        shell.file("envgate.yaml", shell.read("envgate.yaml") + """
                functions:
                  order: {smoke: [{event: events/plain.json}]}
                """);
        aws.when(ORDERS, lambda("{}"));

        Outcome outcome = verify("--invoke");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("envgate.yaml:9:20: `prod` has no function `order`: did you mean `orders`?\n");
        assertThat(aws.callsOf(ORDERS)).isZero();
    }
}
