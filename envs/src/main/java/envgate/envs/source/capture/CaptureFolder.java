package envgate.envs.source.capture;

import java.nio.file.Path;

/// A recording on disk: a folder of JSON files in the shape that the AWS CLI prints.
public final class CaptureFolder {
    private CaptureFolder() {}

    /// Whether the folder holds anything that looks like an answer of AWS.
    public static boolean recognises(Path folder) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /// Reads a capture, ours or anybody's; what is read must pass [Redaction] before it is decoded.
    public static Recording read(Path folder) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /// Writes a capture whole or not at all; an existing folder is replaced only when it is a capture.
    ///
    /// @param redacted has passed [Redaction]
    public static void write(Recording redacted, Path folder) {
        throw new UnsupportedOperationException(redacted.environment() + folder);
    }
}
