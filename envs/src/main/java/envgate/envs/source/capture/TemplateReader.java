package envgate.envs.source.capture;

import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads of a stack's template what the exports are called that it imports, and which outputs hang on a
/// condition.
///
/// A name is worked out as far as parameters and pseudo parameters go; the rest is counted. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html.
final class TemplateReader {

    private static final Pattern HOLE = Pattern.compile("\\$\\{(!?)([^}]*)}");
    private static final int DEPTH = 200;

    private final Map<String, String> known = new TreeMap<>();
    private final List<String> imports = new ArrayList<>();
    private int unresolved;

    private TreeMap<String, JsonNode> mappings = new TreeMap<>();

    /// @param parameters the stack's, by key
    TemplateReader(Site site, String stackName, String stackId, Map<String, Value> parameters) {
        parameters.forEach((key, value) -> {
            if (value instanceof Value.Plain(String text)) {
                known.put(key, text);
            }
        });
        known.put("AWS::StackName", stackName);
        known.put("AWS::StackId", stackId);
        known.put("AWS::Region", site.region());
        known.put("AWS::AccountId", site.account());
        known.put("AWS::Partition", site.partition());
    }

    /// @param body an object, or a text in JSON or YAML
    Stack.Template read(JsonNode body) {
        JsonNode template = body.isString() ? TemplateText.parse(body.stringValue()) : body;
        section(template, "Mappings").properties().forEach(it -> mappings.put(it.getKey(), it.getValue()));
        walk(template, 0);
        List<String> conditional = new ArrayList<>();
        for (Map.Entry<String, JsonNode> it : section(template, "Outputs").properties()) {
            if (it.getValue().isObject() && it.getValue().has("Condition")) {
                conditional.add(it.getKey());
            }
        }
        return new Stack.Template(
                imports,
                unresolved,
                conditional,
                WrittenFunctions.in(template),
                defaults(section(template, "Parameters")));
    }

    private static SortedMap<String, Value> defaults(JsonNode parameters) {
        SortedMap<String, Value> defaults = new TreeMap<>();
        parameters.properties().forEach(it -> {
            JsonNode value = it.getValue().path("Default");
            if (value.isValueNode() && !value.isNull()) {
                defaults.put(it.getKey(), Item.valueOf(value.asString()));
            }
        });
        return defaults;
    }

    /// A section of the template; an empty one when nothing stands under its name.
    private static JsonNode section(JsonNode template, String name) {
        Item item = Item.of("template", template);
        return item.raw(name).filter(JsonNode::isNull).isPresent()
                ? JsonNodeFactory.instance.objectNode()
                : item.in(name).node();
    }

    private void walk(JsonNode node, int depth) {
        if (depth > DEPTH) {
            throw new Unreadable("the template is nested too deep");
        }
        if (node.isObject()) {
            JsonNode name = node.get("Fn::ImportValue");
            if (name != null) {
                resolve(name, 0).ifPresentOrElse(imports::add, () -> unresolved++);
            }
        }
        for (JsonNode it : node) {
            walk(it, depth + 1);
        }
    }

    /// The text that an expression makes, if parameters tell.
    private Optional<String> resolve(JsonNode node, int depth) {
        if (depth > DEPTH) {
            return Optional.empty();
        }
        if (node.isString()) {
            return Optional.of(node.stringValue()).filter(it -> Item.valueOf(it) instanceof Value.Plain);
        }
        if (node.isNumber() || node.isBoolean()) {
            return Optional.of(node.asString());
        }
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, JsonNode> only = node.properties().iterator().next();
        JsonNode argument = only.getValue();
        return switch (only.getKey()) {
            case "Ref" ->
                argument.isString() ? Optional.ofNullable(known.get(argument.stringValue())) : Optional.empty();
            case "Fn::Sub" -> substitute(argument, depth);
            case "Fn::Join" -> join(argument, depth);
            case "Fn::FindInMap" -> find(argument, depth);
            default -> Optional.empty();
        };
    }

    private Optional<String> substitute(JsonNode argument, int depth) {
        boolean detailed = argument.isArray() && argument.size() == 2;
        JsonNode text = detailed ? argument.get(0) : argument;
        Map<String, JsonNode> own = new TreeMap<>();
        if (detailed) {
            argument.get(1).properties().forEach(it -> own.put(it.getKey(), it.getValue()));
        }
        if (!text.isString() || HiddenText.parse(text.stringValue()).isPresent()) {
            return Optional.empty();
        }
        Matcher hole = HOLE.matcher(text.stringValue());
        StringBuilder made = new StringBuilder();
        while (hole.find()) {
            String name = hole.group(2).strip();
            JsonNode mine = own.get(name);
            Optional<String> filled = !hole.group(1).isEmpty()
                    ? Optional.of("${" + hole.group(2) + "}")
                    : mine == null ? Optional.ofNullable(known.get(name)) : resolve(mine, depth + 1);
            if (filled.isEmpty()) {
                return Optional.empty();
            }
            hole.appendReplacement(made, Matcher.quoteReplacement(filled.get()));
        }
        return Optional.of(hole.appendTail(made).toString());
    }

    private Optional<String> join(JsonNode argument, int depth) {
        if (!argument.isArray()
                || argument.size() != 2
                || !argument.get(0).isString()
                || !argument.get(1).isArray()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode it : argument.get(1)) {
            Optional<String> part = resolve(it, depth + 1);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(String.join(argument.get(0).stringValue(), parts));
    }

    private Optional<String> find(JsonNode argument, int depth) {
        if (!argument.isArray() || argument.size() != 3) {
            return Optional.empty();
        }
        Optional<JsonNode> at = resolve(argument.get(0), depth + 1).map(mappings::get);
        for (int i = 1; i < 3; i++) {
            Optional<String> key = resolve(argument.get(i), depth + 1);
            at = at.flatMap(it -> key.flatMap(it::optional));
        }
        return at.filter(JsonNode::isString).flatMap(it -> resolve(it, depth + 1));
    }
}
