package envgate.envs.document;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The user's words in a message: in backticks, on one line, not too long, and never a secret.
public final class Quote {

    private static final int LONGEST = 80;

    private Quote() {}

    /// `word`, or what stands for it when it may not be shown.
    public static String of(String word) {
        if (LiteralSecret.in(word)) {
            return "`***`";
        }
        StringBuilder quoted = new StringBuilder("`");
        word.codePoints()
                .limit(LONGEST)
                .forEach(it -> quoted.appendCodePoint(
                        Character.isISOControl(it) || Character.getType(it) == Character.FORMAT || it == '`'
                                ? '.'
                                : it));
        return quoted.append(word.codePointCount(0, word.length()) > LONGEST ? "…`" : "`")
                .toString();
    }

    /// Several words, `a`, `b`.
    public static String of(List<String> words) {
        return String.join(", ", words.stream().map(Quote::of).toList());
    }

    /// A question that helps when a word is close to a known one, else what is known.
    public static String nearest(String word, List<String> known) {
        return near(word, known)
                .map(it -> "did you mean " + of(it) + "?")
                .orElse(known.isEmpty() ? "" : "known are " + of(known));
    }

    /// The known word that was probably meant.
    public static Optional<String> near(String word, List<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(it -> distance(word, it) <= Math.max(1, it.length() / 3)
                        || (word.length() > 2 && it.startsWith(word)))
                .min(Comparator.comparingInt(it -> distance(word, it)));
    }

    /// How many letters have to be changed, added, removed or swapped with their neighbour:
    /// https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance (optimal string alignment).
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = before;
            before = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
