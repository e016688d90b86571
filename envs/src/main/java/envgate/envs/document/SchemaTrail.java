package envgate.envs.document;

import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The subschemas that speak about one value, from the outermost to the one that was broken.
///
/// @param because the key that makes the innermost apply, where it is one of `dependentSchemas`; else empty
record SchemaTrail(JsonNode root, List<JsonNode> subschemas, String because) {

    /// Follows where the validator went: `/properties/environments/additionalProperties/$ref/required`.
    static SchemaTrail of(JsonNode root, NodePath evaluation) {
        List<JsonNode> here = new ArrayList<>(List.of(root));
        JsonNode at = root;
        String because = "";
        for (int i = 0; i < evaluation.getNameCount(); i++) {
            String step = String.valueOf(evaluation.getElement(i));
            switch (step) {
                case "properties", "patternProperties" -> {
                    at = at.path(step).path(evaluation.getName(++i));
                    here.clear();
                }
                case "additionalProperties", "items" -> {
                    if (!at.path(step).isObject()) {
                        return new SchemaTrail(root, List.copyOf(here), because);
                    }
                    at = at.path(step);
                    here.clear();
                }
                case "dependentSchemas" -> {
                    because = evaluation.getName(++i);
                    at = at.path(step).path(because);
                }
                case "allOf", "anyOf", "oneOf" -> at = at.path(step).path(Integer.parseInt(evaluation.getName(++i)));
                case "if", "then", "else", "not" -> at = at.path(step);
                case "$ref" -> at = resolved(root, at);
                default -> {
                    return new SchemaTrail(root, List.copyOf(here), because);
                }
            }
            here.add(at);
        }
        return new SchemaTrail(root, List.copyOf(here), because);
    }

    /// What the innermost subschema that has this keyword says.
    Optional<JsonNode> keyword(String name) {
        return subschemas.reversed().stream()
                .filter(it -> it.has(name))
                .map(it -> it.get(name))
                .findFirst();
    }

    String text(String name) {
        return keyword(name).map(JsonNode::asString).orElse("");
    }

    /// The keys that the value may have.
    List<String> keys() {
        return subschemas.stream()
                .flatMap(it -> it.path("properties").propertyNames().stream())
                .distinct()
                .toList();
    }

    /// How a key of the value may look, as YAML in one line; empty when the schema shows none.
    String example(String key) {
        return subschemas.reversed().stream()
                .map(it -> it.path("properties").path(key))
                .filter(JsonNode::isObject)
                .map(it -> it.has("examples") ? it : resolved(root, it))
                .filter(it -> it.has("examples"))
                .map(it -> key + ": " + yaml(it.path("examples").path(0)))
                .findFirst()
                .orElse("");
    }

    /// How the value itself may look.
    String example() {
        return keyword("examples").map(it -> yaml(it.path(0))).orElse("");
    }

    /// A value as YAML in one line.
    static String yaml(JsonNode node) {
        if (node.isObject()) {
            return "{"
                    + String.join(
                            ", ",
                            node.properties().stream()
                                    .map(it -> it.getKey() + ": " + yaml(it.getValue()))
                                    .toList())
                    + "}";
        }
        if (node.isArray()) {
            return "["
                    + String.join(
                            ", ",
                            StreamSupport.stream(node.spliterator(), false)
                                    .map(SchemaTrail::yaml)
                                    .toList())
                    + "]";
        }
        String text = node.asString();
        return node.isString() && !text.matches("[A-Za-z/][A-Za-z0-9_./@ -]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
                ? "\"" + text + "\""
                : text;
    }

    private static JsonNode resolved(JsonNode root, JsonNode subschema) {
        String reference = subschema.path("$ref").asString("");
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : subschema;
    }
}
