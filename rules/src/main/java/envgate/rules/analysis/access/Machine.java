package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Patterns as a machine with one state at a time, built as far as texts have led.
///
/// What was found out for one question is there for the next one.
final class Machine {

    private static final int[] NOWHERE = {};
    private static final int MOST_STATES = 200_000;

    private final Patterns patterns;
    private final List<State> states = new ArrayList<>();
    private @Nullable State[] slots = new State[64];
    private @Nullable State start;

    /// The number of the first pattern of the second half; 0 when there are no halves.
    private final int second;

    Machine(Patterns patterns) {
        this(patterns, 0);
    }

    private Machine(Patterns patterns, int second) {
        this.patterns = patterns;
        this.second = second;
    }

    /// Where a text has led, and what was found out about it.
    static final class State {

        final int number;
        final int[] places;
        final char[] letters;
        final @Nullable State[] next;

        /// What a formula comes to while texts go on and where they end; negative as long as nobody asked.
        int going = -1;

        int ending = -1;

        State(int number, int[] places, char[] letters) {
            this.number = number;
            this.places = places;
            this.letters = letters;
            this.next = new State[letters.length];
        }

        /// Whether nothing matches any more.
        boolean isNowhere() {
            return places.length == 0;
        }
    }

    /// A machine of what matches one of some patterns, and one of others as well.
    static Machine both(List<String> some, List<String> others, Patterns.Manner manner) {
        Patterns patterns = new Patterns();
        some.forEach(it -> patterns.add(it, manner));
        int first = patterns.count();
        others.forEach(it -> patterns.add(it, manner));
        return new Machine(patterns, first);
    }

    State start() {
        if (start == null) {
            start = state(patterns.after(""));
        }
        return start;
    }

    /// The state after one more character.
    State step(State state, char c) {
        int way = 0;
        for (int i = 1; i < state.letters.length; i++) {
            if (state.letters[i] == c) {
                way = i;
                break;
            }
        }
        State next = state.next[way];
        if (next == null) {
            next = state(alive(patterns.step(state.places, way == 0 ? state.letters[0] : c)));
            state.next[way] = next;
        }
        return next;
    }

    State after(String text) {
        State state = start();
        for (int i = 0; i < text.length() && !state.isNowhere(); i++) {
            state = step(state, text.charAt(i));
        }
        return state;
    }

    /// Whether the text that has led here matches, in both halves where there are two.
    boolean accepts(State state) {
        boolean one = second == 0;
        boolean other = false;
        for (int place : state.places) {
            boolean accepts = patterns.accepts(place);
            one |= accepts && patterns.owner(place) < second;
            other |= accepts && patterns.owner(place) >= second;
        }
        return one && other;
    }

    /// Nothing, when one of the halves has come to its end.
    private int[] alive(int[] places) {
        boolean lost = second > 0
                && (places.length == 0
                        || patterns.owner(places[0]) >= second
                        || patterns.owner(places[places.length - 1]) < second);
        return lost ? NOWHERE : places;
    }

    private State state(int[] places) {
        int slot = slot(places);
        State known = slots[slot];
        if (known != null) {
            return known;
        }
        if (states.size() >= MOST_STATES) {
            throw new Exhausted();
        }
        State state = new State(states.size(), places, patterns.letters(places));
        states.add(state);
        slots[slot] = state;
        if (2 * states.size() > slots.length) {
            slots = new State[2 * slots.length];
            states.forEach(it -> slots[slot(it.places)] = it);
        }
        return state;
    }

    private int slot(int[] places) {
        int hash = Arrays.hashCode(places) * 0x9E3779B1;
        int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
        for (State it = slots[slot]; it != null && !Arrays.equals(it.places, places); it = slots[slot]) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
