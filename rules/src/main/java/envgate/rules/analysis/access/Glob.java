package envgate.rules.analysis.access;

import java.util.BitSet;

/// A pattern in which `*` stands for any characters and `?` for one.
///
/// In an ARN both stay inside their segment between two colons, except that a `*` at the end of a segment may run on
/// past colons: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html. Matching
/// follows all ways at once, so that its time is bounded by pattern times text whatever the pattern is.
final class Glob {

    /// Stands for a part of a pattern that is not known; it matches like a `*` that runs on.
    static final char HOLE = '\uE000';

    /// Stand for a `*` and a `?` that mean themselves.
    static final char PLAIN_STAR = '\uE001';

    static final char PLAIN_QUESTION_MARK = '\uE002';

    private static final int ONE = -1;
    private static final int ONE_INSIDE = -2;
    private static final int ANY = -3;
    private static final int ANY_INSIDE = -4;

    private final String prefix;
    private final int[] tokens;

    private Glob(String pattern, boolean segments) {
        this.tokens = tokens(pattern, segments);
        this.prefix = prefix(tokens);
    }

    /// A pattern of an action or of a condition's value: wildcards stand for anything.
    static Glob text(String pattern) {
        return new Glob(pattern, false);
    }

    /// A pattern of an ARN: wildcards mind its segments.
    static Glob arn(String pattern) {
        return new Glob(pattern, !pattern.equals("*"));
    }

    private static int[] tokens(String pattern, boolean segments) {
        int[] tokens = new int[pattern.length()];
        for (int i = 0; i < tokens.length; i++) {
            boolean last = i + 1 == tokens.length || pattern.charAt(i + 1) == ':';
            tokens[i] = switch (pattern.charAt(i)) {
                case '*' -> segments && !last ? ANY_INSIDE : ANY;
                case '?' -> segments ? ONE_INSIDE : ONE;
                case HOLE -> ANY;
                case PLAIN_STAR -> '*';
                case PLAIN_QUESTION_MARK -> '?';
                default -> pattern.charAt(i);
            };
        }
        return tokens;
    }

    private static String prefix(int[] tokens) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            if (token < 0) {
                break;
            }
            text.append((char) token);
        }
        return text.toString();
    }

    boolean matches(String text) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        if (prefix.length() == tokens.length) {
            return text.length() == prefix.length();
        }
        if (prefix.length() + 1 == tokens.length && tokens[prefix.length()] == ANY) {
            return true;
        }
        return accepts(after(text));
    }

    /// The literal characters that all it matches begins with.
    String beginning() {
        return prefix;
    }

    /// Whether anything that begins with `text` matches.
    boolean canBegin(String text) {
        return text.length() <= prefix.length()
                ? prefix.startsWith(text)
                : !after(text).isEmpty();
    }

    /// The places after all of a text.
    BitSet after(String text) {
        BitSet states = new BitSet(tokens.length + 1);
        if (text.length() < prefix.length()) {
            states.set(text.length(), prefix.startsWith(text));
            return states;
        }
        if (text.startsWith(prefix)) {
            enter(states, prefix.length());
        }
        BitSet next = new BitSet(tokens.length + 1);
        for (int i = prefix.length(); i < text.length() && !states.isEmpty(); i++) {
            advance(states, text.charAt(i), next);
            BitSet used = states;
            states = next;
            next = used;
        }
        return states;
    }

    /// The places in the pattern before anything was read.
    BitSet start() {
        BitSet states = new BitSet(tokens.length + 1);
        enter(states, 0);
        return states;
    }

    /// The places after one more character.
    BitSet step(BitSet states, char c) {
        BitSet next = new BitSet(tokens.length + 1);
        advance(states, c, next);
        return next;
    }

    private void advance(BitSet states, char c, BitSet next) {
        next.clear();
        for (int i = states.nextSetBit(0); i >= 0 && i < tokens.length; i = states.nextSetBit(i + 1)) {
            int token = tokens[i];
            if (token == ANY || (token == ANY_INSIDE && c != ':')) {
                enter(next, i);
            } else if (token == c || token == ONE || (token == ONE_INSIDE && c != ':')) {
                enter(next, i + 1);
            }
        }
    }

    boolean accepts(BitSet states) {
        return states.get(tokens.length);
    }

    /// The characters that the pattern tells apart from all others, once it has come to one of these places: no way
    /// leads back.
    BitSet alphabet(BitSet states) {
        BitSet letters = new BitSet();
        int first = states.nextSetBit(0);
        for (int i = first < 0 ? tokens.length : first; i < tokens.length; i++) {
            int token = tokens[i];
            if (token >= 0) {
                letters.set(token);
            } else if (token == ANY_INSIDE || token == ONE_INSIDE) {
                letters.set(':');
            }
        }
        return letters;
    }

    private void enter(BitSet states, int place) {
        int at = place;
        states.set(at);
        while (at < tokens.length && (tokens[at] == ANY || tokens[at] == ANY_INSIDE)) {
            states.set(++at);
        }
    }
}
