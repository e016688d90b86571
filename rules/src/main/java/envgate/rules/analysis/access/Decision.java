package envgate.rules.analysis.access;

import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Whether a principal may do something, with the statements that decided.
public sealed interface Decision {

    Trail trail();

    record Allowed(Trail trail) implements Decision {}

    /// @param explicit whether a Deny said so, or nothing allowed it
    record Denied(Trail trail, boolean explicit) implements Decision {}

    /// It hangs on a condition's key, or on a policy that was not seen.
    record Unknown(Trail trail, List<Missing> missing) implements Decision {
        public Unknown {
            missing = missing.stream().sorted().distinct().toList();
        }
    }
}
