package envgate.envs.source.text;

import envgate.envs.document.Document;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Call;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent;
import envgate.envs.model.Intent.EnvironmentName;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.ShortForm.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads environments written by hand in the short YAML form, which `envs/docs/short-form.md` describes.
///
/// What is wrong with a text ends in one [BadInput] with all mistakes.
public final class SnapshotYaml {

    private final Mistakes mistakes = new Mistakes();
    private final Map<Word, Integer> lines = new TreeMap<>();
    private final List<Part> documents = new ArrayList<>();
    private final Map<Integer, Part> before = new TreeMap<>();
    private Part inventory = Part.nothing();

    private final List<Area> hidden;

    private SnapshotYaml(List<Area> hidden) {
        this.hidden = hidden;
    }

    /// The fleet that a text describes.
    ///
    /// @param file as messages and origins name it
    /// @param hidden what every environment hides besides what its document says
    public static ShortForm read(String file, String text, Area... hidden) {
        SnapshotYaml yaml = new SnapshotYaml(List.of(hidden));
        ShortForm form = yaml.fleet(file, text);
        yaml.mistakes.throwIfAny();
        return form;
    }

    private ShortForm fleet(String file, String text) {
        for (Part it : parse(file, text)) {
            Part declared = it.only(EnvironmentText.KEYS).get("inventory");
            inventory = declared.isAbsent() ? inventory : declared;
            if (!it.get("environment").isAbsent()) {
                documents.add(it);
            } else if (declared.isAbsent()) {
                it.bad("this document names no `environment`");
            }
        }
        setApart();
        List<String> environments = new ArrayList<>();
        List<EnvironmentName> names = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            Part it = documents.get(i);
            String name = it.get("environment").text();
            if (environments.contains(name)) {
                it.get("environment").bad("`" + name + "` is written twice");
            }
            environments.add(name);
            names.add(new EnvironmentName(
                    name,
                    it.get("also-called").texts(),
                    List.of(account(i)),
                    List.of(region(i)),
                    it.get("environment").origin()));
        }
        Intent intent = IntentText.read(inventory, names);
        List<Snapshot> alone = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            alone.add(withCalls(EnvironmentText.read(scene(i, documents.get(i), lines)), intent));
        }
        Map<String, Snapshot> earlier = new TreeMap<>();
        before.forEach((i, it) -> {
            Map<Word, Integer> words = new TreeMap<>();
            Snapshot own = withCalls(EnvironmentText.read(scene(i, it, words)), intent);
            words.forEach(lines::putIfAbsent);
            earlier.put(own.environment(), Neighbours.join(own, alone));
        });
        return new ShortForm(
                alone.stream().map(it -> Neighbours.join(it, alone)).toList(),
                earlier,
                intent,
                promote(environments),
                lines);
    }

    /// Takes the documents out of the fleet that tell how an environment is before the plan of another document.
    private void setApart() {
        List<Part> all = List.copyOf(documents);
        documents.clear();
        all.stream().filter(it -> !isBefore(it, all)).forEach(documents::add);
        for (Part it : all) {
            for (int i = 0; i < documents.size() && isBefore(it, all); i++) {
                if (name(documents.get(i)).equals(name(it)) && before.put(i, it) != null) {
                    it.get("environment").bad("`" + name(it) + "` is written twice");
                }
            }
        }
    }

    private static boolean isBefore(Part document, List<Part> all) {
        return !EnvironmentText.isPlanned(document)
                && all.stream().anyMatch(it -> EnvironmentText.isPlanned(it) && name(it).equals(name(document)));
    }

    private static String name(Part document) {
        return document.get("environment").text();
    }

    private List<Part> parse(String file, String text) {
        return Document.readAll(file, text, mistakes).stream()
                .map(it -> Part.of(it, mistakes))
                .filter(it -> !it.isAbsent())
                .toList();
    }

    private String account(int i) {
        return documents
                .get(i)
                .get("account")
                .text(String.valueOf((char) ('1' + i % 9)).repeat(12));
    }

    private String region(int i) {
        return documents.get(i).get("region").text("eu-west-1");
    }

    /// @param document the `i`-th one, or the one of the same environment before its plan
    private Scene scene(int i, Part document, Map<Word, Integer> words) {
        String name = name(document);
        List<Part> neighbours = Stream.iterate(0, it -> it < documents.size(), it -> it + 1)
                .filter(it -> account(it).equals(account(i)) && region(it).equals(region(i)))
                .map(it -> it == i ? document : documents.get(it))
                .toList();
        Map<String, String> functions = FunctionText.names(document, name);
        List<Gap> gaps = UnseenText.read(document.get("unseen"), hidden, account(i), region(i), functions);
        return new Scene(name, account(i), region(i), document, neighbours, gaps, words);
    }

    private static Snapshot withCalls(Snapshot snapshot, Intent intent) {
        List<LambdaFunction> functions = new ArrayList<>();
        for (LambdaFunction it : snapshot.functions()) {
            List<Call> calls = new ArrayList<>(it.calls());
            calls.addAll(intent.calls().getOrDefault(it.logicalName(), List.of()));
            functions.add(it.withCalls(calls));
        }
        return snapshot.withFunctions(functions);
    }

    private List<String> promote(List<String> environments) {
        List<String> written = new ArrayList<>();
        for (Part it : inventory.get("promote").items()) {
            if (!environments.contains(it.text())) {
                it.bad("`" + it.text() + "` is no environment", Quote.nearest(it.text(), environments));
            }
            written.add(it.text());
        }
        if (!written.isEmpty() || environments.size() < 2) {
            return written.isEmpty() ? environments : written;
        }
        return List.of(environments.getFirst(), environments.getLast());
    }
}
