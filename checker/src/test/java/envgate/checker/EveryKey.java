package envgate.checker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A project file that has every key of the format.
final class EveryKey {

    private EveryKey() {}

    static String yaml() {
        try (InputStream stream = EveryKey.class.getResourceAsStream("every-key.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
