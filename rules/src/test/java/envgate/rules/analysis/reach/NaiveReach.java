package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaivePlaces.only;
import static envgate.rules.analysis.reach.NaiveReach.Answer.BLOCKED;
import static envgate.rules.analysis.reach.NaiveReach.Answer.OPEN;
import static envgate.rules.analysis.reach.NaiveReach.Answer.UNKNOWN;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The spec of reach: one TCP packet and its answer, every port and address a number, as AWS's pages tell
/// it.
///
/// The checks of one packet in their order: what the own groups let out, the subnet's network ACL, the
/// route, what stands behind it ([NaiveDoors], [NaiveTransit]), the other subnet's network ACL, the groups
/// there; then the answer, for which groups let everything through and all else is asked again
/// ([NaiveHome]).
record NaiveReach(Network net, NaivePlaces places, NaiveRoutes routes, NaiveFilters filters, VpcConfig function) {

    NaiveReach(Network net, VpcConfig function) {
        this(net, new NaivePlaces(net), new NaiveRoutes(net), new NaiveFilters(net), function);
    }

    /// From the best to the worst.
    enum Answer {
        OPEN,
        FRAGILE,
        UNKNOWN,
        BLOCKED
    }

    /// @param natPort the port that a NAT gateway on the way picks
    record Packet(
            Subnet from,
            Cidr source,
            int sourcePort,
            IntSupplier natPort,
            Cidr to,
            int port,
            @Nullable List<String> groups) {}

    /// All subnets of the function must be dual-stack, and it must be allowed to use IPv6.
    boolean speaksIpv6() {
        return function.ipv6AllowedForDualStack()
                && net.subnets().stream()
                        .filter(it -> function.subnetIds().contains(it.id()))
                        .allMatch(it -> it.cidrs().stream().anyMatch(Cidr::isIpv6));
    }

    Answer ask(Packet p) {
        if (p.to.isIpv6() && !speaksIpv6()) {
            return BLOCKED;
        }
        String place = places.of(p);
        List<String> named = places.mayName(p.from.vpcId(), place) ? places.groupsAt(place, p) : List.of();
        Answer all = filters.groups(function.securityGroupIds(), true, p.port, p.to, named);
        if (!isIn(p.from, p.to)) {
            all = worst(
                    all,
                    filters.acl(p.from.id(), true, p.to, p.port),
                    filters.acl(p.from.id(), false, p.to, p.sourcePort));
        }
        return worst(all, leave(p.from, p.source, null, p));
    }

    boolean isIn(Subnet subnet, Cidr address) {
        return subnet.cidrs().stream().anyMatch(it -> it.contains(address));
    }

    /// Out of a subnet by its routes, as the function or as a NAT gateway; AWS picks one of several equal
    /// routes and does not say which.
    Answer leave(Subnet at, Cidr source, @Nullable NatGateway nat, Packet p) {
        List<Answer> answers = routes.of(at, p.to).stream()
                .map(it -> take(it, at, source, nat, p))
                .distinct()
                .toList();
        return answers.isEmpty() ? BLOCKED : answers.size() == 1 ? answers.getFirst() : UNKNOWN;
    }

    private Answer take(Route route, Subnet at, Cidr source, @Nullable NatGateway nat, Packet p) {
        String to = route.target();
        NaiveDoors doors = new NaiveDoors(this);
        return switch (route.state().equals("blackhole") ? "gone" : to.split("-", 0)[0]) {
            case "gone" -> BLOCKED;
            case "local" -> inside(at, source, nat, p);
            case "tgw" -> new NaiveTransit(this).there(to, at, source, nat, p);
            case "pcx" -> doors.peering(to, at, source, nat, p);
            case "nat" -> doors.nat(to, at, source, nat, p);
            case "igw" -> doors.internet(to, at, source, nat, p);
            case "eigw" -> doors.egressOnly(to, at, source, p);
            case "vpce" -> doors.endpoint(to);
            case "eni" ->
                only(net.networkInterfaces(), it -> it.id().equals(to)).sourceDestCheck() ? BLOCKED : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    /// In the own VPC, or in another one into which a transit gateway has led.
    private Answer inside(Subnet at, Cidr source, @Nullable NatGateway nat, Packet p) {
        boolean own = at.vpcId().equals(p.from.vpcId());
        boolean named = own || new NaiveTransit(this).passesGroups();
        return arrive(at.vpcId(), at, source, nat, nat == null || !own, named, p);
    }

    /// @param back whether the answer needs a route, as that to a NAT gateway does not everywhere
    Answer arrive(
            String vpc, Subnet from, Cidr source, @Nullable NatGateway nat, boolean back, boolean referable, Packet p) {
        Optional<Subnet> in = places.subnet(vpc, p.to);
        if (in.isEmpty()) {
            return BLOCKED;
        }
        List<String> held = places.groupsAt(vpc, p);
        List<String> seen = nat == null && referable ? function.securityGroupIds() : List.of();
        Answer all = held == null ? BLOCKED : filters.groups(held, false, p.port, source, seen);
        int answered = nat == null ? p.sourcePort : p.natPort.getAsInt();
        if (!in.get().id().equals(from.id())) {
            all = worst(
                    all,
                    filters.acl(in.get().id(), false, source, p.port),
                    filters.acl(in.get().id(), true, source, answered));
        }
        return back ? worst(all, new NaiveHome(this).from(in.get(), source, p, answered)) : all;
    }

    static Answer worst(Answer... answers) {
        return Arrays.stream(answers).max(Comparator.naturalOrder()).orElse(OPEN);
    }
}
