package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Gateway.VirtualPrivateGateway;
import envgate.envs.model.Subnet;
import envgate.envs.model.VpnConnection;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;

/// The way to a site of the customer, over a VPN; what stands there is outside of AWS.
///
/// See https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html.
final class Premises {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Premises(Trip trip, Journey journey, Walk walk) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
        this.walk = walk;
    }

    /// Over a virtual private gateway, which takes packets of its VPC's own interfaces only.
    void through(String id, Subnet from, End source, End destination) {
        Optional<VirtualPrivateGateway> gateway = walk.gateway(id, VirtualPrivateGateway.class);
        if (gateway.isEmpty()
                || !walk.attached(id, gateway.get().vpcIds(), gateway.get().state(), from.vpcId())) {
            return;
        } else if (!source.vpcId().equals(from.vpcId())) {
            String detail = "virtual private gateway " + id + " takes nothing that comes from another VPC";
            journey.block(Part.ROUTES, Code.VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS, id, detail);
            return;
        }
        List<VpnConnection> all = terrain.network().vpnConnections().stream()
                .filter(it -> it.vpnGatewayId().equals(id) && !it.state().startsWith("delet"))
                .toList();
        if (all.isEmpty()) {
            walk.missing(Part.ROUTES, Area.VPN_CONNECTIONS, "what is behind virtual private gateway " + id);
            return;
        }
        List<VpnConnection> fitting = all.stream()
                .filter(it -> !it.staticRoutesOnly() || leads(it, destination))
                .toList();
        if (fitting.isEmpty()) {
            String detail = "no VPN connection of " + id + " has a route to " + destination.address();
            journey.block(Part.ROUTES, Code.NO_ROUTE_TO_DESTINATION, id, detail);
            return;
        }
        VpnConnection best = fitting.stream().filter(this::isUp).findFirst().orElse(fitting.getFirst());
        over(best, Code.BAD_STATE_VPN);
    }

    private boolean leads(VpnConnection connection, End destination) {
        return connection.routes().stream()
                .filter(it -> !it.state().startsWith("delet"))
                .flatMap(it -> terrain.block(it.cidr()).stream())
                .anyMatch(it -> it.contains(destination.address()));
    }

    private boolean isUp(VpnConnection connection) {
        return connection.state().equals("available") && (connection.tunnels().isEmpty() || connection.isUp());
    }

    void overVpn(String id, Code down) {
        Optional<VpnConnection> connection = terrain.network().vpnConnections().stream()
                .filter(it -> it.id().equals(id))
                .findFirst();
        if (connection.isEmpty()) {
            walk.missing(Part.ROUTES, Area.VPN_CONNECTIONS, "VPN connection " + id);
        } else {
            over(connection.get(), down);
        }
    }

    private void over(VpnConnection connection, Code down) {
        String id = connection.id();
        if (!isUp(connection)) {
            String state = connection.state().equals("available") ? "down: no tunnel is up" : connection.state();
            journey.block(Part.ROUTES, down, id, "VPN connection " + id + " is " + state);
            return;
        }
        journey.pass("VPN connection " + id + " takes it to " + connection.customerGatewayId(), id);
        Missing otherwise = new Missing("whether " + trip.words() + " behind " + id + " accepts connections", "");
        journey.rest(Assumption.EXTERNAL_HOSTS_LISTEN, Part.TARGET, otherwise);
    }
}
