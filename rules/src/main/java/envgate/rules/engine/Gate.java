package envgate.rules.engine;

import envgate.rules.finding.Severity;
import org.jspecify.annotations.Nullable;

/// What a promotion has to fulfil.
///
/// @param failOn findings of this severity and worse stop it; null when none does
/// @param minCoverage the share of judgements that must have been made, 0 to 1
public record Gate(@Nullable Severity failOn, double minCoverage) {

    /// Stops on errors, and wants 95 % of the judgements made.
    public static final Gate DEFAULT = new Gate(Severity.ERROR, 0.95);
}
