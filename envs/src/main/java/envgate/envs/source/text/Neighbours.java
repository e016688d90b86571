package envgate.envs.source.text;

import envgate.envs.model.Belongings;
import envgate.envs.model.DhcpOptions;
import envgate.envs.model.ElasticAddress;
import envgate.envs.model.Gateway;
import envgate.envs.model.HostedZone;
import envgate.envs.model.Instance;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PrefixList;
import envgate.envs.model.ResolverRule;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import envgate.envs.model.VpnConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Lets environments that share an account and a region see what each of them wrote, as a live read would.
final class Neighbours {

    private Neighbours() {}

    static Snapshot join(Snapshot own, List<Snapshot> fleet) {
        List<Snapshot> all = new ArrayList<>(List.of(own));
        for (Snapshot it : fleet) {
            boolean shares = it.provenance().accounts().equals(own.provenance().accounts())
                    && it.provenance().regions().equals(own.provenance().regions());
            if (!it.environment().equals(own.environment()) && shares) {
                all.add(it);
            }
        }
        if (all.size() == 1) {
            return own;
        }
        return new Snapshot(
                own.environment(),
                own.provenance(),
                own.functions(),
                own.stacks(),
                union(all, Snapshot::exports, it -> it.name()),
                union(all, Snapshot::triggers, it -> it.toString()),
                union(all, Snapshot::resources, it -> it.arn().toString()),
                network(all),
                union(all, Snapshot::roles, it -> it.arn().toString()),
                own.organizationPolicies(),
                new Belongings(false, identifiers(own)),
                own.gaps(),
                own.notes(),
                own.outlook());
    }

    /// What stands in one's own document counts before what stands in another's.
    private static <T> List<T> union(
            List<Snapshot> all, Function<Snapshot, List<T>> members, Function<T, String> identity) {
        Map<String, T> union = new LinkedHashMap<>();
        all.forEach(snapshot -> members.apply(snapshot).forEach(it -> union.putIfAbsent(identity.apply(it), it)));
        return List.copyOf(union.values());
    }

    private static Network network(List<Snapshot> all) {
        return Network.of(it -> it.vpcs(joined(all, Network::vpcs, Vpc::id))
                .subnets(joined(all, Network::subnets, Subnet::id))
                .routeTables(joined(all, Network::routeTables, RouteTable::id))
                .securityGroups(joined(all, Network::securityGroups, SecurityGroup::id))
                .networkAcls(joined(all, Network::networkAcls, NetworkAcl::id))
                .gateways(joined(all, Network::gateways, Gateway::id))
                .vpcEndpoints(joined(all, Network::vpcEndpoints, VpcEndpoint::id))
                .peeringConnections(joined(all, Network::peeringConnections, PeeringConnection::id))
                .networkInterfaces(joined(all, Network::networkInterfaces, NetworkInterface::id))
                .prefixLists(joined(all, Network::prefixLists, PrefixList::id))
                .hostedZones(joined(all, Network::hostedZones, HostedZone::id))
                .publicAccessBlocks(joined(all, Network::publicAccessBlocks, block -> block.account() + block.region()))
                .instances(joined(all, Network::instances, Instance::id))
                .elasticAddresses(joined(all, Network::elasticAddresses, ElasticAddress::publicAddress))
                .vpnConnections(joined(all, Network::vpnConnections, VpnConnection::id))
                .customerGateways(joined(all, Network::customerGateways, VpnConnection.CustomerGateway::id))
                .transitGatewayAttachments(
                        joined(all, Network::transitGatewayAttachments, TransitGatewayAttachment::id))
                .transitGatewayRouteTables(
                        joined(all, Network::transitGatewayRouteTables, TransitGatewayRouteTable::id))
                .dhcpOptions(joined(all, Network::dhcpOptions, DhcpOptions::id))
                .resolverRules(joined(all, Network::resolverRules, ResolverRule::id))
                .resolverEndpoints(joined(all, Network::resolverEndpoints, ResolverRule.Endpoint::id))
                .targetGroups(
                        joined(all, Network::targetGroups, group -> group.arn().toString()))
                .firewalls(joined(
                        all, Network::firewalls, firewall -> firewall.arn().toString()))
                .firewallPolicies(joined(
                        all, Network::firewallPolicies, policy -> policy.arn().toString()))
                .firewallRuleGroups(joined(
                        all, Network::firewallRuleGroups, group -> group.arn().toString())));
    }

    private static <T> List<T> joined(
            List<Snapshot> all, Function<Network, List<T>> members, Function<T, String> identity) {
        return union(all, it -> members.apply(it.network()), identity);
    }

    private static Set<String> identifiers(Snapshot own) {
        Set<String> identifiers = new TreeSet<>();
        for (Resource it : own.resources()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
        }
        for (LambdaFunction it : own.functions()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
        }
        for (Role it : own.roles()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
        }
        for (Stack it : own.stacks()) {
            identifiers.add(it.arn().toString());
            identifiers.add(it.name());
            it.resources().forEach(resource -> identifiers.add(resource.physicalId()));
        }
        own.network().vpcs().forEach(it -> identifiers.add(it.id()));
        own.network().subnets().forEach(it -> identifiers.add(it.id()));
        own.network().securityGroups().forEach(it -> identifiers.add(it.id()));
        return identifiers;
    }
}
