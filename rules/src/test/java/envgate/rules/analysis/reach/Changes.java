package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Gateway;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PrefixList;
import envgate.envs.model.Resource;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Other worlds made of one: opened further, in another order, or with something hidden.
final class Changes {

    private Changes() {}

    private static Network with(Network net, List<SecurityGroup> groups, List<NetworkAcl> acls) {
        return net.with(it -> it.securityGroups(groups).networkAcls(acls));
    }

    /// One rule more in a security group or, before all others, in a network ACL.
    static Network allowMore(Network net, Random random) {
        List<SecurityGroup> groups = new ArrayList<>(net.securityGroups());
        List<NetworkAcl> acls = new ArrayList<>(net.networkAcls());
        int at = random.nextInt(groups.size());
        SecurityGroup group = groups.get(at);
        IpPermission rule = new IpPermission("tcp", 1, 50000, List.of(random.nextBoolean() ? "0.0.0.0/0" : "sg-1"));
        boolean out = random.nextBoolean();
        groups.set(
                at,
                new SecurityGroup(
                        group.id(),
                        group.vpcId(),
                        group.owner(),
                        group.name(),
                        out ? group.ingress() : more(group.ingress(), rule),
                        out ? more(group.egress(), rule) : group.egress()));
        int other = random.nextInt(acls.size());
        NetworkAcl acl = acls.get(other);
        NetworkAcl.Entry entry =
                new NetworkAcl.Entry(1, random.nextBoolean(), true, "6", "10.0.0.0/8", 0, random.nextInt(65536));
        acls.set(
                other,
                new NetworkAcl(acl.id(), acl.vpcId(), acl.isDefault(), acl.subnetIds(), more(acl.entries(), entry)));
        return with(net, groups, acls);
    }

    private static <T> List<T> more(List<T> all, T one) {
        List<T> longer = new ArrayList<>(all);
        longer.add(one);
        return longer;
    }

    static Network shuffled(Network net, Random random) {
        UnaryOperator<SecurityGroup> group = it -> new SecurityGroup(
                it.id(), it.vpcId(), it.owner(), it.name(), mixed(it.ingress(), random), mixed(it.egress(), random));
        UnaryOperator<NetworkAcl> acl = it -> new NetworkAcl(
                it.id(), it.vpcId(), it.isDefault(), mixed(it.subnetIds(), random), mixed(it.entries(), random));
        UnaryOperator<RouteTable> table = it -> new RouteTable(
                it.id(),
                it.vpcId(),
                it.main(),
                mixed(it.subnetIds(), random),
                it.gatewayIds(),
                mixed(it.routes(), random));
        return net.with(it -> it.vpcs(mixed(net.vpcs(), random))
                .subnets(mixed(net.subnets(), random))
                .routeTables(mixed(net.routeTables().stream().map(table).toList(), random))
                .securityGroups(mixed(net.securityGroups().stream().map(group).toList(), random))
                .networkAcls(mixed(net.networkAcls().stream().map(acl).toList(), random))
                .gateways(mixed(net.gateways(), random))
                .vpcEndpoints(mixed(net.vpcEndpoints(), random))
                .peeringConnections(mixed(net.peeringConnections(), random))
                .networkInterfaces(mixed(net.networkInterfaces(), random))
                .prefixLists(mixed(net.prefixLists(), random)));
    }

