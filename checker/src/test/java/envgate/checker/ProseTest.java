package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {

    @Test
    void lines_are_broken_at_spaces() {
        assertThat(Prose.wrap("one two three", 9, "- ", "  ")).containsExactly("- one two", "  three");
        assertThat(Prose.wrap("one two three", 8, "- ", "  ")).containsExactly("- one", "  two", "  three");
    }

    @Test
    void a_long_word_keeps_a_line_for_itself() {
        assertThat(Prose.wrap("see https://example.com/very/long now", 12, "", " "))
                .containsExactly("see", " https://example.com/very/long", " now");
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "5m, PT5M", "1h30m, PT1H30M", "2m5s, PT2M5S"})
    void times_are_read(String text, Duration duration) {
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "0m", "5m1h", "-5m", "1.5h", "5 m"})
    void what_is_no_time_is_not(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
