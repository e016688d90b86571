package envgate.checker;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A request that the user declares, and what has to come back: `envgate verify --invoke` sends it.
///
/// @param function as the inventory names it
/// @param qualifier an alias or a version; empty for `$LATEST`
/// @param event a JSON file, relative to the project file
/// @param status that an answer to API Gateway has to have; 0 for any from 200 to 399
/// @param contains what has to be in the answer
/// @param environments where it is sent; empty for all
public record SmokeRequest(
        String function,
        String qualifier,
        String event,
        int status,
        Optional<JsonNode> contains,
        List<String> environments,
        Mark mark) {

    public SmokeRequest {
        environments = List.copyOf(environments);
    }

    /// @param functions the part of the project file about single functions
    static List<SmokeRequest> read(Part functions, DeclaredEnvironments environments) {
        List<SmokeRequest> requests = new ArrayList<>();
        for (Part.Member it : functions.entries()) {
            if (!DeclaredIntent.PAIRING.contains(it.key())) {
                for (Part one : it.value().get("smoke").items()) {
                    one.get("in").items().forEach(environments::mustBeKnown);
                    requests.add(new SmokeRequest(
                            it.key(),
                            one.get("qualifier").text(),
                            one.get("event").text(),
                            one.get("status").number(0),
                            contains(one.get("contains")),
                            one.get("in").texts(),
                            one.get("event").mark()));
                }
            }
        }
        return requests;
    }

    private static Optional<JsonNode> contains(Part part) {
        return Optional.ofNullable(part.node()).map(SmokeRequest::json);
    }

    private static JsonNode json(Node node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (node) {
            case Node.Mapping it -> {
                ObjectNode object = json.objectNode();
                it.members().forEach(member -> object.set(member.key().value(), json(member.value())));
                yield object;
            }
            case Node.Sequence it -> {
                ArrayNode array = json.arrayNode();
                it.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Text it ->
                switch (it.kind()) {
                    case TEXT -> json.stringNode(it.value());
                    case FLAG -> json.booleanNode(it.value().equals("true"));
                    case NOTHING -> json.nullNode();
                    case NUMBER -> number(it.value());
                };
        };
    }

    /// YAML knows numbers that JSON does not: `0x1F`, `.inf`.
    private static JsonNode number(String text) {
        try {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }

    boolean isFor(String environment) {
        return environments.isEmpty() || environments.contains(environment);
    }

    /// Whom it goes to, in words.
    String target() {
        return function + (qualifier.isEmpty() ? "" : ":" + qualifier);
    }
}
