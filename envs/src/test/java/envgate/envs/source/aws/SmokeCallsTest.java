package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.source.aws.SmokeCall.Result;
import envgate.envs.wire.Behaviour;
import envgate.envs.wire.WireFake;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import tools.jackson.databind.json.JsonMapper;

/// Requests that run functions, over the wire.
class SmokeCallsTest {

    private static final String ACCOUNT = "222222222222";
    private static final String INVOKE = "lambda:POST /2015-03-31/functions/orders/invocations";
    private static final SmokeCall LIVE = call("live");

    private final WireFake aws = WireFake.start();

    @AfterEach
    void close() {
        aws.close();
    }

    private static SmokeCall call(String qualifier) {
        return new SmokeCall(
                "orders", qualifier, Reads.REGION, JsonMapper.shared().readTree("{\"id\": 42}"));
    }

    private List<Result> results(String account, Duration deadline, SmokeCall... calls) {
        return SmokeCalls.of(where(account), trip(deadline), List.of(calls));
    }

    private List<Result> results(SmokeCall... calls) {
        return results(ACCOUNT, Duration.ofMinutes(5), calls);
    }

    private AwsAccount where(String account) {
        return new AwsAccount(
                account,
                List.of(Reads.REGION),
                new Credentials.Role(
                        "arn:aws:iam::" + ACCOUNT + ":role/reader", "", "", new Credentials.DefaultChain()),
                new TreeMap<>(Map.of("", aws.endpoint().toString())));
    }

    private static Trip trip(Duration deadline) {
        return new Trip(
                Reads.ANSWERABLE,
                Deadline.in(deadline),
                new Budgets(1000),
                Clock.systemUTC(),
                new TreeMap<>(Reads.KEYS),
                (_, _, _) -> {});
    }

    private static Behaviour returns(String payload, String error) {
        return (exchange, _) -> {
            if (!error.isEmpty()) {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", error);
            }
            Behaviour.send(exchange, 200, "application/json", payload);
            return true;
        };
    }

    @Test
    void what_is_returned_is_handed_on_and_never_printed() {
        aws.when(INVOKE, returns("{\"token\": \"" + WireFake.SECRET + "\"}", ""));

        List<Result> results = results(LIVE);

        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        Result.Returned.class,
                        it -> assertThat(it.payload().path("token").asString(""))
                                .isEqualTo(WireFake.SECRET));
        assertThat(results.toString()).doesNotContain(WireFake.SECRET);
        assertThat(call("live").toString()).doesNotContain("42");
    }

    @Test
    void a_function_that_ends_with_an_error_tells_its_type_and_not_its_message() {
        aws.when(
                INVOKE,
                returns("{\"errorMessage\": \"" + WireFake.SECRET + "\", \"errorType\": \"KeyError\"}", "Unhandled"));
        assertThat(results(LIVE)).containsExactly(new Result.Failed("Unhandled", "KeyError"));

        aws.when(INVOKE, returns("{\"errorType\": \"not a name: " + WireFake.SECRET + "\"}", "Handled"));
        assertThat(results(LIVE)).containsExactly(new Result.Failed("Handled", ""));
    }

    @Test
    void what_is_not_there_is_refused_and_what_may_not_be_asked_is_unknown() {
        aws.when(INVOKE, Behaviour.refuse("ResourceNotFoundException", 404));
        assertThat(results(LIVE)).containsExactly(new Result.Refused("ResourceNotFoundException"));

        aws.when(INVOKE, Behaviour.refuse("AccessDeniedException", 403));
        assertThat(results(LIVE))
                .containsExactly(new Result.Unknown("AccessDeniedException: lambda:InvokeFunction is needed"));
    }

    @Test
    void a_request_without_an_answer_is_sent_once_for_it_may_have_run() {
        aws.when(INVOKE, Behaviour.refuse("ServiceException", 500));

        assertThat(results(LIVE)).containsExactly(new Result.Unknown("ServiceException"));
        assertThat(aws.callsOf(INVOKE)).isEqualTo(1);
    }

    @Test
    void in_another_account_and_after_the_deadline_nothing_runs() {
        aws.when(INVOKE, returns("{}", ""));

        assertThat(results("111111111111", Duration.ofMinutes(5), LIVE))
                .containsExactly(new Result.Unknown("the credentials are of account " + ACCOUNT));
        assertThat(results(ACCOUNT, Duration.ZERO, LIVE)).containsExactly(new Result.Unknown("deadline-passed"));
        assertThat(aws.callsOf(INVOKE)).isZero();
    }

    @Test
    void nothing_but_the_declared_request_gets_through_the_door() {
        aws.when(INVOKE, returns("{}", ""));
        InvokeRequest declared = InvokeRequest.builder()
                .functionName("orders")
                .qualifier("live")
                .invocationType("RequestResponse")
                .payload(SdkBytes.fromUtf8String("{}"))
                .build();
        try (Entrance entrance = new Entrance(where(ACCOUNT), trip(Duration.ofMinutes(5)), declared::equals)) {
            LambdaClient lambda = (LambdaClient) entrance.enter().clients().of(AwsApi.LAMBDA, Reads.REGION);

            assertStopped(lambda, declared);
            entrance.admit();
            long before = ReadOnly.invocations();
            assertThat(lambda.invoke(declared).statusCode()).isEqualTo(200);
            assertThat(ReadOnly.invocations() - before).isEqualTo(1);

            assertStopped(lambda, declared.toBuilder().qualifier("other").build());
            assertStopped(lambda, declared.toBuilder().functionName("payments").build());
            assertStopped(lambda, declared.toBuilder().invocationType("Event").build());
            assertStopped(
                    lambda,
                    declared.toBuilder()
                            .payload(SdkBytes.fromUtf8String("{\"delete\": true}"))
                            .build());
            assertStopped(lambda, declared.toBuilder().logType("Tail").build());
        }
    }

    private static void assertStopped(LambdaClient lambda, InvokeRequest request) {
        assertThatExceptionOfType(ReadOnly.NotAllowed.class).isThrownBy(() -> lambda.invoke(request));
    }
}
