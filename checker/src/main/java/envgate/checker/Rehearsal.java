package envgate.checker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// What the launcher runs once after it has built envgate, while the JVM takes down which classes are loaded: a
/// cache of them is made from that, with which later runs start sooner.
///
/// `Rehearsal HOME FOLDER [live]` judges the sample of `HOME` in all forms of report, into `FOLDER`; with `live`
/// it captures and reads live besides, from an AWS in this process. A cache for live reads is four times as
/// large, and loading it would cost the other commands more than it brings them.
final class Rehearsal {

    private static final String CONFIG = "checker/sample/orders/envgate.yaml";

    private final Surroundings around;
    private final Path folder;

    private Rehearsal(Path home, Path folder) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        this.folder = folder;
        this.around = new Surroundings(
                Map.of(), home, home, Clock.systemUTC(), InputStream.nullInputStream(), nowhere, System.err, false);
    }

    public static void main(String[] words) throws IOException {
        Rehearsal rehearsal = new Rehearsal(Path.of(words[0]), Path.of(words[1]));
        rehearsal.judge();
        if (words.length > 2) {
            rehearsal.live();
        }
    }

    private void judge() {
        run("demo", "-o", file("demo.html"));
        run("check", "staging", "prod", "--config", CONFIG, "--format", "json=" + file("check.json"));
        run("explain", "CFG-001");
    }

    private void live() throws IOException {
        run("capture", "staging", "prod", "--config", CONFIG, "-o", file("captures"));
        envgate.envs.source.aws.Rehearsal.run(around.clock());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void run(String... words) {
        int status = Envgate.run(around, words);
        if (status > ExitStatus.STOPPED.code() && status != ExitStatus.UNDECIDED.code()) {
            throw new IllegalStateException(String.join(" ", words) + " ended with " + status);
        }
    }
}
