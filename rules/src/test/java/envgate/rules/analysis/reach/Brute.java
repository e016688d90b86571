package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.Resource;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.NaiveReach.Answer;
import envgate.rules.analysis.reach.NaiveReach.Packet;
import envgate.rules.analysis.reach.Worlds.World;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Asks the spec about every packet of a world that could make a difference, and takes the worst.
final class Brute {

    /// @param kind open, fragile, partial, unknown, blocked
    /// @param share of what is blocked
    record Total(String kind, double share) {}

    private static final int EPHEMERAL = 64512;

    private final World world;
    private final Network net;
    private final VpcConfig config;
    private final NaiveReach spec;
    private final List<int[]> ports;
    private final List<int[]> natPorts;

    /// @param everyPort whether to try each of the function's ports, and one of a NAT gateway's for all
    Brute(World world, boolean everyPort) {
        this.world = world;
        this.net = world.snapshot().network();
        this.config = Objects.requireNonNull(world.function().vpc());
        this.spec = new NaiveReach(net, config);
        this.ports = everyPort
                ? IntStream.rangeClosed(1024, 65535)
                        .mapToObj(it -> new int[] {it, 1})
                        .toList()
                : ranges();
        this.natPorts = everyPort ? List.of(new int[] {1024, EPHEMERAL}) : ports;
    }

    /// One source port of each range within which no network ACL tells ports apart, with the size of the
    /// range.
    private List<int[]> ranges() {
        TreeSet<Integer> cuts = new TreeSet<>(Set.of(1024));
        net.networkAcls()
                .forEach(acl -> acl.entries().forEach(it -> {
                    cuts.add(it.fromPort());
                    cuts.add(it.toPort() + 1);
                }));
        List<Integer> starts =
                cuts.stream().filter(it -> it >= 1024 && it <= 65535).toList();
        List<int[]> ranges = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : 65536;
            ranges.add(new int[] {starts.get(i), end - starts.get(i)});
        }
        return ranges;
    }

    Total ask(String destination, int port) {
        if (!destination.equals(Worlds.HOST)) {
            return total(List.of(List.of(Cidr.of(destination))), port, null);
        }
        Resource.Database db = (Resource.Database) world.snapshot().resources().getFirst();
        List<List<Cidr>> places = new ArrayList<>();
        for (String id : db.subnetIds()) {
            net.subnets().stream().filter(it -> it.id().equals(id)).forEach(it -> places.add(addresses(it, false)));
        }
        return total(places, port, db.securityGroupIds());
    }

    /// The four addresses of one kind that a subnet has; of the other kind where it has none of that.
    static List<Cidr> addresses(Subnet subnet, boolean ipv6) {
        Cidr block = ipv6 ? subnet.cidrs().getLast() : subnet.cidrs().getFirst();
        return IntStream.range(0, 4)
                .mapToObj(it -> new Cidr(block.bits().add(BigInteger.valueOf(it)), block.width(), block.width()))
                .toList();
    }

    /// @param places what is at one of several addresses, nobody knows which
    private Total total(List<List<Cidr>> places, int port, @Nullable List<String> groups) {
        Set<Answer> seen = EnumSet.noneOf(Answer.class);
        double share = 0;
        for (String id : config.subnetIds()) {
            Subnet from = net.subnets().stream()
                    .filter(it -> it.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            for (List<Cidr> place : places) {
                List<Total> each = new ArrayList<>();
                List<Set<Answer>> kinds = new ArrayList<>();
                for (Cidr to : place) {
                    Set<Answer> here = EnumSet.noneOf(Answer.class);
                    double blocked = 0;
                    for (Cidr source : addresses(from, to.isIpv6())) {
                        blocked += packets(from, source, to, port, groups, here) / 4;
                    }
                    each.add(new Total(kind(here), blocked));
                    kinds.add(here);
                }
                boolean alike = each.stream().distinct().count() == 1;
                if (alike) {
                    seen.addAll(kinds.getFirst());
                } else {
                    seen.add(Answer.UNKNOWN);
                }
                share += each.getFirst().share()
                        / places.size()
                        / config.subnetIds().size();
            }
        }
        String kind = kind(seen);
        return new Total(kind, kind.equals("partial") ? share : 0);
    }

    private double packets(
            Subnet from, Cidr source, Cidr to, int port, @Nullable List<String> groups, Set<Answer> seen) {
        double blocked = 0;
        for (int[] p : ports) {
            for (int[] q : natPorts) {
                AtomicBoolean asked = new AtomicBoolean();
                IntSupplier natPort = () -> {
                    asked.set(true);
                    return q[0];
                };
                Answer answer = spec.ask(new Packet(from, source, p[0], natPort, to, port, groups));
                seen.add(answer);
                double weight = asked.get() ? (double) q[1] / EPHEMERAL : 1;
                blocked += answer == Answer.BLOCKED ? p[1] * weight / EPHEMERAL : 0;
                if (!asked.get()) {
                    break;
                }
            }
        }
        return blocked;
    }

    private static String kind(Set<Answer> seen) {
        if (seen.equals(EnumSet.of(Answer.BLOCKED))) {
            return "blocked";
        } else if (seen.contains(Answer.UNKNOWN)) {
            return "unknown";
        }
        return seen.contains(Answer.BLOCKED) ? "partial" : seen.contains(Answer.FRAGILE) ? "fragile" : "open";
    }
}
