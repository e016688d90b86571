package envgate.envs.document;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A JSON Schema that says what is wrong with a tree in the words of a person.
///
/// Besides the standard it knows what editors know
/// (https://github.com/redhat-developer/yaml-language-server): `errorMessage` and `patternErrorMessage` say
/// what a value is *no* instance of, and what to do. `examples` show what to write, and the value of a
/// `writeOnly` key is never shown.
public final class DocumentSchema {

    private final JsonNode root;
    private final Schema schema;

    private DocumentSchema(JsonNode root) {
        this.root = root;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }

    /// @param content a JSON Schema 2020-12
    public static DocumentSchema parse(byte[] content) {
        Mistakes mistakes = new Mistakes();
        Node node = JsonText.read("schema", new String(content, StandardCharsets.UTF_8), mistakes)
                .orElseThrow(() -> new IllegalArgumentException("the schema is empty"));
        mistakes.throwIfAny();
        return new DocumentSchema(JsonTree.of(node));
    }

    /// Says everything that is wrong with a tree.
    public void check(Node tree, Mistakes mistakes) {
        List<Error> errors = schema.validate(JsonTree.of(tree));
        List<Error> left = new ArrayList<>();
        for (Error it : errors) {
            if (!it.getKeyword().equals("required") || !misspelled(it, errors)) {
                left.add(it);
            }
        }
        left.forEach(it ->
                new SchemaMistake(it, SchemaTrail.of(root, it.getEvaluationPath()), found(tree, it)).addTo(mistakes));
    }

    /// Whether the key that is missing is there, with a mistake in it: that is said already.
    private boolean misspelled(Error missing, List<Error> errors) {
        String key = String.valueOf(missing.getProperty());
        return errors.stream()
                .filter(it -> it.getKeyword().equals("additionalProperties")
                        && it.getInstanceLocation().equals(missing.getInstanceLocation()))
                .anyMatch(it -> Quote.near(
                                String.valueOf(it.getProperty()),
                                SchemaTrail.of(root, it.getEvaluationPath()).keys())
                        .filter(key::equals)
                        .isPresent());
    }

    private static Found found(Node tree, Error error) {
        NodePath path = error.getInstanceLocation();
        Found found = new Found(tree, tree, "", "");
        for (int i = 0; i < path.getNameCount(); i++) {
            Object step = path.getElement(i);
            found = switch (found.value()) {
                case Mapping map -> member(map, String.valueOf(step), found);
                case Sequence list ->
                    new Found(list.items().get(((Integer) step)), list.items().get((Integer) step), "", found.name());
                case Text _ -> throw new IllegalStateException("nothing is at " + path);
            };
        }
        return found;
    }

    private static Found member(Mapping map, String key, Found above) {
        return map.members().stream()
                .filter(it -> it.key().value().equals(key))
                .map(it -> new Found(it.key(), it.value(), key, above.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such key"));
    }

    /// A value that breaks the schema.
    ///
    /// @param at what the text names it by: its key, or itself
    /// @param name its key, empty when it is an item of a list or the whole
    /// @param list the key of the list that it is an item of, or of the map that holds it
    record Found(Node at, Node value, String name, String list) {}
}
