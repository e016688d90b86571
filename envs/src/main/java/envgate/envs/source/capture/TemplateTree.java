package envgate.envs.source.capture;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A template in YAML as JSON, its short forms (`!Sub`) written out and its comments gone.
final class TemplateTree {

    /// CloudFormation takes templates of up to 1 MB; aliases must not make more of them.
    private static final int NODES = 500_000;

    private static final int CODE_POINTS = 4_000_000;
    private static final Map<String, String> SHORT = Map.of("!Ref", "Ref", "!Condition", "Condition");

    private int nodes;

    private TemplateTree() {}

    /// Nothing when the text is no template.
    static Optional<JsonNode> parse(String text) {
        Optional<JsonNode> json = CaptureJson.parse(text);
        if (json.isPresent() || text.stripLeading().startsWith("{")) {
            return json.filter(JsonNode::isObject);
        }
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(CODE_POINTS)
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(it -> new TemplateTree().tree(it, 0))
                    .filter(JsonNode::isObject);
        } catch (YamlEngineException | TooLarge _) {
            return Optional.empty();
        }
    }

    private JsonNode tree(Node node, int depth) {
        if (depth > CaptureJson.DEPTH / 2 || ++nodes > NODES) {
            throw new TooLarge();
        }
        JsonNode plain = switch (node) {
            case SequenceNode it -> {
                ArrayNode list = CaptureJson.array();
                it.getValue().forEach(inner -> list.add(tree(inner, depth + 1)));
                yield list;
            }
            case MappingNode it -> {
                ObjectNode map = CaptureJson.object();
                for (NodeTuple inner : it.getValue()) {
                    String key = inner.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
                    map.set(key, tree(inner.getValueNode(), depth + 1));
                }
                yield map;
            }
            case ScalarNode it -> CaptureJson.text(it.getValue());
            default -> throw new TooLarge();
        };
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!") || tag.length() < 2) {
            return plain;
        }
        return CaptureJson.object().set(SHORT.getOrDefault(tag, "Fn::" + tag.substring(1)), plain);
    }

    /// More than any template is.
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("too large", null, false, false);
        }
    }
}
