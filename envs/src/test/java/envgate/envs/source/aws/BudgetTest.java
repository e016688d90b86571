package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.capture.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls wait for their turn, and not beyond the deadline.
class BudgetTest {

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1));

    @Test
    void a_burst_goes_through_and_what_comes_after_it_is_too_late() throws InterruptedException {
        Budget hourly = new Budget(10, 1 / 3600.0, 2);

        assertThat(hourly.enter(SOON)).isTrue();
        assertThat(hourly.enter(SOON)).isTrue();
        assertThat(hourly.enter(SOON)).isFalse();
        assertThat(hourly.enter(SOON)).isFalse();
    }

    @Test
    void who_was_too_late_has_taken_nothing() throws InterruptedException {
        Budget hourly = new Budget(1, 1 / 3600.0, 1);

        assertThat(hourly.enter(SOON)).isTrue();
        hourly.leave();
        assertThat(hourly.enter(SOON)).isFalse();
        assertThat(hourly.enter(Deadline.in(Duration.ofMillis(20)))).isFalse();
    }

    @Test
    void no_more_calls_are_under_way_than_there_are_places() throws InterruptedException {
        Budget narrow = new Budget(1, 1000, 1000);

        assertThat(narrow.enter(SOON)).isTrue();
        assertThat(narrow.enter(Deadline.in(Duration.ofMillis(20)))).isFalse();
        narrow.leave();
        assertThat(narrow.enter(SOON)).isTrue();
    }

    @Test
    void after_the_deadline_nobody_enters() throws InterruptedException {
        assertThat(new Budget(1, 1000, 1000).enter(Deadline.in(Duration.ZERO))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "LAMBDA_GET_POLICY, LAMBDA_GET_POLICY",
        "LAMBDA_GET_FUNCTION, LAMBDA_GET_FUNCTION",
        "LAMBDA_LIST_FUNCTIONS, LAMBDA",
        "APIGATEWAYV2_GET_APIS, APIGATEWAY",
        "APIGATEWAY_GET_RESOURCES, APIGATEWAY_GET_RESOURCES",
        "RDS_DESCRIBE_DB_INSTANCES, REST"
    })
    void an_operation_has_the_narrowest_quota(Operation operation, Quota quota) {
        assertThat(Quota.of(operation)).isEqualTo(quota);
    }

    @Test
    void environments_of_one_account_and_region_share_a_budget() {
        Budgets budgets = new Budgets();
        Budget one = budgets.of("1", "eu-west-1", Operation.APIGATEWAY_GET_REST_APIS);

        assertThat(budgets.of("1", "eu-west-1", Operation.APIGATEWAYV2_GET_APIS))
                .isSameAs(one);
        assertThat(budgets.of("1", "eu-west-2", Operation.APIGATEWAYV2_GET_APIS))
                .isNotSameAs(one);
        assertThat(budgets.of("2", "eu-west-1", Operation.APIGATEWAYV2_GET_APIS))
                .isNotSameAs(one);
    }
}
