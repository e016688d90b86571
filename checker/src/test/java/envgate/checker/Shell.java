package envgate.checker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/// A shell to run command lines in, in this process: words in, status and two streams out.
final class Shell {

    /// The folder of the application that ships with envgate.
    static final Path SAMPLE = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve("checker/sample/orders");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

    private final Path directory;
    private final Map<String, String> variables = new TreeMap<>();
    private Path home;
    private boolean terminal;
    private InputStream in = InputStream.nullInputStream();

    Shell(Path directory) {
        this.directory = directory;
        this.home = directory;
    }

    /// What a command line came to; the directory is left out of the paths in it.
    record Outcome(int status, String out, String err) {

        String lastLine() {
            return out.lines().reduce("", (_, it) -> it);
        }
    }

    Shell file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String read(String name) {
        try {
            return Files.readString(directory.resolve(name)).replace(directory + "/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Shell set(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /// What the command finds on its standard input.
    Shell hears(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Shell installedIn(Path folder) {
        home = folder;
        return this;
    }

    Shell onTerminal() {
        terminal = true;
        return this;
    }

    Outcome run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(out, new PrintStream(out, false, StandardCharsets.UTF_8), words);
    }

    /// With a standard output that fails as soon as anything is printed.
    Outcome runWithBrokenOutput(String message, String... words) {
        ByteArrayOutputStream none = new ByteArrayOutputStream();
        PrintStream broken = new PrintStream(none, false, StandardCharsets.UTF_8) {
            @Override
            public void write(byte[] bytes, int from, int n) {
                throw new IllegalStateException(message, new IllegalArgumentException(message));
            }
        };
        return run(none, broken, words);
    }

    private Outcome run(ByteArrayOutputStream printed, PrintStream out, String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status = Envgate.run(new Surroundings(variables, directory, home, CLOCK, in, out, err, terminal), words);
        out.flush();
        return new Outcome(status, text(printed), text(said));
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(directory + "/", "");
    }
}
