package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.inventory.Inventory;
import envgate.envs.model.Intent;
import envgate.rules.engine.Gate;
import envgate.rules.engine.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The user's one file, `envgate.yaml`: what there is, what is meant, what is heeded.
///
/// @param path as it was read
/// @param triage severities and waivers; gate and baseline are the run's
/// @param gates by edge, `staging -> prod`; an edge that is not there has [Gate#DEFAULT]
/// @param smoke requests that `envgate verify --invoke` sends
/// @param hashKey the text that keys the hashes of hidden values, so that runs can be compared; empty for a key per run
public record ProjectFile(
        Path path,
        Inventory inventory,
        Intent intent,
        Triage triage,
        SortedMap<String, Gate> gates,
        List<SmokeRequest> smoke,
        String hashKey) {

    /// What the file may be called, in the order of preference.
    static final List<String> NAMES = List.of("envgate.yaml", "envgate.yml", "envgate.json");

    private static final String ADVICE = "write one, or name one elsewhere with `--config FILE`";

    public ProjectFile {
        gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
        smoke = List.copyOf(smoke);
    }

    /// The file of a project: in this directory, or above it as far as the root of the repository.
    ///
    /// Outside of a repository only the directory itself counts: what lies further up may be anyone's.
    ///
    /// @return nothing when there is none
    /// @throws BadInput when there is more than one in a directory
    public static Optional<Path> find(Path directory) {
        Path root = repository(directory.toAbsolutePath().normalize());
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            List<Path> found =
                    NAMES.stream().map(at::resolve).filter(Files::isRegularFile).toList();
            if (found.size() > 1) {
                throw new BadInput(Mistake.of(
                        "`" + found.get(0).getFileName() + "` and `"
                                + found.get(1).getFileName() + "` are both there",
                        "keep one of them, or name one with `--config FILE`"));
            }
            if (found.size() == 1) {
                return Optional.of(found.getFirst());
            }
            if (at.equals(root)) {
                break;
            }
        }
        return Optional.empty();
    }

    private static Path repository(Path directory) {
        for (@Nullable Path at = directory; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return directory;
    }

    /// Reads and checks the file, which messages call as it is given here.
    ///
    /// @param variables the process's environment variables, for `${NAME}`
    /// @throws BadInput with all mistakes at once
    public static ProjectFile read(Path file, Map<String, String> variables, LocalDate today) {
        return read(file, file.toString().replace('\\', '/'), variables, today);
    }

    /// Reads and checks the file.
    ///
    /// @param name what messages and origins call it: as the user named it, or relative to the working directory
    /// @param variables the process's environment variables, for `${NAME}`
    /// @throws BadInput with all mistakes at once
    public static ProjectFile read(Path file, String name, Map<String, String> variables, LocalDate today) {
        try {
            return ProjectText.read(file, name, Files.readAllBytes(file), variables, today);
        } catch (NoSuchFileException _) {
            throw new BadInput(new Mistake(name, 0, 0, "there is no such file", ADVICE));
        } catch (IOException _) {
            throw new BadInput(
                    new Mistake(name, 0, 0, "this file cannot be read", "check that it is a file and yours"));
        }
    }

    public Gate gate(String from, String to) {
        return gates.getOrDefault(from + " -> " + to, Gate.DEFAULT);
    }

    /// The key is not printed.
    @Override
    public String toString() {
        return "ProjectFile[" + path + "]";
    }
}
