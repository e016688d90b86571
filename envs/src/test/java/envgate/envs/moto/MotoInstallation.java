package envgate.envs.moto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The pinned moto in a folder of its own under `target/`, installed once however many JVMs ask for it.
///
/// @param python the interpreter that has moto
/// @param environment what the interpreter needs besides: `PYTHONPATH` where no virtual environment could be made
record MotoInstallation(Path python, Map<String, String> environment) {

    static final String VERSION = "5.2.5";
    private static final String REQUIREMENT = "moto[server]==" + VERSION;
    private static final long INSTALL_MINUTES = 15;

    MotoInstallation {
        environment = java.util.Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /// The installation in `folder`, made now if it is not there.
    static synchronized MotoInstallation in(Path folder) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return ready(folder) ? existing(folder) : install(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("moto could not be installed in " + folder, e);
        }
    }

    private static Path marker(Path folder) {
        return folder.resolve("ready-" + VERSION);
    }

    private static boolean ready(Path folder) throws IOException {
        if (!Files.exists(marker(folder))) {
            return false;
        }
        MotoInstallation found = existing(folder);
        return run(folder, found.environment(), List.of(found.python().toString(), "-c", "import moto, flask")) == 0;
    }

    private static MotoInstallation existing(Path folder) throws IOException {
        String kind = Files.readString(marker(folder)).strip();
        return kind.equals("venv")
                ? new MotoInstallation(folder.resolve("venv/bin/python"), Map.of())
                : new MotoInstallation(
                        Path.of("python3"),
                        Map.of("PYTHONPATH", folder.resolve("site").toString()));
    }

    private static MotoInstallation install(Path folder) throws IOException {
        Files.deleteIfExists(marker(folder));
        remove(folder.resolve("venv"));
        remove(folder.resolve("site"));
        if (run(folder, Map.of(), List.of("python3", "-m", "venv", "venv")) == 0
                && run(folder, Map.of(), pip("venv/bin/python")) == 0) {
            Files.writeString(marker(folder), "venv");
            return existing(folder);
        }
        remove(folder.resolve("venv"));
        List<String> intoFolder = Stream.concat(pip("python3").stream(), Stream.of("--target", "site"))
                .toList();
        if (run(folder, Map.of(), intoFolder) == 0) {
            Files.writeString(marker(folder), "site");
            return existing(folder);
        }
        throw new IllegalStateException("the integration tests need " + REQUIREMENT
                + ", and pip could not install it; what it said is in " + folder.resolve("install.log"));
    }

    private static List<String> pip(String python) {
        return List.of(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", REQUIREMENT);
    }

    /// The exit status; the output goes to `install.log`.
    private static int run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("install.log").toFile()));
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the integration tests need python3 (3.10 or newer) on the PATH to run moto, and it is not there;"
                            + " or point ENVGATE_TEST_ENDPOINT at an emulator",
                    e);
        }
        try {
            if (process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IllegalStateException(
                    String.join(" ", command) + " did not end within " + INSTALL_MINUTES + " minutes");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while moto was being installed", e);
        }
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
