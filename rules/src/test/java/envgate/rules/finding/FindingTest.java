package envgate.rules.finding;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final String ORDERS = "arn:aws:cloudformation:eu-west-1:333333333333:stack/orders-prod/";

    @Test
    void a_stack_that_is_made_anew_keeps_its_fingerprint() {
        assertThat(missing(ORDERS + "0001", "ApiUrl").fingerprint())
                .isEqualTo(missing(ORDERS + "0002", "ApiUrl").fingerprint());
    }

    @Test
    void two_stacks_that_lack_the_same_output_have_two_fingerprints() {
        String other = ORDERS.replace("orders", "billing");

        assertThat(missing(other + "0001", "ApiUrl").fingerprint())
                .isNotEqualTo(missing(ORDERS + "0001", "ApiUrl").fingerprint());
    }

    @Test
    void stacks_of_two_regions_are_two() {
        String other = ORDERS.replace("eu-west-1", "eu-central-1");

        assertThat(missing(other + "0001", "ApiUrl").fingerprint())
                .isNotEqualTo(missing(ORDERS + "0001", "ApiUrl").fingerprint());
    }

    @Test
    void what_a_function_is_called_by_aws_does_not_matter() {
        Place place = Place.of("prod").ofFunction("OrdersApi").withKey("DB_HOST");

        assertThat(accusation(place.withResource("orders-prod-OrdersApi-X1", new Origin.Unknown()))
                        .fingerprint())
                .isEqualTo(accusation(place.withResource("orders-prod-OrdersApi-Y2", new Origin.Unknown()))
                        .fingerprint());
    }

    @Test
    void who_knows_of_one_host_does_not_know_of_two() {
        Place place = Place.of("prod").ofFunction("OrdersApi");
        String known =
                accusation(place.withParts(List.of("api.example.com:443"))).fingerprint();

        assertThat(accusation(place.withParts(List.of("api.example.com:443", "db.example.com:5432")))
                        .fingerprint())
                .isNotEqualTo(known);
    }

    @Test
    void the_order_of_parts_means_nothing() {
        Place place = Place.of("prod").ofFunction("OrdersApi");

        assertThat(accusation(place.withParts(List.of("b", "a"))).fingerprint())
                .isEqualTo(accusation(place.withParts(List.of("a", "b"))).fingerprint());
    }

    @Test
    void a_stack_is_called_by_its_name() {
        assertThat(missing(ORDERS + "0001", "ApiUrl").place().text()).isEqualTo("prod/orders-prod ApiUrl");
    }

    private static Finding missing(String stack, String output) {
        return accusation(
                Place.of("prod").withResource(stack, new Origin.Unknown()).withKey(output));
    }

    private static Finding accusation(Place place) {
        return new Finding(
                "output-missing-in-target", "OUT-001", Severity.ERROR, "title", "message", place, Trail.of("seen"), "");
    }
}
