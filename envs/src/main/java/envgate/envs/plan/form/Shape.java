package envgate.envs.plan.form;

import envgate.envs.source.capture.HiddenText;
import envgate.envs.source.capture.UnresolvedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Builds and looks into the JSON of answers.
final class Shape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Shape() {}

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ArrayNode array() {
        return JSON.arrayNode();
    }

    static ArrayNode array(List<? extends JsonNode> nodes) {
        ArrayNode array = JSON.arrayNode();
        nodes.forEach(array::add);
        return array;
    }

    /// The text of a member; empty when it is absent or no text.
    static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    /// The text of a member, if it is there and known.
    static Optional<String> known(JsonNode node, String member) {
        JsonNode found = node.path(member);
        return found.isString() ? Optional.of(found.stringValue()).filter(Shape::isKnown) : Optional.empty();
    }

    static boolean isKnown(String text) {
        return UnresolvedText.parse(text).isEmpty() && !text.startsWith("hidden:");
    }

    /// Why a member is not known, if it is not.
    static Optional<String> unknown(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().startsWith("hidden:")
                            && HiddenText.parse(node.stringValue()).isPresent()
                    ? Optional.of("it is hidden")
                    : UnresolvedText.parse(node.stringValue());
        }
        for (JsonNode it : node) {
            Optional<String> inner = unknown(it);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    /// The items of a list; one item that is no list is a list of one, as CloudFormation has it.
    static List<JsonNode> items(JsonNode node, String member) {
        JsonNode list = node.path(member);
        List<JsonNode> items = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(items::add);
        } else if (!list.isMissingNode() && !list.isNull()) {
            items.add(list);
        }
        return items;
    }

    /// Copies members that are called the same on both sides.
    static ObjectNode copy(JsonNode from, ObjectNode to, String... members) {
        for (String it : members) {
            copy(from, it, to, it);
        }
        return to;
    }

    static void copy(JsonNode from, String member, ObjectNode to, String as) {
        JsonNode found = from.get(member);
        if (found != null) {
            to.set(as, found);
        }
    }

    /// Texts, each as an object with one member: `[{"GroupId": …}]`.
    static JsonNode each(JsonNode texts, String member) {
        if (!texts.isArray()) {
            return texts.isMissingNode() ? array() : texts;
        }
        ArrayNode array = array();
        texts.forEach(it -> array.add(object().set(member, it)));
        return array;
    }

    /// A document as AWS sends it in some answers: as a text.
    static JsonNode asText(JsonNode document) {
        return document.isString() ? document : JSON.stringNode(MAPPER.writeValueAsString(document));
    }

    /// A document that stands as a text, or as an object.
    static @Nullable ObjectNode document(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object.deepCopy();
        }
        try {
            return node.isString() && MAPPER.readTree(node.stringValue()) instanceof ObjectNode object ? object : null;
        } catch (tools.jackson.core.JacksonException _) {
            return null;
        }
    }

    static JsonNode node(String text) {
        return JSON.stringNode(text);
    }
}
