package envgate.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void what_can_be_seen_stays() {
        String text = "orders-prod · café 日本語 שלום 👩\u200d🚀";
        assertThat(Plain.text(text)).isSameAs(text);
    }

    @Test
    void what_cannot_be_seen_is_shown_by_its_number() {
        assertThat(Plain.text("a\u001b[31mb\u202ec\u200bd\u0000")).isEqualTo("a\\u001b[31mb\\u202ec\\u200bd\\u0000");
        assertThat(Plain.text("a" + Character.toString(0xe0041))).isEqualTo("a\\u{e0041}");
        assertThat(Plain.text("half \ud83d")).isEqualTo("half \\ud83d");
    }

    @Test
    void line_breaks_become_one_space() {
        assertThat(Plain.text("one\r\n\ttwo")).isEqualTo("one two");
    }

    @Test
    void ascii_spells_our_symbols_and_numbers_all_others() {
        assertThat(Plain.ascii("a → b · c… é 🚀")).isEqualTo("a -> b , c... \\u00e9 \\u{1f680}");
        assertThat(Plain.ascii("plain")).isSameAs("plain");
    }
}
