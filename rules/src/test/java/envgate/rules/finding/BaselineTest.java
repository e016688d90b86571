package envgate.rules.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final Baseline KNOWN = Baseline.of(List.of(cutOff("a.example.com:443", "b.example.com:443")));

    @Test
    void what_is_a_part_of_what_is_known_is_known() {
        assertThat(KNOWN.knows(cutOff("a.example.com:443", "b.example.com:443")))
                .isTrue();
        assertThat(KNOWN.knows(cutOff("b.example.com:443"))).isTrue();
    }

    @Test
    void one_part_more_is_new() {
        assertThat(KNOWN.knows(cutOff("a.example.com:443", "c.example.com:443")))
                .isFalse();
        assertThat(KNOWN.knows(cutOff())).isFalse();
    }

    @Test
    void another_place_is_another_finding() {
        Finding same = cutOff("a.example.com:443");
        Place other = same.place().withKey("HOST");

        assertThat(KNOWN.knows(same)).isTrue();
        assertThat(KNOWN.knows(at(other))).isFalse();
        assertThat(KNOWN.knows(at(same.place().against("staging")))).isFalse();
    }

    @Test
    void several_findings_about_the_same_are_known_together() {
        Baseline two = Baseline.of(List.of(cutOff("a.example.com:443"), cutOff("b.example.com:443")));

        assertThat(two.knows(cutOff("a.example.com:443", "b.example.com:443"))).isTrue();
    }

    @Test
    void a_finding_without_parts_is_known_as_a_whole() {
        Baseline whole = Baseline.of(List.of(cutOff()));

        assertThat(whole.knows(cutOff())).isTrue();
        assertThat(whole.knows(cutOff("a.example.com:443"))).isFalse();
    }

    @Test
    void either_of_two_baselines_is_enough() {
        Baseline both = KNOWN.and(Baseline.of(List.of(cutOff("c.example.com:443"))));

        assertThat(both.knows(cutOff("c.example.com:443"))).isTrue();
        assertThat(both.knows(cutOff("a.example.com:443"))).isTrue();
        assertThat(KNOWN.knows(cutOff("c.example.com:443"))).isFalse();
    }

    @Test
    void what_is_left_in_part_is_there() {
        assertThat(KNOWN.has(cutOff("b.example.com:443", "c.example.com:443"))).isTrue();
        assertThat(KNOWN.has(cutOff("c.example.com:443"))).isFalse();
    }

    private static Finding cutOff(String... hosts) {
        return at(Place.of("prod").ofFunction("OrdersApi").withParts(List.of(hosts)));
    }

    private static Finding at(Place place) {
        return new Finding(
                "host-out-of-reach", "NET-002", Severity.ERROR, "title", "message", place, Trail.of("seen"), "");
    }
}
