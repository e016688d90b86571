package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.rules.analysis.reach.Brute.Total;
import envgate.rules.analysis.reach.Worlds.World;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/// The engine and the spec agree on random worlds; `-Denvgate.worlds=20000 -Denvgate.seed=1` asks more of
/// them.
class ReachSpecTest {

    private static final long APART = 100_000_000;

    static final Intent INTENT = Intent.of(LocalDate.of(2026, 11, 24), "prod");

    private static final int SAMPLE = 500;
    static final int WORLDS = Integer.getInteger("envgate.worlds", SAMPLE);
    static final long SEED = Long.getLong("envgate.seed", 20261124L);

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
        agree(Worlds::make, 0, WORLDS / 4);
    }

    @Test
    void engine_and_spec_agree_where_transit_gateways_join_vpcs_and_answers_may_take_another_way() {
        agree(TransitWorlds::make, APART, WORLDS / 4);
    }

    @Test
    void engine_and_spec_agree_about_ipv6() {
        agree(DualWorlds::make, 2 * APART, WORLDS / 2);
    }

    /// @param apart worlds of another kind are not those of the same seeds over again
    private static void agree(LongFunction<World> worlds, long apart, int many) {
        Map<String, Integer> kinds = new TreeMap<>();
        List<String> disagreements = new ArrayList<>();
        for (long seed = SEED + apart; seed < SEED + apart + many; seed++) {
            World world = worlds.apply(seed);
            Brute brute = new Brute(world, false);
            Reach reach = new Reach(world.snapshot(), INTENT);
            for (String destination : world.destinations()) {
                for (int port : ports(destination, seed)) {
                    Total expected = brute.ask(destination, port);
                    Total actual =
                            total(reach.from(world.function()).to(new Call(destination, port, "tcp", "declared")));
                    kinds.merge(actual.kind(), 1, Integer::sum);
                    if (!alike(expected, actual)) {
                        disagreements.add("seed " + seed + " to " + destination + ":" + port + ": engine " + actual
                                + ", spec " + expected);
                    }
                }
            }
        }
        assertThat(disagreements).as("of %s", kinds).isEmpty();
        assertThat(kinds).containsKeys("open", "blocked", "partial", "unknown");
        assertThat(kinds.getOrDefault("open", 0)).isGreaterThan(many / 5);
        System.getLogger("envgate.judge").log(Level.INFO, "{0} worlds, verdicts {1}", many, kinds);
    }

    /// Both, when more than CI's sample is asked for.
    private static List<Integer> ports(String destination, long seed) {
        int one = (destination.hashCode() + seed) % 2 == 0 ? 443 : 5432;
        return WORLDS > SAMPLE ? List.of(443, 5432) : List.of(one);
    }

    private static boolean alike(Total one, Total other) {
        return one.kind().equals(other.kind()) && Math.abs(one.share() - other.share()) < 1e-9;
    }
}
