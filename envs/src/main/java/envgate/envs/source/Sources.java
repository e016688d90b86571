package envgate.envs.source;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.model.Snapshot;
import envgate.envs.source.capture.Recording;
import java.util.List;

/// Reads environments, all at once, each from where the inventory says it is.
public final class Sources {

    private Sources() {}

    /// One snapshot per entry, in their order.
    ///
    /// @throws envgate.envs.document.BadInput when a capture or text that the user named is not there or is none;
    ///     all mistakes at once
    public static List<Snapshot> readAll(List<EnvironmentEntry> entries, Reading reading) {
        throw new UnsupportedOperationException(entries + reading.toString());
    }

    /// What AWS answers about one environment, redacted, as a capture keeps it; of a capture that is there already,
    /// what it holds.
    public static Recording recording(EnvironmentEntry entry, Reading reading) {
        throw new UnsupportedOperationException(entry + reading.toString());
    }
}
