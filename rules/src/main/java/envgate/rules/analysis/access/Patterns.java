package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Many patterns, followed at once through a text, one character after the other.
///
/// Where a text has led is a sorted list of places, and places that cannot lead to more than another one are left
/// out: behind a `*` nothing that stands before it matters. So the list is about as long as there are patterns that
/// can still match, whatever the patterns are.
final class Patterns {

    /// How wildcards are meant.
    enum Manner {
        /// `*` and `?` stand for anything: actions, and values of conditions.
        TEXT,
        /// The same, whatever the case of letters.
        TEXT_OF_ANY_CASE,
        /// They mind the segments of an ARN, as `Resource` has it.
        RESOURCE,
        /// The same in a question that hangs on whose a resource is: `arn:aws:sqs:*:111122223333:*` asks for what that
        /// account owns, and none of its wildcards for regions stands for more than a region.
        ASKED,
        /// They mind the first five segments of an ARN, as `ArnLike` has it.
        ARN_VALUE,
        /// They mean themselves.
        EXACT,
        /// The same, whatever the case of letters.
        EXACT_OF_ANY_CASE
    }

    private static final int END = -1;
    private static final int ONE = -2;
    private static final int ONE_INSIDE = -3;

    /// Set in the token of a letter that is met in any case.
    private static final int ANY_CASE = 1 << 20;

    private static final byte NONE = 0;
    private static final byte INSIDE = 1;
    private static final byte ANY = 2;

    private static final String ORDINARY = "xample0123456789bcdfghijknoqrstuvwyz-_";

    /// The beginning of a pattern that says of which accounts it speaks.
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:[\\d*?]*:");

    private record Key(String pattern, Manner manner) {}

    private final Map<Key, Integer> known = new HashMap<>();
    private final List<Integer> starts = new ArrayList<>();
    private int[] tokens = new int[64];
    private byte[] loops = new byte[64];
    private int[] floors = new int[64];
    private int[] owners = new int[64];
    private int size;

    /// Adds a pattern, or finds the same one again.
    ///
    /// @return its number
    int add(String pattern, Manner manner) {
        return known.computeIfAbsent(new Key(pattern, manner), this::compile);
    }

    int count() {
        return starts.size();
    }

