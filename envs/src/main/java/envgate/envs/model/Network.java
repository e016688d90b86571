package envgate.envs.model;

import envgate.envs.model.VpnConnection.CustomerGateway;
import java.util.List;
import java.util.function.Consumer;

/// The networking of the accounts and regions of an environment, all of them as one world.
///
/// Names and units are those of https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html. It is
/// written with [#of] and changed with [#with]; who names no list of a kind has none of it, or leaves it as it is.
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
        List<PublicAccessBlock> publicAccessBlocks,
        List<Instance> instances,
        List<ElasticAddress> elasticAddresses,
        List<VpnConnection> vpnConnections,
        List<CustomerGateway> customerGateways,
        List<TransitGatewayAttachment> transitGatewayAttachments,
        List<TransitGatewayRouteTable> transitGatewayRouteTables,
        List<DhcpOptions> dhcpOptions,
        List<ResolverRule> resolverRules,
        List<ResolverRule.Endpoint> resolverEndpoints,
        List<TargetGroup> targetGroups,
        List<Firewall> firewalls,
        List<FirewallPolicy> firewallPolicies,
        List<FirewallRuleGroup> firewallRuleGroups) {

    public static final Network EMPTY = of(_ -> {});

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
        instances = instances.stream().sorted().toList();
        elasticAddresses = elasticAddresses.stream().sorted().toList();
        vpnConnections = vpnConnections.stream().sorted().toList();
        customerGateways = customerGateways.stream().sorted().toList();
        transitGatewayAttachments = transitGatewayAttachments.stream().sorted().toList();
        transitGatewayRouteTables = transitGatewayRouteTables.stream().sorted().toList();
        dhcpOptions = dhcpOptions.stream().sorted().toList();
        resolverRules = resolverRules.stream().sorted().toList();
        resolverEndpoints = resolverEndpoints.stream().sorted().toList();
        targetGroups = targetGroups.stream().sorted().toList();
        firewalls = firewalls.stream().sorted().toList();
        firewallPolicies = firewallPolicies.stream().sorted().toList();
        firewallRuleGroups = firewallRuleGroups.stream().sorted().toList();
    }

    /// What a writer names of a network; the rest of it is empty.
    public static Network of(Consumer<Draft> writer) {
        Draft draft = new Draft();
        writer.accept(draft);
        return draft.network();
    }

    /// This network with what a writer names, and the rest as it is.
    public Network with(Consumer<Draft> writer) {
        Draft draft = new Draft();
        draft.vpcs = vpcs;
        draft.subnets = subnets;
        draft.routeTables = routeTables;
        draft.securityGroups = securityGroups;
        draft.networkAcls = networkAcls;
        draft.gateways = gateways;
        draft.vpcEndpoints = vpcEndpoints;
        draft.peeringConnections = peeringConnections;
        draft.networkInterfaces = networkInterfaces;
        draft.prefixLists = prefixLists;
        draft.hostedZones = hostedZones;
        draft.publicAccessBlocks = publicAccessBlocks;
        draft.instances = instances;
        draft.elasticAddresses = elasticAddresses;
        draft.vpnConnections = vpnConnections;
        draft.customerGateways = customerGateways;
        draft.transitGatewayAttachments = transitGatewayAttachments;
        draft.transitGatewayRouteTables = transitGatewayRouteTables;
        draft.dhcpOptions = dhcpOptions;
        draft.resolverRules = resolverRules;
        draft.resolverEndpoints = resolverEndpoints;
        draft.targetGroups = targetGroups;
        draft.firewalls = firewalls;
        draft.firewallPolicies = firewallPolicies;
        draft.firewallRuleGroups = firewallRuleGroups;
        writer.accept(draft);
        return draft.network();
    }

    /// A network while it is being written.
    public static final class Draft {
        private List<Vpc> vpcs = List.of();
        private List<Subnet> subnets = List.of();
        private List<RouteTable> routeTables = List.of();
        private List<SecurityGroup> securityGroups = List.of();
        private List<NetworkAcl> networkAcls = List.of();
        private List<Gateway> gateways = List.of();
        private List<VpcEndpoint> vpcEndpoints = List.of();
        private List<PeeringConnection> peeringConnections = List.of();
        private List<NetworkInterface> networkInterfaces = List.of();
        private List<PrefixList> prefixLists = List.of();
        private List<HostedZone> hostedZones = List.of();
        private List<PublicAccessBlock> publicAccessBlocks = List.of();
        private List<Instance> instances = List.of();
        private List<ElasticAddress> elasticAddresses = List.of();
        private List<VpnConnection> vpnConnections = List.of();
        private List<CustomerGateway> customerGateways = List.of();
        private List<TransitGatewayAttachment> transitGatewayAttachments = List.of();
        private List<TransitGatewayRouteTable> transitGatewayRouteTables = List.of();
        private List<DhcpOptions> dhcpOptions = List.of();
        private List<ResolverRule> resolverRules = List.of();
        private List<ResolverRule.Endpoint> resolverEndpoints = List.of();
        private List<TargetGroup> targetGroups = List.of();
        private List<Firewall> firewalls = List.of();
        private List<FirewallPolicy> firewallPolicies = List.of();
        private List<FirewallRuleGroup> firewallRuleGroups = List.of();

        private Draft() {}

        public Draft vpcs(List<Vpc> all) {
            vpcs = all;
            return this;
        }

        public Draft subnets(List<Subnet> all) {
            subnets = all;
            return this;
        }

        public Draft routeTables(List<RouteTable> all) {
            routeTables = all;
            return this;
        }

        public Draft securityGroups(List<SecurityGroup> all) {
            securityGroups = all;
            return this;
        }

        public Draft networkAcls(List<NetworkAcl> all) {
            networkAcls = all;
            return this;
        }

        public Draft gateways(List<Gateway> all) {
            gateways = all;
            return this;
        }

        public Draft vpcEndpoints(List<VpcEndpoint> all) {
            vpcEndpoints = all;
            return this;
        }

        public Draft peeringConnections(List<PeeringConnection> all) {
            peeringConnections = all;
            return this;
        }

        public Draft networkInterfaces(List<NetworkInterface> all) {
            networkInterfaces = all;
            return this;
        }

        public Draft prefixLists(List<PrefixList> all) {
            prefixLists = all;
            return this;
        }

        public Draft hostedZones(List<HostedZone> all) {
            hostedZones = all;
            return this;
        }

        public Draft publicAccessBlocks(List<PublicAccessBlock> all) {
            publicAccessBlocks = all;
            return this;
        }

        public Draft instances(List<Instance> all) {
            instances = all;
            return this;
        }

        public Draft elasticAddresses(List<ElasticAddress> all) {
            elasticAddresses = all;
            return this;
        }

        public Draft vpnConnections(List<VpnConnection> all) {
            vpnConnections = all;
            return this;
        }

        public Draft customerGateways(List<CustomerGateway> all) {
            customerGateways = all;
            return this;
        }

        public Draft transitGatewayAttachments(List<TransitGatewayAttachment> all) {
            transitGatewayAttachments = all;
            return this;
        }

        public Draft transitGatewayRouteTables(List<TransitGatewayRouteTable> all) {
            transitGatewayRouteTables = all;
            return this;
        }

        public Draft dhcpOptions(List<DhcpOptions> all) {
            dhcpOptions = all;
            return this;
        }

        public Draft resolverRules(List<ResolverRule> all) {
            resolverRules = all;
            return this;
        }

        public Draft resolverEndpoints(List<ResolverRule.Endpoint> all) {
            resolverEndpoints = all;
            return this;
        }

        public Draft targetGroups(List<TargetGroup> all) {
            targetGroups = all;
            return this;
        }

        public Draft firewalls(List<Firewall> all) {
            firewalls = all;
            return this;
        }

        public Draft firewallPolicies(List<FirewallPolicy> all) {
            firewallPolicies = all;
            return this;
        }

        public Draft firewallRuleGroups(List<FirewallRuleGroup> all) {
            firewallRuleGroups = all;
            return this;
        }

        private Network network() {
            return new Network(
                    vpcs,
                    subnets,
                    routeTables,
                    securityGroups,
                    networkAcls,
                    gateways,
                    vpcEndpoints,
                    peeringConnections,
                    networkInterfaces,
                    prefixLists,
                    hostedZones,
                    publicAccessBlocks,
                    instances,
                    elasticAddresses,
                    vpnConnections,
                    customerGateways,
                    transitGatewayAttachments,
                    transitGatewayRouteTables,
                    dhcpOptions,
                    resolverRules,
                    resolverEndpoints,
                    targetGroups,
                    firewalls,
                    firewallPolicies,
                    firewallRuleGroups);
        }
    }
}
