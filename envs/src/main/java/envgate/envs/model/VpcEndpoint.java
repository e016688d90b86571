package envgate.envs.model;

import java.util.List;

/// A VPC endpoint.
///
/// @param owner its account; empty when not seen
/// @param type `Gateway`, `Interface`, `GatewayLoadBalancer`, `Resource`, `ServiceNetwork`
/// @param serviceName `com.amazonaws.eu-west-1.s3`
/// @param serviceRegion where the service is; empty when in the endpoint's own region
/// @param ipAddressType `ipv4`, `ipv6`, `dualstack`; empty when not seen
/// @param inboundOnlyPrivateDns whether private names lead here only for those who ask an inbound resolver endpoint,
///     while the VPC itself keeps to its gateway endpoint:
///     https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
/// @param routeTableIds of gateway endpoints
/// @param dnsNames names that lead to it, private ones included where they were seen
public record VpcEndpoint(
        String id,
        String owner,
        String vpcId,
        String type,
        String serviceName,
        String serviceRegion,
        String state,
        String ipAddressType,
        boolean privateDnsEnabled,
        boolean inboundOnlyPrivateDns,
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

    /// An IPv4 endpoint of the account at hand for a service of its own region.
    public VpcEndpoint(
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
            Sight<PolicyDocument> policy) {
        this(
                id,
                "",
                vpcId,
                type,
                serviceName,
                "",
                state,
                "ipv4",
                privateDnsEnabled,
                false,
                subnetIds,
                securityGroupIds,
                routeTableIds,
                networkInterfaceIds,
                dnsNames,
                policy);
    }

    /// The same with private DNS.
    public VpcEndpoint answering() {
        return new VpcEndpoint(
                id,
                owner,
                vpcId,
                type,
                serviceName,
                serviceRegion,
                state,
                ipAddressType,
                true,
                inboundOnlyPrivateDns,
                subnetIds,
                securityGroupIds,
                routeTableIds,
                networkInterfaceIds,
                dnsNames,
                policy);
    }

    @Override
    public int compareTo(VpcEndpoint other) {
        return id.compareTo(other.id);
    }
}
