package envgate.checker;

import envgate.envs.source.aws.Hollow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// Goes once through judging and through reading live, so that the launcher's cache holds the classes of
/// both.
///
/// `Rehearsal HOME FOLDER`: the sample lies under HOME, and whatever is written goes to FOLDER.
public final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]).toAbsolutePath();
        Path folder = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
        int demo = run(home, folder, "demo", "-o", "demo.html");
        int capture;
        try (Hollow aws = new Hollow()) {
            Files.writeString(folder.resolve("envgate.yaml"), """
                    version: 1
                    application: rehearsal
                    environments:
                      live: {account: "%s", region: eu-west-1, endpoint-url: "%s"}
                    """.formatted(Hollow.ACCOUNT, aws.address()));
            capture = run(home, folder, "capture", "live", "-o", "captures");
        }
        System.exit(demo < ExitStatus.BAD_INPUT.code() && capture == ExitStatus.GO.code() ? 0 : 1);
    }

    private static int run(Path home, Path folder, String... args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nothing");
        return Envgate.run(
                new Surroundings(
                        keys, folder, home, Clock.systemUTC(), InputStream.nullInputStream(), nowhere, nowhere, false),
                args);
    }
}
