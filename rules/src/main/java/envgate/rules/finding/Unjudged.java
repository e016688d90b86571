package envgate.rules.finding;

import java.util.Comparator;

/// A judgement that could not be made, and why.
///
/// @param permission the IAM action that would answer it, empty when none would
/// @param crashed whether the rule itself failed, which is our fault
public record Unjudged(String rule, String code, Place place, String reason, String permission, boolean crashed)
        implements Comparable<Unjudged> {

    private static final Comparator<Unjudged> ORDER = Comparator.comparing((Unjudged it) -> it.place.environment())
            .thenComparing(Unjudged::rule)
            .thenComparing(it -> it.place.function())
            .thenComparing(it -> it.place.resource())
            .thenComparing(it -> it.place.key())
            .thenComparing(it -> it.place.other())
            .thenComparing(Unjudged::reason);

    @Override
    public int compareTo(Unjudged other) {
        return ORDER.compare(this, other);
    }
}
