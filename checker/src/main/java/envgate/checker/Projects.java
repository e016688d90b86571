package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Inventory;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Intent;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.rules.engine.Triage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds the project that a run is about: the named file, the one that lies around, or none where the command line says
/// where every environment is.
final class Projects {

    static final List<String> NAMES = List.of("envgate.yaml", "envgate.yml", "envgate.json");

    private final Run run;
    private final Mistakes mistakes;

    Projects(Run run, Mistakes mistakes) {
        this.run = run;
        this.mistakes = mistakes;
    }

    ProjectFile find(Optional<String> named, Map<String, Whereabouts> elsewhere, List<String> asked) {
        Optional<Path> file = named.isPresent() ? named(named.get()) : search();
        if (file.isPresent()) {
            return withFile(file.get(), elsewhere, asked);
        }
        if (named.isEmpty()) {
            unplaced(asked.stream().filter(it -> !elsewhere.containsKey(it)).toList(), elsewhere.keySet());
        }
        mistakes.end();
        return withoutFile(elsewhere);
    }

    private void unplaced(List<String> names, Set<String> placed) {
        for (String name : names) {
            Nearest.guess(name, placed)
                    .ifPresentOrElse(
                            it -> mistakes.add("there is no environment `" + name + "`", "did you mean `" + it + "`?"),
                            () -> mistakes.add(
                                    "there is no `envgate.yaml` here or above that says where `" + name + "` is",
                                    "write one, name one with `--config FILE`, or give `--capture " + name + "=DIR`"));
        }
    }

    private Optional<Path> named(String name) {
        Path file = run.surroundings().path(name);
        if (Files.isRegularFile(file)) {
            return Optional.of(file);
        }
        mistakes.add("`--config " + name + "`: there is no such file", "");
        return Optional.empty();
    }

    /// Upward to the root of the repository, and no further: what lies above is somebody else's.
    private Optional<Path> search() {
        Path folder = run.surroundings().directory();
        String way = "";
        while (folder != null) {
            for (String name : NAMES) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    return Optional.of(run.surroundings().path(way + name));
                }
            }
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.empty();
            }
            folder = folder.getParent();
            way += "../";
        }
        return Optional.empty();
    }

    private ProjectFile withFile(Path path, Map<String, Whereabouts> elsewhere, List<String> asked) {
        ProjectFile file;
        try {
            file = ProjectFile.read(
                    path, run.surroundings().environment(), run.surroundings().today());
        } catch (BadInput bad) {
            mistakes.add(bad);
            mistakes.end();
            throw bad;
        }
        List<String> known = file.inventory().environments().stream()
                .map(EnvironmentEntry::name)
                .toList();
        List<String> words = new ArrayList<>(asked);
        words.addAll(elsewhere.keySet());
        words.stream()
                .distinct()
                .filter(it -> !known.contains(it))
                .forEach(it ->
                        mistakes.add("there is no environment `" + it + "` in " + file.path(), Nearest.to(it, known)));
        mistakes.end();
        run.messages().detail("the project is " + file.path());
        List<EnvironmentEntry> entries = file.inventory().environments().stream()
                .map(it -> new EnvironmentEntry(
                        it.name(), elsewhere.getOrDefault(it.name(), it.whereabouts()), it.selection(), it.origin()))
                .toList();
        return new ProjectFile(
                file.path(),
                new Inventory(file.inventory().application(), entries),
                file.intent(),
                file.triage(),
                file.gates(),
                file.hashKey());
    }

    private ProjectFile withoutFile(Map<String, Whereabouts> elsewhere) {
        List<EnvironmentEntry> entries = new ArrayList<>();
        elsewhere.forEach((name, where) ->
                entries.add(new EnvironmentEntry(name, where, Selection.EVERYTHING, new Origin.Unknown())));
        Intent intent = new WrittenIntent(run.surroundings().today()).of(elsewhere);
        return new ProjectFile(
                Path.of(NAMES.getFirst()),
                new Inventory(intent.application(), entries),
                intent,
                Triage.of(Map.of(), List.of()),
                new TreeMap<>(),
                "");
    }
}
