package envgate.envs.source.capture;

import envgate.envs.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads what a template says of its functions, as it stands there: nothing is worked out.
///
/// What SAM's `Globals` say counts for every function that SAM makes and that does not say it itself, see
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html.
final class WrittenFunctions {

    private static final String SAM = "AWS::Serverless::Function";
    private static final Set<String> TYPES = Set.of("AWS::Lambda::Function", SAM);
    private static final List<String> SETTINGS = List.of("Runtime", "Handler", "MemorySize", "Timeout");

    private final SortedMap<String, Value> written = new TreeMap<>();

    private WrittenFunctions() {}

    /// By logical id and property, `OrdersApi.Timeout`, `OrdersApi.Variables.DB_HOST`.
    static SortedMap<String, Value> in(JsonNode template) {
        WrittenFunctions functions = new WrittenFunctions();
        JsonNode globals = template.path("Globals").path("Function");
        for (Map.Entry<String, JsonNode> it : template.path("Resources").properties()) {
            String type = it.getValue().path("Type").asString("");
            if (TYPES.contains(type)) {
                if (type.equals(SAM)) {
                    functions.read(it.getKey(), globals);
                }
                functions.read(it.getKey(), it.getValue().path("Properties"));
            }
        }
        return functions.written;
    }

    private void read(String logicalId, JsonNode properties) {
        if (isExpression(properties)) {
            written.put(logicalId + ".Variables", new Value.Reference(""));
            return;
        }
        for (String it : SETTINGS) {
            if (properties.has(it)) {
                written.put(logicalId + "." + it, value(properties.path(it)));
            }
        }
        JsonNode environment = properties.path("Environment");
        JsonNode variables = environment.path("Variables");
        if (isExpression(environment) || isExpression(variables)) {
            written.put(logicalId + ".Variables", new Value.Reference(""));
            return;
        }
        variables
                .properties()
                .forEach(it -> written.put(logicalId + ".Variables." + it.getKey(), value(it.getValue())));
    }

    /// A literal, also one in `Fn::Sub` without anything to put in; all else refers to something.
    private static Value value(JsonNode node) {
        if (node.isValueNode() && !node.isNull()) {
            return Item.valueOf(node.asString());
        }
        JsonNode text = node.path("Fn::Sub");
        boolean plain = text.isString() && !text.stringValue().contains("${");
        return plain ? Item.valueOf(text.stringValue()) : new Value.Reference("");
    }

    private static boolean isExpression(JsonNode node) {
        return node.isObject()
                && node.size() == 1
                && node.properties().stream()
                        .anyMatch(it ->
                                it.getKey().startsWith("Fn::") || it.getKey().equals("Ref"));
    }
}
