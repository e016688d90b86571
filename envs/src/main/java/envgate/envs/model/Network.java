package envgate.envs.model;

import java.util.List;

/// The networking of the accounts and regions of an environment.
///
/// Names and units are those of https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html.
public record Network(
        List<Vpc> vpcs,
        List<Subnet> subnets,
        List<RouteTable> routeTables,
        List<SecurityGroup> securityGroups,
        List<NetworkAcl> networkAcls,
        List<Gateway> gateways,
        List<VpcEndpoint> vpcEndpoints,
        List<PeeringConnection> peeringConnections,
        List<NetworkInterface> networkInterfaces,
        List<PrefixList> prefixLists,
        List<HostedZone> hostedZones,
        List<PublicAccessBlock> publicAccessBlocks) {

    public static final Network EMPTY = new Network(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of());

    public Network {
        vpcs = vpcs.stream().sorted().toList();
        subnets = subnets.stream().sorted().toList();
        routeTables = routeTables.stream().sorted().toList();
        securityGroups = securityGroups.stream().sorted().toList();
        networkAcls = networkAcls.stream().sorted().toList();
        gateways = gateways.stream().sorted().toList();
        vpcEndpoints = vpcEndpoints.stream().sorted().toList();
        peeringConnections = peeringConnections.stream().sorted().toList();
        networkInterfaces = networkInterfaces.stream().sorted().toList();
        prefixLists = prefixLists.stream().sorted().toList();
        hostedZones = hostedZones.stream().sorted().toList();
        publicAccessBlocks = List.copyOf(publicAccessBlocks);
    }
}
