package envgate.rules.analysis.links;

import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Where a value leads.
public sealed interface Link {

    Trail trail();

    /// To a thing of this environment, or to one that is shared or outside of all environments.
    ///
    /// @param owner the environment that owns it; empty when none of the declared ones does
    /// @param target ARN, host or name of what it leads to
    record Leads(Trail trail, String owner, String target) implements Link {}

    /// It names a thing of this environment that does not exist.
    record Dangles(Trail trail, String target) implements Link {}

    /// To a thing of another environment.
    ///
    /// @param how what the owner was told by
    record Strays(Trail trail, String owner, String target, Evidence how) implements Link {}

    /// It names nothing that we know, or what it could name was not seen.
    ///
    /// @param missing empty when the value names nothing at all (a plain setting)
    record Unresolved(Trail trail, List<Missing> missing) implements Link {
        public Unresolved {
            missing = missing.stream().sorted().distinct().toList();
        }
    }

    /// How sure we are of an owner, surest first.
    enum Evidence {
        /// The value is a thing that was seen in the other environment.
        IDENTITY,
        /// It carries the other environment's account id.
        ACCOUNT,
        /// It carries the other environment's name.
        NAME
    }
}
