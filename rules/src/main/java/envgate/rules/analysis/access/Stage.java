package envgate.rules.analysis.access;

import envgate.rules.analysis.access.Claim.Cover;
import envgate.rules.analysis.access.Machine.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goes through all ways in which texts can be covered by claims, shortest first, as long as a formula may come true.
///
/// Two texts that have led to the same places in all patterns are told apart by nothing, so one of them stands for
/// both, and what can no longer make the formula true is not followed. So that nothing found means that there is
/// nothing.
final class Stage {

    private final Patterns patterns = new Patterns();
    private final Machine machine = new Machine(patterns);
    private final Formula formula;
    private final int claims;
    private final List<int[]> coversOfPattern = new ArrayList<>();
    private final List<Boolean> soft = new ArrayList<>();
    private final List<Cover> covers = new ArrayList<>();
    private final List<int[]> claimsOfCover = new ArrayList<>();
    private final int[][] groupsOfClaim;
    private final int[] most;
    private final int[] bare;
    private final int[] atFirst;
    private final int[] yesAtFirst;
    private final int[] maybeAtFirst;
    private final int[] stamps;
    private final int[] found;
    private final int[] touched;
    private int stamp;

    /// What is told of each way that ends here.
    interface Visit {

        /// @param value of the formula
        /// @param state that the text has led to, from which [Stage#covered] tells the claims
        /// @return whether to go on
        boolean reach(String text, int value, State state);
    }

    /// @param formula over groups of claims
    /// @param covers of each claim, the part that texts of this kind meet
    /// @param most of each claim, what it comes to where it covers a text
    /// @param groups of each claim
    Stage(Formula formula, List<Cover> covers, int[] most, int[][] groups, int groupCount) {
        this.formula = formula;
        this.claims = covers.size();
        this.groupsOfClaim = groups;
        this.most = most;
        Map<Cover, Integer> numbers = new HashMap<>();
        List<List<Integer>> users = new ArrayList<>();
        for (int i = 0; i < covers.size(); i++) {
            int number = numbers.computeIfAbsent(covers.get(i), it -> {
                this.covers.add(it);
                users.add(new ArrayList<>());
                return users.size() - 1;
            });
            users.get(number).add(i);
        }
        List<List<Integer>> ofPattern = new ArrayList<>();
        for (int i = 0; i < this.covers.size(); i++) {
            Cover cover = this.covers.get(i);
            claimsOfCover.add(array(users.get(i)));
            for (String it : cover.patterns()) {
                link(it, cover, i, false, ofPattern);
            }
            for (String it : cover.open()) {
                link(Variables.of(it, "2012-10-17", Settled.NOTHING).text(), cover, i, true, ofPattern);
            }
        }
        ofPattern.forEach(it -> coversOfPattern.add(array(it)));
        this.stamps = new int[this.covers.size()];
        this.found = new int[this.covers.size()];
        this.touched = new int[this.covers.size()];
        this.bare = new int[claims];
        this.atFirst = new int[claims];
        this.yesAtFirst = new int[groupCount];
        this.maybeAtFirst = new int[groupCount];
        for (int i = 0; i < this.covers.size(); i++) {
            int status = this.covers.get(i).negated() ? Formula.YES : Formula.NO;
            for (int claim : claimsOfCover.get(i)) {
                bare[claim] = status;
                atFirst[claim] = Math.min(status, most[claim]);
                count(claim, atFirst[claim], 1, yesAtFirst, maybeAtFirst);
            }
        }
    }

    private static int[] array(List<Integer> some) {
        return some.stream().mapToInt(Integer::intValue).toArray();
    }

    private void link(String pattern, Cover cover, int number, boolean open, List<List<Integer>> ofPattern) {
        int place = patterns.add(pattern, cover.manner());
        if (place == ofPattern.size()) {
            ofPattern.add(new ArrayList<>());
            soft.add(open);
        }
        ofPattern.get(place).add(number);
    }

    private void count(int claim, int status, int by, int[] yes, int[] maybe) {
        for (int group : groupsOfClaim[claim]) {
            yes[group] += status == Formula.YES ? by : 0;
            maybe[group] += status == Formula.MAYBE ? by : 0;
        }
    }

    /// A way, by its last letter and the way before it.
    private record Way(State mine, State theirs, int parent, char letter) {}

