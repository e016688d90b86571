package envgate.envs.source.capture;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a folder of answers, whoever wrote it: what a broken file may have held becomes a gap, and the
/// rest is read.
final class CaptureReader {

    private static final int NAMED = 3;

    private final Path folder;
    private final CaptureLimits limits;
    private final Map<String, List<JsonNode>> values = new LinkedHashMap<>();
    private final Map<String, JsonFile.Broken> broken = new TreeMap<>();
    private final Viewers viewers = new Viewers();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, Set<String>> remarks = new TreeMap<>();
    private @Nullable Manifest manifest;
    private boolean recognised;

    private CaptureReader(Path folder, CaptureLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    static Recording read(Path folder, CaptureLimits limits) {
        return new CaptureReader(folder, limits).read();
    }

    /// Whether any file of the folder is a capture's, or an answer to a call that we know.
    static boolean recognises(Path folder, CaptureLimits limits) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try {
            for (CaptureFiles.Entry it : CaptureFiles.in(folder.toRealPath()).entries()) {
                if (it.size() <= limits.fileBytes()
                        && JsonFile.read(it.path()) instanceof JsonFile.Whole(List<JsonNode> values)
                        && values.stream().anyMatch(CaptureReader::isOne)) {
                    return true;
                }
            }
        } catch (IOException _) {
            return false;
        }
        return false;
    }

    private static boolean isOne(JsonNode value) {
        if (Manifest.isOne(value) || CallsFile.isOne(value)) {
            return true;
        }
        Recognition recognition = Recognition.of(value);
        return !recognition.found().isEmpty() || !recognition.wrong().isEmpty();
    }

    private Recording read() {
        if (!Files.isDirectory(folder)) {
            throw bad(Files.exists(folder) ? "this is a file and no folder" : "there is no such folder", "");
        }
        CaptureFiles files;
        try {
            files = CaptureFiles.in(folder.toRealPath());
        } catch (IOException _) {
            throw bad("the folder cannot be read", "");
        }
        load(files);
        values.forEach((name, all) -> all.forEach(it -> manifest(name, it)));
        values.forEach((name, all) -> all.forEach(it -> value(name, it)));
        broken.forEach(this::broken);
        missing();
        if (!recognised) {
            throw nothing();
        }
        files.links().forEach(it -> remark("is a link out of the capture and was not followed", it));
        files.others().forEach(it -> remark("is no JSON and was not read", it));
        remarks.forEach(this::remarked);
        return recording();
    }

    private void load(CaptureFiles files) {
        long total = 0;
        int count = 0;
        for (CaptureFiles.Entry it : files.entries()) {
            total += it.size();
            String why = it.size() > limits.fileBytes()
                    ? "it is larger than " + mebibytes(limits.fileBytes())
                    : total > limits.totalBytes()
                            ? "the capture is larger than " + mebibytes(limits.totalBytes())
                            : "the capture has more than " + limits.files() + " files";
            if (it.size() > limits.fileBytes() || total > limits.totalBytes() || ++count > limits.files()) {
                total -= it.size();
                broken.put(it.name(), JsonFile.unread(it.path(), why));
                continue;
            }
            switch (JsonFile.read(it.path())) {
                case JsonFile.Whole(List<JsonNode> all) -> values.put(it.name(), all);
                case JsonFile.Broken found -> broken.put(it.name(), found);
            }
        }
    }

    private static String mebibytes(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB";
    }

    private void manifest(String name, JsonNode value) {
        if (!Manifest.isOne(value)) {
            return;
        }
        recognised = true;
        if (manifest != null) {
            hide(name, List.of(), "`" + name + "` cannot be read: the capture describes itself twice");
            return;
        }
        try {
            manifest = Manifest.read(value, folder.resolve(name).toString());
        } catch (IllegalArgumentException e) {
            hide(name, List.of(), "`" + name + "` cannot be read: " + e.getMessage());
        }
    }

