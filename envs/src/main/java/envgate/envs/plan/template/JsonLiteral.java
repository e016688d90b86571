package envgate.envs.plan.template;

import envgate.envs.document.Node.Kind;
import envgate.envs.plan.Term;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a known term as JSON, the way `Fn::ToJsonString` does: on one line, members in their order.
///
/// See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html.
final class JsonLiteral {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonLiteral() {}

    static String of(Term term) {
        return JSON.writeValueAsString(node(term));
    }

    private static JsonNode node(Term term) {
        return switch (term) {
            case Term.Literal it
            when it.kind() == Kind.FLAG ->
                JsonNodeFactory.instance.booleanNode(it.text().equalsIgnoreCase("true"));
            case Term.Literal it
            when it.kind() == Kind.NUMBER && it.text().matches("-?(0|[1-9][0-9]{0,17})") ->
                JsonNodeFactory.instance.numberNode(Long.parseLong(it.text()));
            case Term.Literal it
            when it.kind() == Kind.NUMBER && it.text().matches("-?[0-9]{1,17}\\.[0-9]{1,17}") ->
                JsonNodeFactory.instance.numberNode(new java.math.BigDecimal(it.text()));
            case Term.Literal it -> JsonNodeFactory.instance.stringNode(it.text());
            case Term.Listed it -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                it.items().forEach(one -> list.add(node(one)));
                yield list;
            }
            case Term.Members it -> {
                ObjectNode map = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, Term> one : it.members().entrySet()) {
                    map.set(one.getKey(), node(one.getValue()));
                }
                yield map;
            }
            case Term.Unknown _, Term.Veiled _ -> throw new IllegalStateException("only known terms are written");
        };
    }
}
