package envgate.envs.plan.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The files that a plan names: a template names others by paths that start where it lies itself.
///
/// @param directory where relative paths of the command line start
/// @param open whether there are any
public record PlanFiles(Path directory, boolean open) {

    /// More than CloudFormation takes.
    private static final long LARGEST = 4_000_000;

    public PlanFiles(Path directory) {
        this(directory, true);
    }

    /// A file and its content.
    public static final class Found {

        private final String name;
        private final byte[] content;

        private Found(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        public String name() {
            return name;
        }

        public byte[] content() {
            return content.clone();
        }
    }

    /// For templates that lie nowhere: they name no files.
    static PlanFiles none() {
        return new PlanFiles(Path.of(""), false);
    }

    /// A file that the user names.
    public Optional<Found> read(String name) {
        if (!open) {
            return Optional.empty();
        }
        try {
            Path path = directory.resolve(name);
            return Files.isRegularFile(path) && Files.size(path) <= LARGEST
                    ? Optional.of(new Found(name, Files.readAllBytes(path)))
                    : Optional.empty();
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// A file that another one names.
    Optional<Found> read(String from, String relative) {
        try {
            Path folder = Path.of(from).getParent();
            Path path = folder == null ? Path.of(relative) : folder.resolve(relative);
            return read(path.normalize().toString());
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    Path folder(String file) {
        Path parent = directory.resolve(file).getParent();
        return parent == null ? directory : parent;
    }
}
