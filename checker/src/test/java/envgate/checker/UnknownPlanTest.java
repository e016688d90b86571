package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes one value after the other out of a template that has faults, and asks the gate: what is not
/// known is unknown, it accuses nobody and clears nobody.
///
/// More values with `-Denvgate.worlds=N -Denvgate.seed=S`.
class UnknownPlanTest {

    private static final Path SAMPLE = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve("checker/sample/orders");
    private static final String UNKNOWABLE = "{\"Fn::GetAtt\": [\"Unknowable\", \"Value\"]}";

    @TempDir
    private Path directory = Path.of("");

    /// Where a value stands: names of members and indexes, from the resources on.
    private record Spot(List<String> path) {}

    @Test
    void what_is_not_known_accuses_nobody_and_clears_nobody() {
        ObjectNode template = template("orders-prod");
        ((ObjectNode) template.path("Resources"))
                .set("Unknowable", JsonMapper.shared().readTree("""
                        {"Type": "Custom::Unknowable",
                         "Properties": {"ServiceToken": "arn:aws:lambda:eu-west-1:333333333333:function:any"}}"""));
        List<Spot> spots = new ArrayList<>();
        template.path("Resources").forEachEntry((id, resource) -> {
            if (!id.equals("Unknowable")) {
                collect(resource.path("Properties"), List.of(id, "Properties"), spots);
            }
        });
        long seed = Long.getLong("envgate.seed", 7);
        Collections.shuffle(spots, new Random(seed));
        JsonNode before = judge(template);
        assertThat(accusations(before)).isNotEmpty();

        List<String> wrong = new ArrayList<>();
        List<Spot> some = spots.subList(0, Math.min(spots.size(), Integer.getInteger("envgate.worlds", 12)));
        for (Spot spot : some) {
            ObjectNode holed = template.deepCopy();
            set(holed.path("Resources"), spot.path());
            JsonNode after = judge(holed);
            TreeSet<String> invented = new TreeSet<>(accusations(after));
            invented.removeAll(accusations(before));
            TreeSet<String> cleared = new TreeSet<>(accusations(before));
            cleared.removeAll(accusations(after));
            boolean told =
                    after.path("unjudged").size() > before.path("unjudged").size();
            if (!invented.isEmpty()) {
                wrong.add(spot.path() + " accuses " + invented);
            }
            if (!cleared.isEmpty() && !told) {
                wrong.add(spot.path() + " clears " + cleared);
            }
        }
        System.out.printf(
                "UNKNOWN: %d of %d values taken out one by one, seed %d, %d wrong%n",
                some.size(), spots.size(), seed, wrong.size());
        assertThat(wrong).isEmpty();
    }

    private static void collect(JsonNode node, List<String> path, List<Spot> spots) {
        boolean function = node.size() == 1
                && node.isObject()
                && node.propertyNames().stream().allMatch(it -> it.equals("Ref") || it.startsWith("Fn::"));
        if (!node.isContainer() || function) {
            spots.add(new Spot(path));
            return;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), with(path, Integer.toString(i)), spots);
            }
        } else {
            for (Map.Entry<String, JsonNode> it : node.properties()) {
                collect(it.getValue(), with(path, it.getKey()), spots);
            }
        }
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static void set(JsonNode root, List<String> path) {
        JsonNode at = root;
        for (String it : path.subList(0, path.size() - 1)) {
            at = at.isArray() ? at.get(Integer.parseInt(it)) : at.path(it);
        }
        JsonNode unknown = JsonMapper.shared().readTree(UNKNOWABLE);
        if (at instanceof ArrayNode array) {
            array.set(Integer.parseInt(path.getLast()), unknown);
        } else {
            ((ObjectNode) at).set(path.getLast(), unknown);
        }
    }

    private JsonNode judge(ObjectNode template) {
        Shell.Outcome outcome = new Shell(directory)
                .file(".git/HEAD", "")
                .file("orders.json", template.toString())
                .run(
                        "promote",
                        "staging",
                        "prod",
                        "--config",
                        SAMPLE.resolve("envgate.yaml").toString(),
                        "--plan",
                        "orders-prod=orders.json",
                        "--min-coverage",
                        "1",
                        "--format",
                        "json");
        assertThat(outcome.status()).as(outcome.err()).isIn(0, 1, 3);
        return JsonMapper.shared().readTree(outcome.out());
    }

    /// By logical names: what a thing will be called may be what is not known.
    private static Set<String> accusations(JsonNode report) {
        TreeSet<String> accusations = new TreeSet<>();
        report.path("findings")
                .forEach(it -> accusations.add(String.join(
                        " ",
                        it.path("code").asString(""),
                        it.path("environment").asString(""),
                        it.path("function").asString(""),
                        it.path("key").asString(""))));
        return accusations;
    }

    /// The template that a stack of prod has.
    private static ObjectNode template(String stack) {
        Path file = SAMPLE.resolve("faulty/prod/333333333333/eu-west-1/cloudformation-get-template.json");
        try {
            for (JsonNode call :
                    JsonMapper.shared().readTree(Files.readString(file)).path("Calls")) {
                if (call.path("request").path("StackName").asString("").equals(stack)) {
                    return (ObjectNode) JsonMapper.shared()
                            .readTree(call.path("response").path("TemplateBody").stringValue());
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        throw new IllegalArgumentException(stack);
    }
}
