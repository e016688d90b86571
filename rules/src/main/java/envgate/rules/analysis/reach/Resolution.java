package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;

/// Where the name of a destination leads, seen from one function.
sealed interface Resolution {

    /// How the name was followed.
    Trail trail();

    /// To these places; any of them may be the one that answers.
    record Leads(Trail trail, List<Target> targets) implements Resolution {}

    /// Nowhere.
    record Ends(Trail trail, Blocker blocker) implements Resolution {}

    /// It hangs on something that was not seen.
    record Unclear(Trail trail, Path.Part part, List<Missing> missing) implements Resolution {}

    /// Servers of the user's own are asked, and what they answer is not known.
    ///
    /// @param options the DHCP options that name them
    /// @param servers those that have to be reached; none where AWS's resolver is asked besides
    record Asks(Trail trail, String options, List<Cidr> servers, Missing missing) implements Resolution {}
}
