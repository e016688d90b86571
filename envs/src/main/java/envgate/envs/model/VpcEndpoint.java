package envgate.envs.model;

import java.util.List;

/// A VPC endpoint.
///
/// @param type `Gateway`, `Interface`, `GatewayLoadBalancer`
/// @param serviceName `com.amazonaws.eu-west-1.s3`
/// @param routeTableIds of gateway endpoints
/// @param dnsNames names that lead to it, private ones included where they were seen
public record VpcEndpoint(
        String id,
        String vpcId,
        String type,
        String serviceName,
        String state,
        boolean privateDnsEnabled,
        List<String> subnetIds,
        List<String> securityGroupIds,
        List<String> routeTableIds,
        List<String> networkInterfaceIds,
        List<String> dnsNames,
        Sight<PolicyDocument> policy)
        implements Comparable<VpcEndpoint> {

    public VpcEndpoint {
        subnetIds = subnetIds.stream().sorted().distinct().toList();
        securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
        routeTableIds = routeTableIds.stream().sorted().distinct().toList();
        networkInterfaceIds = networkInterfaceIds.stream().sorted().distinct().toList();
        dnsNames = dnsNames.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(VpcEndpoint other) {
        return id.compareTo(other.id);
    }
}
