package envgate.envs.document;

import com.networknt.schema.Error;
import envgate.envs.document.DocumentSchema.Found;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// One way in which a value breaks the schema, in the words of a person.
record SchemaMistake(Error error, SchemaTrail trail, Found found) {

    void addTo(Mistakes mistakes) {
        switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey(mistakes);
            case "propertyNames" -> badKey(mistakes);
            case "required" -> missing(mistakes);
            case "false" ->
                mistakes.accuse(
                        found.at(),
                        Quote.of(found.name()) + " does not go together with " + Quote.of(trail.because()),
                        "remove one of them");
            case "type" -> wrongKind(mistakes);
            case "enum", "const" -> wrongWord(mistakes);
            case "uniqueItems" -> twice(mistakes);
            case "minItems", "minLength", "minProperties" -> empty(mistakes);
            default -> wrongText(mistakes);
        }
    }

    private void unknownKey(Mistakes mistakes) {
        String key = error.getProperty();
        mistakes.accuse(key(key), "unknown key " + Quote.of(key), Quote.nearest(key, trail.keys()));
    }

    private void badKey(Mistakes mistakes) {
        String key = error.getProperty();
        JsonNode names = trail.keyword("propertyNames").orElseThrow();
        JsonNode rule = names.has("$ref")
                ? trail.root().at(names.path("$ref").asString().substring(1))
                : names;
        if (rule.has("enum")) {
            mistakes.accuse(key(key), "unknown key " + Quote.of(key), Quote.nearest(key, words(rule.path("enum"))));
        } else {
            say(
                    mistakes,
                    key(key),
                    Quote.of(key),
                    rule.path("patternErrorMessage").asString());
        }
    }

    private void missing(Mistakes mistakes) {
        String key = error.getProperty();
        String example = trail.example(key);
        mistakes.add(
                found.at().mark(),
                found.name().isEmpty()
                        ? Quote.of(key) + " is missing here"
                        : Quote.of(found.name()) + " has no " + Quote.of(key),
                example.isEmpty() ? "" : "write it like `" + example + "`");
    }

    private void wrongKind(Mistakes mistakes) {
        String own = trail.text(isSecret() ? "patternErrorMessage" : "errorMessage");
        if (found.value() instanceof Text it && it.kind() == Kind.NOTHING) {
            String nothing = found.name().isEmpty() ? owner() + " is empty" : "nothing stands behind " + owner();
            mistakes.accuse(found.value(), nothing, likeExample());
        } else if (!own.isEmpty()) {
            say(mistakes, found.value(), shown(), own);
        } else if (found.value() instanceof Text it && expectsText()) {
            mistakes.accuse(
                    it,
                    shown() + " is " + kind(it) + " and no text",
                    isSecret() ? "write it in quotes" : "write it in quotes: " + Quote.of("\"" + it.written() + "\""));
        } else {
            Optional<String> meant = Quote.near(found.name(), List.copyOf(siblings()));
            mistakes.accuse(
                    found.value(),
                    owner() + " has " + kind(found.value()) + " instead of " + expected(),
                    meant.map(it -> "did you mean " + Quote.of(it) + "?").orElse(likeExample()));
        }
    }

    private void wrongWord(Mistakes mistakes) {
        String own = trail.text("errorMessage");
        if (!own.isEmpty()) {
            say(mistakes, found.value(), shown(), own);
            return;
        }
        List<String> known = words(
                error.getKeyword().equals("const")
                        ? trail.keyword("const").orElseThrow()
                        : trail.keyword("enum").orElseThrow());
        String word = found.value() instanceof Text it ? it.written() : "";
        Optional<String> meant = Quote.near(word, known);
        String shown = meant.isPresent() && !LiteralSecret.in(word) ? Quote.of(word) : shown();
        mistakes.accuse(
                found.value(),
                shown + " is " + (known.size() == 1 ? "not " : "none of ") + Quote.of(known),
                meant.map(it -> "did you mean " + Quote.of(it) + "?").orElse(""));
    }

    private void twice(Mistakes mistakes) {
        List<JsonNode> seen = new ArrayList<>();
        for (Node item : found.value() instanceof Sequence list ? list.items() : List.<Node>of()) {
            JsonNode value = JsonTree.of(item);
            if (seen.contains(value)) {
                String word = item instanceof Text it ? Quote.of(it.written()) : "this";
                mistakes.accuse(item, word + " is written twice", "remove one of them");
            }
            seen.add(value);
        }
    }

    private void empty(Mistakes mistakes) {
        String own = trail.text("errorMessage");
        if (own.isEmpty()) {
            mistakes.accuse(found.value(), owner() + " is empty", likeExample());
        } else {
            say(mistakes, found.value(), shown(), own);
        }
    }

    private void wrongText(Mistakes mistakes) {
        String own = trail.text(error.getKeyword().equals("pattern") ? "patternErrorMessage" : "errorMessage");
        say(mistakes, found.value(), shown(), own.isEmpty() ? "not what was expected here" : own);
    }

    /// `012` is no account: write its 12 digits in quotes.
    private static void say(Mistakes mistakes, Node node, String shown, String says) {
        String[] parts = says.split(": ", 2);
        mistakes.accuse(node, shown + " is " + parts[0], parts.length == 2 ? parts[1] : "");
    }

    /// The value in backticks, or its key where the value may be a secret.
    private String shown() {
        return found.value() instanceof Text it && !isSecret() && !it.written().isBlank()
                ? Quote.of(it.written())
                : isSecret() ? "what stands behind " + owner() : owner();
    }

    private boolean isSecret() {
        return trail.keyword("writeOnly").isPresent()
                || (found.value() instanceof Text it && LiteralSecret.in(it.written()));
    }

    private String owner() {
        return found.name().isEmpty()
                ? found.list().isEmpty() ? "the file" : "an item of " + Quote.of(found.list())
                : Quote.of(found.name());
    }

    private String likeExample() {
        String example = trail.example();
        boolean named = !found.name().isEmpty() && !LiteralSecret.in(found.name());
        return example.isEmpty() ? "" : "write it like `" + (named ? found.name() + ": " : "") + example + "`";
    }

    private Node key(String key) {
        return found.value() instanceof Mapping map
                ? map.members().stream()
                        .map(Node.Member::key)
                        .filter(it -> it.value().equals(key))
                        .findFirst()
                        .orElseThrow()
                : found.value();
    }

    /// Keys with a meaning of their own that stand where any key may.
    private List<String> siblings() {
        String path = error.getEvaluationPath().toString();
        int end = path.lastIndexOf("/additionalProperties/");
        return end < 0 || path.indexOf('/', end + 22) >= 0
                ? List.of()
                : List.copyOf(trail.root()
                        .at(path.substring(0, end))
                        .path("properties")
                        .propertyNames());
    }

    private boolean expectsText() {
        return types().equals(List.of("string"));
    }

    private List<String> types() {
        return words(trail.keyword("type").orElseThrow()).stream()
                .filter(it -> !it.equals("null"))
                .toList();
    }

    private String expected() {
        return String.join(" or ", types().stream().map(SchemaMistake::kind).toList());
    }

    private static String kind(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "array" -> "a list";
            case "object" -> "keys with values";
            case "boolean" -> "`true` or `false`";
            default -> "a number";
        };
    }

    private static String kind(Node node) {
        return switch (node) {
            case Mapping _ -> "keys with values";
            case Sequence _ -> "a list";
            case Text it ->
                switch (it.kind()) {
                    case TEXT -> "a text";
                    case NUMBER -> "a number";
                    case FLAG -> "true or false";
                    case NOTHING -> "nothing";
                };
        };
    }

    private static List<String> words(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asString)
                        .toList()
                : List.of(node.asString());
    }
}
