package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads route tables: one for each subnet that writes routes, one for each VPC, and those that are written out.
final class RouteText {

    private final Ground ground;
    private final Map<String, Draft> tables = new LinkedHashMap<>();

    private record Draft(
            String id, String vpc, boolean main, List<String> subnets, List<String> gateways, List<Route> routes) {}

    RouteText(Scene scene, Ground ground) {
        this.ground = ground;
        for (Vpc it : ground.vpcs()) {
            Part routes = scene.document().get("vpcs").get(it.id()).get("routes");
            draft("rtb-" + it.id(), it.id(), true, List.of(), List.of(), routes);
        }
        for (Subnet it : ground.subnets()) {
            Part routes = scene.document().get("subnets").get(it.id()).get("routes");
            if (routes.isMap() || routes.isList()) {
                draft("rtb-" + it.id(), it.vpcId(), false, List.of(it.id()), List.of(), routes);
            }
        }
        for (Part.Member it : scene.document().get("route-tables").members()) {
            Part part = it.value().only("vpc", "subnets", "gateways", "routes");
            List<String> subnets = scene.named("subnets", part.get("subnets").items());
            String vpc = ground.vpc(part.get("vpc"), subnets);
            draft(it.key(), vpc, false, subnets, part.get("gateways").texts(), part.get("routes"));
        }
    }

    private Draft draft(
            String id, String vpc, boolean main, List<String> subnets, List<String> gateways, Part written) {
        List<Route> routes = new ArrayList<>();
        for (String block : ground.blocks(vpc)) {
            routes.add(new Route(block, "", "local", "active", "CreateRouteTable"));
        }
        for (Part.Member it : written.members()) {
            if (!written.isMap()) {
                routes.add(route(it.key(), "local", "active"));
            } else {
                it.value().items().forEach(way -> routes.add(route(it.key(), way)));
            }
        }
        Draft draft = new Draft(id, vpc, main, subnets, gateways, routes);
        tables.put(id, draft);
        return draft;
    }

    private static Route route(String destination, Part way) {
        if (!way.isMap()) {
            return route(destination, way.text(), "active");
        }
        Part part = way.only("to", "state", "propagated");
        Route route =
                route(destination, part.get("to").text(), part.get("state").oneOf("active", "active", "blackhole"));
        return part.get("propagated").flag(false)
                ? new Route(
                        route.cidr(), route.prefixListId(), route.target(), route.state(), "EnableVgwRoutePropagation")
                : route;
    }

    private static Route route(String destination, String target, String state) {
        boolean list = destination.startsWith("pl-");
        return new Route(list ? "" : destination, list ? destination : "", target, state, "CreateRoute");
    }

    /// The gateways with this prefix that routes lead to, with the VPC of the table.
    Map<String, String> targets(String prefix) {
        Map<String, String> targets = new TreeMap<>();
        for (Draft table : tables.values()) {
            table.routes().stream()
                    .filter(it -> it.target().startsWith(prefix))
                    .forEach(it -> targets.putIfAbsent(it.target(), table.vpc()));
        }
        return targets;
    }

    /// A subnet that a gateway brings along, with a way to the internet.
    void open(Subnet subnet, String internetGateway) {
        Draft table =
                draft("rtb-" + subnet.id(), subnet.vpcId(), false, List.of(subnet.id()), List.of(), Part.nothing());
        table.routes().add(route("0.0.0.0/0", internetGateway, "active"));
    }

    /// Leads a prefix list to a gateway endpoint in the tables that serve these subnets; the tables' ids.
    List<String> endpoint(String endpoint, String prefixList, String vpc, List<String> subnets) {
        List<String> served = new ArrayList<>();
        for (Draft table : tables.values()) {
            boolean serves = table.main()
                    ? subnets.stream().anyMatch(it -> !ownsTable(it))
                    : subnets.stream().anyMatch(table.subnets()::contains);
            if (table.vpc().equals(vpc) && serves) {
                table.routes().add(route(prefixList, endpoint, "active"));
                served.add(table.id());
            }
        }
        return served;
    }

    private boolean ownsTable(String subnet) {
        return tables.values().stream().anyMatch(it -> it.subnets().contains(subnet));
    }

    List<RouteTable> read() {
        return tables.values().stream()
                .map(it -> new RouteTable(it.id(), it.vpc(), it.main(), it.subnets(), it.gateways(), it.routes()))
                .toList();
    }
}
