package envgate.envs.source;

import envgate.envs.model.Snapshot;

/// A place to read one environment from; what the world refuses becomes a gap of the snapshot, never an exception.
public interface Source {

    /// What the environment holds, redacted.
    Snapshot read();
}
