package envgate.rules.analysis.invocation;

import envgate.envs.model.Selection;
import java.util.List;

/// How much of something a pattern fits.
enum Fit {
    NONE,
    SOME,
    ALL;

    /// Stands for a part of a path that is not known: the stage, `{id}`.
    static final char SEGMENT = '\u0001';

    /// Stands for parts of a path that are not known: `{proxy+}`.
    static final char SEGMENTS = '\u0002';

    Fit and(Fit other) {
        return compareTo(other) < 0 ? this : other;
    }

    Fit or(Fit other) {
        return compareTo(other) > 0 ? this : other;
    }

    /// Whether a pattern with `*` and `?` fits a text in which some characters stand for others.
    static Fit of(String pattern, String text) {
        return Selection.matches(pattern, text) ? ALL : meets(pattern, text) ? SOME : NONE;
    }

    /// The same for ARNs, whose parts between colons are compared one by one:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
    static Fit ofArn(String pattern, String text) {
        List<String> patterns = List.of(pattern.split(":", 6));
        List<String> parts = List.of(text.split(":", 6));
        if (patterns.size() != parts.size()) {
            return pattern.equals("*") ? ALL : of(pattern, text).and(SOME);
        }
        Fit fit = ALL;
        for (int i = 0; i < parts.size(); i++) {
            fit = fit.and(of(patterns.get(i), parts.get(i)));
        }
        return fit;
    }

    private static char at(String text, int t) {
        return t < text.length() ? text.charAt(t) : ' ';
    }

    private static boolean meets(String pattern, String text) {
        boolean[][] meet = new boolean[pattern.length() + 1][text.length() + 1];
        for (int p = pattern.length(); p >= 0; p--) {
            for (int t = text.length(); t >= 0; t--) {
                boolean end = p == pattern.length() && t == text.length();
                boolean star = p < pattern.length() && pattern.charAt(p) == '*';
                boolean anything = at(text, t) <= SEGMENTS;
                boolean taken = p < pattern.length() && (pattern.charAt(p) != '/' || at(text, t) == SEGMENTS);
                boolean same = p < pattern.length()
                        && t < text.length()
                        && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t));
                meet[p][t] = end
                        || (star && (meet[p + 1][t] || (t < text.length() && meet[p][t + 1])))
                        || (anything && (meet[p][t + 1] || (taken && meet[p + 1][t])))
                        || (same && meet[p + 1][t + 1]);
            }
        }
        return meet[0][0];
    }
}
