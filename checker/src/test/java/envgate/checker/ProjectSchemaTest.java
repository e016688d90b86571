package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import envgate.envs.document.BadInput;
import envgate.envs.model.Assumption;
import envgate.envs.source.capture.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ProjectSchemaTest {

    private static final Path SCHEMA =
            Path.of(System.getProperty("envgate.root"), "checker/schema/envgate-1.schema.json");

    /// Maps whose keys the user makes up.
    private static final Set<String> OPEN =
            Set.of("environments", "functions", "variables", "namespaces", "severity", "gate", "tags", "pairs");

    private static JsonNode schema() throws IOException {
        return new JsonMapper().readTree(Files.readString(SCHEMA));
    }

    private static ObjectNode everything() {
        return (ObjectNode) new YAMLMapper().readTree(EveryKey.yaml());
    }

    private static ProjectFile read(JsonNode tree) {
        Map<String, String> variables =
                Map.of("ENVGATE_EXTERNAL_ID", "orders-4711", "ENVGATE_HASH_KEY", "a long random text");
        byte[] content = tree.toString().getBytes(StandardCharsets.UTF_8);
        return ProjectText.read(Path.of("f.json"), "f.json", content, variables, LocalDate.of(2026, 11, 24));
    }

    /// All that a file says, for comparison.
    private static List<Object> said(ProjectFile project) {
        return List.of(
                project.inventory(),
                project.intent(),
                project.triage(),
                project.gates(),
                project.smoke().stream().map(ProjectSchemaTest::withoutPlace).toList(),
                project.hashKey());
    }

    private static List<Object> withoutPlace(SmokeRequest it) {
        return List.of(it.function(), it.qualifier(), it.event(), it.status(), it.contains(), it.environments());
    }

    /// Visits every map of a tree, with the key that it stands behind.
    private static void maps(String name, JsonNode node, MapVisitor visitor) {
        if (node instanceof ObjectNode map) {
            visitor.visit(name, map);
            List.copyOf(map.propertyNames()).forEach(it -> maps(it, map.get(it), visitor));
        }
        if (node instanceof ArrayNode list) {
            list.forEach(it -> maps(name, it, visitor));
        }
    }

    private interface MapVisitor {
        void visit(String name, ObjectNode map);
    }

    /// Puts something else in the place of every value of a tree, one after the other.
    private static void eachInstead(JsonNode node, JsonNode other, Consumer<String> then) {
        if (node instanceof ObjectNode map) {
            for (String it : List.copyOf(map.propertyNames())) {
                JsonNode own = map.get(it);
                map.set(it, other);
                then.accept(it);
                map.set(it, own);
                eachInstead(own, other, then);
            }
        }
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                JsonNode own = list.get(i);
                list.set(i, other);
                then.accept("item " + i);
                list.set(i, own);
                eachInstead(own, other, then);
            }
        }
    }

    @Test
    void the_schema_is_a_json_schema_of_2020_12() throws IOException {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema()))
                .isEmpty();
    }

    @Test
    void every_key_has_a_title_and_a_description_for_editors() throws IOException {
        JsonNode root = schema();
        List<String> without = new ArrayList<>();
        maps("", root, (name, map) -> {
            if (name.equals("properties")) {
                map.properties().stream()
                        .filter(it -> it.getValue().isObject() && !isTold(root, it.getValue()))
                        .forEach(it -> without.add(it.getKey()));
            }
        });
        assertThat(without).isEmpty();
    }

    private static boolean isTold(JsonNode root, JsonNode property) {
        JsonNode target =
                property.has("$ref") ? root.at(property.path("$ref").asString().substring(1)) : property;
        return (property.has("title") || target.has("title"))
                && (property.has("description") || target.has("description"));
    }

    @Test
    void the_schema_is_the_one_that_is_read() throws IOException {
        try (var stream = ProjectText.class.getResourceAsStream(ProjectText.SCHEMA)) {
            assertThat(stream).hasBinaryContent(Files.readAllBytes(SCHEMA));
        }
    }

    @Test
    void the_example_of_every_key_has_every_key_of_the_schema() throws IOException {
        Set<String> known = new TreeSet<>();
        maps("", schema(), (name, map) -> {
            if (name.equals("properties")) {
                known.addAll(map.propertyNames());
            }
        });
        Set<String> shown = new TreeSet<>(Set.of("$schema"));
        maps("", everything(), (_, map) -> shown.addAll(map.propertyNames()));

        assertThat(shown).containsAll(known);
    }

    @Test
    void every_key_is_read() {
        List<Object> all = said(read(everything()));
        List<String> ignored = new ArrayList<>();
        ObjectNode tree = everything();
        maps("", tree, (_, map) -> {
            for (String key : List.copyOf(map.propertyNames())) {
                ObjectNode before = map.deepCopy();
                map.remove(key);
                try {
                    if (said(read(tree)).equals(all)) {
                        ignored.add(key);
                    }
                } catch (BadInput _) {
                    // what must be there is read
                }
                map.removeAll();
                map.setAll(before);
            }
        });
        assertThat(ignored).isEmpty();
    }

    @Test
    void an_unknown_key_is_refused_at_every_level() {
        ObjectNode tree = everything();
        List<String> levels = new ArrayList<>();
        maps("", tree, (name, map) -> {
            map.put("zzz", 1);
            assertThatExceptionOfType(BadInput.class)
                    .as(name)
                    .isThrownBy(() -> read(tree))
                    .withMessageContaining(OPEN.contains(name) ? "f.json:1:" : "unknown key `zzz`");
            map.remove("zzz");
            levels.add(name);
        });
        assertThat(levels).hasSizeGreaterThan(20);
    }

    @Test
    void whatever_stands_in_a_place_it_is_read_or_refused() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<JsonNode> odd = List.of(
                json.nullNode(),
                json.numberNode(-7),
                json.booleanNode(false),
                json.stringNode(""),
                json.stringNode("${ENVGATE_HASH_KEY}"),
                json.stringNode("{ -> / * : [\u2028"),
                json.arrayNode(),
                json.arrayNode().add(json.objectNode()).add(json.arrayNode()),
                json.objectNode(),
                json.objectNode().set("x", json.objectNode().put("y", 1)));
        ObjectNode tree = everything();
        int[] refused = {0};
        for (JsonNode other : odd) {
            eachInstead(tree, other, _ -> {
                try {
                    read(tree);
                } catch (BadInput e) {
                    refused[0]++;
                    assertThat(e.mistakes()).isNotEmpty();
                    assertThat(e.mistakes())
                            .allSatisfy(it -> assertThat(it.line()).isEqualTo(1));
                }
            });
        }
        assertThat(refused[0]).isGreaterThan(300);
    }

    @Test
    void no_message_shows_a_secret_wherever_it_stands() {
        List<String> secrets = List.of(
                "AKIAZ7EXAMPLE4CANARY",
                "ghp_CANARYcanary0123456789CANARYcanary01",
                "sk_live_CANARY0123456789",
                "postgres://app:CANARYcanary@db:5432/orders",
                "wJalrXUtnFEMIxK7MDENGxbPxRfiCYCANARYKEYx");
        ObjectNode tree = everything();
        for (String secret : secrets) {
            eachInstead(
                    tree,
                    JsonNodeFactory.instance.stringNode(secret),
                    place -> assertThatExceptionOfType(BadInput.class)
                            .as(place)
                            .isThrownBy(() -> read(tree))
                            .satisfies(it -> assertThat(it.getMessage())
                                    .contains("this looks like a secret")
                                    .doesNotContain("CANARY")
                                    .doesNotContain("canary")));
            maps("", tree, (name, map) -> {
                map.put(secret, 1);
                assertThatExceptionOfType(BadInput.class)
                        .as(name)
                        .isThrownBy(() -> read(tree))
                        .satisfies(it -> assertThat(it.getMessage()).doesNotContain("CANARY"));
                map.remove(secret);
            });
        }
    }

    @Test
    void no_message_shows_what_a_variable_holds_or_what_is_meant_to_stay_secret() {
        Map<String, String> variables =
                Map.of("ENVGATE_EXTERNAL_ID", "CANARY", "ENVGATE_HASH_KEY", "CANARY", "ANY", "CANARY");
        ObjectNode tree = everything();
        eachInstead(tree, JsonNodeFactory.instance.stringNode("a ${ANY} b"), place -> {
            byte[] content = tree.toString().getBytes(StandardCharsets.UTF_8);
            try {
                ProjectText.read(Path.of("f.json"), "f.json", content, variables, LocalDate.of(2026, 11, 24));
            } catch (BadInput e) {
                assertThat(e.getMessage()).as(place).doesNotContain("CANARY");
            }
        });
        eachInstead(tree.get("variables"), JsonNodeFactory.instance.stringNode("CANARY"), place -> {
            try {
                read(tree);
            } catch (BadInput e) {
                if (!Set.of("reason", "owner", "until", "item 0").contains(place)) {
                    assertThat(e.getMessage()).as(place).doesNotContain("CANARY");
                }
            }
        });
    }

    @Test
    void a_broken_text_is_not_shown() {
        for (String it : List.of(
                "external-id: *CANARY",
                "external-id: &CANARY *",
                "external-id: !CANARY",
                "external-id: !CANARY! x",
                "external-id: @CANARY",
                "external-id: %CANARY",
                "external-id: \"CANARY",
                "external-id: {CANARY",
                "external-id: [CANARY",
                "external-id: |CANARY",
                "external-id: CANARY: x",
                "external-id: \"\\CANARY\"",
                "%CANARY",
                "CANARY\nx: y",
                "- CANARY\nx: y")) {
            assertThatExceptionOfType(BadInput.class)
                    .as(it)
                    .isThrownBy(() -> ProjectText.read(
                            Path.of("f.yaml"),
                            "f.yaml",
                            it.getBytes(StandardCharsets.UTF_8),
                            Map.of(),
                            LocalDate.of(2026, 11, 24)))
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("CANARY"));
        }
    }

    @Test
    void the_schema_names_what_the_program_names() throws IOException {
        JsonNode root = schema();

        assertThat(words(root.at("/properties/assume/items/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Assumption.values()).map(Assumption::id).toList());
        assertThat(words(root.at("/$defs/service/enum")))
                .containsExactlyElementsOf(Arrays.stream(Operation.values())
                        .filter(Operation::isAsked)
                        .map(Operation::service)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
