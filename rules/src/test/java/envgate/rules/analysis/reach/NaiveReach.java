package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaiveReach.Answer.BLOCKED;
import static envgate.rules.analysis.reach.NaiveReach.Answer.FRAGILE;
import static envgate.rules.analysis.reach.NaiveReach.Answer.OPEN;
import static envgate.rules.analysis.reach.NaiveReach.Answer.UNKNOWN;
import static envgate.rules.analysis.reach.NaiveRules.only;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import envgate.envs.model.VpcEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The spec of reach: one TCP packet and its answer, every port and address a number, as AWS's pages tell
/// it.
record NaiveReach(Network net, NaiveRules rules, VpcConfig function) {

    NaiveReach(Network net, VpcConfig function) {
        this(net, new NaiveRules(net), function);
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

    Answer ask(Packet p) {
        String in = rules.subnet(p.from.vpcId(), p.to).map(Subnet::id).orElse("");
        String place = rules.place(p);
        List<String> named = rules.mayName(p.from.vpcId(), place) ? rules.groupsAt(place, p) : List.of();
        Answer all = rules.groups(function.securityGroupIds(), true, p.port, p.to, named);
        if (!in.equals(p.from.id())) {
            all = worst(
                    all, rules.acl(p.from.id(), true, p.to, p.port), rules.acl(p.from.id(), false, p.to, p.sourcePort));
        }
        return worst(all, leave(p.from, p.source, null, p));
    }

    /// Out of a subnet by its routes, as the function or as a NAT gateway.
    Answer leave(Subnet at, Cidr source, @Nullable NatGateway nat, Packet p) {
        List<Answer> answers = rules.routes(at, p.to).stream()
                .map(it -> take(it, at, source, nat, p))
                .distinct()
                .toList();
        return answers.isEmpty() ? BLOCKED : answers.size() == 1 ? answers.getFirst() : UNKNOWN;
    }

    private Answer take(Route route, Subnet at, Cidr source, @Nullable NatGateway nat, Packet p) {
        String to = route.target();
        if (route.state().equals("blackhole")) {
            return BLOCKED;
        }
        return switch (to.split("-", 0)[0]) {
            case "local" -> inside(at, source, nat, p);
            case "tgw" -> new NaiveTransit(this).there(to, at, source, nat, p);
            case "pcx" -> peer(only(net.peeringConnections(), it -> it.id().equals(to)), at, source, nat, p);
            case "nat" -> translate((NatGateway) gateway(to), at, source, nat, p);
            case "igw" -> internet((Gateway.InternetGateway) gateway(to), at, nat, p);
            case "vpce" -> endpoint(only(net.vpcEndpoints(), it -> it.id().equals(to)));
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

    private static Answer endpoint(VpcEndpoint it) {
        return it.state().equals("available") ? OPEN : BLOCKED;
    }

    private Answer translate(NatGateway nat, Subnet from, Cidr source, @Nullable NatGateway before, Packet p) {
        if (!nat.state().equals("available")
                || !nat.vpcId().equals(from.vpcId())
                || nat.subnetId().equals(from.id())) {
            return BLOCKED;
        } else if (before != null) {
            return UNKNOWN;
        }
        Subnet at = only(net.subnets(), it -> it.id().equals(nat.subnetId()));
        Cidr own = Cidr.of(nat.privateAddresses().getFirst());
        Answer all = worst(rules.acl(at.id(), false, source, p.port), rules.acl(at.id(), true, source, p.sourcePort));
        if (!at.id().equals(rules.subnet(at.vpcId(), p.to).map(Subnet::id).orElse(""))) {
            all = worst(
                    all, rules.acl(at.id(), true, p.to, p.port), rules.acl(at.id(), false, p.to, p.natPort.getAsInt()));
        }
        return worst(all, leave(at, own, nat, p), home(at, source, p, p.sourcePort));
    }

    private Answer internet(Gateway.InternetGateway igw, Subnet from, @Nullable NatGateway nat, Packet p) {
        if (!igw.vpcIds().contains(from.vpcId()) || p.to.isPrivate()) {
            return BLOCKED;
        }
        boolean elastic = net.networkInterfaces().stream()
                .anyMatch(it -> it.type().equals("lambda")
                        && it.subnetId().equals(from.id())
                        && !it.publicAddress().isEmpty()
                        && it.securityGroupIds().equals(function.securityGroupIds()));
        boolean named = nat == null ? elastic : nat.connectivity().equals("public");
        String mode = net.publicAccessBlocks().getFirst().mode();
        boolean shut = mode.equals("block-bidirectional") || (mode.equals("block-ingress") && nat == null);
        return !named || shut ? BLOCKED : nat == null ? FRAGILE : OPEN;
    }

    private Answer peer(PeeringConnection pcx, Subnet from, Cidr source, @Nullable NatGateway nat, Packet p) {
        boolean first = pcx.requester().vpcId().equals(from.vpcId());
        PeeringConnection.Side far = first ? pcx.accepter() : pcx.requester();
        if (!pcx.status().equals("active") || far.cidrs().stream().noneMatch(it -> it.contains(p.to))) {
            return BLOCKED;
        } else if (net.vpcs().stream().noneMatch(it -> it.id().equals(far.vpcId()))) {
            return UNKNOWN;
        }
        boolean referable = pcx.requester().region().equals(pcx.accepter().region());
        return arrive(far.vpcId(), from, source, nat, nat == null, referable, p);
    }

    /// @param back whether the answer needs a route, as that to a NAT gateway does not everywhere
    private Answer arrive(
            String vpc, Subnet from, Cidr source, @Nullable NatGateway nat, boolean back, boolean referable, Packet p) {
        Optional<Subnet> in = rules.subnet(vpc, p.to);
        if (in.isEmpty()) {
            return BLOCKED;
        }
        List<String> held = rules.groupsAt(vpc, p);
        List<String> seen = nat == null && referable ? function.securityGroupIds() : List.of();
        Answer all = held == null ? BLOCKED : rules.groups(held, false, p.port, source, seen);
        int answered = nat == null ? p.sourcePort : p.natPort.getAsInt();
        if (!in.get().id().equals(from.id())) {
            all = worst(
                    all,
                    rules.acl(in.get().id(), false, source, p.port),
                    rules.acl(in.get().id(), true, source, answered));
        }
        return back ? worst(all, home(in.get(), source, p, answered)) : all;
    }

    /// The answer's way, which is looked up anew: whatever leads home is as good.
    Answer home(Subnet from, Cidr to, Packet p, int port) {
        List<Route> routes = rules.routes(from, to);
        if (routes.size() > 1) {
            return UNKNOWN;
        } else if (routes.isEmpty() || routes.getFirst().state().equals("blackhole")) {
            return BLOCKED;
        }
        String target = routes.getFirst().target();
        return switch (target.split("-", 0)[0]) {
            case "local" -> from.vpcId().equals(p.from.vpcId()) ? OPEN : BLOCKED;
            case "igw", "nat" -> BLOCKED;
            case "pcx" ->
                only(net.peeringConnections(), it -> it.id().equals(target))
                                .status()
                                .equals("active")
                        ? OPEN
                        : BLOCKED;
            case "tgw" -> new NaiveTransit(this).back(target, from, to, p, port);
            default -> UNKNOWN;
        };
    }

    private Gateway gateway(String id) {
        return only(net.gateways(), it -> it.id().equals(id));
    }

    static Answer worst(Answer... answers) {
        return java.util.Arrays.stream(answers)
                .max(java.util.Comparator.naturalOrder())
                .orElse(OPEN);
    }
}
