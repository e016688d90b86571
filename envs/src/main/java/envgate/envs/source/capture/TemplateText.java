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
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a CloudFormation template in JSON or YAML as one tree, the short forms of YAML (`!Sub`) written
/// out.
///
/// Every scalar of YAML is a text, which is all that names are made of. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html.
final class TemplateText {

    /// CloudFormation takes templates of up to 1 MB; aliases must not make more of them.
    private static final int NODES = 500_000;
    private static final int DEPTH = CaptureJson.DEPTH / 2;

    private static final Map<String, String> WITHOUT_PREFIX = Map.of("!Ref", "Ref", "!Condition", "Condition");

    private int nodes;

    private TemplateText() {}

    /// The template, or nothing when the text is none.
    static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(parse(text)).filter(JsonNode::isObject);
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    static JsonNode parse(String text) {
        if (HiddenText.parse(text).isPresent()) {
            throw new Unreadable("the template is hidden");
        }
        try {
            if (text.stripLeading().startsWith("{")) {
                return CaptureJson.parse(text)
                        .orElseThrow(() -> new Unreadable("the template is neither JSON nor YAML"));
            }
            LoadSettings settings = LoadSettings.builder()
                    .setAllowDuplicateKeys(true)
                    .setCodePointLimit(4_000_000)
                    .build();
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new Unreadable("the template is empty"));
            return new TemplateText().tree(root, 0);
        } catch (YamlEngineException _) {
            throw new Unreadable("the template is neither JSON nor YAML");
        }
    }

    private JsonNode tree(Node node, int depth) {
        if (depth > DEPTH || ++nodes > NODES) {
            throw new Unreadable("the template is nested too deep or too large");
        }
        JsonNode plain = switch (node) {
            case ScalarNode it when it.getTag().equals(Tag.NULL) -> JsonNodeFactory.instance.nullNode();
            case ScalarNode it -> JsonNodeFactory.instance.stringNode(it.getValue());
            case SequenceNode it -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                it.getValue().forEach(inner -> list.add(tree(inner, depth + 1)));
                yield list;
            }
            case MappingNode it -> {
                ObjectNode map = JsonNodeFactory.instance.objectNode();
                for (NodeTuple inner : it.getValue()) {
                    String key = inner.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
                    map.set(key, tree(inner.getValueNode(), depth + 1));
                }
                yield map;
            }
            default -> throw new Unreadable("the template holds what is no YAML");
        };
        return written(node.getTag().getValue(), plain);
    }

    /// `!Sub text` as `{"Fn::Sub": text}`.
    private static JsonNode written(String tag, JsonNode plain) {
        if (!tag.startsWith("!") || tag.length() < 2) {
            return plain;
        }
        String name = WITHOUT_PREFIX.getOrDefault(tag, "Fn::" + tag.substring(1));
        return JsonNodeFactory.instance.objectNode().set(name, plain);
    }
}