    /// Follows all ways that a machine of what is asked for goes along with.
    void follow(Machine asked, Budget budget, Visit visit) {
        List<Way> ways = new ArrayList<>();
        Pairs seen = new Pairs();
        ways.add(new Way(machine.start(), asked.start(), -1, ' '));
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            if (asked.accepts(way.theirs())) {
                int value = ending(way.mine());
                if (value != Formula.NO && !visit.reach(text(ways, i), value, way.mine())) {
                    return;
                }
            }
            char[] theirs = way.theirs().letters;
            char[] mine = way.mine().letters;
            char other = other(mine, theirs);
            boolean wide = !asked.step(way.theirs(), other).isNowhere();
            if (wide) {
                add(ways, i, other, asked, seen, budget);
                for (int j = 1; j < mine.length; j++) {
                    add(ways, i, mine[j], asked, seen, budget);
                }
            }
            for (int j = 1; j < theirs.length; j++) {
                if (!wide || !contains(mine, theirs[j])) {
                    add(ways, i, theirs[j], asked, seen, budget);
                }
            }
        }
    }

    private void add(List<Way> ways, int parent, char letter, Machine asked, Pairs seen, Budget budget) {
        State theirs = asked.step(ways.get(parent).theirs(), letter);
        if (theirs.isNowhere()) {
            return;
        }
        State mine = machine.step(ways.get(parent).mine(), letter);
        budget.spend(1);
        if (going(mine) != Formula.NO && seen.add(mine.number, theirs.number)) {
            ways.add(new Way(mine, theirs, parent, letter));
        }
    }

    private static boolean contains(char[] letters, char letter) {
        for (int i = 1; i < letters.length; i++) {
            if (letters[i] == letter) {
                return true;
            }
        }
        return false;
    }

    /// A letter that stands for all those that neither tells apart.
    private static char other(char[] mine, char[] theirs) {
        if (!contains(theirs, mine[0])) {
            return mine[0];
        }
        if (!contains(mine, theirs[0])) {
            return theirs[0];
        }
        return Patterns.other(
                new StringBuilder().append(mine, 1, mine.length - 1).append(theirs, 1, theirs.length - 1));
    }

    private static String text(List<Way> ways, int last) {
        StringBuilder text = new StringBuilder();
        for (int i = last; ways.get(i).parent() >= 0; i = ways.get(i).parent()) {
            text.append(ways.get(i).letter());
        }
        return text.reverse().toString();
    }

    /// The value of the formula for one text.
    int value(String text) {
        return ending(machine.after(text));
    }

    /// Of each claim whether it covers a text.
    int[] covered(String text) {
        return covered(machine.after(text));
    }

    /// Of each claim whether it covers the texts that have led to a state.
    int[] covered(State state) {
        int[] status = new int[claims];
        value(state.places, true, status);
        return status;
    }

    private int ending(State state) {
        if (state.ending < 0) {
            state.ending = value(state.places, true, null);
        }
        return state.ending;
    }

    private int going(State state) {
        if (state.going < 0) {
            state.going = value(state.places, false, null);
        }
        return state.going;
    }

    /// @param ended whether the text ends here; otherwise anything may follow
    private int value(int[] places, boolean ended, int @Nullable [] status) {
        stamp++;
        int[] yes = yesAtFirst.clone();
        int[] maybe = maybeAtFirst.clone();
        int count = 0;
        for (int place : places) {
            int pattern = patterns.owner(place);
            int matches = ended
                    ? (patterns.accepts(place) ? Formula.YES : Formula.NO)
                    : (patterns.acceptsAll(place) ? Formula.YES : Formula.MAYBE);
            matches = soft.get(pattern) ? Math.min(matches, Formula.MAYBE) : matches;
            for (int cover : coversOfPattern.get(pattern)) {
                if (stamps[cover] != stamp) {
                    stamps[cover] = stamp;
                    found[cover] = Formula.NO;
                    touched[count++] = cover;
                }
                found[cover] = Math.max(found[cover], matches);
            }
        }
        if (status != null) {
            System.arraycopy(bare, 0, status, 0, claims);
        }
        for (int i = 0; i < count; i++) {
            int cover = touched[i];
            int now = covers.get(cover).negated() ? Formula.YES - found[cover] : found[cover];
            for (int claim : claimsOfCover.get(cover)) {
                int after = Math.min(now, most[claim]);
                if (after != atFirst[claim]) {
                    count(claim, atFirst[claim], -1, yes, maybe);
                    count(claim, after, 1, yes, maybe);
                }
                if (status != null) {
                    status[claim] = now;
                }
            }
        }
        for (int i = 0; i < yes.length; i++) {
            yes[i] = yes[i] > 0 ? Formula.YES : maybe[i] > 0 ? Formula.MAYBE : Formula.NO;
        }
        return formula.value(yes);
    }

    /// Pairs of states that were met before.
    private static final class Pairs {

        private long[] slots = new long[128];
        private int size;

        boolean add(int one, int other) {
            if (2 * size >= slots.length) {
                long[] old = slots;
                slots = new long[2 * old.length];
                for (long it : old) {
                    if (it != 0) {
                        slots[slot(it)] = it;
                    }
                }
            }
            long pair = ((long) one << 32 | other) + 1;
            int slot = slot(pair);
            if (slots[slot] != 0) {
                return false;
            }
            slots[slot] = pair;
            size++;
            return true;
        }

        private int slot(long pair) {
            long hash = pair * 0x9E3779B97F4A7C15L;
            int slot = (int) (hash >>> 40) & (slots.length - 1);
            while (slots[slot] != 0 && slots[slot] != pair) {
                slot = (slot + 1) & (slots.length - 1);
            }
            return slot;
        }
    }

    /// Work that may be done before it is given up.
    static final class Budget {

        private long left;

        Budget(long steps) {
            this.left = steps;
        }

        /// Leaves no more than some steps.
        void leave(long steps) {
            left = Math.min(left, steps);
        }

        void spend(int steps) {
            left -= steps;
            if (left < 0) {
                throw new Exhausted();
            }
        }
    }

    static int[] array(int size, java.util.function.IntUnaryOperator value) {
        int[] all = new int[size];
        Arrays.setAll(all, value);
        return all;
    }
}
