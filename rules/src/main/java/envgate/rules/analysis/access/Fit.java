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

    private static final int[] NOTHING = {};

    private final String pattern;
    private final boolean segments;
    private final String prefix;

    /// What comes behind the prefix.
    private final int[] tokens;

    private Fit(String pattern, boolean segments) {
        this.pattern = pattern;
        this.segments = segments && !pattern.equals("*");
        int end = 0;
        while (end < pattern.length() && token(pattern, end, this.segments) >= 0) {
            end++;
        }
        this.prefix = meant(pattern.substring(0, end));
        this.tokens = end == pattern.length() ? NOTHING : new int[pattern.length() - end];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = token(pattern, end + i, this.segments);
        }
    }

    /// A pattern of an action or of a condition's value: wildcards stand for anything.
    static Fit text(String pattern) {
        return new Fit(pattern, false);
    }

    /// A pattern of an ARN: wildcards mind its segments.
    static Fit arn(String pattern) {
        return new Fit(pattern, true);
    }

    private static String meant(String prefix) {
        return prefix.replace(Glob.PLAIN_STAR, '*').replace(Glob.PLAIN_QUESTION_MARK, '?');
    }

    private static int token(String pattern, int at, boolean segments) {
        return switch (pattern.charAt(at)) {
            case '*' -> segments && at + 1 < pattern.length() && pattern.charAt(at + 1) != ':' ? ANY_INSIDE : ANY;
            case '?' -> segments ? ONE_INSIDE : ONE;
            case Glob.HOLE -> ANY;
            case Glob.PLAIN_STAR -> '*';
            case Glob.PLAIN_QUESTION_MARK -> '?';
            default -> pattern.charAt(at);
        };
    }

    /// The literal characters that all it matches begins with.
    String beginning() {
        return prefix;
    }

    /// Whether anything that begins with `text` could match, as far as the beginning tells.
    boolean mayBegin(String text) {
        return text.length() <= prefix.length() ? prefix.startsWith(text) : text.startsWith(prefix);
    }

    boolean matches(String text) {
        int length = prefix.length();
        if (!text.startsWith(prefix)) {
            return false;
        }
        if (tokens.length == 0) {
            return text.length() == length;
        }
        return (tokens.length == 1 && tokens[0] == ANY) || matches(text, length);
    }

    private boolean matches(String text, int from) {
        int place = 0;
        int at = from;
        int any = -1;
        int anyAt = 0;
        int inside = -1;
        int insideAt = 0;
        int tries = 64 * (text.length() + pattern.length());
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
