package envgate.envs.moto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A moto server, which speaks AWS's wire protocols, so that the real SDK client can be tested without an account.
///
/// It is installed and started by itself and ends with the JVM, also with one that is killed. With
/// `ENVGATE_TEST_ENDPOINT` set, [#shared()] is the emulator at that URL instead.
public final class MotoServer implements AutoCloseable {

    public static final String REGION = "eu-west-1";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int START_ATTEMPTS = 3;

    private final URI endpoint;
    private final Runnable end;

    private MotoServer(URI endpoint, Runnable end) {
        this.endpoint = endpoint;
        this.end = end;
    }

    /// The one server of this JVM; tests that use it keep to accounts of their own.
    public static MotoServer shared() {
        return Shared.SERVER;
    }

    /// A server of one's own, empty.
    public static MotoServer start() {
        Path folder = Path.of(System.getProperty("envgate.root", "."))
                .toAbsolutePath()
                .normalize()
                .resolve("target/moto");
        MotoInstallation installation = MotoInstallation.in(folder);
        IllegalStateException failure = new IllegalStateException("moto was not started");
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            try {
                return start(installation, folder);
            } catch (IllegalStateException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private static MotoServer start(MotoInstallation installation, Path folder) {
        int port = freePort();
        Path log = folder.resolve("server-" + ProcessHandle.current().pid() + "-" + port + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        installation.python().toString(), "-c", Templates.text("moto-server.py"), String.valueOf(port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(installation.environment());
        builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
        builder.environment().put("MOTO_LAMBDA_STUB_ECR", "false");
        builder.environment().put("MOTO_EC2_LOAD_DEFAULT_AMIS", "false");
        try {
            Process process = builder.start();
            Runnable end = () -> end(process, log);
            Runtime.getRuntime().addShutdownHook(new Thread(end));
            MotoServer server = new MotoServer(URI.create("http://127.0.0.1:" + port), end);
            server.awaitReady(process, log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("moto could not be started", e);
        }
    }

    /// What the server said stays when it said anything.
    private static void end(Process process, Path log) {
        process.destroyForcibly().onExit().join();
        try {
            if (Files.exists(log) && Files.size(log) == 0) {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(log + " could not be removed", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    private void awaitReady(Process started, Path log) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() - deadline < 0 && started.isAlive()) {
            if (answers()) {
                return;
            }
            pause();
        }
        started.destroyForcibly();
        throw new IllegalStateException("moto did not come up within " + START_LIMIT.toSeconds() + " s; it said:\n"
                + Files.readString(log).strip());
    }

    boolean answers() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while moto was starting", e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /// The account with this 12-digit id, entered through a role of it.
    public Account account(String id) {
        return Account.enter(endpoint, id);
    }

    /// Makes the ids that moto makes up from now on the same in every run.
    public void seedRandom(int seed) {
        post("/moto-api/seed?a=" + seed);
    }

    private void post(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                    .timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the emulator answered " + status + " to " + path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator did not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the emulator", e);
        }
    }

    @Override
    public void close() {
        end.run();
    }

    @Override
    public String toString() {
        return List.of("moto", endpoint).toString();
    }

    private static final class Shared {
        private static final MotoServer SERVER = open();

        private static MotoServer open() {
            String other = System.getenv("ENVGATE_TEST_ENDPOINT");
            return other == null || other.isBlank()
                    ? MotoServer.start()
                    : new MotoServer(URI.create(other.strip()), () -> {});
        }
    }
}
