package envgate.envs.wire;

import com.sun.net.httpserver.HttpExchange;
import envgate.envs.source.capture.Operation;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request as it came over the wire: who asks which service where, for what.
///
/// @param account of the keys that signed it
/// @param service the AWS CLI's name
/// @param operation AWS's name of the call; the method and path when no call that envgate makes has them
/// @param parameters of the path, query and body, by names in lower case without hyphens
public record WireCall(
        String account, String region, String service, String operation, Map<String, String> parameters) {

    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/aws4_request");
    private static final Pattern TARGET = Pattern.compile(".*\\.([A-Za-z]+)");
    private static final Map<String, String> CLI_NAMES = Map.of("elasticloadbalancing", "elbv2");

    /// Calls that are told by their path; `{}` stands for the item.
    private record Path(String service, Pattern path, String query, String operation) {

        static Path of(String service, String path, String query, String operation) {
            return new Path(service, Pattern.compile(path.replace("{}", "([^/]+)") + "/?"), query, operation);
        }
    }

    private static final List<Path> PATHS = List.of(
            Path.of("lambda", "/2015-03-31/functions", "", "ListFunctions"),
            Path.of("lambda", "/2015-03-31/functions/{}", "", "GetFunction"),
            Path.of("lambda", "/2015-03-31/functions/{}/policy", "", "GetPolicy"),
            Path.of("lambda", "/2015-03-31/functions/{}/aliases", "", "ListAliases"),
            Path.of("lambda", "/2015-03-31/event-source-mappings", "", "ListEventSourceMappings"),
            Path.of("s3", "", "", "ListBuckets"),
            Path.of("s3", "/{}", "policy", "GetBucketPolicy"),
            Path.of("route53", "/2013-04-01/hostedzone", "", "ListHostedZones"),
            Path.of("route53", "/2013-04-01/hostedzone/{}", "", "GetHostedZone"),
            Path.of("route53", "/2013-04-01/hostedzone/{}/rrset", "", "ListResourceRecordSets"),
            Path.of("apigateway", "/restapis", "", "GetRestApis"),
            Path.of("apigateway", "/restapis/{}/resources", "", "GetResources"),
            Path.of("apigatewayv2", "/v2/apis", "", "GetApis"),
            Path.of("apigatewayv2", "/v2/apis/{}/routes", "", "GetRoutes"),
            Path.of("apigatewayv2", "/v2/apis/{}/integrations", "", "GetIntegrations"));

    public WireCall {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// `lambda:GetPolicy`
    public String key() {
        return service + ":" + operation;
    }

    /// The value of a parameter, empty when it was not given.
    public String parameter(String name) {
        return parameters.getOrDefault(normal(name), "");
    }

    /// @param accountOf the account of an access key
    static WireCall read(HttpExchange exchange, java.util.function.UnaryOperator<String> accountOf) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = header(exchange, "Authorization");
        Matcher scope = SCOPE.matcher(authorization);
        boolean signed = scope.find();
        String path = exchange.getRequestURI().getRawPath();
        String service = signed ? CLI_NAMES.getOrDefault(scope.group(3), scope.group(3)) : "";
        if (service.equals("apigateway") && path.startsWith("/v2/")) {
            service = "apigatewayv2";
        }
        Map<String, String> parameters = new TreeMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        form(query == null ? "" : query, parameters);
        String operation;
        Matcher target = TARGET.matcher(header(exchange, "X-Amz-Target"));
        if (target.matches()) {
            json(body, parameters);
            operation = target.group(1);
        } else if (body.startsWith("Action=") || body.contains("&Action=")) {
            form(body, parameters);
            operation = parameters.getOrDefault("action", "");
        } else {
            operation = byPath(service, path, parameters).orElse(exchange.getRequestMethod() + " " + path);
        }
        if (service.equals("elbv2") && parameters.getOrDefault("version", "").equals("2012-06-01")) {
            service = "elb";
        }
        return new WireCall(
                signed ? accountOf.apply(scope.group(1)) : "",
                signed ? scope.group(2) : "",
                service,
                operation,
                parameters);
    }

    private static java.util.Optional<String> byPath(String service, String path, Map<String, String> parameters) {
        for (Path it : PATHS) {
            Matcher matcher = it.path().matcher(path);
            if (it.service().equals(service)
                    && matcher.matches()
                    && (it.query().isEmpty() || parameters.containsKey(it.query()))) {
                if (matcher.groupCount() > 0) {
                    String item =
                            Operation.of(service, it.operation()).orElseThrow().item();
                    parameters.put(normal(item), URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8));
                }
                return java.util.Optional.of(it.operation());
            }
        }
        return java.util.Optional.empty();
    }

    private static void form(String text, Map<String, String> parameters) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(normal(name), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
    }

    private static void json(String body, Map<String, String> parameters) {
        JsonNode node = JsonMapper.shared().readTree(body.isEmpty() ? "{}" : body);
        node.forEachEntry((name, value) ->
                parameters.put(normal(name), value.isString() ? value.stringValue() : value.toString()));
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "");
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
