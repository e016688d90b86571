package envgate.rules.analysis.reach;

import envgate.envs.model.Gateway;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Sight;
import envgate.envs.model.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;

/// Route tables of random worlds, and what their routes lead to.
record WorldRoutes(Dice dice) {

    List<RouteTable> tables() {
        return List.of(
                table("rtb-main-a", "vpc-a", true, List.of()),
                table("rtb-main-b", "vpc-b", true, List.of()),
                table("rtb-1", "vpc-a", false, List.of("subnet-1")),
                table("rtb-2", "vpc-a", false, List.of("subnet-2")),
                publicTable());
    }

    /// Where NAT gateways mostly stand.
    private RouteTable publicTable() {
        List<Route> routes = new ArrayList<>(List.of(route("10.0.0.0/16", "local")));
        if (dice.chance(0.85)) {
            routes.add(route("0.0.0.0/0", "igw-1"));
        }
        if (dice.chance(0.3)) {
            routes.add(route("10.1.0.0/16", "pcx-1"));
        }
        if (dice.chance(0.15)) {
            routes.add(route(dice.pick("10.0.0.0/30", "10.0.0.4/30", "10.0.1.0/30"), "eni-subnet-30"));
        }
        return new RouteTable("rtb-4", "vpc-a", false, List.of("subnet-4"), List.of(), routes);
    }

    private RouteTable table(String id, String vpc, boolean main, List<String> members) {
        boolean a = vpc.equals("vpc-a");
        List<Route> routes = new ArrayList<>(List.of(route(a ? "10.0.0.0/16" : "10.1.0.0/16", "local")));
        if (dice.chance(0.7)) {
            routes.add(route(
                    "0.0.0.0/0", dice.pick("nat-1", "nat-1", "nat-2", "igw-1", "igw-2", "eni-subnet-30", "lgw-1")));
        }
        if (dice.chance(a ? 0.5 : 0.8)) {
            routes.add(route(a ? "10.1.0.0/16" : "10.0.0.0/16", dice.pick("pcx-1", "pcx-1", "nat-1", "lgw-1")));
        }
        if (dice.chance(0.3)) {
            routes.add(route("pl-s3", dice.pick("vpce-s3", "vpce-s3", "nat-1")));
        }
        if (dice.chance(0.2)) {
            routes.add(route("pl-1", dice.pick("nat-1", "pcx-1", "igw-1")));
        }
        if (dice.chance(0.2)) {
            routes.add(route("198.51.100.0/24", dice.pick("nat-1", "pcx-1", "igw-1", "vgw-1")));
        }
        if (a && dice.chance(0.15)) {
            routes.add(route(dice.pick("10.0.2.0/30", "10.0.0.4/30"), dice.pick("nat-1", "eni-subnet-30")));
        }
        return new RouteTable(id, vpc, main, members, List.of(), routes);
    }

    private Route route(String to, String target) {
        boolean list = to.startsWith("pl-");
        String state = !target.equals("local") && dice.chance(0.08) ? "blackhole" : "active";
        String origin = target.equals("vgw-1") ? "EnableVgwRoutePropagation" : "CreateRoute";
        return new Route(list ? "" : to, list ? to : "", target, state, origin);
    }

    List<Gateway> gateways() {
        return List.of(
                new Gateway.InternetGateway("igw-1", List.of("vpc-a"), "available"),
                new Gateway.InternetGateway("igw-2", List.of("vpc-b"), "available"),
                nat("nat-1", "subnet-4", "10.0.2.3"),
                dice.chance(0.3)
                        ? nat("nat-2", "subnet-1", "10.0.0.3")
                        : dice.chance(0.5)
                                ? nat("nat-2", "subnet-3", "10.0.1.3")
                                : nat("nat-2", "subnet-5", "10.1.0.3"));
    }

    private Gateway nat(String id, String subnet, String address) {
        String vpc = subnet.equals("subnet-5") ? "vpc-b" : "vpc-a";
        boolean open = dice.chance(0.85);
        return new Gateway.NatGateway(
                id,
                vpc,
                subnet,
                dice.chance(0.93) ? "available" : "failed",
                open ? "public" : "private",
                "zonal",
                List.of(address),
                open ? List.of("192.0.2.200") : List.of());
    }

    List<VpcEndpoint> endpoints() {
        return List.of(new VpcEndpoint(
                "vpce-s3",
                "vpc-a",
                "Gateway",
                "com.amazonaws.eu-west-1.s3",
                dice.chance(0.9) ? "available" : "deleting",
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Sight.Absent<>()));
    }
}
