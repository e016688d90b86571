package envgate.envs.source.capture;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a recording as a folder, whole or not at all: equal recordings make equal bytes.
final class CaptureWriter {

    /// The order of answers on disk, which means nothing.
    static final Comparator<Answer> ORDER = Comparator.comparing(Answer::account)
            .thenComparing(Answer::region)
            .thenComparing(Answer::service)
            .thenComparing(Answer::operation)
            .thenComparing(Answer::request, CaptureJson::compare)
            .thenComparing(CaptureWriter::outcome);

    /// The folder with what is there before a plan; no reader of the capture itself looks into it.
    static final String BEFORE = ".before";

    private final Map<String, String> files = new TreeMap<>();
    private final List<Manifest.Written> written = new ArrayList<>();

    private CaptureWriter() {}

    static void write(Recording recording, Path folder) {
        CaptureWriter writer = new CaptureWriter();
        writer.collect(recording);
        writer.write(folder);
    }

    static void write(Recording planned, Recording before, Path folder) {
        CaptureWriter writer = new CaptureWriter();
        writer.collect(planned);
        CaptureWriter inner = new CaptureWriter();
        inner.collect(before);
        inner.files.forEach((name, text) -> writer.files.put(BEFORE + "/" + name, text));
        writer.write(folder);
    }

    private void write(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        try {
            place = Files.isSymbolicLink(place) ? place.toRealPath() : place;
            refuseOthers(place, folder);
            replace(place);
        } catch (IOException e) {
            throw new BadInput(new Mistake(
                    folder.toString(), 0, 0, "the capture cannot be written: " + why(e), "choose another folder"));
        }
    }

    private void collect(Recording recording) {
        Map<String, List<Answer>> groups = new TreeMap<>();
        recording.answers().stream()
                .sorted(ORDER)
                .forEach(it ->
                        groups.computeIfAbsent(stem(it), _ -> new ArrayList<>()).add(it));
        groups.forEach(this::group);
        written.sort(Comparator.comparing(Manifest.Written::file)
                .thenComparing(Manifest.Written::account)
                .thenComparing(Manifest.Written::region)
                .thenComparing(Manifest.Written::key));
        files.put(Manifest.NAME, CaptureJson.pretty(Manifest.write(recording, written)));
    }

    /// `333333333333/eu-west-1/ec2-describe-vpcs`; without folders where they would not tell account and
    /// region.
    private static String stem(Answer answer) {
        String name = safe(answer.service()) + "-" + command(answer);
        String folders = answer.account() + "/" + (answer.region().isEmpty() ? "" : answer.region() + "/");
        return isSited(answer, folders + "x") ? folders + name : name;
    }

    private static String command(Answer answer) {
        return Operation.of(answer.service(), answer.operation())
                .map(Operation::command)
                .orElseGet(() -> safe(answer.operation()));
    }

    private static String safe(String text) {
        return text.replaceAll("[^A-Za-z0-9-]", "_");
    }

    private static boolean isSited(Answer answer, String file) {
        boolean global = Operation.of(answer.service(), answer.operation())
                .map(Operation::isGlobal)
                .orElse(false);
        return Locality.ofFile(file).equals(new Locality(answer.account(), answer.region()))
                && !answer.account().isEmpty()
                && global == answer.region().isEmpty();
    }

    private void group(String stem, List<Answer> answers) {
        List<Answer> calls = new ArrayList<>();
        int number = 0;
        for (Answer it : answers) {
            if (stem.contains("/") && isBare(it)) {
                String file = stem + (++number == 1 ? "" : "-" + number) + ".json";
                files.put(file, CaptureJson.pretty(((Answer.Response) it.outcome()).body()));
                written.add(entry(file, it, 1, it.request()));
            } else {
                calls.add(it);
            }
        }
        if (!calls.isEmpty()) {
            String file = stem + (number == 0 ? "" : "-calls") + ".json";
            files.put(file, CaptureJson.pretty(CallsFile.of(calls, !stem.contains("/"))));
            Map<String, List<Answer>> kinds = new TreeMap<>();
            calls.forEach(it -> kinds.computeIfAbsent(
                            it.account() + " " + it.region() + " " + it.service() + ":" + it.operation(),
                            _ -> new ArrayList<>())
                    .add(it));
            kinds.values().forEach(it -> written.add(entry(file, it.getFirst(), it.size(), CaptureJson.object())));
        }
    }

