package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Order in answers means nothing, but for the layers of a function, which lie one over the other, for the
/// statements of a policy, whose place names them, and for the stateful rules of a firewall, of which the first counts.
class ShuffledAnswersTest {

    private static final Set<String> ORDERED = Set.of("Layers", "Statement", "StatefulRules");
    private static final Snapshot SEEN = Recordings.decode(Recordings.orders());

    @RepeatedTest(40)
    void shuffling_everything_changes_nothing(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        Recording recording = Recordings.change(
                Recordings.orders(),
                it -> Recordings.with(it, body -> {
                    shuffle(body, random);
                    return body;
                }));
        List<Answer> answers = new ArrayList<>(recording.answers());
        Collections.shuffle(answers, random);

        assertThat(Recordings.decode(Recordings.with(recording, answers))).isEqualTo(SEEN);
    }

    private static void shuffle(JsonNode node, Random random) {
        if (node instanceof ArrayNode list) {
            List<JsonNode> items = new ArrayList<>(list.values());
            Collections.shuffle(items, random);
            list.removeAll();
            items.forEach(list::add);
        }
        for (JsonNode it : node) {
            shuffle(it, random);
        }
        if (node instanceof ObjectNode object) {
            for (String name : ORDERED) {
                if (object.get(name) instanceof ArrayNode list) {
                    List<JsonNode> items = new ArrayList<>(list.values());
                    items.sort(java.util.Comparator.comparing(ShuffledAnswersTest::place));
                    list.removeAll();
                    items.forEach(list::add);
                }
            }
            List<String> names = new ArrayList<>(object.propertyNames());
            Collections.shuffle(names, random);
            for (String name : names) {
                object.set(name, object.remove(name));
            }
        }
    }

    /// The order in which the sample writes them.
    private static int place(JsonNode node) {
        return node.path("Action").asString("").equals("DROP")
                ? 1
                : node.has("Surprise") || node.path("Arn").asString("").endsWith("first:1") ? 1 : 0;
    }
}
