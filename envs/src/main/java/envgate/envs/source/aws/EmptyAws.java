package envgate.envs.source.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An AWS on the loopback address for a [Rehearsal]: an account with one stack and one function, whatever is
/// asked, in each service's protocol.
final class EmptyAws implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/rehearsal";

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final Pattern SERVICE = Pattern.compile("/(\\w+)/aws4_request");

    private static final String JSON = """
            {"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f",
              "PackageType": "Image", "Environment": {"Variables": {"A": "b"}}}], "Policy": "{}"}""";

    private static final String MEMBERS = """
            <Account>000000000000</Account><Arn>arn:aws:sts::000000000000:assumed-role/rehearsal/envgate</Arn>
            <Credentials><AccessKeyId>none</AccessKeyId><SecretAccessKey>none</SecretAccessKey>
            <SessionToken>none</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            <Stacks><member><StackId>arn:aws:cloudformation:us-east-1:000000000000:stack/s/1</StackId>
            <StackName>s</StackName></member></Stacks>
            <StackResourceSummaries><member><PhysicalResourceId>f</PhysicalResourceId></member></StackResourceSummaries>
            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    EmptyAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", EmptyAws::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String keys = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = answer(asked, keys).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String answer(String asked, String keys) {
        Matcher action = ACTION.matcher(asked);
        if (action.find()) {
            String name = action.group(1);
            return "<" + name + "Response><" + name + "Result>" + MEMBERS + "</" + name + "Result></" + name
                    + "Response>";
        }
        Matcher service = SERVICE.matcher(keys);
        boolean xml = service.find()
                && (service.group(1).equals("s3") || service.group(1).equals("route53"));
        return xml ? "<ListResult/>" : JSON;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
