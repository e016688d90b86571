package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Inventory;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Intent;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.rules.engine.Triage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds the project that a run is about: the named file, the one that lies around, or none where the command line says
/// where every environment is.
final class Projects {

    private final Run run;
    private final Complaints mistakes;

    Projects(Run run, Complaints mistakes) {
        this.run = run;
        this.mistakes = mistakes;
    }

    ProjectFile find(Optional<String> named, Map<String, Whereabouts> elsewhere, List<String> asked) {
        Path directory = run.surroundings().directory();
        if (named.isPresent()) {
            return withFile(run.surroundings().path(named.get()), named.get(), elsewhere, asked);
        }
        Optional<Path> around = around();
        if (around.isPresent()) {
            String name = directory.relativize(around.get()).toString();
            return withFile(run.surroundings().path(name), name, elsewhere, asked);
        }
        unplaced(asked.stream().filter(it -> !elsewhere.containsKey(it)).toList(), List.copyOf(elsewhere.keySet()));
        mistakes.end();
        return withoutFile(elsewhere);
    }

    private Optional<Path> around() {
        try {
            return ProjectFile.find(run.surroundings().directory());
        } catch (BadInput bad) {
            mistakes.add(bad);
            mistakes.end();
            throw bad;
        }
    }

    private void unplaced(List<String> names, List<String> placed) {
        for (String name : names) {
            Quote.near(name, placed)
                    .ifPresentOrElse(
                            it -> mistakes.add(
                                    "there is no environment " + Quote.of(name), "did you mean `" + it + "`?"),
                            () -> mistakes.add(
                                    "there is no `envgate.yaml` here or above that says where " + Quote.of(name)
                                            + " is",
                                    "write one, name one with `--config FILE`, or give `--capture " + name + "=DIR`"));
        }
    }

    private ProjectFile withFile(Path path, String name, Map<String, Whereabouts> elsewhere, List<String> asked) {
        ProjectFile file;
        try {
            file = ProjectFile.read(
                    path,
                    name,
                    run.surroundings().environment(),
                    run.surroundings().today());
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
                .forEach(it -> mistakes.add(
                        "there is no environment " + Quote.of(it) + " in " + name, Quote.nearest(it, known)));
        mistakes.end();
        run.messages().detail("the project is " + name);
        List<EnvironmentEntry> entries = file.inventory().environments().stream()
                .map(it -> new EnvironmentEntry(
                        it.name(), elsewhere.getOrDefault(it.name(), it.whereabouts()), it.selection(), it.origin()))
                .toList();
        return new ProjectFile(
                Path.of(name),
                new Inventory(file.inventory().application(), entries),
                file.intent(),
                file.triage(),
                file.gates(),
                file.smoke(),
                file.hashKey());
    }

    private ProjectFile withoutFile(Map<String, Whereabouts> elsewhere) {
        List<EnvironmentEntry> entries = new ArrayList<>();
        elsewhere.forEach((name, where) ->
                entries.add(new EnvironmentEntry(name, where, Selection.EVERYTHING, new Origin.Unknown())));
        Intent intent = new WrittenIntent(run.surroundings().today()).of(elsewhere);
        return new ProjectFile(
                Path.of(ProjectFile.NAMES.getFirst()),
                new Inventory(intent.application(), entries),
                intent,
                Triage.of(Map.of(), List.of()),
                new TreeMap<>(),
                List.of(),
                "");
    }
}
