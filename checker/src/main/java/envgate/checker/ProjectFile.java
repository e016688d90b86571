package envgate.checker;

import envgate.envs.inventory.Inventory;
import envgate.envs.model.Intent;
import envgate.rules.engine.Gate;
import envgate.rules.engine.Triage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The user's one file, `envgate.yaml`: what there is, what is meant, what is heeded.
///
/// @param path as the user named it
/// @param triage severities and waivers; gate and baseline are the run's
/// @param gates by edge, `staging -> prod`; an edge that is not there has [Gate#DEFAULT]
/// @param hashKey the text that keys the hashes of hidden values, so that runs can be compared; empty for a key per run
public record ProjectFile(
        Path path, Inventory inventory, Intent intent, Triage triage, SortedMap<String, Gate> gates, String hashKey) {

    public ProjectFile {
        gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
    }

    /// Reads and checks the file.
    ///
    /// @param variables the process's environment variables, for `${NAME}`
    /// @throws envgate.envs.document.BadInput with all mistakes at once
    public static ProjectFile read(Path file, Map<String, String> variables, LocalDate today) {
        throw new UnsupportedOperationException(file.toString() + variables.size() + today);
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
