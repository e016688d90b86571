package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class HostileAnswersTest {

    private static final Recording ORDERS = Recordings.orders();
    private static final Snapshot SEEN = Recordings.decode(ORDERS);
    private static final int TRIES = 100;
    private static final Pattern UNKNOWN = Pattern.compile("unknown=\\[[^]]+]");

    /// A node of an answer, by the container that holds it.
    private record Spot(JsonNode container, String name, int index) {

        JsonNode node() {
            return container instanceof ArrayNode list ? list.get(index) : container.get(name);
        }

        void set(JsonNode other) {
            if (container instanceof ArrayNode list) {
                list.set(index, other);
            } else if (container instanceof ObjectNode object) {
                object.set(name, other);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_a_wrong_type_hides_is_a_gap_or_a_note(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            String[] where = new String[1];
            Recording broken = broken(random, where, HostileAnswersTest::otherType);

            Snapshot snapshot = Recordings.decode(broken);

            if (!Parts.of(snapshot).equals(Parts.of(SEEN))) {
                Set<Object> said = new HashSet<>(snapshot.gaps());
                said.addAll(snapshot.notes());
                SEEN.gaps().forEach(said::remove);
                SEEN.notes().forEach(said::remove);
                if (!unjudgeable(snapshot).equals(unjudgeable(SEEN))) {
                    said.add("an element of a statement that is never judged");
                }
                if ("GetTemplate TemplateBody STRING -> OBJECT".equals(where[0])) {
                    said.add("a template may be an object");
                }
                assertThat(said).as(where[0] + " in try " + i).isNotEmpty();
            }
        }
    }

    private static List<String> unjudgeable(Snapshot snapshot) {
        return UNKNOWN.matcher(snapshot.toString())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void no_answer_makes_it_fail(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            Recording broken = ORDERS;
            for (int n = 0; n < 20; n++) {
                broken = broken(random, broken, new String[1], HostileAnswersTest::anything);
            }
            assertThat(Recordings.decode(broken).environment()).isEqualTo("prod");
        }
    }

    private interface Replacement {
        JsonNode of(JsonNode node, Random random);
    }

    private static Recording broken(Random random, String[] where, Replacement replacement) {
        return broken(random, ORDERS, where, replacement);
    }

    private static Recording broken(Random random, Recording recording, String[] where, Replacement replacement) {
        List<Answer> answers = new ArrayList<>(recording.answers());
        int at = random.nextInt(answers.size());
        Answer answer = answers.get(at);
        answers.set(at, Recordings.with(answer, body -> {
            List<Spot> spots = new ArrayList<>();
            collect(body, spots);
            if (spots.isEmpty()) {
                return body;
            }
            Spot spot = spots.get(random.nextInt(spots.size()));
            JsonNode other = replacement.of(spot.node(), random);
            where[0] = answer.operation() + " " + spot.name() + " "
                    + spot.node().getNodeType() + " -> " + other.getNodeType();
            spot.set(other);
            return body;
        }));
        return Recordings.with(recording, answers);
    }

    private static void collect(JsonNode node, List<Spot> spots) {
        if (node.has("aws:SecureTransport") || node.has("aws:MultiFactorAuthAge")) {
            return; // conditions take any scalar
        }
        int index = 0;
        for (JsonNode it : node) {
            if (node.isArray()) {
                spots.add(new Spot(node, "[]", index));
            }
            index++;
            collect(it, spots);
        }
        for (Map.Entry<String, JsonNode> it : node.properties()) {
            spots.add(new Spot(node, it.getKey(), 0));
        }
    }

    private static JsonNode otherType(JsonNode node, Random random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        List<JsonNode> others = new ArrayList<>(List.of(make.nullNode(), make.numberNode(1e300)));
        if (node.isNumber() || node.isBoolean()) {
            others.add(make.stringNode("surprise"));
        }
        if (!node.isArray()) {
            others.add(make.arrayNode().add(true));
            others.add(make.arrayNode());
        }
        if (!node.isObject()) {
            others.add(make.objectNode().put("surprise", 1));
            others.add(make.objectNode());
        }
        return others.get(random.nextInt(others.size()));
    }

    private static JsonNode anything(JsonNode node, Random random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(14)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(new java.math.BigInteger("9".repeat(400)));
            case 2 -> make.numberNode(-1);
            case 3 -> make.stringNode("");
            case 4 -> make.stringNode("10.0.0.0/99");
            case 5 -> make.stringNode("arn:aws:lambda:::");
            case 6 -> make.stringNode("{\"Statement\": [{}]}");
            case 7 -> make.stringNode("%7B%");
            case 8 -> make.stringNode("hidden:1f2e3d4c:" + "a".repeat(64) + ":LONGER:TEXT:");
            case 9 -> make.stringNode("x: &a [*a, *a]");
            case 10 -> deep(300);
            case 11 -> make.arrayNode().add(node).add(node);
            case 12 -> make.stringNode("::/0 \u0000 ${x}".repeat(1000));
            default -> make.objectNode().set("Fn::ImportValue", node);
        };
    }

    private static JsonNode deep(int levels) {
        JsonNode node = JsonNodeFactory.instance.stringNode("deep");
        for (int i = 0; i < levels; i++) {
            node = JsonNodeFactory.instance.objectNode().set("Fn::ImportValue", node);
        }
        return node;
    }

    @Test
    void one_bad_item_does_not_hide_the_others() {
        Recording recording = Recordings.change(
                ORDERS,
                it -> Recordings.is(it, Operation.EC2_DESCRIBE_SUBNETS)
                        ? Recordings.with(it, body -> {
                            ((ObjectNode) body.get("Subnets").get(0)).put("CidrBlock", "10.0.1.0/240");
                            return body;
                        })
                        : it);

        Snapshot snapshot = Recordings.decode(recording);

        assertThat(snapshot.network().subnets()).extracting(it -> it.id()).containsExactly("subnet-2");
        assertThat(snapshot.gapIn(Area.SUBNETS)).isEmpty();
        assertThat(snapshot.gapIn(Area.SUBNETS, "subnet-1"))
                .hasValueSatisfying(
                        it -> assertThat(it.reason()).isEqualTo("`Subnets[].CidrBlock` is no block of addresses"));
        assertThat(snapshot.notes()).anyMatch(it -> it.text().startsWith("ec2:DescribeSubnets: some answers"));
    }

    @Test
    void an_item_without_a_name_hides_its_area() {
        Recording recording = Recordings.change(
                ORDERS,
                it -> Recordings.is(it, Operation.SNS_LIST_TOPICS)
                        ? Recordings.with(it, body -> {
                            ((ArrayNode) body.get("Topics")).add(7);
                            return body;
                        })
                        : it);

        Snapshot snapshot = Recordings.decode(recording);

        assertThat(snapshot.gapIn(Area.TOPICS)).isPresent();
        assertThat(snapshot.resources()).anyMatch(it -> it.name().equals("orders-news"));
    }
}
