package envgate.rules.analysis.access;

/// A pattern that is held against one text at a time, as fast as that goes: [Glob] for those who do not ask
/// about sets.
///
/// Only the last `*` that may run on and the last one behind it that may not are ever tried again, for an
/// earlier one could win nothing:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html says which
/// stays inside of its segment. A pattern that was made to take long goes the way of [Glob], whose time is
/// bounded.
final class Fit {

    private static final int ONE = -1;
    private static final int ONE_INSIDE = -2;
    private static final int ANY = -3;
    private static final int ANY_INSIDE = -4;

    private final String pattern;
    private final boolean segments;
    private final int[] tokens;
    private final String prefix;

    private Fit(String pattern, boolean segments) {
        this.pattern = pattern;
        this.segments = segments && !pattern.equals("*");
        this.tokens = tokens(pattern, this.segments);
        int end = 0;
        while (end < tokens.length && tokens[end] >= 0) {
            end++;
        }
        StringBuilder text = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            text.append((char) tokens[i]);
        }
        this.prefix = text.toString();
    }

    /// A pattern of an action or of a condition's value: wildcards stand for anything.
    static Fit text(String pattern) {
        return new Fit(pattern, false);
    }

    /// A pattern of an ARN: wildcards mind its segments.
    static Fit arn(String pattern) {
        return new Fit(pattern, true);
    }

    private static int[] tokens(String pattern, boolean segments) {
        int[] tokens = new int[pattern.length()];
        for (int i = 0; i < tokens.length; i++) {
            boolean last = i + 1 == tokens.length || pattern.charAt(i + 1) == ':';
            tokens[i] = switch (pattern.charAt(i)) {
                case '*' -> segments && !last ? ANY_INSIDE : ANY;
                case '?' -> segments ? ONE_INSIDE : ONE;
                case Glob.HOLE -> ANY;
                case Glob.PLAIN_STAR -> '*';
                case Glob.PLAIN_QUESTION_MARK -> '?';
                default -> pattern.charAt(i);
            };
        }
        return tokens;
    }

    boolean matches(String text) {
        int length = prefix.length();
        if (!text.startsWith(prefix)) {
            return false;
        }
        if (length == tokens.length) {
            return text.length() == length;
        }
        return (length + 1 == tokens.length && tokens[length] == ANY) || matches(text, length);
    }

    private boolean matches(String text, int from) {
        int place = from;
        int at = from;
        int any = -1;
        int anyAt = 0;
        int inside = -1;
        int insideAt = 0;
        int tries = 64 * (text.length() + tokens.length);
        while (tries-- > 0) {
            int token = place < tokens.length ? tokens[place] : 0;
            if (place == tokens.length && at == text.length()) {
                return true;
            } else if (token == ANY) {
                any = ++place;
                anyAt = at;
                inside = -1;
                if (place == tokens.length) {
                    return true;
                }
            } else if (token == ANY_INSIDE) {
                inside = ++place;
                insideAt = at;
            } else if (place < tokens.length && at < text.length() && fits(token, text.charAt(at))) {
                place++;
                at++;
            } else if (inside >= 0 && insideAt < text.length() && text.charAt(insideAt) != ':') {
                at = ++insideAt;
                place = inside;
            } else if (any >= 0 && anyAt < text.length()) {
                at = ++anyAt;
                place = any;
                inside = -1;
            } else {
                return false;
            }
        }
        return (segments ? Glob.arn(pattern) : Glob.text(pattern)).matches(text);
    }

    private static boolean fits(int token, char c) {
        return token == c || token == ONE || (token == ONE_INSIDE && c != ':');
    }
}
