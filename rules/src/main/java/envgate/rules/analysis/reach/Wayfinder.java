package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Gateway.InternetGateway;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.Vpc;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds where a route should lead that is missing, gone or wrong: what is there is taken before anything is
/// made.
final class Wayfinder {

    private final Trip trip;
    private final Terrain terrain;

    Wayfinder(Trip trip) {
        this.trip = trip;
        this.terrain = trip.terrain();
    }

    /// For a table that has no route, or whose route leads nowhere.
    ///
    /// @param instead the block of the route that is to lead elsewhere; empty for a new one
    void lead(RouteTable table, Subnet at, End source, End destination, String instead) {
        String target = between(at.vpcId(), destination.vpcId());
        if (!destination.vpcId().isEmpty() && !destination.vpcId().equals(at.vpcId())) {
            if (!target.isEmpty()) {
                terrain.mend(new Fix.Lead(
                        table.id(),
                        instead.isEmpty() ? block(destination.vpcId(), destination.address()) : instead,
                        target));
            }
        } else if (destination.address().isIpv6()) {
            gateways(Gateway.EgressOnlyInternetGateway.class)
                    .filter(it -> it.vpcIds().contains(at.vpcId()))
                    .findFirst()
                    .ifPresent(it ->
                            terrain.mend(new Fix.Lead(table.id(), instead.isEmpty() ? "::/0" : instead, it.id())));
        } else if (!destination.address().isPrivate()) {
            boolean named = source.guise() == End.Guise.PUBLIC_NAT
                    || trip.spot()
                            .at()
                            .map(NetworkInterface::publicAddress)
                            .filter(it -> !it.isEmpty())
                            .isPresent();
            if (named) {
                terrain.mend(new Fix.Lead(table.id(), instead.isEmpty() ? "0.0.0.0/0" : instead, internetOf(at)));
            } else if (source.guise() == End.Guise.NONE) {
                outward(table, at, instead.isEmpty() ? "0.0.0.0/0" : instead);
            }
        }
    }

    /// For the way back from a subnet to a source.
    void back(RouteTable table, End source, String expected) {
        if (!expected.equals("local")) {
            terrain.mend(new Fix.Lead(table.id(), block(source.vpcId(), source.address()), expected));
        }
    }

    private <T extends Gateway> java.util.stream.Stream<T> gateways(Class<T> type) {
        return terrain.network().gateways().stream().filter(type::isInstance).map(type::cast);
    }

    /// The internet gateway of a VPC, or one that is made.
    private String internetOf(Subnet at) {
        return gateways(InternetGateway.class)
                .filter(it -> it.vpcIds().contains(at.vpcId()) && it.state().equals("available"))
                .map(InternetGateway::id)
                .findFirst()
                .orElseGet(() -> {
                    Fix.MakeGateway made = new Fix.MakeGateway(at.vpcId());
                    terrain.mend(made);
                    return made.id();
                });
    }

    /// Into the internet for what has no public address: by a NAT gateway that stands elsewhere.
    void outward(RouteTable table, Subnet at, String block) {
        Optional<NatGateway> there = gateways(NatGateway.class)
                .filter(it -> it.vpcId().equals(at.vpcId())
                        && it.state().equals("available")
                        && it.isPublic()
                        && !it.subnetId().equals(at.id()))
                .min(Comparator.comparing((NatGateway it) -> !isPublic(it.subnetId()))
                        .thenComparing(it -> tableOf(it.subnetId()).equals(table.id()))
                        .thenComparing(NatGateway::id));
        if (there.isPresent()) {
            lead(table, at, block, there.get().id(), tableOf(there.get().subnetId()));
            return;
        }
        terrain.network().subnets().stream()
                .filter(it -> it.vpcId().equals(at.vpcId())
                        && !it.id().equals(at.id())
                        && isPublic(it.id())
                        && trip.sender().spots().stream()
                                .noneMatch(spot -> spot.subnet().id().equals(it.id())))
                .min(Comparator.comparing((Subnet it) -> !Gates.sameZone(it, at))
                        .thenComparing(it -> tableOf(it.id()).equals(table.id()))
                        .thenComparing(Subnet::id))
                .ifPresent(it -> {
                    Fix.MakeNat made = new Fix.MakeNat(it);
                    terrain.mend(made);
                    lead(table, at, block, made.id(), tableOf(it.id()));
                });
    }

    /// A public table that serves others too stays as it is: the subnet gets one of its own.
    private void lead(RouteTable table, Subnet at, String block, String target, String gatewayTable) {
        boolean ofOthers = table.id().equals(gatewayTable) || (leadsOut(table) && isShared(table));
        terrain.mend(
                ofOthers
                        ? new Fix.Separate(at.id(), table.id(), block, target)
                        : new Fix.Lead(table.id(), block, target));
    }

    private boolean isShared(RouteTable table) {
        List<String> own =
                trip.sender().spots().stream().map(it -> it.subnet().id()).toList();
        return table.main() || table.subnetIds().stream().anyMatch(it -> !own.contains(it));
    }

    private String tableOf(String subnetId) {
        return terrain.subnet(subnetId) instanceof Known.Seen<Subnet>(Subnet it)
                        && terrain.routesOf(it) instanceof Known.Seen<RouteTable>(RouteTable table)
                ? table.id()
                : "";
    }

    private boolean isPublic(String subnetId) {
        return terrain.table(tableOf(subnetId)).filter(Wayfinder::leadsOut).isPresent();
    }

    private static boolean leadsOut(RouteTable table) {
        return table.routes().stream().anyMatch(Wayfinder::leadsOut);
    }

    private static boolean leadsOut(Route it) {
        return it.cidr().equals("0.0.0.0/0") && it.target().startsWith("igw-") && !it.isBlackhole();
    }

    /// What joins two VPCs; empty when nothing does.
    private String between(String vpcId, String otherId) {
        return terrain.peeringsOf(vpcId).stream()
                .filter(it -> it.status().equals("active")
                        && (it.requester().vpcId().equals(otherId)
                                || it.accepter().vpcId().equals(otherId)))
                .map(PeeringConnection::id)
                .findFirst()
                .or(() -> attachments(vpcId).stream()
                        .filter(it -> attachments(otherId).contains(it))
                        .findFirst())
                .orElse("");
    }

    private List<String> attachments(String vpcId) {
        return terrain.ground().attachmentsOfVpc.getOrDefault(vpcId, List.of()).stream()
                .map(TransitGatewayAttachment::transitGatewayId)
                .toList();
    }

    /// The block of a VPC that holds an address.
    String block(String vpcId, Cidr address) {
        return terrain.vpc(vpcId) instanceof Known.Seen<Vpc>(Vpc it)
                ? it.cidrs().stream()
                        .filter(block -> block.contains(address))
                        .map(Fix::text)
                        .findFirst()
                        .orElse(Fix.text(address))
                : Fix.text(address);
    }
}
