package envgate.reports;

import java.util.ArrayList;
import java.util.List;

/// Lays text out on a terminal: breaks lines at spaces, paints them, and spells what cannot be shown.
///
/// A word is never broken, so that an ARN can be copied whole.
final class Terminal {

    /// What a piece of text is painted in.
    enum Ink {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        RED("1;31"),
        GREEN("1;32"),
        YELLOW("1;33"),
        BLUE("34"),
        MAGENTA("1;35"),
        CYAN("1;36");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    private record Piece(Ink ink, String text) {}

    private final Renderer.Options options;
    private final StringBuilder out;

    Terminal(Renderer.Options options, StringBuilder out) {
        this.options = options;
        this.out = out;
    }

    void blank() {
        out.append('\n');
    }

    /// A line whose continuations begin with `hanging`.
    Line line(String hanging) {
        return new Line(hanging);
    }

    /// One line in the making.
    final class Line {
        private final String hanging;
        private final List<Piece> pieces = new ArrayList<>();

        private Line(String hanging) {
            this.hanging = hanging;
        }

        Line add(Ink ink, String text) {
            String plain = Plain.text(text);
            pieces.add(new Piece(ink, options.unicode() ? plain : Plain.ascii(plain)));
            return this;
        }

        Line add(String text) {
            return add(Ink.PLAIN, text);
        }

        /// Writes it on one line, however long.
        void whole() {
            pieces.forEach(it -> paint(it.ink(), it.text()));
            out.append('\n');
        }

        /// Writes it on as many lines as it takes.
        void end() {
            List<Piece> words = words();
            int column = 0;
            boolean fresh = true;
            for (int i = 0; i < words.size(); i++) {
                Piece word = words.get(i);
                int length = columns(word.text());
                if (word.text().isBlank()) {
                    int next = i + 1 < words.size() ? unbroken(words, i + 1) : 0;
                    if (!fresh && next > 0 && column + length + next > options.width()) {
                        out.append('\n');
                        paint(Ink.BLUE, hanging);
                        column = columns(hanging);
                        fresh = true;
                        continue;
                    }
                } else {
                    fresh = false;
                }
                paint(word.ink(), word.text());
                column += length;
            }
            out.append('\n');
        }

        /// Columns of the words from `from` on that have no space between them: they stay together.
        private static int unbroken(List<Piece> words, int from) {
            int length = 0;
            for (int i = from; i < words.size() && !words.get(i).text().isBlank(); i++) {
                length += columns(words.get(i).text());
            }
            return length;
        }

        private List<Piece> words() {
            List<Piece> words = new ArrayList<>();
            for (Piece it : pieces) {
                String text = it.text();
                int start = 0;
                for (int i = 1; i <= text.length(); i++) {
                    if (i == text.length() || (text.charAt(i) == ' ') != (text.charAt(i - 1) == ' ')) {
                        words.add(new Piece(it.ink(), text.substring(start, i)));
                        start = i;
                    }
                }
            }
            return words;
        }
    }

    private void paint(Ink ink, String text) {
        if (options.colour() && ink != Ink.PLAIN && !text.isBlank()) {
            out.append("\u001b[").append(ink.code).append('m').append(text).append("\u001b[0m");
        } else {
            out.append(text);
        }
    }

    /// How many columns `text` takes: signs of East Asia and pictures take two, marks on a letter none.
    static int columns(String text) {
        return text.codePoints()
                .map(it -> {
                    if (it < 0x300) {
                        return 1;
                    }
                    int type = Character.getType(it);
                    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || it == 0x200d) {
                        return 0;
                    }
                    return wide(it) ? 2 : 1;
                })
                .sum();
    }

    private static boolean wide(int it) {
        return (it >= 0x1100 && it <= 0x115f)
                || (it >= 0x2e80 && it <= 0xa4cf)
                || (it >= 0xac00 && it <= 0xd7a3)
                || (it >= 0xf900 && it <= 0xfaff)
                || (it >= 0xfe30 && it <= 0xfe6f)
                || (it >= 0xff00 && it <= 0xff60)
                || (it >= 0xffe0 && it <= 0xffe6)
                || (it >= 0x1f300 && it <= 0x1f9ff)
                || (it >= 0x20000 && it <= 0x3fffd);
    }
}
