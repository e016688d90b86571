package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaivePlaces.only;
import static envgate.rules.analysis.reach.NaiveReach.Answer.BLOCKED;
import static envgate.rules.analysis.reach.NaiveReach.Answer.OPEN;
import static envgate.rules.analysis.reach.NaiveReach.Answer.UNKNOWN;
import static envgate.rules.analysis.reach.NaiveReach.worst;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.Gateway.TransitGateway;
import envgate.envs.model.Sight;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.rules.analysis.reach.NaiveReach.Answer;
import envgate.rules.analysis.reach.NaiveReach.Packet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The spec of transit gateways: in by the attachment's subnet in the own zone, by the table that the
/// attachment is associated with, out by the other attachment; and the answer the same way by its tables.
record NaiveTransit(NaiveReach reach) {

    Answer there(String id, Subnet from, Cidr source, @Nullable NatGateway nat, Packet p) {
        TransitGatewayAttachment near = attachment(id, from.vpcId());
        Optional<Subnet> gate = gate(near, from);
        Optional<TransitGatewayAttachment> far = route(near, p.to());
        if (!works(near) || gate.isEmpty() || far.isEmpty() || !works(far.get())) {
            return BLOCKED;
        }
        return worst(
                carries(near, far.get(), p),
                reach.filters().acl(gate.get().id(), false, source, p.port()),
                byAnyOf(
                        far.get(),
                        from,
                        it -> worst(
                                reach.filters().acl(it.id(), true, p.to(), p.port()),
                                reach.leave(it, source, nat, p))));
    }

    /// The answer from a subnet, to a port.
    Answer back(String id, Subnet from, Cidr home, Packet p, int port) {
        TransitGatewayAttachment far = attachment(id, from.vpcId());
        Optional<Subnet> gate = gate(far, from);
        Optional<TransitGatewayAttachment> near = route(far, home);
        if (!works(far) || gate.isEmpty() || near.isEmpty() || !works(near.get())) {
            return BLOCKED;
        }
        return worst(
                carries(far, near.get(), p),
                reach.filters().acl(gate.get().id(), false, p.to(), port),
                byAnyOf(
                        near.get(),
                        gate.get(),
                        it -> worst(
                                reach.filters().acl(it.id(), true, home, port),
                                new NaiveHome(reach).from(it, home, p, port))));
    }

    /// What attachments do with IPv6 whose support for it is off is not told.
    private static Answer carries(TransitGatewayAttachment one, TransitGatewayAttachment other, Packet p) {
        boolean both = Objects.requireNonNull(one.vpc()).ipv6()
                && Objects.requireNonNull(other.vpc()).ipv6();
        return p.to().isIpv6() && !both ? UNKNOWN : OPEN;
    }

    /// Rules on the way in may name groups where the gateway and both attachments support it.
    boolean passesGroups() {
        return reach.net().gateways().stream()
                        .allMatch(it -> !(it instanceof TransitGateway tgw) || tgw.securityGroupReferencing())
                && reach.net().transitGatewayAttachments().stream()
                        .allMatch(it -> Objects.requireNonNull(it.vpc()).securityGroupReferencing());
    }

    /// Out by the subnet of the zone that the traffic is in, else by any, nobody knows which.
    private Answer byAnyOf(TransitGatewayAttachment by, Subnet from, Function<Subnet, Answer> further) {
        List<Subnet> own = gates(by).stream().filter(it -> isSameZone(it, from)).toList();
        List<Answer> answers = (own.isEmpty() ? gates(by) : own)
                .stream().map(further).distinct().toList();
        return answers.size() == 1 ? answers.getFirst() : UNKNOWN;
    }

    private TransitGatewayAttachment attachment(String id, String vpc) {
        return only(
                reach.net().transitGatewayAttachments(),
                it -> it.transitGatewayId().equals(id) && it.resourceId().equals(vpc));
    }

    private static boolean works(TransitGatewayAttachment it) {
        return it.state().equals("available");
    }

    private List<Subnet> gates(TransitGatewayAttachment by) {
        List<String> ids = Objects.requireNonNull(by.vpc()).subnetIds();
        return reach.net().subnets().stream()
                .filter(it -> ids.contains(it.id()))
                .toList();
    }

    private Optional<Subnet> gate(TransitGatewayAttachment by, Subnet from) {
        return gates(by).stream().filter(it -> isSameZone(it, from)).findFirst();
    }

    private static boolean isSameZone(Subnet one, Subnet other) {
        return one.availabilityZone().equals(other.availabilityZone());
    }

    /// The longest prefix, then static before propagated; a blackhole wins like any other and leads nowhere.
    private Optional<TransitGatewayAttachment> route(TransitGatewayAttachment by, Cidr to) {
        return reach.net().transitGatewayRouteTables().stream()
                .filter(it -> it.id().equals(by.tableId()))
                .flatMap(it -> it.routes() instanceof Sight.Seen<List<Route>>(var seen) ? seen.stream() : null)
                .filter(it -> Cidr.of(it.cidr()).contains(to))
                .max(Comparator.comparingInt((Route it) -> Cidr.of(it.cidr()).length())
                        .thenComparing(Route::isStatic))
                .filter(it -> !it.isBlackhole())
                .map(it -> only(
                        reach.net().transitGatewayAttachments(),
                        one -> one.id().equals(it.targets().getFirst().attachmentId())));
    }
}