    private static <T> List<T> mixed(List<T> all, Random random) {
        List<T> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, random);
        return mixed;
    }

    static Snapshot hidden(Snapshot snapshot, Area area) {
        return hidden(snapshot, area, "");
    }

    /// @param id empty for the whole area
    static Snapshot hidden(Snapshot snapshot, Area area, String id) {
        Network net = snapshot.network();
        Predicate<String> gone = it -> id.isEmpty() || it.equals(id);
        List<Resource> resources = snapshot.resources().stream()
                .filter(it -> !(area == Area.DATABASES && gone.test(it.name())))
                .toList();
        Network rest = net.with(draft -> draft.vpcs(kept(net.vpcs(), area == Area.VPCS, it -> gone.test(it.id())))
                .subnets(kept(net.subnets(), area == Area.SUBNETS, it -> gone.test(it.id())))
                .routeTables(kept(net.routeTables(), area == Area.ROUTE_TABLES, it -> gone.test(it.id())))
                .securityGroups(kept(net.securityGroups(), area == Area.SECURITY_GROUPS, it -> gone.test(it.id())))
                .networkAcls(kept(net.networkAcls(), area == Area.NETWORK_ACLS, it -> gone.test(it.id())))
                .gateways(kept(net.gateways(), true, it -> isOf(it, area) && gone.test(it.id())))
                .vpcEndpoints(kept(net.vpcEndpoints(), area == Area.VPC_ENDPOINTS, it -> gone.test(it.id())))
                .peeringConnections(
                        kept(net.peeringConnections(), area == Area.PEERING_CONNECTIONS, it -> gone.test(it.id())))
                .networkInterfaces(
                        kept(net.networkInterfaces(), area == Area.NETWORK_INTERFACES, it -> gone.test(it.id())))
                .prefixLists(kept(net.prefixLists(), area == Area.PREFIX_LISTS, it -> gone.test(it.id())))
                .hostedZones(kept(net.hostedZones(), area == Area.HOSTED_ZONES, it -> gone.test(it.id())))
                .transitGatewayAttachments(kept(
                        net.transitGatewayAttachments(),
                        area == Area.TRANSIT_GATEWAY_ATTACHMENTS,
                        it -> gone.test(it.id())))
                .transitGatewayRouteTables(kept(
                        net.transitGatewayRouteTables(), area == Area.TRANSIT_GATEWAY_ROUTES, it -> gone.test(it.id())))
                .publicAccessBlocks(area == Area.BLOCK_PUBLIC_ACCESS ? List.of() : net.publicAccessBlocks()));
        Gap gap = new Gap(area, "111111111111", "eu-west-1", "ec2", "Describe", id, "ec2:Describe", "AccessDenied");
        return new Snapshot(
                snapshot.environment(),
                snapshot.provenance(),
                snapshot.functions(),
                snapshot.stacks(),
                snapshot.exports(),
                snapshot.triggers(),
                resources,
                rest,
                snapshot.roles(),
                snapshot.organizationPolicies(),
                snapshot.belongings(),
                List.of(gap),
                snapshot.notes(),
                snapshot.outlook());
    }

    private static <T> List<T> kept(List<T> all, boolean hides, Predicate<T> gone) {
        return all.stream().filter(it -> !hides || !gone.test(it)).toList();
    }

    private static boolean isOf(Gateway gateway, Area area) {
        return switch (gateway) {
            case Gateway.InternetGateway _ -> area == Area.INTERNET_GATEWAYS;
            case Gateway.EgressOnlyInternetGateway _ -> area == Area.EGRESS_ONLY_INTERNET_GATEWAYS;
            case Gateway.NatGateway _ -> area == Area.NAT_GATEWAYS;
            case Gateway.VirtualPrivateGateway _ -> area == Area.VPN_GATEWAYS;
            case Gateway.TransitGateway _ -> area == Area.TRANSIT_GATEWAYS;
        };
    }

    static List<String> ids(Network net, Area area) {
        return switch (area) {
            case SUBNETS -> net.subnets().stream().map(Subnet::id).toList();
            case ROUTE_TABLES -> net.routeTables().stream().map(RouteTable::id).toList();
            case SECURITY_GROUPS ->
                net.securityGroups().stream().map(SecurityGroup::id).toList();
            case NETWORK_ACLS -> net.networkAcls().stream().map(NetworkAcl::id).toList();
            case NETWORK_INTERFACES ->
                net.networkInterfaces().stream().map(NetworkInterface::id).toList();
            case PREFIX_LISTS -> net.prefixLists().stream().map(PrefixList::id).toList();
            case NAT_GATEWAYS, INTERNET_GATEWAYS, EGRESS_ONLY_INTERNET_GATEWAYS ->
                net.gateways().stream()
                        .filter(it -> isOf(it, area))
                        .map(Gateway::id)
                        .toList();
            default -> throw new IllegalArgumentException(area.name());
        };
    }
}
