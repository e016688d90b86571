package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.reach.Brute.Total;
import envgate.rules.analysis.reach.Worlds.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds in every world, whatever the right verdicts are.
class ReachPropertiesTest {

    private static final int WORLDS = Math.max(5, ReachSpecTest.WORLDS / 20);

    private static List<Call> calls(World world) {
        List<Call> calls = new ArrayList<>();
        List<String> hosts = new ArrayList<>(world.destinations());
        hosts.addAll(List.of("api.example.com", "s3.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"));
        hosts.forEach(it -> calls.add(new Call(it, 443, "tcp", "declared")));
        calls.add(new Call(Worlds.HOST, 0, "tcp", "declared"));
        calls.add(new Call("198.51.100.0/23", 443, "tcp", "declared"));
        return calls;
    }

    private static Map<Call, Path> ask(World world, Snapshot snapshot, Intent intent) {
        Reach reach = new Reach(snapshot, intent);
        Map<Call, Path> paths = new HashMap<>();
        calls(world).forEach(it -> paths.put(it, reach.from(world.function()).to(it)));
        return paths;
    }

    private static Map<Call, Path> ask(World world) {
        return ask(world, world.snapshot(), ReachSpecTest.INTENT);
    }

    private interface Claim {
        void holds(World world);
    }

    private static void inEveryWorld(Claim claim) {
        for (long seed = ReachSpecTest.SEED; seed < ReachSpecTest.SEED + WORLDS; seed++) {
            claim.holds(Worlds.make(seed));
            claim.holds(DualWorlds.make(seed));
        }
    }

    private static double open(Path path) {
        return switch (path) {
            case Path.Open _, Path.Fragile _ -> 1;
            case Path.Partial partial -> 1 - partial.blocked();
            case Path.Blocked _ -> 0;
            case Path.Unknown _ -> Double.NaN;
        };
    }

    @Test
    void an_allow_more_never_closes_a_path() {
        inEveryWorld(world -> {
            Random random = new Random(world.seed());
            Map<Call, Path> before = ask(world);
            Map<Call, Path> after =
                    ask(world.with(Changes.allowMore(world.snapshot().network(), random)));
            before.forEach((call, path) -> {
                double now = open(after.getOrDefault(call, path));
                if (!Double.isNaN(now) && !Double.isNaN(open(path))) {
                    assertThat(now)
                            .as("seed %s to %s", world.seed(), call.text())
                            .isGreaterThanOrEqualTo(open(path) - 1e-9);
                }
            });
        });
    }

    /// Of as many worlds as the spec judges half of.
    @Test
    void the_order_of_things_means_nothing() {
        for (long seed = ReachSpecTest.SEED; seed < ReachSpecTest.SEED + ReachSpecTest.WORLDS / 2; seed++) {
            World world = DualWorlds.make(seed);
            Map<Call, Path> after =
                    ask(world.with(Changes.shuffled(world.snapshot().network(), new Random(seed))));
            assertThat(after).as("seed %s", seed).isEqualTo(ask(world));
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "VPCS",
                "SUBNETS",
                "ROUTE_TABLES",
                "SECURITY_GROUPS",
                "NETWORK_ACLS",
                "INTERNET_GATEWAYS",
                "NAT_GATEWAYS",
                "TRANSIT_GATEWAYS",
                "TRANSIT_GATEWAY_ATTACHMENTS",
                "TRANSIT_GATEWAY_ROUTES",
                "EGRESS_ONLY_INTERNET_GATEWAYS",
                "PEERING_CONNECTIONS",
                "VPC_ENDPOINTS",
                "NETWORK_INTERFACES",
                "PREFIX_LISTS",
                "HOSTED_ZONES",
                "DATABASES",
                "BLOCK_PUBLIC_ACCESS"
            })
    void what_is_not_seen_turns_verdicts_only_into_unknown(Area area) {
        Set<Assumption> none = EnumSet.noneOf(Assumption.class);
        Intent intent = new Intent(
                "",
                ReachSpecTest.INTENT.environments(),
                ReachSpecTest.INTENT.pairing(),
                List.of(),
                List.of(),
                ReachSpecTest.INTENT.calls(),
                ReachSpecTest.INTENT.namespaces(),
                none,
                ReachSpecTest.INTENT.today());
        inEveryWorld(world -> {
            Map<Call, Path> before = ask(world, world.snapshot(), intent);
            Map<Call, Path> after = ask(world, Changes.hidden(world.snapshot(), area), intent);
            before.forEach((call, path) -> {
                Path now = after.getOrDefault(call, path);
                if (!(now instanceof Path.Unknown)) {
                    Total total = ReachSpecTest.total(path);
                    Total other = ReachSpecTest.total(now);
                    String what = "seed " + world.seed() + " to " + call.text() + " without " + area;
                    assertThat(other.kind()).as(what).isEqualTo(total.kind());
                    assertThat(other.share()).as(what).isCloseTo(total.share(), within(1e-9));
                }
            });
        });
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SUBNETS",
                "ROUTE_TABLES",
                "SECURITY_GROUPS",
                "NETWORK_ACLS",
                "NAT_GATEWAYS",
                "INTERNET_GATEWAYS",
                "EGRESS_ONLY_INTERNET_GATEWAYS",
                "PREFIX_LISTS",
                "NETWORK_INTERFACES"
            })
    void one_thing_that_is_not_seen_turns_verdicts_only_into_unknown(Area area) {
        inEveryWorld(world -> {
            Map<Call, Path> before = ask(world);
            for (String id : Changes.ids(world.snapshot().network(), area)) {
                Map<Call, Path> after = ask(world, Changes.hidden(world.snapshot(), area, id), ReachSpecTest.INTENT);
                before.forEach((call, path) -> {
                    Path now = after.getOrDefault(call, path);
                    if (!(now instanceof Path.Unknown)) {
                        assertThat(ReachSpecTest.total(now).kind())
                                .as("seed %s to %s without %s", world.seed(), call.text(), id)
                                .isEqualTo(ReachSpecTest.total(path).kind());
                    }
                });
            }
        });
    }

    @Test
    void the_share_of_ports_is_that_of_trying_all_of_them() {
        int tried = 0;
        for (long seed = ReachSpecTest.SEED; tried < Math.max(2, ReachSpecTest.WORLDS / 200); seed++) {
            World world = seed % 2 == 0 ? Worlds.make(seed) : DualWorlds.make(seed);
            Optional<Map.Entry<Call, Path>> some = ask(world).entrySet().stream()
                    .filter(it -> world.destinations().contains(it.getKey().host()) && isOfPorts(it.getValue()))
                    .filter(it -> it.getKey().port() == 443)
                    .min(Comparator.comparing(it -> it.getKey().host()));
            if (some.isPresent() && some.get().getValue() instanceof Path.Partial partial) {
                Total all = new Brute(world, true).ask(some.get().getKey().host(), 443);
                assertThat(partial.blocked()).as("seed %s", seed).isCloseTo(all.share(), within(1e-9));
                tried++;
            }
        }
    }

    /// Not those of a NAT gateway, of which all pairs would have to be tried.
    private static boolean isOfPorts(Path path) {
        return path instanceof Path.Partial partial
                && partial.splits().equals(Set.of(Path.Split.SOURCE_PORTS))
                && partial.trail().steps().stream()
                        .noneMatch(step -> step.component().startsWith("nat-"));
    }
}
