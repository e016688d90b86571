package envgate.rules.finding;

import envgate.envs.model.Assumption;
import envgate.envs.model.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The ordered steps that led to a verdict, and the assumptions that it rests on.
///
/// No step quotes the value of a variable, parameter or secret.
public record Trail(List<Step> steps, Set<Assumption> assumptions) {

    /// All sets of assumptions, each once: trails are made by the million.
    private static final List<Set<Assumption>> SETS = sets();

    public static final Trail EMPTY = new Trail(List.of(), Set.of());

    /// One step.
    ///
    /// @param text what was seen, in a sentence without its period
    /// @param component AWS id of what was looked at (`rtb-…`, a statement's Sid), empty when it has none
    /// @param environment where, empty when it is clear
    public record Step(String text, String component, String environment, Origin source) {}

    @SuppressWarnings("EnumOrdinal") // bits of this run only: none is kept
    private static List<Set<Assumption>> sets() {
        List<Set<Assumption>> sets = new ArrayList<>();
        Assumption[] all = Assumption.values();
        for (int bits = 0; bits < 1 << all.length; bits++) {
            Set<Assumption> set = EnumSet.noneOf(Assumption.class);
            for (Assumption it : all) {
                if (((bits >> it.ordinal()) & 1) == 1) {
                    set.add(it);
                }
            }
            sets.add(java.util.Collections.unmodifiableSet(set));
        }
        return List.copyOf(sets);
    }

    @SuppressWarnings("EnumOrdinal") // bits of this run only: none is kept
    private static Set<Assumption> set(Collection<Assumption> some, Collection<Assumption> more) {
        int bits = 0;
        for (Assumption it : some) {
            bits |= 1 << it.ordinal();
        }
        for (Assumption it : more) {
            bits |= 1 << it.ordinal();
        }
        return SETS.get(bits);
    }

    public Trail {
        steps = List.copyOf(steps);
        assumptions = set(assumptions, Set.of());
    }

    public static Trail of(String text) {
        return EMPTY.then(text);
    }

    public static Trail of(String text, String component) {
        return EMPTY.then(text, component);
    }

    public Trail then(String text) {
        return then(text, "", "", new Origin.Unknown());
    }

    public Trail then(String text, String component) {
        return then(text, component, "", new Origin.Unknown());
    }

    public Trail then(String text, String component, String environment, Origin source) {
        Step last = new Step(text, component, environment, source);
        if (steps.isEmpty()) {
            return new Trail(List.of(last), assumptions);
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.add(last);
        return new Trail(longer, assumptions);
    }

    public Trail then(Trail other) {
        if (other.isEmpty() && other.assumptions.isEmpty()) {
            return this;
        } else if (isEmpty() && assumptions.isEmpty()) {
            return other;
        }
        List<Step> longer = new ArrayList<>(steps.size() + other.steps.size());
        longer.addAll(steps);
        longer.addAll(other.steps);
        return new Trail(longer, set(assumptions, other.assumptions));
    }

    /// One after the other.
    public static Trail joined(List<Trail> all) {
        List<Step> steps = new ArrayList<>();
        Set<Assumption> assumptions = Set.of();
        for (Trail it : all) {
            steps.addAll(it.steps);
            assumptions = it.assumptions.isEmpty() ? assumptions : set(assumptions, it.assumptions);
        }
        return new Trail(steps, assumptions);
    }

    public Trail assuming(Collection<Assumption> more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Trail(steps, set(assumptions, more));
    }

    public Trail assuming(Assumption more) {
        return assuming(List.of(more));
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