    private void value(String name, JsonNode value) {
        if (Manifest.isOne(value)) {
            return;
        }
        if (CallsFile.isOne(value)) {
            calls(name, value.path(CallsFile.KEY));
            return;
        }
        Recognition recognition = Recognition.of(value);
        for (Recognition.Found it : recognition.found()) {
            recognised = true;
            viewers.add(name, answer(name, it), false);
        }
        for (Recognition.Wrong it : recognition.wrong()) {
            recognised = true;
            hide(name, List.of(it.operation()), "`" + name + "` cannot be read: " + it.why());
        }
        recognition
                .nameless()
                .forEach(it -> remark(
                        "`" + it + "` does not say what it is about: put it into `" + CallsFile.KEY
                                + "`, with its request",
                        name));
        if (!recognition.unknown().isEmpty()) {
            remark(
                    listed(recognition.unknown().stream()
                                    .map(it -> "`" + it + "`")
                                    .toList()) + " is not read",
                    name);
        } else if (recognition.found().isEmpty()
                && recognition.wrong().isEmpty()
                && recognition.nameless().isEmpty()) {
            remark("is no answer of AWS and was not read", name);
        }
    }

    private Answer answer(String name, Recognition.Found found) {
        Operation operation = found.operation();
        Locality locality = Locality.ofFile(name).or(found.locality());
        ObjectNode request = written(name).stream()
                .filter(it -> it.key().equals(operation.key()) && !it.request().isEmpty())
                .map(Manifest.Written::request)
                .findFirst()
                .orElseGet(() -> found.request() instanceof ObjectNode object ? object : CaptureJson.object());
        return new Answer(
                locality.account(),
                operation.isGlobal() ? "" : locality.region(),
                operation.service(),
                operation.operation(),
                request,
                new Answer.Response(found.body()));
    }

    private void calls(String name, JsonNode calls) {
        recognised = true;
        int number = 0;
        for (JsonNode it : calls) {
            number++;
            Optional<Operation> operation = CallsFile.operation(it);
            try {
                Answer answer = CallsFile.read(it, Locality.ofFile(name));
                if (operation.isPresent()) {
                    viewers.add(name, answer, it.has("account"));
                } else {
                    remark("`" + answer.service() + ":" + answer.operation() + "` is not read", name);
                }
            } catch (CallsFile.Malformed e) {
                String why = "`" + name + "` cannot be read: call " + number + ": " + e.getMessage();
                hide(name, operation.map(List::of).orElseGet(() -> operations(name)), why);
            }
        }
    }

    private void broken(String name, JsonFile.Broken file) {
        List<Operation> suspects = operations(name);
        if (suspects.isEmpty()
                && !file.keys().contains(CallsFile.KEY)
                && !file.keys().contains(Manifest.KEY)) {
            TreeSet<Operation> found = new TreeSet<>();
            file.keys().forEach(it -> found.addAll(Recognition.suspects(it)));
            suspects = found.isEmpty() ? named(name) : List.copyOf(found);
        } else if (suspects.isEmpty() && file.keys().contains(CallsFile.KEY)) {
            suspects = named(name);
        }
        recognised = recognised || (!suspects.isEmpty() && !file.keys().isEmpty());
        hide(name, suspects, file.text(name));
    }

    /// The calls that a capture of ours says the file answers.
    private List<Operation> operations(String name) {
        return written(name).stream()
                .flatMap(it -> Operation.of(it.service(), it.operation()).stream())
                .distinct()
                .toList();
    }

    private List<Manifest.Written> written(String name) {
        return manifest == null
                ? List.of()
                : manifest.files().stream().filter(it -> it.file().equals(name)).toList();
    }

