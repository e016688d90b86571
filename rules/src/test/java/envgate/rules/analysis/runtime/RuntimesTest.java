package envgate.rules.analysis.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.rules.analysis.runtime.Lifecycle.Creation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimesTest {

    private static final Runtimes PUBLISHED = Runtimes.published();

    @Test
    void the_table_says_where_it_is_from_and_of_which_day() {
        assertThat(PUBLISHED.source()).startsWith("https://docs.aws.amazon.com/lambda/");
        assertThat(PUBLISHED.asOf()).isBetween(LocalDate.of(2026, 6, 2), LocalDate.of(2036, 1, 1));
    }

    @Test
    void a_runtime_is_found_by_its_name() {
        assertThat(PUBLISHED.of("python3.9")).hasValueSatisfying(it -> {
            assertThat(it.deprecated()).isEqualTo("2025-12-15");
            assertThat(it.noCreate()).isEqualTo("2027-02-01");
            assertThat(it.noUpdate()).isEqualTo("2027-03-03");
            assertThat(it.successor()).isEqualTo("python3.14");
        });
        assertThat(PUBLISHED.of("cobol85")).isEmpty();
        assertThat(PUBLISHED.of("")).isEmpty();
    }

    /// Whoever is sent to a successor must not be sent to a door that closes at the same time or before.
    @Test
    void successors_are_listed_last_longer_and_have_none_themselves() {
        assertThat(PUBLISHED.all()).hasSizeGreaterThan(40).allSatisfy(it -> {
            if (!it.successor().isEmpty()) {
                assertThat(PUBLISHED.of(it.successor())).hasValueSatisfying(next -> {
                    assertThat(next.noUpdate()).isAfterOrEqualTo(it.noUpdate());
                    assertThat(next.successor()).isEmpty();
                });
            }
        });
    }

    @Test
    void creation_closes_on_the_day_and_is_announced_ninety_days_ahead() {
        Lifecycle it = PUBLISHED.of("python3.9").orElseThrow();
        assertThat(it.creation(it.noCreate())).isEqualTo(Creation.CLOSED);
        assertThat(it.creation(it.noCreate().minusDays(1))).isEqualTo(Creation.CLOSING);
        assertThat(it.creation(it.noCreate().minusDays(Lifecycle.NOTICE))).isEqualTo(Creation.CLOSING);
        assertThat(it.creation(it.noCreate().minusDays(Lifecycle.NOTICE + 1))).isEqualTo(Creation.OPEN);
    }

    @Test
    void a_table_with_a_slip_is_refused() {
        String head = "source: https://x\nas of: 2026-06-02\n";
        assertThat(parse(head + "a 2026-01-01 2026-02-01 2026-03-01 -").of("a")).isPresent();
        assertThatThrownBy(() -> parse(head + "a 2026-02-01 2026-01-01 2026-03-01 -"))
                .hasMessageContaining("out of order");
        assertThatThrownBy(() -> parse(head + "a 2026-01-01 2026-02-01 -")).hasMessageContaining("three dates");
        assertThatThrownBy(() ->
                        parse(head + "a 2026-01-01 2026-02-01 2026-03-01 -\na 2026-01-01 2026-02-01 2026-03-01 -"))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> parse("source: https://x")).hasMessageContaining("as of");
    }

    private static Runtimes parse(String text) {
        return Runtimes.parse(List.of(text.split("\n")));
    }
}
