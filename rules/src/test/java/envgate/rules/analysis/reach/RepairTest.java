package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Network;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.reach.Worlds.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A repair opens the way, and no part of it can be left out.
class RepairTest {

    private static Answer ask(World world, Call call) {
        return new Reach(world.snapshot(), ReachSpecTest.INTENT)
                .answer(Question.of(new Start.OfFunction(world.function()), call));
    }

    private static Path after(World world, Network network, Call call) {
        return ask(world.with(network), call).path();
    }

    private static boolean isOpen(Path path) {
        return path instanceof Path.Open || path instanceof Path.Fragile;
    }

    @Test
    void what_is_proposed_opens_the_way_and_nothing_of_it_can_be_left_out() {
        int repaired = 0;
        int shut = 0;
        for (long seed = ReachSpecTest.SEED; seed < ReachSpecTest.SEED + ReachSpecTest.WORLDS / 2; seed++) {
            World world = seed % 2 == 0 ? Worlds.make(seed) : DualWorlds.make(seed);
            Network net = world.snapshot().network();
            for (String destination : world.destinations()) {
                Call call = new Call(destination, 443, "tcp", "declared");
                Answer answer = ask(world, call);
                boolean blocked = answer.path() instanceof Path.Blocked || answer.path() instanceof Path.Partial;
                if (!blocked) {
                    assertThat(answer.repair()).isEmpty();
                    continue;
                }
                shut++;
                if (!Hands.areTried(answer.repair())) {
                    continue;
                }
                repaired++;
                String what = "seed " + seed + " to " + destination + ": " + answer.repair();
                Path repairedPath = after(world, Hands.done(net, answer.repair()), call);
                assertThat(isOpen(repairedPath) || repairedPath instanceof Path.Unknown)
                        .as(what)
                        .isTrue();
                if (!isOpen(repairedPath)) {
                    continue; // all that can be had is that nothing known is in the way
                }
                for (Repair it : answer.repair()) {
                    List<Repair> fewer = new ArrayList<>(answer.repair());
                    fewer.remove(it);
                    boolean needed =
                            fewer.stream().anyMatch(one -> one.get("target").equals(it.get("id")))
                                    && !it.get("id").isEmpty();
                    assertThat(!needed && isOpen(after(world, Hands.done(net, fewer), call)))
                            .as(what + " without " + it)
                            .isFalse();
                }
            }
        }
        assertThat(repaired).as("of " + shut).isGreaterThan(shut / 2);
    }

    /// Each question about very many places takes its time, so not every one of very many changes is tried alone.
    @Test
    void very_many_changes_are_proposed_together() {
        StringBuilder interfaces = new StringBuilder();
        StringBuilder groups = new StringBuilder();
        for (int i = 10; i < 70; i++) {
            groups.append("  sg-%d: {vpc: vpc, in: [tcp 22 from 10.0.0.0/16]}\n".formatted(i));
            interfaces.append(
                    "  eni-%d: {subnet: inner, address: 10.0.1.%d, security-groups: [sg-%d]}\n".formatted(i, i, i));
        }
        String world = """
                environment: prod
                vpcs: {vpc: {cidrs: [10.0.0.0/16]}}
                subnets: {inner: {vpc: vpc, cidr: 10.0.1.0/24}, own: {vpc: vpc, cidr: 10.0.2.0/24}}
                security-groups:
                %snetwork-interfaces:
                %sfunctions: {F: {subnets: [own]}}
                """.formatted(groups, interfaces);
        Snapshot snapshot = SnapshotYaml.read("many.yaml", world).snapshots().getFirst();
        AtomicInteger asked = new AtomicInteger();
        Question question = Question.of(
                new Start.OfFunction(snapshot.functions().getFirst()), new Call("10.0.1.10/26", 443, "tcp", "asked"));
        Terrain terrain = new Terrain(snapshot);
        Path path = new Asking(terrain, Set.of()).ask(question);

        List<Repair> repair = new Workshop(terrain, other -> {
                    asked.incrementAndGet();
                    return new Asking(other, Set.of()).ask(question);
                })
                .repair(path);

        assertThat(repair).hasSizeBetween(54, 70);
        assertThat(asked.get()).isLessThan(54);
        Snapshot mended = snapshot.with(Hands.done(snapshot.network(), repair));
        assertThat(new Asking(new Terrain(mended), Set.of()).ask(question)).isInstanceOf(Path.Open.class);
    }
}
