package envgate.reports;

import java.util.ArrayList;
import java.util.List;

/// A sentence in which the words between backticks are the user's or AWS's.
public record Prose(List<Part> parts) {

    /// @param code whether it stood between backticks
    public record Part(boolean code, String text) {}

    public Prose {
        parts = List.copyOf(parts);
    }

    /// The parts of `text`; a backtick without its partner stays as it is.
    public static Prose of(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('`', at);
            int close = open < 0 ? -1 : text.indexOf('`', open + 1);
            if (close < 0) {
                break;
            }
            if (open > at) {
                parts.add(new Part(false, text.substring(at, open)));
            }
            if (close > open + 1) {
                parts.add(new Part(true, text.substring(open + 1, close)));
            }
            at = close + 1;
        }
        if (at < text.length()) {
            parts.add(new Part(false, text.substring(at)));
        }
        return new Prose(parts);
    }
}
