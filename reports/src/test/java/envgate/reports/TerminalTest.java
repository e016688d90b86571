package envgate.reports;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.reports.Terminal.Ink;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static String laid(int width, boolean colour, String hanging, String... texts) {
        StringBuilder out = new StringBuilder();
        Terminal.Line line = new Terminal(new Renderer.Options(width, colour, true, ""), out).line(hanging);
        for (String it : texts) {
            line.add(Ink.RED, it);
        }
        line.end();
        return out.toString();
    }

    @Test
    void a_line_breaks_at_spaces_and_hangs() {
        assertThat(laid(10, false, "  ", "one two three four")).isEqualTo("one two\n  three\n  four\n");
    }

    @Test
    void a_line_may_fill_the_terminal() {
        assertThat(laid(7, false, "", "one two three")).isEqualTo("one two\nthree\n");
    }

    @Test
    void a_word_is_never_broken() {
        assertThat(laid(10, false, "  ", "see arn:aws:s3:::orders-prod now"))
                .isEqualTo("see\n  arn:aws:s3:::orders-prod\n  now\n");
        assertThat(laid(10, false, "  ", "say (", "longer", ") now")).isEqualTo("say\n  (longer)\n  now\n");
    }

    @Test
    void an_indent_is_no_place_to_break() {
        assertThat(laid(6, false, "    ", "    longword")).isEqualTo("    longword\n");
    }

    @Test
    void every_word_is_painted_for_itself_so_that_no_colour_runs_over_a_break() {
        assertThat(laid(5, true, "  ", "one two")).isEqualTo("\u001b[1;31mone\u001b[0m\n  \u001b[1;31mtwo\u001b[0m\n");
    }

    @Test
    void signs_count_as_wide_as_they_are_shown() {
        assertThat(Terminal.columns("日本")).isEqualTo(4);
        assertThat(Terminal.columns("e\u0301")).isEqualTo(1);
        assertThat(Terminal.columns("🚀")).isEqualTo(2);
        assertThat(Terminal.columns("äö→")).isEqualTo(3);
    }
}