    /// The calls that the file's name speaks of, when nothing in it does.
    private static List<Operation> named(String name) {
        String stem = name.substring(name.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.json$", "")
                .replaceFirst("-[a-z]{2}(?:-gov)?-[a-z]+-\\d$|-calls$|-\\d+$", "");
        List<Operation> named = new ArrayList<>();
        for (Operation it : Operation.values()) {
            if (stem.equals(it.service() + "-" + it.command())
                    || stem.equals(it.command())
                    || stem.equals(it.list().toLowerCase(Locale.ROOT))) {
                named.add(it);
            }
        }
        return named;
    }

    /// What a file may have held is unseen; with no suspect, everything is.
    private void hide(String name, List<Operation> suspects, String reason) {
        Set<Area> areas = new TreeSet<>();
        suspects.forEach(it -> areas.addAll(it.areas()));
        if (suspects.isEmpty()) {
            areas.addAll(Set.of(Area.values()));
        }
        Locality locality = Locality.ofFile(name);
        boolean global = !suspects.isEmpty() && suspects.stream().allMatch(Operation::isGlobal);
        areas.forEach(it ->
                gaps.add(new Gap(it, locality.account(), global ? "" : locality.region(), "", "", "", "", reason)));
    }

    /// Files that a capture of ours was written with and that are there no more.
    private void missing() {
        if (manifest != null) {
            Set<String> names = new TreeSet<>();
            manifest.files().forEach(it -> names.add(it.file()));
            names.removeAll(values.keySet());
            names.removeAll(broken.keySet());
            names.forEach(it -> hide(it, operations(it), "`" + it + "` is missing from the capture"));
        }
    }

    private void remark(String text, String file) {
        remarks.computeIfAbsent(text, _ -> new TreeSet<>()).add(file);
    }

    private void remarked(String text, Set<String> files) {
        boolean ofFile = text.startsWith("is ");
        String where = listed(files.stream().map(it -> "`" + it + "`").toList());
        notes.add(new Note(
                ofFile ? where + " " + text : text + ": " + where,
                new Origin.FileLine(files.iterator().next(), 0)));
    }

    private static String listed(List<String> texts) {
        String some = String.join(", ", texts.subList(0, Math.min(NAMED, texts.size())));
        return texts.size() > NAMED ? some + " and " + (texts.size() - NAMED) + " more" : some;
    }

    private Recording recording() {
        List<Answer> all = viewers.answers().stream()
                .sorted(CaptureWriter.ORDER)
                .distinct()
                .toList();
        List<String> accounts = told(all.stream().map(Answer::account).toList());
        List<String> regions = told(all.stream().map(Answer::region).toList());
        Manifest told = manifest;
        if (told == null) {
            return new Recording("", accounts, regions, "", null, Selection.EVERYTHING, all, sorted(gaps), notes);
        }
        gaps.addAll(told.gaps());
        List<Note> said = new ArrayList<>(told.notes());
        said.addAll(notes);
        return new Recording(
                told.environment(),
                told.accounts(),
                told.regions(),
                told.caller(),
                told.takenAt(),
                told.selection(),
                all,
                sorted(gaps),
                said,
                told.planned());
    }

    private static List<Gap> sorted(List<Gap> gaps) {
        return gaps.stream().sorted(Comparator.naturalOrder()).distinct().toList();
    }

    private static List<String> told(List<String> texts) {
        return texts.stream().filter(it -> !it.isEmpty()).sorted().distinct().toList();
    }

    private BadInput nothing() {
        if (broken.isEmpty()) {
            return bad(
                    "the folder holds no answer of AWS",
                    "record one with `envgate capture`, or save what the AWS CLI prints: `aws ec2 describe-vpcs > vpcs.json`");
        }
        List<Mistake> mistakes = new ArrayList<>();
        broken.forEach((name, it) -> mistakes.add(new Mistake(
                folder.resolve(name).toString(), it.line(), it.column(), "the file cannot be read", it.why())));
        return new BadInput(mistakes);
    }

    private BadInput bad(String message, String next) {
        return new BadInput(new Mistake(folder.toString(), 0, 0, message, next));
    }
}
