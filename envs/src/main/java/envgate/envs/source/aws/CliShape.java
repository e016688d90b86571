package envgate.envs.source.aws;

import envgate.envs.source.capture.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Where the AWS CLI prints an answer otherwise than the SDK hands it out, and what is left out of it at
/// the door.
final class CliShape {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Set<String> DOCUMENTS = Set.of("AssumeRolePolicyDocument", "PolicyDocument", "Document");

    private CliShape() {}

    static ObjectNode of(Operation operation, ObjectNode answer) {
        switch (operation) {
            case IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS, IAM_GET_POLICY_VERSION -> openDocuments(answer);
            case CLOUDFORMATION_GET_TEMPLATE -> openTemplate(answer);
            // Each page says again what is so for all of it; a resource stands on one page only.
            case CLOUDFORMATION_DESCRIBE_CHANGE_SET -> answer.forEach(CliShape::once);
            // A link that downloads the code: whoever has it needs no permission.
            case LAMBDA_GET_FUNCTION -> remove(answer.get("Code"), "Location");
            // They hold the keys of the tunnels.
            case EC2_DESCRIBE_VPN_CONNECTIONS -> answer.path("VpnConnections").forEach(CliShape::withoutKeys);
            case ROUTE53_LIST_HOSTED_ZONES -> answer.path("HostedZones").forEach(CliShape::withPath);
            case ROUTE53_GET_HOSTED_ZONE -> withPath(answer.path("HostedZone"));
            default -> {}
        }
        return answer;
    }

    private static void remove(@org.jspecify.annotations.Nullable JsonNode node, String member) {
        if (node instanceof ObjectNode object) {
            object.remove(member);
        }
    }

    private static void withoutKeys(JsonNode connection) {
        remove(connection, "CustomerGatewayConfiguration");
        connection.path("Options").path("TunnelOptions").forEach(it -> remove(it, "PreSharedKey"));
    }

    /// The CLI decodes IAM's policies and prints them as objects.
    private static void openDocuments(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> it : object.properties()) {
                if (DOCUMENTS.contains(it.getKey()) && it.getValue().isString()) {
                    it.setValue(document(it.getValue()));
                }
            }
        }
        node.forEach(CliShape::openDocuments);
    }

    private static JsonNode document(JsonNode encoded) {
        String text = encoded.stringValue();
        try {
            return parsed(text.startsWith("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text, encoded);
        } catch (IllegalArgumentException _) {
            return encoded;
        }
    }

    /// The CLI prints a JSON template as an object and a YAML template as a text.
    private static void openTemplate(ObjectNode answer) {
        JsonNode body = answer.path("TemplateBody");
        if (body.isString() && body.stringValue().stripLeading().startsWith("{")) {
            answer.set("TemplateBody", parsed(body.stringValue(), body));
        }
    }

    private static JsonNode parsed(String text, JsonNode otherwise) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return otherwise;
        }
    }

    /// The SDK strips `/hostedzone/` off the ids of zones.
    private static void once(JsonNode node) {
        if (node instanceof ArrayNode items) {
            List<JsonNode> distinct = items.valueStream().distinct().toList();
            items.removeAll();
            distinct.forEach(items::add);
        }
    }

    private static void withPath(JsonNode zone) {
        if (zone instanceof ObjectNode object
                && object.path("Id").isString()
                && !object.path("Id").stringValue().startsWith("/")) {
            object.set(
                    "Id",
                    JsonNodeFactory.instance.stringNode(
                            "/hostedzone/" + object.path("Id").stringValue()));
        }
    }
}
