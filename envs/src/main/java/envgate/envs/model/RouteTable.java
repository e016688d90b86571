package envgate.envs.model;

import java.util.List;

/// A route table with its associations.
///
/// @param main whether it serves the subnets of the VPC that have no table of their own
/// @param subnetIds subnets that are associated with it
/// @param gatewayIds gateways whose incoming traffic it routes
public record RouteTable(
        String id, String vpcId, boolean main, List<String> subnetIds, List<String> gatewayIds, List<Route> routes)
        implements Comparable<RouteTable> {

    /// A route; exactly one of `cidr` and `prefixListId` is not empty.
    ///
    /// @param cidr the destination as AWS prints it
    /// @param target `local`, or the id of what it leads to: `igw-…`, `nat-…`, `vpce-…`, `pcx-…`, `tgw-…`, `eni-…`
    /// @param state `active` or `blackhole`
    /// @param origin `CreateRouteTable`, `CreateRoute`, `EnableVgwRoutePropagation`
    public record Route(String cidr, String prefixListId, String target, String state, String origin)
            implements Comparable<Route> {

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }
    }

    public RouteTable {
        subnetIds = subnetIds.stream().sorted().distinct().toList();
        gatewayIds = gatewayIds.stream().sorted().distinct().toList();
        routes = routes.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(RouteTable other) {
        return id.compareTo(other.id);
    }
}