    private int compile(Key key) {
        int number = starts.size();
        int first = size;
        starts.add(first);
        String pattern = key.pattern();
        boolean folded = key.manner() == Manner.TEXT_OF_ANY_CASE || key.manner() == Manner.EXACT_OF_ANY_CASE;
        boolean wild = key.manner() != Manner.EXACT && key.manner() != Manner.EXACT_OF_ANY_CASE;
        place(number, END);
        boolean strict =
                key.manner() == Manner.ASKED && ACCOUNT.matcher(pattern).lookingAt();
        int segment = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean last = i + 1 == pattern.length() || pattern.charAt(i + 1) == ':';
            boolean minds = switch (key.manner()) {
                case RESOURCE, ASKED -> !pattern.equals("*");
                case ARN_VALUE -> segment < 5 && !pattern.equals("*");
                default -> false;
            };
            segment += c == ':' ? 1 : 0;
            if ((c == '*' && wild) || c == Glob.HOLE) {
                boolean runsOn = last && key.manner() != Manner.ARN_VALUE && !(strict && segment < 5);
                boolean inside = c == '*' && minds && !runsOn;
                loops[size - 1] = (byte) Math.max(loops[size - 1], inside ? INSIDE : ANY);
            } else {
                tokens[size - 1] = c == '?' && wild ? (minds ? ONE_INSIDE : ONE) : letter(c, folded);
                place(number, END);
            }
        }
        int back = first;
        for (int i = first; i < size; i++) {
            back = i > first && isPassed(i - 1) ? back : i;
            floors[i] = loops[i] == ANY ? first : loops[i] == INSIDE ? back : i;
        }
        return number;
    }

    private static int letter(char c, boolean folded) {
        char plain = c == Glob.PLAIN_STAR ? '*' : c == Glob.PLAIN_QUESTION_MARK ? '?' : c;
        return folded && Character.toLowerCase(plain) != Character.toUpperCase(plain)
                ? Character.toLowerCase(plain) | ANY_CASE
                : plain;
    }

    private void place(int number, int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
            loops = Arrays.copyOf(loops, 2 * size);
            floors = Arrays.copyOf(floors, 2 * size);
            owners = Arrays.copyOf(owners, 2 * size);
        }
        tokens[size] = token;
        owners[size] = number;
        size++;
    }

    /// Whether a `*` that stays inside of a segment makes up for a place, if it does for the next one.
    ///
    /// The floor of a place is the first of those from which nothing matches that does not match from
    /// it, too.
    private boolean isPassed(int place) {
        return loops[place] != ANY && tokens[place] != ':' && tokens[place] != ONE;
    }

    /// The places before anything was read.
    int[] start() {
        int[] places = new int[starts.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = starts.get(i);
        }
        return places;
    }

    /// The places after one more character.
    int[] step(int[] places, char c) {
        int[] next = new int[2 * places.length];
        int count = 0;
        char low = Character.toLowerCase(c);
        for (int place : places) {
            if ((loops[place] == ANY || (loops[place] == INSIDE && c != ':'))
                    && (count == 0 || next[count - 1] != place)) {
                next[count++] = place;
            }
            int token = tokens[place];
            if (token == c
                    || token == ONE
                    || (token == ONE_INSIDE && c != ':')
                    || (token >= ANY_CASE && token == (low | ANY_CASE))) {
                next[count++] = place + 1;
            }
        }
        return count == 0 ? NOWHERE : without(next, count);
    }

    private static final int[] NOWHERE = {};

    /// Leaves out the places that others make up for.
    private int[] without(int[] places, int count) {
        int kept = count;
        int floor = Integer.MAX_VALUE;
        for (int i = count - 1; i >= 0; i--) {
            int place = places[i];
            if (place < floor) {
                places[--kept] = place;
                floor = loops[place] == NONE ? floor : Math.min(floor, floors[place]);
            }
        }
        return Arrays.copyOfRange(places, kept, count);
    }

    /// The places after a text.
    int[] after(String text) {
        int[] places = without(start(), starts.size());
        for (int i = 0; i < text.length() && places.length > 0; i++) {
            places = step(places, text.charAt(i));
        }
        return places;
    }

    /// The pattern that a place is of.
    int owner(int place) {
        return owners[place];
    }

    /// Whether what was read matches the pattern of a place.
    boolean accepts(int place) {
        return tokens[place] == END;
    }

    /// Whether whatever follows matches.
    boolean acceptsAll(int place) {
        return tokens[place] == END && loops[place] == ANY;
    }

    /// The characters that lead somewhere else from these places, behind one that stands for all others.
    char[] letters(int[] places) {
        StringBuilder letters = new StringBuilder();
        boolean colon = false;
        for (int place : places) {
            int token = tokens[place];
            colon |= token == ONE_INSIDE || loops[place] == INSIDE;
            if (token >= ANY_CASE) {
                put(letters, (char) token);
                put(letters, Character.toUpperCase((char) token));
            } else if (token >= 0) {
                put(letters, (char) token);
            }
        }
        if (colon) {
            put(letters, ':');
        }
        return letters.insert(0, other(letters)).toString().toCharArray();
    }

    private static void put(StringBuilder letters, char c) {
        if (letters.indexOf(String.valueOf(c)) < 0) {
            letters.append(c);
        }
    }

    /// A character that is none of these.
    static char other(StringBuilder letters) {
        for (int i = 0; i < ORDINARY.length(); i++) {
            if (letters.indexOf(ORDINARY.substring(i, i + 1)) < 0) {
                return ORDINARY.charAt(i);
            }
        }
        char c = '\u00e0';
        while (letters.indexOf(String.valueOf(c)) >= 0) {
            c++;
        }
        return c;
    }
}
