package envgate.envs.document;

import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A tree as the JSON library knows it, for the schema; texts are as written, before variables were put in.
final class JsonTree {

    /// Numbers that a person writes; `.inf`, `0x1F` and `1e999999999` stay texts.
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]{1,18}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,2})?");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonTree() {}

    static JsonNode of(Node node) {
        return switch (node) {
            case Mapping it -> {
                ObjectNode object = JSON.objectNode();
                it.members().forEach(member -> object.set(member.key().value(), of(member.value())));
                yield object;
            }
            case Sequence it -> {
                ArrayNode array = JSON.arrayNode();
                it.items().forEach(item -> array.add(of(item)));
                yield array;
            }
            case Text it ->
                switch (it.kind()) {
                    case TEXT -> JSON.stringNode(it.written());
                    case FLAG -> JSON.booleanNode(it.written().equalsIgnoreCase("true"));
                    case NOTHING -> JSON.nullNode();
                    case NUMBER ->
                        NUMBER.matcher(it.written()).matches()
                                ? JSON.numberNode(new BigDecimal(it.written()))
                                : JSON.stringNode(it.written());
                };
        };
    }
}
