package envgate.reports;

import java.util.Locale;

/// Makes text of others harmless to look at.
///
/// Names, descriptions and error codes come from AWS accounts and files. A terminal obeys escape codes in
/// them, and characters that turn the direction of writing make a line read otherwise than it is
/// (https://trojansource.codes). Both are shown by their number instead; line breaks become spaces.
final class Plain {

    private static final int JOINER = 0x200d; // joins the parts of one sign

    private Plain() {}

    /// `text` on one line, with nothing in it that cannot be seen.
    static String text(String text) {
        if (text.codePoints().noneMatch(Plain::unseen)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(it -> {
            if (it == '\n' || it == '\r' || it == '\t') {
                if (plain.isEmpty() || plain.charAt(plain.length() - 1) != ' ') {
                    plain.append(' ');
                }
            } else if (unseen(it)) {
                plain.append(number(it));
            } else {
                plain.appendCodePoint(it);
            }
        });
        return plain.toString();
    }

    /// `text` for a terminal that shows ASCII only: our own symbols by their likeness, all others by their
    /// number.
    static String ascii(String text) {
        if (text.codePoints().allMatch(it -> it < 128)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(it -> {
            switch (it) {
                case '…' -> ascii.append("...");
                case '→' -> ascii.append("->");
                case '·' -> ascii.append(',');
                case '–', '—', '‑' -> ascii.append('-');
                case '×' -> ascii.append('x');
                case '‘', '’' -> ascii.append('\'');
                case '“', '”' -> ascii.append('"');
                case '\u00a0' -> ascii.append(' ');
                default -> ascii.append(it < 128 ? Character.toString(it) : number(it));
            }
        });
        return ascii.toString();
    }

    private static String number(int it) {
        return it < 0x10000 ? String.format(Locale.ROOT, "\\u%04x", it) : String.format(Locale.ROOT, "\\u{%x}", it);
    }

    private static boolean unseen(int it) {
        return switch (Character.getType(it)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> it != JOINER;
            default -> false;
        };
    }
}