    private static Manifest.Written entry(String file, Answer answer, int count, ObjectNode request) {
        return new Manifest.Written(
                file, answer.account(), answer.region(), answer.service(), answer.operation(), count, request);
    }

    /// Whether the answer alone tells what it is to: then it is written as the AWS CLI prints it.
    private static boolean isBare(Answer answer) {
        boolean listing = Operation.of(answer.service(), answer.operation())
                .filter(Operation::isListing)
                .isPresent();
        if (!listing || !(answer.outcome() instanceof Answer.Response(JsonNode body))) {
            return false;
        }
        Recognition recognition = Recognition.of(body);
        return recognition.found().size() == 1
                && recognition.wrong().isEmpty()
                && recognition.nameless().isEmpty()
                && recognition.unknown().isEmpty()
                && !CallsFile.isOne(body)
                && !Manifest.isOne(body)
                && recognition.found().getFirst().operation().key().equals(answer.service() + ":" + answer.operation())
                && recognition.found().getFirst().body().equals(body);
    }

    private static String outcome(Answer answer) {
        return switch (answer.outcome()) {
            case Answer.Response(JsonNode body) -> CaptureJson.pretty(body);
            case Answer.Refusal(String code, int status) -> code + " " + status;
        };
    }

    /// Nothing is replaced that envgate did not write.
    private static void refuseOthers(Path place, Path named) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        if (!Files.isDirectory(place)) {
            throw refused(named, "this is a file and no folder");
        }
        Set<String> others = new TreeSet<>();
        try (Stream<Path> all = Files.walk(place)) {
            all.filter(it -> !Files.isDirectory(it) || Files.isSymbolicLink(it))
                    .forEach(it -> others.add(place.relativize(it).toString().replace('\\', '/')));
        }
        if (others.isEmpty()) {
            return;
        }
        if (!others.contains(Manifest.NAME)) {
            throw refused(named, "the folder is there and is no capture of envgate's");
        }
        if (!removeWritten(place, "", others)) {
            throw refused(named, "the folder is there and its `" + Manifest.NAME + "` is not envgate's");
        }
        removeWritten(place, BEFORE + "/", others);
        if (!others.isEmpty()) {
            throw refused(named, "the folder holds `" + others.iterator().next() + "`, which envgate did not write");
        }
    }

    /// Takes away what a manifest of ours says that we wrote.
    ///
    /// @return whether there is such a manifest
    private static boolean removeWritten(Path place, String folder, Set<String> others) throws IOException {
        if (others.contains(folder + Manifest.NAME)
                && JsonFile.read(place.resolve(folder + Manifest.NAME)) instanceof JsonFile.Whole(List<JsonNode> values)
                && values.size() == 1
                && Manifest.isOne(values.getFirst())) {
            others.remove(folder + Manifest.NAME);
            values.getFirst()
                    .path("calls")
                    .forEach(it -> others.remove(folder + it.path("file").asString("")));
            return true;
        }
        return false;
    }

    private static BadInput refused(Path named, String message) {
        return new BadInput(new Mistake(
                named.toString(), 0, 0, message, "nothing was written, choose another folder or remove this one"));
    }

    private void replace(Path place) throws IOException {
        Path parent = place.getParent();
        Files.createDirectories(parent);
        Path partial = Files.createDirectory(beside(place, "partial"));
        try {
            for (Map.Entry<String, String> it : files.entrySet()) {
                Path file = partial.resolve(it.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, it.getValue(), StandardCharsets.UTF_8);
            }
            swap(partial, place);
        } finally {
            delete(partial);
        }
    }

    /// A folder that nobody else uses, on the same disk.
    private static Path beside(Path place, String what) {
        return place.resolveSibling("." + place.getFileName() + "." + what + "-" + UUID.randomUUID());
    }

    private static void swap(Path partial, Path place) throws IOException {
        if (!Files.exists(place)) {
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = Files.createDirectory(beside(place, "old"));
        Path kept = old.resolve("capture");
        Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        } finally {
            delete(old);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path it : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(it);
            }
        }
    }

    /// In words of our own: a system's messages name paths.
    private static String why(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "access is denied";
            case java.nio.file.NoSuchFileException _ -> "its parent is not there";
            case java.nio.file.FileAlreadyExistsException _ -> "a file is in its way";
            case FileSystemException it
            when it.getReason() != null -> it.getReason().toLowerCase(java.util.Locale.ROOT);
            default -> "the disk does not take it";
        };
    }
}
