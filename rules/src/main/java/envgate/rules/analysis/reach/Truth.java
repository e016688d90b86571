package envgate.rules.analysis.reach;

import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;

/// Yes, no, or it hangs on something that was not seen.
sealed interface Truth {

    enum Sure implements Truth {
        YES,
        NO
    }

    record Maybe(List<Missing> missing) implements Truth {
        public Maybe {
            missing = List.copyOf(missing);
        }
    }

    static Truth of(boolean yes) {
        return yes ? Sure.YES : Sure.NO;
    }

    static Truth maybe(Missing missing) {
        return new Maybe(List.of(missing));
    }

    default boolean isYes() {
        return this == Sure.YES;
    }

    default boolean isNo() {
        return this == Sure.NO;
    }

    /// Yes when one of the two is.
    default Truth or(Truth other) {
        if (isYes() || other.isNo()) {
            return this;
        } else if (other.isYes() || isNo()) {
            return other;
        }
        List<Missing> all = new ArrayList<>(missing());
        all.addAll(other.missing());
        return new Maybe(all);
    }

    /// Yes when both are.
    default Truth and(Truth other) {
        if (isNo() || other.isYes()) {
            return this;
        } else if (other.isNo() || isYes()) {
            return other;
        }
        List<Missing> all = new ArrayList<>(missing());
        all.addAll(other.missing());
        return new Maybe(all);
    }

    /// What it hangs on.
    default List<Missing> missing() {
        return this instanceof Maybe(List<Missing> missing) ? missing : List.of();
    }
}
