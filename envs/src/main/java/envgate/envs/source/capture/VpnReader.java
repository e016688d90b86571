package envgate.envs.source.capture;

import envgate.envs.model.VpnConnection;
import envgate.envs.model.VpnConnection.CustomerGateway;
import java.util.List;

/// Reads VPN connections and the customers' ends of them; never what they are configured with, which holds keys.
final class VpnReader {

    private final Listing listing;

    VpnReader(Listing listing) {
        this.listing = listing;
    }

    List<VpnConnection> connections() {
        return listing.read(
                Operation.EC2_DESCRIBE_VPN_CONNECTIONS,
                "VpnConnectionId",
                VpnConnection::id,
                (item, site) -> new VpnConnection(
                        item.needed("VpnConnectionId"),
                        site.region(),
                        item.text("State"),
                        item.text("CustomerGatewayId"),
                        item.text("VpnGatewayId"),
                        item.text("TransitGatewayId"),
                        item.in("Options").flag("StaticRoutesOnly", false),
                        item.items("Routes").stream()
                                .map(it -> new VpnConnection.StaticRoute(
                                        it.block("DestinationCidrBlock"), it.text("State", "available")))
                                .toList(),
                        item.items("VgwTelemetry").stream()
                                .map(it -> new VpnConnection.Tunnel(
                                        it.text("OutsideIpAddress"),
                                        it.text("Status"),
                                        it.count("AcceptedRouteCount", 0)))
                                .toList()));
    }

    List<CustomerGateway> customers() {
        return listing.read(
                Operation.EC2_DESCRIBE_CUSTOMER_GATEWAYS,
                "CustomerGatewayId",
                CustomerGateway::id,
                (item, site) -> new CustomerGateway(
                        item.needed("CustomerGatewayId"),
                        site.region(),
                        item.text("State"),
                        item.text("IpAddress"),
                        item.text("BgpAsn")));
    }
}
