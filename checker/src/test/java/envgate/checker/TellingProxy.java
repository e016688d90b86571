package envgate.checker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Stands before an emulator and refuses some calls with messages that tell secrets, as AWS's messages may quote what
/// was asked.
final class TellingProxy implements AutoCloseable {

    /// What a refused call has in its target, form or path.
    private static final List<String> REFUSED = List.of(
            "DescribeNatGateways",
            "DescribeVpcEndpoints",
            "AmazonSSM.GetParameters",
            "secretsmanager.GetResourcePolicy",
            "TrentService.GetKeyPolicy",
            "DescribeDBInstances",
            "ListExports",
            "/event-source-mappings");

    private static final Set<String> KEPT_BY_THE_CLIENT =
            Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final URI behind;
    private final Supplier<String> secret;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TellingProxy(URI behind, Supplier<String> secret) throws IOException {
        this.behind = behind;
        this.secret = secret;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String asked = exchange.getRequestURI() + "\n" + target + "\n" + new String(body, StandardCharsets.UTF_8);
        if (REFUSED.stream().anyMatch(asked::contains)) {
            refuse(
                    exchange,
                    target != null || exchange.getRequestURI().getPath().length() > 1);
            return;
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            behind.resolve(exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!KEPT_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(it -> request.header(name, it));
                }
            });
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> {
                if (!Set.of("content-length", "transfer-encoding", "connection")
                        .contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void refuse(HttpExchange exchange, boolean json) throws IOException {
        String message = "not allowed with token " + secret.get();
        String body = json
                ? "{\"__type\": \"AccessDeniedException\", \"message\": \"" + message + "\"}"
                : "<Response><Errors><Error><Code>AccessDenied</Code><Message>" + message
                        + "</Message></Error></Errors><RequestID>1</RequestID></Response>";
        exchange.getResponseHeaders().set("x-amzn-ErrorType", "AccessDeniedException");
        send(exchange, json ? 400 : 403, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
