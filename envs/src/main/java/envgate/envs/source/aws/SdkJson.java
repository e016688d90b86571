package envgate.envs.source.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns what the SDK has into JSON in the shape that the AWS CLI prints, and back for requests: every
/// object of the SDK lists its members under AWS's names, so one walk does all services.
final class SdkJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SdkJson() {}

    static ObjectNode object(SdkPojo pojo) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                object.set(field.memberName(), node(value));
            }
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case SdkPojo it -> object(it);
            case Collection<?> it -> array(it);
            case Map<?, ?> it -> map(it);
            case Instant it -> JSON.stringNode(it.toString());
            case SdkBytes it -> JSON.stringNode(Base64.getEncoder().encodeToString(it.asByteArrayUnsafe()));
            case Boolean it -> JSON.booleanNode(it);
            case Integer it -> JSON.numberNode(it);
            case Long it -> it == it.intValue() ? JSON.numberNode(it.intValue()) : JSON.numberNode(it);
            case Number it -> JSON.numberNode(it.doubleValue());
            case Document it -> document(it);
            default -> JSON.stringNode(value.toString());
        };
    }

    private static ArrayNode array(Collection<?> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(it -> array.add(node(it)));
        return array;
    }

    private static ObjectNode map(Map<?, ?> values) {
        ObjectNode object = JSON.objectNode();
        values.forEach((key, value) -> object.set(String.valueOf(key), node(value)));
        return object;
    }

    private static JsonNode document(Document document) {
        if (document.isMap()) {
            return map(document.asMap());
        }
        if (document.isList()) {
            return array(document.asList());
        }
        if (document.isNumber()) {
            return JSON.numberNode(document.asNumber().bigDecimalValue());
        }
        if (document.isBoolean()) {
            return JSON.booleanNode(document.asBoolean());
        }
        return document.isNull() ? JSON.nullNode() : JSON.stringNode(document.asString());
    }

    /// Whether a member of an answer is a list.
    static boolean isList(SdkPojo pojo, String member) {
        return field(pojo, member)
                .filter(it -> it.marshallingType().equals(MarshallingType.LIST))
                .isPresent();
    }

    /// Sets the members of a request.
    static void fill(SdkPojo request, ObjectNode members) {
        members.forEachEntry((member, value) -> field(request, member)
                .orElseThrow(() -> new IllegalArgumentException(member + " of " + request.getClass()))
                .set(request, value(field(request, member).orElseThrow().marshallingType(), value)));
    }

    private static Object value(MarshallingType<?> type, JsonNode node) {
        if (type.equals(MarshallingType.LIST)) {
            List<String> texts = new ArrayList<>();
            node.forEach(it -> texts.add(it.stringValue()));
            return texts;
        }
        if (type.equals(MarshallingType.INTEGER)) {
            return node.intValue();
        }
        return type.equals(MarshallingType.BOOLEAN) ? (Object) node.booleanValue() : node.asString();
    }

    private static Optional<SdkField<?>> field(SdkPojo pojo, String member) {
        return pojo.sdkFields().stream()
                .filter(it -> it.memberName().equals(member))
                .findFirst()
                .map(it -> it);
    }
}
