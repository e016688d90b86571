package envgate.rules.analysis.access;

import envgate.rules.finding.Missing;
import java.util.List;
import java.util.stream.Stream;

/// Whether something holds: yes, no, or it hangs on what is missing (Kleene's three values).
sealed interface Holds {

    /// It is decided.
    enum Known implements Holds {
        YES,
        NO
    }

    /// It hangs on what is missing.
    record Maybe(List<Missing> missing) implements Holds {
        public Maybe {
            missing = missing.stream().sorted().distinct().toList();
        }
    }

    static Holds of(boolean known) {
        return known ? Known.YES : Known.NO;
    }

    static Holds maybe(String what) {
        return new Maybe(List.of(new Missing(what, "")));
    }

    default boolean isYes() {
        return this == Known.YES;
    }

    default boolean isNo() {
        return this == Known.NO;
    }

    default List<Missing> missing() {
        return this instanceof Maybe(List<Missing> missing) ? missing : List.of();
    }

    default Holds and(Holds other) {
        if (isNo() || other.isNo()) {
            return Known.NO;
        }
        return isYes() ? other : other.isYes() ? this : both(other);
    }

    default Holds or(Holds other) {
        if (isYes() || other.isYes()) {
            return Known.YES;
        }
        return isNo() ? other : other.isNo() ? this : both(other);
    }

    default Holds not() {
        return isYes() ? Known.NO : isNo() ? Known.YES : this;
    }

    private Holds both(Holds other) {
        return new Maybe(
                Stream.concat(missing().stream(), other.missing().stream()).toList());
    }
}
