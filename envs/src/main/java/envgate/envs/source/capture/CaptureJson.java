package envgate.envs.source.capture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as captures need it: strict and bounded when it is read, in one spelling when it is written.
final class CaptureJson {

    /// AWS's answers are some ten deep, templates and state machines some fifty.
    static final int DEPTH = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final JsonMapper FILES = JsonMapper.builder(FACTORY)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRETTY = MAPPER.writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

    private CaptureJson() {}

    /// Reads one value after the other.
    static JsonMapper files() {
        return FILES;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /// What a text is as JSON, or nothing when it is none.
    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(it -> !it.isMissingNode());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// A number as it is when it is read again; anything else as it is.
    static JsonNode number(JsonNode node) {
        if (node.isIntegralNumber()) {
            long value = node.asLong(0);
            return node.canConvertToInt()
                    ? JsonNodeFactory.instance.numberNode((int) value)
                    : node.canConvertToLong() ? JsonNodeFactory.instance.numberNode(value) : node;
        }
        return node.isNumber() ? JsonNodeFactory.instance.numberNode(node.asDouble(0)) : node;
    }

    static String compact(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// Sorts values by their members and texts; equal ones are equal when they are written.
    static int compare(JsonNode one, JsonNode other) {
        if (one.isString() && other.isString()) {
            return one.stringValue().compareTo(other.stringValue());
        } else if (one.size() == 1 && other.size() == 1 && one.isObject() && other.isObject()) {
            Map.Entry<String, JsonNode> first = one.properties().iterator().next();
            Map.Entry<String, JsonNode> second = other.properties().iterator().next();
            int names = first.getKey().compareTo(second.getKey());
            return names != 0 ? names : compare(first.getValue(), second.getValue());
        }
        int sizes = Integer.compare(one.size(), other.size());
        return sizes != 0 ? sizes : pretty(one).compareTo(pretty(other));
    }

    /// Indented, members sorted by name, one line end at the end.
    static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(sorted(node)) + "\n";
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = object();
            node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(it -> sorted.set(it.getKey(), sorted(it.getValue())));
            return sorted;
        } else if (node.isArray()) {
            ArrayNode sorted = array();
            node.forEach(it -> sorted.add(sorted(it)));
            return sorted;
        }
        return node;
    }
}
