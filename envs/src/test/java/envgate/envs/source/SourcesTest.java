package envgate.envs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import envgate.envs.document.BadInput;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.inventory.Whereabouts.TextFile;
import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.RedactionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    private Path folder;

    private static final Reading READING = new Reading(
            Redaction.of(RedactionKey.random(), (_, _) -> false),
            Set.of(Area.FUNCTIONS),
            Duration.ofMinutes(1),
            Clock.systemUTC(),
            Map.of(),
            Reading.Progress.SILENT);

    private static EnvironmentEntry entry(String name, Whereabouts where, int line) {
        return new EnvironmentEntry(name, where, Selection.EVERYTHING, new Origin.FileLine("envgate.yaml", line));
    }

    @Test
    void environments_come_in_the_order_of_the_inventory() throws IOException {
        Path fleet = Files.writeString(folder.resolve("fleet.yaml"), """
                environment: staging
                functions: {Pay: }
                ---
                environment: prod
                functions: {Pay: }
                """);

        assertThat(Sources.readAll(
                        List.of(entry("prod", new TextFile(fleet), 3), entry("staging", new TextFile(fleet), 4)),
                        READING))
                .extracting(Snapshot::environment)
                .containsExactly("prod", "staging");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() throws IOException {
        Path fleet = Files.writeString(folder.resolve("fleet.yaml"), "environment: staging\nfunctons: {}\n");
        Path other = Files.writeString(folder.resolve("other.yaml"), "environment: staging\n");
        Path missing = folder.resolve("missing.yaml");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> Sources.readAll(
                        List.of(
                                entry("dev", new TextFile(missing), 3),
                                entry("staging", new TextFile(fleet), 4),
                                entry("prod", new TextFile(other), 5)),
                        READING))
                .satisfies(it -> assertThat(it.mistakes()).hasSize(3))
                .withMessageContaining(
                        "envgate.yaml:3: there is no file `" + missing + "`: it is where environment `dev` is")
                .withMessageContaining(fleet + ":2:1: ")
                .withMessageContaining(
                        "envgate.yaml:5: `" + other + "` has no document `environment: prod`: it has `staging`");
    }

    @Test
    void a_fleet_written_by_hand_is_no_recording() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> Sources.recordings(
                        List.of(
                                entry("dev", new TextFile(Path.of("fleet.yaml")), 3),
                                entry("prod", new TextFile(Path.of("fleet.yaml")), 4)),
                        READING))
                .satisfies(it -> assertThat(it.mistakes()).hasSize(2));
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> Sources.recording(entry("dev", new TextFile(Path.of("fleet.yaml")), 3), READING))
                .withMessage(
                        "envgate.yaml:3: environment `dev` is written by hand in `fleet.yaml`: a capture is made of"
                                + " an `account`");
    }
}
