package envgate.envs.model;

import java.util.List;

/// A route table with its associations.
///
/// @param owner empty when not seen
/// @param main whether it serves the subnets of the VPC that have no table of their own
/// @param subnetIds subnets that are associated with it
/// @param gatewayIds gateways whose incoming traffic it routes: internet and virtual private ones, and
///     regional NAT gateways
/// @param propagatingGatewayIds virtual private gateways that may add routes
public record RouteTable(
        String id,
        String vpcId,
        String owner,
        boolean main,
        List<String> subnetIds,
        List<String> gatewayIds,
        List<String> propagatingGatewayIds,
        List<Route> routes)
        implements Comparable<RouteTable> {

    /// A route; exactly one of `cidr` and `prefixListId` is not empty.
    ///
    /// @param cidr the destination as AWS prints it
    /// @param target `local`, or the id of what it leads to: `igw-…`, `nat-…`, `vpce-…`, `pcx-…`, `tgw-…`, `eni-…`;
    ///     the ARN of a core network or ODB network; empty when what it led to is gone
    /// @param state `active`, `blackhole` or `filtered`
    /// @param origin `CreateRouteTable`, `CreateRoute`, `EnableVgwRoutePropagation`, `Advertisement`
    /// @param instanceId the instance of the interface that it leads to, empty when there is none
    /// @param instanceOwner the instance's account, empty when not seen
    public record Route(
            String cidr,
            String prefixListId,
            String target,
            String state,
            String origin,
            String instanceId,
            String instanceOwner)
            implements Comparable<Route> {

        /// A route that leads to no instance.
        public Route(String cidr, String prefixListId, String target, String state, String origin) {
            this(cidr, prefixListId, target, state, origin, "", "");
        }

        /// Whether AWS put it there for a virtual private gateway.
        public boolean isPropagated() {
            return origin.equals("EnableVgwRoutePropagation");
        }

        public boolean isBlackhole() {
            return state.equals("blackhole");
        }

        public Target kind() {
            return Target.of(target);
        }

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }
    }

    /// What a route may lead to: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html.
    public enum Target {
        LOCAL("local"),
        INTERNET_GATEWAY("igw-"),
        EGRESS_ONLY_INTERNET_GATEWAY("eigw-"),
        NAT_GATEWAY("nat-"),
        /// Of a gateway endpoint, of a Gateway Load Balancer or of a firewall.
        VPC_ENDPOINT("vpce-"),
        PEERING_CONNECTION("pcx-"),
        TRANSIT_GATEWAY("tgw-"),
        VPN_GATEWAY("vgw-"),
        NETWORK_INTERFACE("eni-"),
        INSTANCE("i-"),
        LOCAL_GATEWAY("lgw-"),
        CARRIER_GATEWAY("cagw-"),
        CORE_NETWORK("arn:"),
        ODB_NETWORK("arn:"),
        /// Nothing, or what no route is known to lead to.
        OTHER("");

        private final String start;

        Target(String start) {
            this.start = start;
        }

        static Target of(String target) {
            if (target.contains(":odb:")) {
                return ODB_NETWORK;
            }
            for (Target it : values()) {
                if (target.startsWith(it.start)) {
                    return it;
                }
            }
            return OTHER;
        }
    }

    public RouteTable {
        subnetIds = subnetIds.stream().sorted().distinct().toList();
        gatewayIds = gatewayIds.stream().sorted().distinct().toList();
        propagatingGatewayIds =
                propagatingGatewayIds.stream().sorted().distinct().toList();
        routes = routes.stream().sorted().distinct().toList();
    }

    /// A table of the account at hand, into which no gateway adds routes.
    public RouteTable(
            String id,
            String vpcId,
            boolean main,
            List<String> subnetIds,
            List<String> gatewayIds,
            List<Route> routes) {
        this(id, vpcId, "", main, subnetIds, gatewayIds, List.of(), routes);
    }

    @Override
    public int compareTo(RouteTable other) {
        return id.compareTo(other.id);
    }
}
