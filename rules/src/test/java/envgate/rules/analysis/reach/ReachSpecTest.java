package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.rules.analysis.reach.Brute.Total;
import envgate.rules.analysis.reach.Worlds.World;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/// The engine and the spec agree on random worlds; `-Denvgate.worlds=20000 -Denvgate.seed=1` asks more of
/// them.
class ReachSpecTest {

    static final Intent INTENT = Intent.of(LocalDate.of(2026, 11, 24), "prod");

    static final int WORLDS = Integer.getInteger("envgate.worlds", 500);
    static final long SEED = Long.getLong("envgate.seed", 20261124L);

    static Total engine(World world, String destination, int port) {
        Call call = new Call(destination, port, "tcp", "declared");
        Path path = new Reach(world.snapshot(), INTENT).from(world.function()).to(call);
        return total(path);
    }

    static Total total(Path path) {
        return switch (path) {
            case Path.Open _ -> new Total("open", 0);
            case Path.Fragile _ -> new Total("fragile", 0);
            case Path.Blocked _ -> new Total("blocked", 0);
            case Path.Unknown _ -> new Total("unknown", 0);
            case Path.Partial partial -> new Total("partial", partial.blocked());
        };
    }

    @Test
    void engine_and_spec_agree() {
        agree(Worlds::make, WORLDS);
    }

    @Test
    void engine_and_spec_agree_where_transit_gateways_join_vpcs_and_answers_may_take_another_way() {
        agree(TransitWorlds::make, WORLDS / 2);
    }

    private static void agree(LongFunction<World> worlds, int many) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (long seed = SEED; seed < SEED + many; seed++) {
            World world = worlds.apply(seed);
            Brute brute = new Brute(world, false);
            for (String destination : world.destinations()) {
                int port = (destination.hashCode() + seed) % 2 == 0 ? 443 : 5432;
                Total expected = brute.ask(destination, port);
                Total actual = engine(world, destination, port);
                String what = "seed " + seed + " to " + destination + ":" + port;
                assertThat(actual.kind()).as(what).isEqualTo(expected.kind());
                assertThat(actual.share()).as(what).isCloseTo(expected.share(), within(1e-9));
                kinds.merge(actual.kind(), 1, Integer::sum);
            }
        }
        assertThat(kinds).containsKeys("open", "blocked", "partial", "unknown");
        assertThat(kinds.getOrDefault("open", 0)).isGreaterThan(many / 5);
    }
}
