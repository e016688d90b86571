package envgate.checker;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/// The way in from the shell.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("envgate.home", "")).toAbsolutePath(),
                Clock.systemUTC(),
                out,
                err,
                System.console() != null && System.console().isTerminal());
        int status = Envgate.run(surroundings, args);
        out.flush();
        err.flush();
        System.exit(status);
    }
}
