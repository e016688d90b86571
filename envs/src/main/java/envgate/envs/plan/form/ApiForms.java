package envgate.envs.plan.form;

import envgate.envs.model.Area;
import envgate.envs.source.capture.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// REST, HTTP and WebSocket APIs with what they call.
///
/// Members: https://docs.aws.amazon.com/apigateway/latest/api/API_Resource.html and
/// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html.
final class ApiForms {

    private static final Operation RESOURCES = Operation.APIGATEWAY_GET_RESOURCES;
    private static final Operation ROUTES = Operation.APIGATEWAYV2_GET_ROUTES;
    private static final Operation INTEGRATIONS = Operation.APIGATEWAYV2_GET_INTEGRATIONS;
    private static final String ROOT = "-root";
    private static final String INTEGRATION = "x-amazon-apigateway-integration";

    private ApiForms() {}

    static void rest(Draft draft) {
        String id = draft.id();
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.APIGATEWAY_GET_REST_APIS, id);
            draft.overlay().forget(RESOURCES, id);
            return;
        }
        ObjectNode to =
                draft.overlay().item(Operation.APIGATEWAY_GET_REST_APIS, id).orElse(Shape.object());
        to.put("id", id);
        to.put("name", draft.text("Name", id));
        to.set("tags", draft.tags());
        to.remove("policy");
        if (draft.has("Policy")) {
            to.set("policy", Shape.asText(draft.get("Policy")));
        }
        draft.overlay().put(Operation.APIGATEWAY_GET_REST_APIS, to);
        if (draft.has("BodyS3Location")) {
            draft.overlay().forget(RESOURCES, id);
            draft.unseen(RESOURCES, Area.APIS, id, "what it calls stands in a file of S3, which was not read");
            return;
        }
        if (draft.has("Body")) {
            items(draft, RESOURCES, "restApiId", id, "items", described(draft.get("Body")));
        } else if (draft.isNew()) {
            items(draft, RESOURCES, "restApiId", id, "items", Shape.array().add(resource(id + ROOT, "/")));
        }
    }

    private static ObjectNode resource(String id, String path) {
        return Shape.object().put("id", id).put("path", path);
    }

    private static void items(
            Draft draft, Operation operation, String member, String api, String list, JsonNode items) {
        draft.overlay().forget(operation, api);
        draft.overlay()
                .add(operation, Shape.object().put(member, api), Shape.object().set(list, items));
    }

    private static Optional<ArrayNode> items(Draft draft, Operation operation, String api, String list) {
        return draft.overlay().answer(operation, api).map(it -> Shape.array(Shape.items(it, list)));
    }

    /// The resources of an OpenAPI description:
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html.
    private static ArrayNode described(JsonNode body) {
        ArrayNode resources = Shape.array();
        for (Map.Entry<String, JsonNode> path : body.path("paths").properties()) {
            ObjectNode methods = Shape.object();
            for (Map.Entry<String, JsonNode> it : path.getValue().properties()) {
                JsonNode integration = it.getValue().path(INTEGRATION);
                if (integration.isObject()) {
                    methods.set(method(it.getKey()), Shape.object().set("methodIntegration", lower(integration)));
                }
            }
            ObjectNode resource = resource(path.getKey(), path.getKey());
            resources.add(methods.isEmpty() ? resource : resource.set("resourceMethods", methods));
        }
        return resources;
    }

    private static ObjectNode lower(JsonNode integration) {
        ObjectNode to = Shape.object();
        to.put("type", Shape.text(integration, "type").toUpperCase(java.util.Locale.ROOT));
        return Shape.copy(integration, to, "uri", "credentials");
    }

    private static String method(String key) {
        return key.equals("x-amazon-apigateway-any-method") ? "ANY" : key.toUpperCase(java.util.Locale.ROOT);
    }

    /// @return whether the resource it lies under is known
    static boolean resource(Draft draft) {
        String api = draft.text("RestApiId");
        Optional<ArrayNode> all = items(draft, RESOURCES, api, "items");
        if (all.isEmpty()) {
            return true; // what is unseen stays so
        }
        ArrayNode rest = Shape.array();
        String parent = "";
        Optional<JsonNode> own = Optional.empty();
        for (JsonNode it : all.get()) {
            if (isCalled(it, draft.text("ParentId"), api)) {
                parent = Shape.text(it, "path");
            }
            if (Shape.text(it, "id").equals(draft.id())) {
                own = Optional.of(it);
            } else {
                rest.add(it);
            }
        }
        if (!draft.isDropped()) {
            if (parent.isEmpty()) {
                return false;
            }
            String path = (parent.equals("/") ? "" : parent) + "/" + draft.text("PathPart");
            ObjectNode to = own.filter(ObjectNode.class::isInstance)
                    .map(it -> ((ObjectNode) it).deepCopy())
                    .orElse(Shape.object());
            to.put("id", draft.id()).put("path", path);
            rest.add(to);
        }
        items(draft, RESOURCES, "restApiId", api, "items", rest);
        return true;
    }

    /// The root of an API is called by a placeholder where its id was not read.
    private static boolean isCalled(JsonNode resource, String id, String api) {
        return Shape.text(resource, "id").equals(id)
                || (id.equals(api + ROOT) && Shape.text(resource, "path").equals("/"));
    }

    static void method(Draft draft) {
        ObjectNode was = draft.before();
        if (was != null) {
            method(draft, was, true);
        }
        if (!draft.isDropped()) {
            method(draft, draft.properties(), false);
        } else if (was == null) {
            method(draft, draft.properties(), true);
        }
    }

    private static void method(Draft draft, ObjectNode properties, boolean remove) {
        String api = Shape.text(properties, "RestApiId");
        Optional<ArrayNode> all = items(draft, RESOURCES, api, "items");
        if (all.isEmpty()) {
            return; // what is unseen stays so
        }
        ArrayNode changed = Shape.array();
        for (JsonNode it : all.get()) {
            if (isCalled(it, Shape.text(properties, "ResourceId"), api) && it instanceof ObjectNode resource) {
                ObjectNode copy = resource.deepCopy();
                ObjectNode methods = copy.path("resourceMethods") instanceof ObjectNode known ? known : Shape.object();
                String name = Shape.text(properties, "HttpMethod");
                methods.remove(name);
                if (!remove) {
                    methods.set(name, method(properties));
                }
                copy.remove("resourceMethods");
                changed.add(methods.isEmpty() ? copy : copy.set("resourceMethods", methods));
            } else {
                changed.add(it);
            }
        }
        items(draft, RESOURCES, "restApiId", api, "items", changed);
    }

    private static ObjectNode method(ObjectNode properties) {
        JsonNode from = properties.path("Integration");
        ObjectNode to = Shape.object();
        Shape.copy(properties, "HttpMethod", to, "httpMethod");
        if (from.isObject()) {
            ObjectNode integration = Shape.object();
            Shape.copy(from, "Type", integration, "type");
            Shape.copy(from, "Uri", integration, "uri");
            Shape.copy(from, "Credentials", integration, "credentials");
            to.set("methodIntegration", integration);
        }
        return to;
    }

    static void second(Draft draft) {
        String id = draft.id();
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.APIGATEWAYV2_GET_APIS, id);
            draft.overlay().forget(ROUTES, id);
            draft.overlay().forget(INTEGRATIONS, id);
            return;
        }
        ObjectNode to =
                draft.overlay().item(Operation.APIGATEWAYV2_GET_APIS, id).orElse(Shape.object());
        to.put("ApiId", id).put("Name", draft.text("Name", id));
        to.put("ProtocolType", draft.text("ProtocolType", "HTTP"));
        if (!to.has("ApiEndpoint")) {
            String scheme = draft.text("ProtocolType").equals("WEBSOCKET") ? "wss://" : "https://";
            to.put(
                    "ApiEndpoint",
                    scheme + id + ".execute-api." + draft.overlay().region() + ".amazonaws.com");
        }
        to.set("Tags", draft.tags());
        draft.overlay().put(Operation.APIGATEWAYV2_GET_APIS, to);
        if (draft.has("BodyS3Location")) {
            draft.overlay().forget(ROUTES, id);
            draft.unseen(ROUTES, Area.APIS, id, "what it calls stands in a file of S3, which was not read");
        } else if (draft.has("Body")) {
            routes(draft, draft.get("Body"));
        } else if (draft.isNew()) {
            items(draft, ROUTES, "ApiId", id, "Items", Shape.array());
            items(draft, INTEGRATIONS, "ApiId", id, "Items", Shape.array());
        }
        if (draft.has("Target")) {
            ObjectNode integration = Shape.object().put("IntegrationId", "target");
            integration.put("IntegrationType", "AWS_PROXY").put("PayloadFormatVersion", "2.0");
            Shape.copy(draft.properties(), "Target", integration, "IntegrationUri");
            Shape.copy(draft.properties(), integration, "CredentialsArn");
            put(draft, INTEGRATIONS, id, "IntegrationId", integration);
            ObjectNode route =
                    Shape.object().put("RouteId", "target").put("RouteKey", draft.text("RouteKey", "$default"));
            put(draft, ROUTES, id, "RouteId", route.put("Target", "integrations/target"));
        }
    }

    private static void routes(Draft draft, JsonNode body) {
        ArrayNode routes = Shape.array();
        ArrayNode integrations = Shape.array();
        for (Map.Entry<String, JsonNode> path : body.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> it : path.getValue().properties()) {
                JsonNode from = it.getValue().path(INTEGRATION);
                String method = method(it.getKey());
                String key = path.getKey().equals("/$default") ? "$default" : method + " " + path.getKey();
                String id = "integration-" + key;
                if (from.isObject()) {
                    ObjectNode to = Shape.object().put("IntegrationId", id);
                    to.put("IntegrationType", Shape.text(from, "type").toUpperCase(java.util.Locale.ROOT));
                    Shape.copy(from, "uri", to, "IntegrationUri");
                    Shape.copy(from, "credentials", to, "CredentialsArn");
                    Shape.copy(from, "payloadFormatVersion", to, "PayloadFormatVersion");
                    integrations.add(to);
                    routes.add(Shape.object()
                            .put("RouteId", key)
                            .put("RouteKey", key)
                            .put("Target", "integrations/" + id));
                }
            }
        }
        items(draft, ROUTES, "ApiId", draft.id(), "Items", routes);
        items(draft, INTEGRATIONS, "ApiId", draft.id(), "Items", integrations);
    }

    private static void put(Draft draft, Operation operation, String api, String member, ObjectNode item) {
        Optional<ArrayNode> all = items(draft, operation, api, "Items");
        if (all.isPresent()) {
            ArrayNode rest = without(all.get(), member, Shape.text(item, member));
            items(draft, operation, "ApiId", api, "Items", rest.add(item));
        }
    }

    private static ArrayNode without(ArrayNode all, String member, String id) {
        return Shape.array(all.valueStream()
                .filter(it -> !Shape.text(it, member).equals(id))
                .toList());
    }

    static void integration(Draft draft) {
        part(
                draft,
                INTEGRATIONS,
                "IntegrationId",
                List.of("IntegrationType", "IntegrationUri", "CredentialsArn", "PayloadFormatVersion"));
    }

    static void route(Draft draft) {
        part(draft, ROUTES, "RouteId", List.of("RouteKey", "Target"));
    }

    private static void part(Draft draft, Operation operation, String member, List<String> members) {
        String api = draft.text("ApiId");
        if (draft.isDropped()) {
            for (String it : List.copyOf(
                    draft.overlay().items(Operation.APIGATEWAYV2_GET_APIS).keySet())) {
                items(draft, operation, it, "Items")
                        .filter(all -> all.valueStream()
                                .anyMatch(one -> Shape.text(one, member).equals(draft.id())))
                        .ifPresent(
                                all -> items(draft, operation, "ApiId", it, "Items", without(all, member, draft.id())));
            }
            return;
        }
        ObjectNode to = Shape.object().put(member, draft.id());
        put(draft, operation, api, member, Shape.copy(draft.properties(), to, members.toArray(String[]::new)));
    }
}
