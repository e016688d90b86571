package envgate.rules.analysis.access;

import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Whether a role of one environment reaches into another.
public sealed interface Crossing {

    Trail trail();

    /// ARN of the role that was asked about.
    String role();

    /// It does: `action` on `resource` is a concrete witness.
    ///
    /// @param reached all that it reaches, each with the worst that it may do there
    record Crosses(Trail trail, String role, String action, String resource, String owner, List<Reached> reached)
            implements Crossing {

        public Crosses {
            reached = List.copyOf(reached);
        }
    }

    /// Something within reach.
    ///
    /// @param kind as [envgate.rules.analysis.links.Thing.Kind] calls it
    record Reached(String kind, String name, String action, Trail trail) {}

    /// No action on anything of the other environment is allowed.
    record Isolated(Trail trail, String role) implements Crossing {}

    /// It hangs on conditions or on what was not seen.
    record Unknown(Trail trail, String role, String resource, List<Missing> missing) implements Crossing {
        public Unknown {
            missing = missing.stream().sorted().distinct().toList();
        }
    }
}
