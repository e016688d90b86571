package envgate.envs.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteTest {

    private static final List<String> KNOWN = List.of("account", "region", "regions", "role");

    @Test
    void a_word_that_is_close_to_a_known_one_is_asked_about() {
        assertThat(Quote.nearest("acount", KNOWN)).isEqualTo("did you mean `account`?");
        assertThat(Quote.nearest("regoin", KNOWN)).isEqualTo("did you mean `region`?");
        assertThat(Quote.nearest("regionss", KNOWN)).isEqualTo("did you mean `regions`?");
        assertThat(Quote.nearest("acc", KNOWN)).isEqualTo("did you mean `account`?");
        assertThat(Quote.nearest("ro", KNOWN)).isEqualTo("known are `account`, `region`, `regions`, `role`");
        assertThat(Quote.nearest("colour", KNOWN)).isEqualTo("known are `account`, `region`, `regions`, `role`");
        assertThat(Quote.nearest("colour", List.of())).isEmpty();
        assertThat(Quote.nearest("x".repeat(100_000), KNOWN)).startsWith("known are");
    }

    @Test
    void a_word_stays_on_its_line_and_in_its_quotes() {
        assertThat(Quote.of("a\nb`c\u001b[31m\u202e")).isEqualTo("`a.b.c.[31m.`");
        assertThat(Quote.of("x".repeat(81))).isEqualTo("`" + "x".repeat(80) + "…`");
        assertThat(Quote.of(List.of("a", "b"))).isEqualTo("`a`, `b`");
    }

    @Test
    void a_secret_is_not_quoted() {
        assertThat(Quote.of("key AKIAIOSFODNN7EXAMPLE")).isEqualTo("`***`");
    }
}
