package envgate.envs.source;

import envgate.envs.model.Snapshot;
import java.util.Optional;

/// An environment as it is judged.
///
/// @param snapshot as it is, or as a plan would leave it
/// @param before as it is, where the snapshot is planned
public record Prospect(Snapshot snapshot, Optional<Snapshot> before) {}
