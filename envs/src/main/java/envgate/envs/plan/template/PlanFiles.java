package envgate.envs.plan.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files that a plan names: a template names others by paths that start where it lies itself.
///
/// @param directory where relative paths of the command line start
/// @param open whether there are any
/// @param assets files by the last part of the URL that they are uploaded to
public record PlanFiles(Path directory, boolean open, Map<String, String> assets) {

    /// More than CloudFormation takes.
    private static final long LARGEST = 4_000_000;

    public PlanFiles(Path directory) {
        this(directory, true, Map.of());
    }

    public PlanFiles {
        assets = Collections.unmodifiableMap(new TreeMap<>(assets));
    }

    /// With files that templates name by where they are uploaded to.
    public PlanFiles with(Map<String, String> uploaded) {
        return new PlanFiles(directory, open, uploaded);
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
        return new PlanFiles(Path.of(""), false, Map.of());
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

    /// The file that is uploaded to a URL.
    Optional<Found> uploaded(String url) {
        return Optional.ofNullable(assets.get(url.substring(url.lastIndexOf('/') + 1)))
                .flatMap(this::read);
    }

    Path folder(String file) {
        Path parent = directory.resolve(file).getParent();
        return parent == null ? directory : parent;
    }
}
