package envgate.checker;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a mistyped word was probably meant to be.
final class Nearest {

    private Nearest() {}

    /// `did you mean `prod`?`, or what is known when nothing is close.
    static String to(String word, Collection<String> known) {
        Optional<String> best = guess(word, known);
        return best.map(it -> "did you mean `" + it + "`?")
                .orElse(known.isEmpty() ? "" : "known are `" + String.join("`, `", known) + "`");
    }

    /// The word that is close enough, if one is: within a third of its letters.
    static Optional<String> guess(String word, Collection<String> known) {
        List<String> close = known.stream()
                .filter(it -> distance(word, it)
                        <= Math.max(1, it.replaceFirst("^-+", "").length() / 3))
                .toList();
        return close.stream().min(Comparator.comparingInt(it -> distance(word, it)));
    }

    /// Letters to insert, leave out, exchange or swap with their neighbour.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
