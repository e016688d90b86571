package envgate.envs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentNamesTest {

    private static Intent.EnvironmentName name(String name, String... others) {
        return new Intent.EnvironmentName(name, List.of(others), List.of(), List.of(), new Origin.Unknown());
    }

    private final EnvironmentNames names = new EnvironmentNames(
            List.of(name("dev"), name("test"), name("staging", "stg"), name("pre-prod"), name("prod", "prd", "live")));

    @ParameterizedTest
    @CsvSource({
        "orders-staging, staging",
        "/orders/staging/host, staging",
        "OrdersStagingQueue, staging",
        "orders_stg, staging",
        "STAGING, staging",
        "stagingDB, staging",
        "db.staging.internal:5432, staging",
        "orders-pre-prod, pre-prod",
        "orders-prod, prod",
        "live.example.com, prod",
        "dev.example.com, dev",
    })
    void a_whole_word_names_an_environment(String text, String environment) {
        assertThat(names.in(text)).containsExactly(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "product", "latest", "delivery", "developer-portal", "contest", "protest", ""})
    void a_word_that_only_contains_a_name_does_not(String text) {
        assertThat(names.in(text)).isEmpty();
    }

    @Test
    void regions_and_spellings_that_two_share_name_nobody() {
        EnvironmentNames regional = new EnvironmentNames(List.of(name("eu", "live"), name("us", "live")));
        assertThat(regional.in("arn:aws:sqs:eu-west-1:1:jobs-us")).containsExactly("us");
        assertThat(regional.in("live")).isEmpty();
    }

    @Test
    void names_that_differ_in_the_environment_only_become_the_same() {
        assertThat(names.without("staging", "orders-staging-db")).isEqualTo(names.without("prod", "orders-prod-db"));
        assertThat(names.without("staging", "OrdersStgDb")).isEqualTo(names.without("prod", "orders-live-db"));
        assertThat(names.without("staging", "orders-db")).isNotEqualTo(names.without("prod", "orders-prod-db"));
        assertThat(names.without("prod", "orders-staging-db")).isEqualTo("orders-staging-db");
    }
}
