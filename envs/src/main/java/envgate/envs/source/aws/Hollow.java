package envgate.envs.source.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An AWS of this machine that says who is calling, and has nothing: for a first run that only loads what
/// later runs need.
public final class Hollow implements AutoCloseable {

    public static final String ACCOUNT = "000000000000";

    private static final String CALLER = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::%1$s:user/nobody</Arn><UserId>AIDA</UserId><Account>%1$s</Account>\
            </GetCallerIdentityResult></GetCallerIdentityResponse>
            """.formatted(ACCOUNT);
    private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Hollow() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", Hollow::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            boolean json = type.contains("json")
                    || exchange.getRequestURI().getPath().startsWith("/20")
                    || exchange.getRequestURI().getPath().startsWith("/v2");
            byte[] body = (json ? "{}" : nothing(request)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", json ? "application/x-amz-json-1.1" : "text/xml");
            exchange.getResponseHeaders().set("x-amzn-RequestId", "0");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String nothing(String request) {
        Matcher action = ACTION.matcher(request);
        String name = action.find() ? action.group(1) : "";
        return name.equals("GetCallerIdentity")
                ? CALLER
                : "<" + name + "Response xmlns=\"https://amazonaws.com/doc/\"/>";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
