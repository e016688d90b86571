package envgate.envs.source.capture;

import java.nio.file.Path;

/// A recording on disk: a folder of JSON files in the shape that the AWS CLI prints.
public final class CaptureFolder {
    private CaptureFolder() {}

    /// Whether the folder holds anything that looks like an answer of AWS.
    public static boolean recognises(Path folder) {
        return CaptureReader.recognises(folder, CaptureLimits.USUAL);
    }

    /// Reads a capture, ours or anybody's; what is read must pass [Redaction] before it is decoded.
    ///
    /// @throws envgate.envs.document.BadInput when there is no folder, nothing of AWS in it, or a later
    /// envgate wrote it
    public static Recording read(Path folder) {
        return CaptureReader.read(folder, CaptureLimits.USUAL);
    }

    /// Writes a capture whole or not at all; an existing folder is replaced only when it is a capture.
    ///
    /// @param redacted has passed [Redaction]
    /// @throws envgate.envs.document.BadInput when it cannot be written there
    public static void write(Recording redacted, Path folder) {
        CaptureWriter.write(redacted, folder);
    }
}
