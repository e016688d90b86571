package envgate.envs.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Refusal;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An AWS of any number of accounts that answers on the wire what it was given in the AWS CLI's shape, in
/// each service's own protocol; what it was not given is an empty list.
///
/// An account is entered by assuming any role of it, as it is in an emulator.
public final class WireFake implements AutoCloseable {

    /// In every message that is not an answer: it must turn up nowhere.
    public static final String SECRET = "message-that-must-not-be-kept";

    /// An account that nobody has given answers for belongs to whoever has keys of no account.
    public static final String ANYBODY = "999999999999";

    private static final String KEY_PREFIX = "ASIAFAKE";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, List<Answer>>> accounts = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, Pages> pages = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
    private final java.util.Set<String> userAgents = ConcurrentHashMap.newKeySet();
    private volatile Duration latency = Duration.ZERO;

    private record Pages(String asked, String answered, int size) {}

    private WireFake(HttpServer server) {
        this.server = server;
    }

    public static WireFake start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
            WireFake fake = new WireFake(server);
            server.setExecutor(fake.threads);
            server.createContext("/", fake::handle);
            server.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What the accounts of these answers answer from now on.
    public WireFake give(Collection<Answer> answers) {
        for (Answer it : answers) {
            accounts.computeIfAbsent(it.account(), _ -> new ConcurrentHashMap<>())
                    .computeIfAbsent(it.service() + ":" + it.operation(), _ -> new CopyOnWriteArrayList<>())
                    .add(it);
        }
        return this;
    }

    /// @param key `lambda:GetPolicy`, `lambda:*` or `*`
    public WireFake when(String key, Behaviour behaviour) {
        behaviours.put(key, behaviour);
        return this;
    }

    /// Answers a listing in pages.
    ///
    /// @param asked the request's member that holds the token
    /// @param answered the answer's
    public WireFake page(Operation operation, String asked, String answered, int size) {
        pages.put(operation.key(), new Pages(asked, answered, size));
        return this;
    }

    public WireFake latency(Duration duration) {
        latency = duration;
        return this;
    }

    /// How often each operation was called.
    public Map<String, Long> calls() {
        Map<String, Long> counted = new TreeMap<>();
        calls.forEach((key, count) -> counted.put(key, count.get()));
        return Collections.unmodifiableMap(counted);
    }

    public java.util.Set<String> userAgents() {
        return java.util.Set.copyOf(userAgents);
    }

    public long callsOf(String key) {
        return calls().getOrDefault(key, 0L);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            WireCall call = WireCall.read(exchange, WireFake::accountOf);
            userAgents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
            calls.computeIfAbsent(call.key(), _ -> new AtomicLong()).incrementAndGet();
            pause(latency);
            for (String key : List.of(call.key(), call.service() + ":*", "*")) {
                Behaviour behaviour = behaviours.get(key);
                if (behaviour != null && behaviour.answer(exchange, call)) {
                    return;
                }
            }
            answer(exchange, call);
        } finally {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, WireCall call) throws IOException {
        if (call.key().equals("sts:AssumeRole")) {
            send(exchange, call, keys(call));
        } else if (call.key().equals("sts:GetCallerIdentity")) {
            send(exchange, call, identity(call.account()));
        } else {
            Optional<Answer> given = given(call);
            if (given.isPresent() && given.get().outcome() instanceof Refusal(String code, int status)) {
                Behaviour.refuse(code, status == 0 ? 400 : status).answer(exchange, call);
            } else if (given.isPresent() && given.get().outcome() instanceof Response(JsonNode body)) {
                send(exchange, call, body);
            } else if (Operation.of(call.service(), call.operation()).isPresent()) {
                send(exchange, call, JsonNodeFactory.instance.objectNode());
            } else {
                Behaviour.refuse("InvalidAction", 400).answer(exchange, call);
            }
        }
    }

    /// The answer whose request says what the call asks.
    private Optional<Answer> given(WireCall call) {
        return accounts.getOrDefault(call.account(), Map.of()).getOrDefault(call.key(), List.of()).stream()
                .filter(it -> it.region().isEmpty() || it.region().equals(call.region()))
                .filter(it -> it.request().properties().stream()
                        .allMatch(member -> fits(call.parameter(member.getKey()), member.getValue())))
                .findFirst();
    }

    /// Ids of hosted zones are asked for without their path; one value of a list may be asked for as such.
    private static boolean fits(String asked, JsonNode given) {
        if (given.isString()) {
            return asked.equals(given.stringValue())
                    || (!asked.isEmpty() && given.stringValue().endsWith("/" + asked));
        }
        return !given.isArray()
                || asked.isEmpty()
                || asked.equals(given.toString())
                || (given.size() == 1 && asked.equals(given.get(0).asString()));
    }

    private void send(HttpExchange exchange, WireCall call, JsonNode body) throws IOException {
        WireFormat.Body written = WireFormat.answer(call.service(), call.operation(), page(call, body));
        Behaviour.send(exchange, 200, written.type(), written.text());
    }

    private JsonNode page(WireCall call, JsonNode body) {
        Pages paged = pages.get(call.key());
        if (paged == null) {
            return body;
        }
        String token = call.parameter(paged.asked());
        int from = token.isEmpty() ? 0 : Integer.parseInt(token.substring(1));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        boolean[] more = new boolean[1];
        body.forEachEntry((member, value) -> {
            if (value instanceof ArrayNode all) {
                ArrayNode some = page.putArray(member);
                for (int i = from; i < Math.min(all.size(), from + paged.size()); i++) {
                    some.add(all.get(i));
                }
                more[0] |= all.size() > from + paged.size();
            } else {
                page.set(member, value);
            }
        });
        if (more[0]) {
            page.put(paged.answered(), "p" + (from + paged.size()));
        }
        page.put("IsTruncated", more[0]).put("Truncated", more[0]);
        return page;
    }

    private static String accountOf(String accessKey) {
        return accessKey.startsWith(KEY_PREFIX) ? accessKey.substring(KEY_PREFIX.length()) : ANYBODY;
    }

    private static ObjectNode keys(WireCall call) {
        String role = call.parameter("RoleArn");
        String account = role.split(":", -1)[4];
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Credentials")
                .put("AccessKeyId", KEY_PREFIX + account)
                .put("SecretAccessKey", "fake")
                .put("SessionToken", "fake")
                .put("Expiration", "2099-01-01T00:00:00Z");
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROAFAKE:envgate")
                .put("Arn", role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/envgate");
        return answer;
    }

    private static ObjectNode identity(String account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("UserId", "AROAFAKE:envgate")
                .put("Account", account)
                .put("Arn", "arn:aws:sts::" + account + ":assumed-role/envgate-read/envgate");
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the fake was silent", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
