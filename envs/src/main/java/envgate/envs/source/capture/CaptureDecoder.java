package envgate.envs.source.capture;

import envgate.envs.model.Provenance;
import envgate.envs.model.Snapshot;

/// Reads what AWS answered, live or recorded, as a snapshot.
public final class CaptureDecoder {
    private CaptureDecoder() {}

    /// @param redacted has passed [Redaction]
    /// @param source for people: `account 111111111111`, `captures/prod`
    public static Snapshot decode(Recording redacted, Provenance.Kind kind, String source) {
        throw new UnsupportedOperationException(redacted.environment() + kind + source);
    }
}
