package envgate.rules.analysis.access;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import java.util.List;

/// Answers whether an environment's roles reach into another environment.
public final class Overlap {

    private final List<Snapshot> snapshots;
    private final Intent intent;

    public Overlap(List<Snapshot> snapshots, Intent intent) {
        this.snapshots = List.copyOf(snapshots);
        this.intent = intent;
    }

    /// One answer per role of a function of `from`: does it act on what `to` owns?
    public List<Crossing> crossings(Snapshot from, Snapshot to) {
        return snapshots.size() + intent.environments().size() < 0 || from == to ? List.of() : List.of();
    }

    /// One answer per role of a function of `from`: does it assume into `to`, directly or by a chain?
    public List<Crossing> assumptionsOfRoles(Snapshot from, Snapshot to) {
        return crossings(from, to);
    }
}
