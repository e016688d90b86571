package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.Intent.DeclaredVariable;
import envgate.envs.model.Intent.EnvironmentName;
import envgate.envs.model.Intent.Pairing;
import envgate.envs.model.Intent.SharedResource;
import envgate.envs.model.Origin;
import envgate.envs.source.text.SnapshotYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is declared where there is no project file: nothing, but for what the texts in the short form declare
/// themselves under `inventory`.
final class WrittenIntent {

    private final LocalDate today;
    private final List<EnvironmentName> names = new ArrayList<>();
    private final List<DeclaredVariable> variables = new ArrayList<>();
    private final List<SharedResource> shared = new ArrayList<>();
    private final SortedMap<String, List<Call>> calls = new TreeMap<>();
    private final SortedMap<String, List<String>> namespaces = new TreeMap<>();
    private final Set<Assumption> assumed = EnumSet.allOf(Assumption.class);
    private String application = "";
    private Pairing pairing = Pairing.BY_LOGICAL_ID;

    WrittenIntent(LocalDate today) {
        this.today = today;
    }

    Intent of(Map<String, Whereabouts> places) {
        Set<Path> files = new LinkedHashSet<>();
        places.values().forEach(it -> {
            if (it instanceof Whereabouts.TextFile(Path file)) {
                files.add(file);
            }
        });
        files.forEach(this::add);
        List<EnvironmentName> asked = places.keySet().stream().map(this::name).toList();
        return new Intent(application, asked, pairing, variables, shared, calls, namespaces, assumed, today);
    }

    private void add(Path file) {
        Intent written;
        try {
            written = SnapshotYaml.read(file.toString(), Files.readString(file)).intent();
        } catch (IOException e) {
            throw new BadInput(
                    new BadInput.Mistake(file.toString(), 0, 0, "the file cannot be read as UTF-8 text", ""));
        }
        application = application.isEmpty() ? written.application() : application;
        pairing = pairing.equals(Pairing.BY_LOGICAL_ID) ? written.pairing() : pairing;
        names.addAll(written.environments());
        variables.addAll(written.variables());
        shared.addAll(written.shared());
        calls.putAll(written.calls());
        namespaces.putAll(written.namespaces());
        assumed.retainAll(written.assumed());
    }

    private EnvironmentName name(String name) {
        return names.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(new EnvironmentName(name, List.of(), List.of(), List.of(), new Origin.Unknown()));
    }
}
