package envgate.envs.moto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/// The sample application's templates, with the parts between `#if part` and `#end` only where they are wanted.
final class Templates {

    private Templates() {}

    static String read(String name, Set<String> parts) {
        StringBuilder kept = new StringBuilder();
        boolean wanted = true;
        for (String line : text(name).lines().toList()) {
            String word = line.strip();
            if (word.startsWith("#if ")) {
                wanted = parts.contains(word.substring(4));
            } else if (word.equals("#end")) {
                wanted = true;
            } else if (wanted) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    static String text(String name) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
