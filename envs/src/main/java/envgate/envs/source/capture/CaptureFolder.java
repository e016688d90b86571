package envgate.envs.source.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

    /// What was there before the plan that a capture was made of, where it says so.
    public static Optional<Path> before(Path folder) {
        Path before = folder.resolve(CaptureWriter.BEFORE);
        return Files.isRegularFile(before.resolve(Manifest.NAME)) ? Optional.of(before) : Optional.empty();
    }

    /// Writes what a plan would leave, and within it what is there before it.
    ///
    /// @param planned has passed [Redaction], as has `before`
    /// @throws envgate.envs.document.BadInput when it cannot be written there
    public static void write(Recording planned, Recording before, Path folder) {
        CaptureWriter.write(planned, before, folder);
    }

    /// Writes a capture whole or not at all; an existing folder is replaced only when it is a capture.
    ///
    /// @param redacted has passed [Redaction]
    /// @throws envgate.envs.document.BadInput when it cannot be written there
    public static void write(Recording redacted, Path folder) {
        CaptureWriter.write(redacted, folder);
    }
}
