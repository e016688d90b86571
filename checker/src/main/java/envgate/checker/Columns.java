package envgate.checker;

import java.util.ArrayList;
import java.util.List;

/// Two texts side by side.
final class Columns {

    private static final String RULE = " │ ";

    private Columns() {}

    /// How wide each may be where both together may be `width` wide.
    static int half(int width) {
        return (width - RULE.length()) / 2;
    }

    static List<String> of(List<String> left, List<String> right, int width) {
        int half = half(width);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String mine = i < left.size() ? left.get(i) : "";
            String theirs = i < right.size() ? right.get(i) : "";
            lines.add((mine + " ".repeat(Math.max(0, half - mine.length())) + RULE + theirs).stripTrailing());
        }
        return lines;
    }
}
