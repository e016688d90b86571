package envgate.envs.model;

import java.util.Comparator;
import java.util.List;

/// A Site-to-Site VPN connection, and the gateway of the customer at its other end.
///
/// See https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html.
///
/// @param state `pending`, `available`, `deleting`, `deleted`
/// @param vpnGatewayId empty when it ends at a transit gateway
/// @param transitGatewayId empty when it ends at a virtual private gateway, or nowhere yet
/// @param staticRoutesOnly whether it has no BGP
/// @param routes its static routes
public record VpnConnection(
        String id,
        String region,
        String state,
        String customerGatewayId,
        String vpnGatewayId,
        String transitGatewayId,
        boolean staticRoutesOnly,
        List<StaticRoute> routes,
        List<Tunnel> tunnels)
        implements Comparable<VpnConnection> {

    /// @param state `pending`, `available`, `deleting`, `deleted`
    public record StaticRoute(String cidr, String state) {}

    /// @param status `UP` or `DOWN`
    /// @param acceptedRoutes how many routes came over BGP
    public record Tunnel(String outsideAddress, String status, int acceptedRoutes) {}

    /// The device at the other end.
    ///
    /// @param state `pending`, `available`, `deleting`, `deleted`
    /// @param address empty when it is known by a certificate
    public record CustomerGateway(String id, String region, String state, String address, String bgpAsn)
            implements Comparable<CustomerGateway> {

        @Override
        public int compareTo(CustomerGateway other) {
            return id.compareTo(other.id);
        }
    }

    public VpnConnection {
        routes = routes.stream()
                .sorted(Comparator.comparing(StaticRoute::toString))
                .distinct()
                .toList();
        tunnels =
                tunnels.stream().sorted(Comparator.comparing(Tunnel::toString)).toList();
    }

    /// Whether any of its tunnels is up, without which nothing passes.
    public boolean isUp() {
        return tunnels.stream().anyMatch(it -> it.status().equals("UP"));
    }

    @Override
    public int compareTo(VpnConnection other) {
        return id.compareTo(other.id);
    }
}
