package envgate.rules.analysis.access;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
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
        Missing missing = new Missing("access is not built yet in " + intent.application(), "");
        return snapshots.contains(from) && snapshots.contains(to)
                ? List.of(new Crossing.Unknown(Trail.EMPTY, "", "", List.of(missing)))
                : List.of();
    }

    /// One answer per role of a function of `from`: does it assume into `to`, directly or by a chain?
    public List<Crossing> assumptionsOfRoles(Snapshot from, Snapshot to) {
        return crossings(from, to);
    }
}
