package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.reach.Brute.Total;
import envgate.rules.analysis.reach.Worlds.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What holds of every folder of AWS's answers, whatever the right verdicts are; `-Denvgate.worlds=20000`
/// asks 2,000 of them.
class CapturePropertiesTest {

    private static final int CAPTURES = Math.max(10, ReachSpecTest.WORLDS / 10);

    /// What other things name, or what every VPC and subnet has: who lacks one of them can tell that it is
    /// not there. A route table of a subnet's own is none of them, for without it the main one counts; nor
    /// is an interface, for there are addresses that nobody has.
    private static final Set<String> NAMED = Set.of(
            "Vpcs",
            "Subnets",
            "SecurityGroups",
            "NetworkAcls",
            "InternetGateways",
            "EgressOnlyInternetGateways",
            "NatGateways",
            "VpcEndpoints",
            "VpcPeeringConnections",
            "PrefixLists",
            "DBInstances",
            "TransitGateways",
            "TransitGatewayAttachments",
            "TransitGatewayRouteTables",
            "Calls");

    @TempDir
    private Path folder;

    /// Nothing is assumed: what was not seen is not taken for granted.
    private static Map<String, Total> ask(World world, Snapshot snapshot) {
        Intent usual = ReachSpecTest.INTENT;
        Intent intent = new Intent(
                "",
                usual.environments(),
                usual.pairing(),
                List.of(),
                List.of(),
                usual.calls(),
                usual.namespaces(),
                Set.of(),
                usual.today());
        Reach reach = new Reach(snapshot, intent);
        LambdaFunction function = snapshot.functions().getFirst();
        Map<String, Total> verdicts = new LinkedHashMap<>();
        for (String it : world.destinations()) {
            verdicts.put(it, ReachSpecTest.total(reach.from(function).to(new Call(it, 443, "tcp", "declared"))));
        }
        return verdicts;
    }

    private interface Claim {
        void holds(World world, Map<String, ObjectNode> files, Random random);
    }

    private static void ofEveryCapture(Claim claim) {
        for (long seed = ReachSpecTest.SEED; seed < ReachSpecTest.SEED + CAPTURES; seed++) {
            World world = DualWorlds.make(seed);
            claim.holds(world, WorldCapture.files(world), new Random(seed));
        }
    }

    @Test
    void a_capture_of_a_world_is_that_world() {
        ofEveryCapture((world, files, _) -> assertThat(ask(world, WorldCapture.read(files, folder)))
                .as("seed %s", world.seed())
                .isEqualTo(ask(world, world.snapshot())));
    }

    @Test
    void the_order_of_all_lists_means_nothing() {
        ofEveryCapture((world, files, random) -> {
            files.values().forEach(tree -> WorldCapture.lists(tree).toList().forEach(it -> shuffle(it, random)));
            assertThat(ask(world, WorldCapture.read(files, folder)))
                    .as("seed %s", world.seed())
                    .isEqualTo(ask(world, world.snapshot()));
        });
    }

    private static void shuffle(JsonNode list, Random random) {
        List<JsonNode> mixed = new ArrayList<>(list.valueStream().toList());
        Collections.shuffle(mixed, random);
        ((ArrayNode) list).removeAll().addAll(mixed);
    }

    @Test
    void a_file_less_turns_verdicts_only_into_unknown() {
        ofEveryCapture((world, files, random) -> {
            List<String> names = new ArrayList<>(files.keySet());
            names.remove("functions");
            String gone = names.get(random.nextInt(names.size()));
            files.remove(gone);
            onlyUnknown(world, WorldCapture.read(files, folder), gone);
        });
    }

    @Test
    void a_thing_less_turns_verdicts_only_into_unknown() {
        ofEveryCapture((world, files, random) -> {
            Map<String, ArrayNode> lists = new TreeMap<>();
            files.forEach((name, tree) -> tree.propertyStream()
                    .filter(it -> NAMED.contains(it.getKey()) && !it.getValue().isEmpty())
                    .forEach(it -> lists.put(name, (ArrayNode) it.getValue())));
            List<ArrayNode> all = List.copyOf(lists.values());
            ArrayNode list = all.get(random.nextInt(all.size()));
            JsonNode gone = list.remove(random.nextInt(list.size()));
            onlyUnknown(world, WorldCapture.read(files, folder), gone.toString());
        });
    }

    private static void onlyUnknown(World world, Snapshot after, String without) {
        Map<String, Total> before = ask(world, world.snapshot());
        ask(world, after).forEach((destination, now) -> {
            if (!now.kind().equals("unknown")) {
                assertThat(now)
                        .as("seed %s to %s without %s", world.seed(), destination, without)
                        .isEqualTo(before.get(destination));
            }
        });
    }
}
