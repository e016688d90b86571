package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Sight;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.rules.analysis.reach.Worlds.World;
import java.util.ArrayList;
import java.util.List;

/// The random worlds again, with a transit gateway between the two VPCs besides the peering or instead of it,
/// and subnets in two zones.
final class TransitWorlds {

    private static final String ACCOUNT = "111111111111";

    private final Dice dice;
    private final boolean support;

    private TransitWorlds(long seed) {
        this.dice = new Dice(seed * 31 + 7);
        this.support = dice.chance(0.5);
    }

    static World make(long seed) {
        World plain = Worlds.make(seed);
        return plain.snapshot().network().vpcs().size() < 2
                ? plain
                : plain.with(new TransitWorlds(seed).joined(plain.snapshot().network()));
    }

    private Network joined(Network net) {
        List<Subnet> subnets = new ArrayList<>();
        net.subnets().forEach(it -> subnets.add(zoned(it)));
        List<Subnet> gates = new ArrayList<>(List.of(
                gate("gate-a", "vpc-a", "10.0.8.0/30", "a"),
                gate("gate-b", "vpc-b", "10.1.8.0/30", dice.chance(0.9) ? "a" : "b")));
        if (dice.chance(0.6)) {
            gates.add(gate("gate-a2", "vpc-a", "10.0.8.4/30", "b"));
        }
        if (dice.chance(0.6)) {
            gates.add(gate("gate-b2", "vpc-b", "10.1.8.4/30", "b"));
        }
        subnets.addAll(gates);
        List<NetworkAcl> acls = net.networkAcls();
        for (Subnet it : gates) {
            acls = with(acls, dice.chance(0.6) ? "acl-0" : dice.chance(0.5) ? "acl-1" : "acl-2", it.id());
        }
        List<NetworkAcl> all = acls;
        List<RouteTable> tables =
                net.routeTables().stream().map(this::overTransit).toList();
        List<Gateway> gateways = new ArrayList<>(net.gateways());
        gateways.add(new Gateway.TransitGateway(
                "tgw-1", ACCOUNT, "eu-west-1", "available", support, true, true, "", "", List.of()));
        return net.with(it -> it.subnets(subnets)
                .networkAcls(all)
                .routeTables(tables)
                .gateways(gateways)
                .transitGatewayAttachments(
                        List.of(attachment("tgw-attach-a", "vpc-a", gates), attachment("tgw-attach-b", "vpc-b", gates)))
                .transitGatewayRouteTables(List.of(table("tgw-rtb-1"), table("tgw-rtb-2"))));
    }

    private Subnet zoned(Subnet it) {
        String zone = dice.chance(0.75) ? "a" : "b";
        return new Subnet(it.id(), it.vpcId(), ACCOUNT, "eu-west-1" + zone, "euw1-az-" + zone, it.cidrs(), 2);
    }

    private static Subnet gate(String id, String vpc, String block, String zone) {
        return new Subnet(id, vpc, ACCOUNT, "eu-west-1" + zone, "euw1-az-" + zone, List.of(Cidr.of(block)), 2);
    }

    private static List<NetworkAcl> with(List<NetworkAcl> acls, String id, String subnet) {
        return acls.stream()
                .map(it -> {
                    List<String> more = new ArrayList<>(it.subnetIds());
                    more.add(subnet);
                    return it.id().equals(id)
                            ? new NetworkAcl(it.id(), it.vpcId(), it.isDefault(), more, it.entries())
                            : it;
                })
                .toList();
    }

    /// Some of what leads over the peering leads over the gateway.
    private RouteTable overTransit(RouteTable it) {
        List<RouteTable.Route> routes = new ArrayList<>();
        for (RouteTable.Route route : it.routes()) {
            boolean over =
                    route.target().equals("pcx-1") && route.prefixListId().isEmpty() && dice.chance(0.75);
            boolean between =
                    over && (route.cidr().equals("10.1.0.0/16") || route.cidr().equals("10.0.0.0/16"));
            routes.add(between ? new RouteTable.Route(route.cidr(), "", "tgw-1", route.state(), "CreateRoute") : route);
        }
        return new RouteTable(it.id(), it.vpcId(), it.main(), it.subnetIds(), it.gatewayIds(), routes);
    }

    private TransitGatewayAttachment attachment(String id, String vpc, List<Subnet> gates) {
        List<String> own = gates.stream()
                .filter(it -> it.vpcId().equals(vpc))
                .map(Subnet::id)
                .toList();
        String table = dice.chance(0.95) ? dice.chance(0.5) ? "tgw-rtb-1" : "tgw-rtb-2" : "";
        String state = dice.chance(0.95) ? "available" : "pendingAcceptance";
        return new TransitGatewayAttachment(
                id,
                "eu-west-1",
                "tgw-1",
                ACCOUNT,
                "vpc",
                vpc,
                ACCOUNT,
                state,
                table,
                "associated",
                new TransitGatewayAttachment.Vpc(own, false, support || dice.chance(0.5), dice.chance(0.85), true),
                null);
    }

    private TransitGatewayRouteTable table(String id) {
        List<Route> routes = new ArrayList<>();
        Member a = new Member("tgw-attach-a", "vpc", "vpc-a", "associated");
        Member b = new Member("tgw-attach-b", "vpc", "vpc-b", "associated");
        for (Member it : List.of(a, b)) {
            String block = it.equals(a) ? "10.0.0.0/16" : "10.1.0.0/16";
            if (dice.chance(0.9)) {
                routes.add(new Route(block, "", dice.chance(0.5) ? "static" : "propagated", "active", List.of(it)));
            }
            if (dice.chance(0.1)) {
                String small = it.equals(a) ? "10.0.0.0/31" : "10.1.0.0/31";
                routes.add(new Route(small, "", "static", "blackhole", List.of()));
            }
        }
        return new TransitGatewayRouteTable(
                id,
                "eu-west-1",
                "tgw-1",
                "available",
                false,
                false,
                new Sight.Seen<>(List.of()),
                new Sight.Seen<>(List.of()),
                new Sight.Seen<>(routes));
    }
}
