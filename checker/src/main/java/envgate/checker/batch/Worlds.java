package envgate.checker.batch;

import envgate.checker.batch.JsonLines.Wrong;
import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.envs.model.Intent;
import envgate.envs.model.Provenance;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.source.capture.CaptureDecoder;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.RedactionKey;
import envgate.rules.analysis.reach.Reach;
import java.lang.ref.SoftReference;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The captures that a run asks about, each read once; all of a folder is one world, whatever accounts and
/// regions are in it.
///
/// No inventory is needed: the assumptions that hold by default hold.
public final class Worlds {

    private final Path directory;
    private final Optional<String> usual;
    private final LocalDate today;
    private final Map<Path, Place> places = new ConcurrentHashMap<>();

    record World(Snapshot snapshot, Reach reach) {}

    /// A capture that is read when it is asked about, and again when the memory was needed for others.
    private static final class Place {

        private final Path folder;
        private SoftReference<World> world = new SoftReference<>(null);

        Place(Path folder) {
            this.folder = folder;
        }

        synchronized World world(LocalDate today) {
            World there = world.get();
            if (there == null) {
                there = read(folder, today);
                world = new SoftReference<>(there);
            }
            return there;
        }
    }

    /// @param directory relative folders are relative to it
    /// @param usual the capture of questions that name none
    public Worlds(Path directory, Optional<String> usual, LocalDate today) {
        this.directory = directory;
        this.usual = usual;
        this.today = today;
    }

    /// Reads the usual capture.
    ///
    /// @throws BadInput when it is none
    public void open() {
        usual.ifPresent(it -> place(it).world(today));
    }

    World of(Optional<String> capture) throws Wrong {
        Optional<String> folder = capture.or(() -> usual);
        if (folder.isEmpty()) {
            throw new Wrong("`capture` is missing: name a folder here or with `--capture`");
        }
        try {
            return place(folder.get()).world(today);
        } catch (BadInput e) {
            BadInput.Mistake first = e.mistakes().getFirst();
            throw new Wrong("capture " + Quote.of(folder.get()) + ": " + first.message());
        } catch (InvalidPathException _) {
            throw new Wrong("capture " + Quote.of(folder.get()) + " is no path");
        }
    }

    private Place place(String folder) {
        Path path = directory.resolve(folder).normalize();
        return places.computeIfAbsent(path, Place::new);
    }

    private static World read(Path folder, LocalDate today) {
        Recording found = CaptureFolder.read(folder);
        Redaction redaction = Redaction.of(RedactionKey.random(), (_, _) -> false);
        Recording redacted = redaction.apply(found.as("capture", Selection.EVERYTHING));
        Snapshot snapshot = CaptureDecoder.decode(redacted, Provenance.Kind.CAPTURE, folder.toString());
        return new World(snapshot, new Reach(snapshot, Intent.of(today, "capture")));
    }
}
