package envgate.envs.plan.template;

import envgate.envs.document.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A template as `GetTemplate` answers it.
final class TemplateJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TemplateJson() {}

    static JsonNode of(Node node) {
        return switch (node) {
            case Node.Mapping it -> {
                ObjectNode map = JSON.objectNode();
                it.members().forEach(member -> map.set(member.key().value(), of(member.value())));
                yield map;
            }
            case Node.Sequence it -> {
                ArrayNode list = JSON.arrayNode();
                it.items().forEach(item -> list.add(of(item)));
                yield list;
            }
            case Node.Text it when it.kind() == Node.Kind.NOTHING -> JSON.nullNode();
            case Node.Text it -> JSON.stringNode(it.value());
        };
    }
}
