package envgate.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text in the repository that says what an output looks like; `-Dgolden=write` writes it anew.
///
/// So that a change of any output shows as a diff that a person reads.
public record GoldenFile(Path path) {

    /// The golden file at `path`, relative to the top of the repository.
    public static GoldenFile at(String path) {
        return new GoldenFile(Path.of(System.getProperty("envgate.root", "..")).resolve(path));
    }

    /// Fails when `actual` is not what the file says, byte for byte.
    public void matches(String actual) {
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, actual, StandardCharsets.UTF_8);
            }
            assertThat(path).as("golden file; `-Dgolden=write` writes it").exists();
            assertThat(actual)
                    .as("%s; `-Dgolden=write` writes it anew", path)
                    .isEqualTo(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
