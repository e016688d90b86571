package envgate.checker;

import java.io.Console;
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
        @SuppressWarnings("SystemConsoleNull") // it is null where -Djdk.console names a module that has none
        Console console = System.console();
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("envgate.home", "")).toAbsolutePath(),
                Clock.systemUTC(),
                System.in,
                out,
                err,
                console != null && console.isTerminal());
        int status = Envgate.run(surroundings, args);
        out.flush();
        err.flush();
        System.exit(status);
    }
}
