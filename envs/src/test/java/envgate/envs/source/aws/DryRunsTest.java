package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.wire.Behaviour;
import envgate.envs.wire.WireFake;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What Lambda says to a dry run, over the wire.
class DryRunsTest {

    private static final String ACCOUNT = "222222222222";
    private static final String INVOKE = "lambda:POST /2015-03-31/functions/orders/invocations";
    private static final DryRun LATEST = new DryRun("orders", "", Reads.REGION);
    private static final DryRun LIVE = new DryRun("orders", "live", Reads.REGION);

    private final WireFake aws = WireFake.start();

    @AfterEach
    void close() {
        aws.close();
    }

    private List<String> said(String account, Duration deadline, DryRun... runs) {
        AwsAccount where = new AwsAccount(
                account,
                List.of(Reads.REGION),
                new Credentials.Role(
                        "arn:aws:iam::" + ACCOUNT + ":role/reader", "", "", new Credentials.DefaultChain()),
                new TreeMap<>(Map.of("", aws.endpoint().toString())));
        Map<String, String> settings = new TreeMap<>(Reads.KEYS);
        settings.put("AWS_MAX_ATTEMPTS", "1");
        Trip trip = new Trip(
                Reads.ANSWERABLE,
                Deadline.in(deadline),
                new Budgets(1000),
                Clock.systemUTC(),
                settings,
                (_, _, _) -> {});
        return DryRuns.of(where, trip, List.of(runs)).stream()
                .map(it -> it.run().qualifier() + " " + it.kind() + " " + it.reason())
                .toList();
    }

    private List<String> said(DryRun... runs) {
        return said(ACCOUNT, Duration.ofMinutes(5), runs);
    }

    /// As Lambda answers it: nothing but the request's id.
    static Behaviour dryRun() {
        return (exchange, _) -> {
            Behaviour.send(exchange, 204, "application/json", "");
            return true;
        };
    }

    @Test
    void an_empty_answer_that_is_not_lambdas_is_unknown() {
        aws.when(INVOKE, Behaviour.empty(204));

        assertThat(said(LATEST)).containsExactly(" UNKNOWN no-aws-answer");
    }

    @Test
    void what_could_be_called_is_fine() {
        aws.when(INVOKE, dryRun());

        assertThat(said(LATEST, LIVE)).containsExactly(" FINE ", "live FINE ");
        assertThat(aws.callsOf(INVOKE)).isEqualTo(2);
    }

    @Test
    void what_is_not_there_is_refused() {
        aws.when(INVOKE, Behaviour.refuse("ResourceNotFoundException", 404));

        assertThat(said(LIVE)).containsExactly("live REFUSED ResourceNotFoundException");
    }

    @Test
    void what_may_not_be_asked_or_is_asked_too_often_is_unknown_and_no_message_is_kept() {
        aws.when(INVOKE, Behaviour.refuse("AccessDeniedException", 403));
        assertThat(said(LATEST)).containsExactly(" UNKNOWN AccessDeniedException: lambda:InvokeFunction is needed");

        aws.when(INVOKE, Behaviour.refuse("TooManyRequestsException", 429));
        assertThat(said(LATEST)).containsExactly(" UNKNOWN TooManyRequestsException");

        aws.when(INVOKE, Behaviour.text("application/json", "{\"password\": \"" + WireFake.SECRET + "\"}"));
        assertThat(said(LATEST)).noneMatch(it -> it.contains(WireFake.SECRET) || it.contains("FINE"));
    }

    @Test
    void in_another_account_nothing_is_asked() {
        assertThat(said("111111111111", Duration.ofMinutes(5), LATEST))
                .containsExactly(" UNKNOWN the credentials are of account " + ACCOUNT);
        assertThat(aws.callsOf(INVOKE)).isZero();
    }

    @Test
    void after_the_deadline_nothing_is_asked() {
        assertThat(said(ACCOUNT, Duration.ZERO, LATEST)).containsExactly(" UNKNOWN deadline-passed");
        assertThat(aws.callsOf(INVOKE)).isZero();
    }
}
