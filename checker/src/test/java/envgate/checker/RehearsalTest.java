package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher makes its caches from runs to its end.
class RehearsalTest {

    private static final Path HOME = Path.of(System.getProperty("envgate.root", ".."));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_judges_the_sample_and_captures_it() throws Exception {
        Rehearsal.main(new String[] {HOME.toString(), folder.toString(), "live"});

        assertThat(folder.resolve("demo.html")).isNotEmptyFile();
        assertThat(folder.resolve("check.json")).isNotEmptyFile();
        assertThat(folder.resolve("captures/staging")).isNotEmptyDirectory();
        assertThat(folder.resolve("captures/prod")).isNotEmptyDirectory();
    }

    @Test
    void offline_nothing_is_captured() throws Exception {
        Rehearsal.main(new String[] {HOME.toString(), folder.toString()});

        assertThat(folder.resolve("check.json")).isNotEmptyFile();
        assertThat(folder.resolve("captures")).doesNotExist();
    }

    @Test
    void without_the_sample_it_fails_so_that_no_cache_is_made_of_half_a_run() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Rehearsal.main(new String[] {folder.toString(), folder.toString()}))
                .withMessageStartingWith("demo -o ");
    }
}
