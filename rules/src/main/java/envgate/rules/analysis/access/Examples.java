package envgate.rules.analysis.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One ARN for each way in which ARNs under a start can match some patterns: the shortest.
///
/// Two ARNs that every pattern treats alike get the same answer from every policy made of those patterns, so
/// asking for one example of each way answers for all ARNs there are. The ways are found by following all patterns
/// at once, one character after the other.
///
/// @param complete whether all ways were followed; there may be more than anyone wants to look at
/// @param ways tells apart, among those found with the same [Known], what the patterns treat differently
record Examples(List<String> arns, boolean complete, int ways) {

    /// Where no pattern goes on behind the start.
    static final Examples NONE = new Examples(List.of(), true, -1);

    private static final int LIMIT = 2_000;
    private static final String ORDINARY = "xobject0123456789abcdefghijklmnpqrstuvwyz-_.";

    /// What was found below other starts that led to the same places in the same patterns.
    static final class Known {

        private final Map<List<Object>, Examples> tails = new ConcurrentHashMap<>();
        private final AtomicInteger number = new AtomicInteger();
    }

    /// A text, and where it has led in each pattern.
    private record Way(String text, List<BitSet> states) {}

    /// Examples of ARNs that begin with `start` and go on for at least one character.
    ///
    /// @param never characters that no such ARN has
    static Examples under(String start, Collection<Glob> patterns, String never, Known known) {
        List<Glob> globs = List.copyOf(patterns);
        Way first = way(start, globs);
        Examples tails = known.tails.computeIfAbsent(
                List.of(globs, first.states(), never), _ -> tails(first, globs, never, known.number.getAndIncrement()));
        List<String> arns = new ArrayList<>(tails.arns().size());
        for (String it : tails.arns()) {
            arns.add(start + it);
        }
        return new Examples(arns, tails.complete(), tails.ways());
    }

    private static Examples tails(Way first, List<Glob> globs, String never, int number) {
        List<Character> letters = letters(globs, first.states());
        letters.removeIf(it -> never.indexOf(it) >= 0);
        Set<List<BitSet>> seen = new HashSet<>();
        Deque<Way> open = new ArrayDeque<>(List.of(new Way("", first.states())));
        List<String> found = new ArrayList<>();
        while (!open.isEmpty()) {
            Way way = open.remove();
            for (char letter : letters) {
                List<BitSet> states = new ArrayList<>();
                for (int i = 0; i < globs.size(); i++) {
                    states.add(globs.get(i).step(way.states().get(i), letter));
                }
                if (seen.add(states)) {
                    if (seen.size() > LIMIT) {
                        return new Examples(found, false, number);
                    }
                    found.add(way.text() + letter);
                    open.add(new Way(way.text() + letter, states));
                }
            }
        }
        return new Examples(found, true, number);
    }

    private static Way way(String start, List<Glob> globs) {
        List<BitSet> states = new ArrayList<>();
        for (Glob it : globs) {
            states.add(it.after(start));
        }
        return new Way(start, states);
    }

    /// The letters that patterns still name behind the start, and before them one that none of them does.
    private static List<Character> letters(List<Glob> globs, List<BitSet> states) {
        BitSet named = new BitSet();
        for (int i = 0; i < globs.size(); i++) {
            named.or(globs.get(i).alphabet(states.get(i)));
        }
        List<Character> letters = new ArrayList<>();
        ORDINARY.chars().filter(it -> !named.get(it)).limit(1).forEach(it -> letters.add((char) it));
        if (letters.isEmpty()) {
            for (char c = '\u00e0'; letters.isEmpty(); c++) {
                if (!named.get(c)) {
                    letters.add(c);
                }
            }
        }
        named.stream().forEach(it -> letters.add((char) it));
        return letters;
    }
}
