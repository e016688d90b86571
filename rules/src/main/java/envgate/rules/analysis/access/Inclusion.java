package envgate.rules.analysis.access;

import java.util.BitSet;

/// Whether one pattern of resources with policy variables in it covers all that another one covers, whatever the
/// values of the variables are.
///
/// A variable that is not settled is one letter of its own, which only itself and a `*` that runs on stand for: its
/// value may hold colons, or nothing at all. What is said to be covered is covered; the reverse may go unseen.
final class Inclusion {

    private static final int ONE_INSIDE = -1;
    private static final int ANY = -2;
    private static final int ANY_INSIDE = -3;

    /// Below this stand variables.
    private static final int VARIABLES = -10;

    private Inclusion() {}

    /// Whether what `narrow` matches is matched by `wide` as well.
    static boolean of(String narrow, String wide, Settled settled) {
        Variables some = Variables.of(narrow, "2012-10-17", settled);
        Variables all = Variables.of(wide, "2012-10-17", settled);
        if (some.matchesNothing() || all.matchesNothing()) {
            return some.matchesNothing();
        }
        return follows(tokens(some, all), tokens(all, some));
    }

    private static int[] tokens(Variables of, Variables other) {
        String text = of.text();
        int[] tokens = new int[text.length()];
        int hole = 0;
        for (int i = 0; i < tokens.length; i++) {
            boolean last = i + 1 == tokens.length || text.charAt(i + 1) == ':';
            tokens[i] = switch (text.charAt(i)) {
                case '*' -> last || text.equals("*") ? ANY : ANY_INSIDE;
                case '?' -> ONE_INSIDE;
                case Glob.HOLE -> variable(of.unset().get(hole++), of, other);
                case Glob.PLAIN_STAR -> '*';
                case Glob.PLAIN_QUESTION_MARK -> '?';
                default -> text.charAt(i);
            };
        }
        return tokens;
    }

    /// The same number for the same key in both patterns.
    private static int variable(String key, Variables one, Variables other) {
        boolean first = one.text().compareTo(other.text()) <= 0;
        int place = (first ? one : other).unset().indexOf(key);
        int behind = (first ? other : one).unset().indexOf(key);
        return VARIABLES - (place >= 0 ? 2 * place : 2 * behind + 1);
    }

    private static boolean follows(int[] narrow, int[] wide) {
        BitSet places = new BitSet(wide.length + 1);
        enter(wide, places, 0);
        for (int token : narrow) {
            BitSet next = new BitSet(wide.length + 1);
            for (int at = places.nextSetBit(0); at >= 0 && at < wide.length; at = places.nextSetBit(at + 1)) {
                if (wide[at] == ANY || (wide[at] == ANY_INSIDE && isInside(token))) {
                    enter(wide, next, at);
                } else if (wide[at] == token && token != ANY && token != ANY_INSIDE) {
                    enter(wide, next, at + 1);
                } else if (wide[at] == ONE_INSIDE && (token == ONE_INSIDE || (token >= 0 && token != ':'))) {
                    enter(wide, next, at + 1);
                }
            }
            places = next;
        }
        return places.get(wide.length);
    }

    /// Whether all that a token stands for is without a colon.
    private static boolean isInside(int token) {
        return token == ONE_INSIDE || token == ANY_INSIDE || (token >= 0 && token != ':');
    }

    private static void enter(int[] wide, BitSet places, int place) {
        int at = place;
        places.set(at);
        while (at < wide.length && (wide[at] == ANY || wide[at] == ANY_INSIDE)) {
            places.set(++at);
        }
    }
}
