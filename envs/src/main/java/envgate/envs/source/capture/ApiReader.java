package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Trigger.ApiIntegration;
import envgate.envs.model.Trigger.ApiKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads REST, HTTP and WebSocket APIs and which functions they call.
///
/// See https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html and
/// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html.
final class ApiReader {

    /// `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/FUNCTION/invocations`
    private static final Pattern INVOCATION =
            Pattern.compile("arn:[^:]*:apigateway:[^:]*:lambda:path/[^/]*/functions/(.*)/invocations");

    private final Answers answers;
    private final Ledger ledger;
    private final Listing listing;
    private final Ownership ownership;
    private final List<Resource.Api> apis = new ArrayList<>();
    private final List<Called> calls = new ArrayList<>();

    /// A function that an API calls.
    record Called(Api api, ApiIntegration trigger) {}

    /// An API as its listing has it.
    record Api(
            Site site,
            String id,
            String name,
            ApiKind kind,
            String endpoint,
            Sight<PolicyDocument> policy,
            SortedMap<String, String> tags,
            Operation listing) {

        /// https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html.
        String arn() {
            String path = kind == ApiKind.REST ? "/restapis/" : "/apis/";
            return new Arn(site.partition(), "apigateway", site.region(), "", path + id).toString();
        }
    }

    ApiReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.ledger = answers.ledger();
        this.listing = new Listing(answers);
        this.ownership = ownership;
        for (Api it : listing.read(Operation.APIGATEWAY_GET_REST_APIS, "id", Api::arn, this::rest)) {
            add(it, "AWS::ApiGateway::RestApi");
            methods(it);
        }
        for (Api it : listing.read(Operation.APIGATEWAYV2_GET_APIS, "ApiId", Api::arn, ApiReader::second)) {
            add(it, "AWS::ApiGatewayV2::Api");
            routes(it);
        }
    }

    List<Resource.Api> apis() {
        return apis;
    }

    List<Called> calls() {
        return calls;
    }

    private void add(Api api, String type) {
        Arn arn = Arn.of(api.arn());
        ownership.claim(arn, type, List.of(api.id()), api.tags());
        apis.add(new Resource.Api(
                arn,
                api.name(),
                api.id(),
                api.endpoint(),
                api.policy(),
                api.tags(),
                StoreReader.origin(api.listing(), api.id())));
    }

    private Api rest(Item item, Site site) {
        String id = item.needed("id");
        return new Api(
                site,
                id,
                item.text("name", id),
                ApiKind.REST,
                site.host(id + ".execute-api"),
                policy(item, site, id),
                item.map("tags"),
                Operation.APIGATEWAY_GET_REST_APIS);
    }

    private Sight<PolicyDocument> policy(Item item, Site site, String id) {
        Operation operation = Operation.APIGATEWAY_GET_REST_APIS;
        JsonNode written = item.raw("policy").orElse(null);
        if (written == null) {
            return new Sight.Absent<>();
        }
        try {
            return new Sight.Seen<>(PolicyReader.read("", written, StoreReader.origin(operation, id)));
        } catch (Unreadable e) {
            ledger.unreadable(operation, site, id, e);
            return new Sight.Unseen<>(
                    Ledger.of(operation, Area.RESOURCE_POLICIES, site, id, operation.permission(), e.reason()));
        }
    }

    private static Api second(Item item, Site site) {
        String id = item.needed("ApiId");
        ApiKind kind = switch (item.needed("ProtocolType")) {
            case "HTTP" -> ApiKind.HTTP;
            case "WEBSOCKET" -> ApiKind.WEBSOCKET;
            default -> throw new Unreadable("`Items[].ProtocolType` is neither HTTP nor WEBSOCKET");
        };
        String endpoint = item.text("ApiEndpoint").replaceFirst("^[a-z]+://", "");
        return new Api(
                site,
                id,
                item.text("Name", id),
                kind,
                endpoint.isEmpty() ? site.host(id + ".execute-api") : endpoint,
                new Sight.Absent<>(),
                item.map("Tags"),
                Operation.APIGATEWAYV2_GET_APIS);
    }

    private void methods(Api api) {
        Operation operation = Operation.APIGATEWAY_GET_RESOURCES;
        List<Route> routes = new Inquiry(answers, operation, api.site(), api.id(), true, api.id())
                .read(body -> StackReader.required(body, "items").stream()
                        .flatMap(it -> methods(it).stream())
                        .sorted()
                        .toList())
                .seen()
                .orElse(List.of());
        routes.forEach(it -> call(api, it, operation));
    }

    private record Route(String method, String path, String function, String credentials, String payload)
            implements Comparable<Route> {

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }
    }

    private static List<Route> methods(Item resource) {
        List<Route> routes = new ArrayList<>();
        Item methods = resource.in("resourceMethods");
        for (Map.Entry<String, JsonNode> it : methods.node().properties()) {
            Item method = Item.of(methods.path() + "." + it.getKey(), it.getValue());
            if (method.node().isEmpty()) {
                throw new Unreadable("`items[].resourceMethods` was not embedded");
            }
            Item integration = method.in("methodIntegration");
            String function = functionOf(integration, "uri", "type");
            if (!function.isEmpty()) {
                routes.add(
                        new Route(it.getKey(), resource.needed("path"), function, integration.text("credentials"), ""));
            }
        }
        return routes;
    }

    private record Integration(String id, String function, String credentials, String payload) {}

    private void routes(Api api) {
        Operation operation = Operation.APIGATEWAYV2_GET_ROUTES;
        Inquiry askRoutes = new Inquiry(answers, operation, api.site(), api.id(), true, api.id());
        Inquiry askIntegrations =
                new Inquiry(answers, Operation.APIGATEWAYV2_GET_INTEGRATIONS, api.site(), api.id(), true, api.id());
        SortedMap<String, Integration> integrations = askIntegrations
                .read(body -> integrations(StackReader.required(body, "Items")))
                .seen()
                .orElse(new TreeMap<>());
        boolean seen = askIntegrations.read(_ -> true).seen().isPresent();
        List<Target> targets = askRoutes
                .read(body -> StackReader.required(body, "Items").stream()
                        .map(it -> new Target(it.needed("RouteKey"), it.text("Target")))
                        .sorted(java.util.Comparator.comparing(Target::toString))
                        .toList())
                .seen()
                .orElse(List.of());
        for (Target it : targets) {
            Integration integration = integrations.get(it.integration());
            if (integration == null && seen && !it.integration().isEmpty()) {
                ledger.gap(operation, api.site(), api.id(), "a route leads to an integration that was not seen");
            }
            if (integration != null && !integration.function().isEmpty()) {
                call(api, route(api.kind(), it.key(), integration), operation);
            }
        }
    }

    private record Target(String key, String target) {

        String integration() {
            return target.startsWith("integrations/") ? target.substring("integrations/".length()) : target;
        }
    }

    private static SortedMap<String, Integration> integrations(List<Item> items) {
        SortedMap<String, Integration> integrations = new TreeMap<>();
        for (Item it : items) {
            String id = it.needed("IntegrationId");
            Integration one = new Integration(
                    id,
                    functionOf(it, "IntegrationUri", "IntegrationType"),
                    it.text("CredentialsArn"),
                    it.text("PayloadFormatVersion"));
            Integration other = integrations.putIfAbsent(id, one);
            if (other != null && !other.equals(one)) {
                throw new Unreadable("an integration is listed twice, and differently");
            }
        }
        return integrations;
    }

    /// `GET /orders` is a method and a path; `$default` is what no other route takes.
    private static Route route(ApiKind kind, String key, Integration integration) {
        String[] words = key.split("\\s+", 2);
        String method = words.length == 2 ? words[0] : kind == ApiKind.WEBSOCKET ? "" : "ANY";
        return new Route(
                method,
                words[words.length - 1],
                integration.function(),
                integration.credentials(),
                integration.payload());
    }

    /// The function that an integration calls, as its URI names it; empty when it calls none.
    private static String functionOf(Item integration, String member, String type) {
        String uri = integration.text(member);
        if (!integration.text(type).startsWith("AWS") || uri.isEmpty()) {
            return "";
        }
        Matcher matcher = INVOCATION.matcher(uri);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        return uri.matches("arn:[^:]*:lambda:.*") ? uri : "";
    }

    private void call(Api api, Route route, Operation operation) {
        if (route.function().contains("${")) {
            ledger.gap(operation, api.site(), api.id(), "a stage variable says which function is called");
        }
        calls.add(new Called(
                api,
                new ApiIntegration(
                        api.id(),
                        api.kind(),
                        api.site().account(),
                        api.site().region(),
                        route.method(),
                        route.path(),
                        route.function(),
                        route.credentials(),
                        route.payload(),
                        new Origin.ApiCall(operation.service(), operation.operation(), api.id()))));
    }
}
