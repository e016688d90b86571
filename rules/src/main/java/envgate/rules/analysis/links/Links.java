package envgate.rules.analysis.links;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.rules.finding.Trail;
import java.util.List;

/// Answers where the values of an environment lead, and who owns what they name.
///
/// Identity counts first (a thing that was seen in an environment), name tokens last.
public final class Links {

    private final List<Snapshot> snapshots;
    private final Intent intent;

    public Links(List<Snapshot> snapshots, Intent intent) {
        this.snapshots = List.copyOf(snapshots);
        this.intent = intent;
    }

    /// Where a value that was seen in `environment` leads.
    public Link of(Snapshot environment, Value value) {
        return new Link.Unresolved(
                Trail.of("links is not built yet in " + environment.environment() + snapshots.size() + intent + value),
                List.of());
    }
}
