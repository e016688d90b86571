package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Sight;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.envs.model.VpnConnection;
import java.util.ArrayList;
import java.util.List;

/// Reads what joins VPCs to transit gateways and to sites: attachments, their route tables, VPN connections.
final class TransitText {

    private final Scene scene;
    private final Ground ground;

    TransitText(Scene scene, Ground ground) {
        this.scene = scene;
        this.ground = ground;
    }

    private List<Part.Member> section(String name) {
        List<Part.Member> members = scene.document().get(name).members();
        members.forEach(it -> scene.remember(it.key(), "", it.value()));
        return members;
    }

    List<TransitGatewayAttachment> attachments() {
        return section("transit-attachments").stream()
                .map(this::attachment)
                .filter(it -> scene.sees(Area.TRANSIT_GATEWAY_ATTACHMENTS, it.id()))
                .toList();
    }

    private TransitGatewayAttachment attachment(Part.Member it) {
        Part part = it.value().only("gateway", "vpc", "subnets", "vpn", "table", "state", "referencing");
        boolean vpn = !part.get("vpn").isAbsent();
        List<String> subnets = scene.named("subnets", part.get("subnets").items());
        String table = scene.named("transit-route-tables", part.get("table").items()).stream()
                .findFirst()
                .orElse("");
        return new TransitGatewayAttachment(
                it.key(),
                scene.region(),
                part.get("gateway").text(),
                scene.account(),
                vpn ? "vpn" : "vpc",
                vpn ? scene.named("vpn-connections", part.get("vpn")) : ground.vpc(part.get("vpc"), subnets),
                scene.account(),
                part.get("state").text("available"),
                table,
                table.isEmpty() ? "" : "associated",
                vpn
                        ? null
                        : new TransitGatewayAttachment.Vpc(
                                subnets, false, part.get("referencing").flag(false), false, true),
                null);
    }

    List<TransitGatewayRouteTable> tables() {
        return section("transit-route-tables").stream()
                .filter(it -> scene.sees(Area.TRANSIT_GATEWAY_ROUTES, it.key()))
                .map(this::table)
                .toList();
    }

    private TransitGatewayRouteTable table(Part.Member it) {
        Part part = it.value().only("gateway", "routes");
        List<Route> routes = new ArrayList<>();
        for (Part.Member route : part.get("routes").members()) {
            route.value().items().forEach(way -> routes.add(route(route.key(), way)));
        }
        return new TransitGatewayRouteTable(
                it.key(),
                scene.region(),
                part.get("gateway").text(),
                "available",
                false,
                false,
                new Sight.Seen<>(List.of()),
                new Sight.Seen<>(List.of()),
                new Sight.Seen<>(routes));
    }

    private Route route(String destination, Part way) {
        boolean plain = way.isScalar();
        Part to = plain ? way : way.only("to", "state", "propagated").get("to");
        boolean propagated = !plain && way.get("propagated").flag(false);
        String state = plain ? "active" : way.get("state").oneOf("active", "active", "blackhole");
        boolean list = destination.startsWith("pl-");
        return new Route(
                list ? "" : destination,
                list ? destination : "",
                propagated ? "propagated" : "static",
                state,
                to.isAbsent() ? List.of() : List.of(member(scene.named("transit-attachments", to))));
    }

    private Member member(String attachment) {
        TransitGatewayAttachment it = scene.document().get("transit-attachments").members().stream()
                .filter(one -> one.key().equals(attachment))
                .findFirst()
                .map(this::attachment)
                .orElse(null);
        return it == null
                ? new Member(attachment, "vpc", "", "associated")
                : new Member(attachment, it.resourceType(), it.resourceId(), "associated");
    }

    List<VpnConnection> connections() {
        return section("vpn-connections").stream()
                .filter(it -> scene.sees(Area.VPN_CONNECTIONS, it.key()))
                .map(this::connection)
                .toList();
    }

    private VpnConnection connection(Part.Member it) {
        Part part = it.value().only("gateway", "state", "tunnels", "routes");
        String gateway = part.get("gateway").text();
        String status = part.get("tunnels").oneOf("up", "up", "down").equals("up") ? "UP" : "DOWN";
        List<VpnConnection.StaticRoute> routes = part.get("routes").texts().stream()
                .map(block -> new VpnConnection.StaticRoute(block, "available"))
                .toList();
        return new VpnConnection(
                it.key(),
                scene.region(),
                part.get("state").text("available"),
                "cgw-" + it.key(),
                gateway.startsWith("vgw-") ? gateway : "",
                gateway.startsWith("tgw-") ? gateway : "",
                !part.get("routes").isAbsent(),
                routes,
                List.of(
                        new VpnConnection.Tunnel("198.51.100.251", status, 1),
                        new VpnConnection.Tunnel("198.51.100.252", status, 1)));
    }
}
