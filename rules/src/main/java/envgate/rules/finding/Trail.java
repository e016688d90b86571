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

    public static final Trail EMPTY = new Trail(List.of(), Set.of());

    /// One step.
    ///
    /// @param text what was seen, in a sentence without its period
    /// @param component AWS id of what was looked at (`rtb-…`, a statement's Sid), empty when it has none
    /// @param environment where, empty when it is clear
    public record Step(String text, String component, String environment, Origin source) {}

    public Trail {
        steps = List.copyOf(steps);
        assumptions =
                assumptions.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(assumptions));
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
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(text, component, environment, source));
        return new Trail(longer, assumptions);
    }

    public Trail then(Trail other) {
        if (other.isEmpty() && other.assumptions.isEmpty()) {
            return this;
        } else if (isEmpty() && assumptions.isEmpty()) {
            return other;
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.addAll(other.steps);
        return new Trail(longer, assumptions).assuming(other.assumptions);
    }

    public Trail assuming(Collection<Assumption> more) {
        if (more.isEmpty()) {
            return this;
        }
        EnumSet<Assumption> all = EnumSet.copyOf(more);
        all.addAll(assumptions);
        return new Trail(steps, all);
    }

    public Trail assuming(Assumption more) {
        return assuming(List.of(more));
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
