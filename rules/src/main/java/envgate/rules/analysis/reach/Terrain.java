package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gap;
import envgate.envs.model.Gateway;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PrefixList;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.finding.Missing;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The network of an environment, by id and by what serves what, with the reason for whatever is not there.
final class Terrain {

    private final Snapshot snapshot;
    private final Network network;
    private final Map<String, Vpc> vpcs;
    private final Map<String, Subnet> subnets;
    private final Map<String, SecurityGroup> groups;
    private final Map<String, Gateway> gateways;
    private final Map<String, VpcEndpoint> endpoints;
    private final Map<String, PeeringConnection> peerings;
    private final Map<String, NetworkInterface> interfaces;
    private final Map<String, PrefixList> lists;
    private final Map<String, RouteTable> explicit = new HashMap<>();
    private final Map<String, RouteTable> main = new HashMap<>();
    private final Map<String, RouteTable> edges = new HashMap<>();
    private final Map<String, NetworkAcl> acls = new HashMap<>();
    private final Map<String, NetworkInterface> byAddress = new HashMap<>();
    private final Map<String, NetworkInterface> byPublicAddress = new HashMap<>();
    private final Map<String, Optional<Cidr>> blocks = new ConcurrentHashMap<>();
    /// Of each area the gap that hides most of it.
    private final Map<Area, Gap> gaps = new EnumMap<>(Area.class);

    private final Cuts cuts;

    Terrain(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.network = snapshot.network();
        this.vpcs = byId(network.vpcs(), Vpc::id);
        this.subnets = byId(network.subnets(), Subnet::id);
        this.groups = byId(network.securityGroups(), SecurityGroup::id);
        this.gateways = byId(network.gateways(), Gateway::id);
        this.endpoints = byId(network.vpcEndpoints(), VpcEndpoint::id);
        this.peerings = byId(network.peeringConnections(), PeeringConnection::id);
        this.interfaces = byId(network.networkInterfaces(), NetworkInterface::id);
        this.lists = byId(network.prefixLists(), PrefixList::id);
        for (RouteTable it : network.routeTables()) {
            it.subnetIds().forEach(subnet -> explicit.put(subnet, it));
            it.gatewayIds().forEach(gateway -> edges.put(gateway, it));
            if (it.main()) {
                main.put(it.vpcId(), it);
            }
        }
        for (NetworkAcl it : network.networkAcls()) {
            it.subnetIds().forEach(subnet -> acls.put(subnet, it));
        }
        for (NetworkInterface it : network.networkInterfaces()) {
            it.privateAddresses().stream()
                    .flatMap(address -> Cidr.parse(address).stream())
                    .forEach(address -> byAddress.put(it.vpcId() + " " + address, it));
            Cidr.parse(it.publicAddress()).ifPresent(address -> byPublicAddress.put(address.toString(), it));
        }
        snapshot.gaps()
                .forEach(it ->
                        gaps.merge(it.area(), it, (one, other) -> one.isWhole() ? one : other.isWhole() ? other : one));
        this.cuts = Cuts.of(network);
    }

    private static <T> Map<String, T> byId(List<T> things, Function<T, String> id) {
        Map<String, T> map = new HashMap<>();
        things.forEach(it -> map.put(id.apply(it), it));
        return map;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Network network() {
        return network;
    }

    Cuts cuts() {
        return cuts;
    }

    /// The block that a text names, which is read once.
    Optional<Cidr> block(String text) {
        return blocks.computeIfAbsent(text, Cidr::parse);
    }

    /// What to say of a thing that is named but was not seen.
    Missing missing(Area area, String what) {
        Gap gap = gaps.get(area);
        return gap == null
                ? new Missing(what + " was not seen", "")
                : new Missing(what + " was not seen: " + gap.text(), gap.permission());
    }

    boolean sees(Area area) {
        return !gaps.containsKey(area);
    }

    private <T> Known<T> known(Map<String, T> map, String id, Area area) {
        T thing = map.get(id);
        return thing == null ? new Known.Unseen<>(missing(area, id)) : new Known.Seen<>(thing);
    }

    Known<Vpc> vpc(String id) {
        return known(vpcs, id, Area.VPCS);
    }

    Known<Subnet> subnet(String id) {
        return known(subnets, id, Area.SUBNETS);
    }

    Known<SecurityGroup> group(String id) {
        return known(groups, id, Area.SECURITY_GROUPS);
    }

    Known<Gateway> gateway(String id) {
        Area area = id.startsWith("nat-")
                ? Area.NAT_GATEWAYS
                : id.startsWith("eigw-") ? Area.EGRESS_ONLY_INTERNET_GATEWAYS : Area.INTERNET_GATEWAYS;
        return known(gateways, id, area);
    }

    Known<VpcEndpoint> endpoint(String id) {
        return known(endpoints, id, Area.VPC_ENDPOINTS);
    }

    Known<PeeringConnection> peering(String id) {
        return known(peerings, id, Area.PEERING_CONNECTIONS);
    }

    /// The region that a subnet is in.
    String regionOf(Subnet subnet) {
        String zone = subnet.availabilityZone();
        Vpc vpc = vpcs.get(subnet.vpcId());
        boolean told = vpc != null && !vpc.region().isEmpty();
        return told ? vpc.region() : zone.replaceFirst("(?<=\\d)[a-z]$|(?<=\\d[a-z])-.*$", "");
    }

    /// The interface with this id, or the one of the instance with it.
    Known<NetworkInterface> networkInterface(String id) {
        return network.networkInterfaces().stream()
                .filter(it -> !it.instanceId().isEmpty() && it.instanceId().equals(id))
                .findFirst()
                .<Known<NetworkInterface>>map(Known.Seen::new)
                .orElseGet(() -> known(interfaces, id, Area.NETWORK_INTERFACES));
    }

    Optional<PrefixList> list(String id) {
        return Optional.ofNullable(lists.get(id));
    }

    /// AWS's name of the service whose addresses a prefix list holds, for lists that lead to gateway
    /// endpoints.
    Optional<String> serviceOf(String listId) {
        return network.routeTables().stream()
                .flatMap(it -> it.routes().stream())
                .filter(it -> it.prefixListId().equals(listId))
                .flatMap(it -> Optional.ofNullable(endpoints.get(it.target())).stream())
                .filter(it -> it.type().equals("Gateway"))
                .map(VpcEndpoint::serviceName)
                .findFirst();
    }

    /// The table that routes what leaves a subnet: its own, else its VPC's main one
    /// (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html).
    Known<RouteTable> routesOf(Subnet subnet) {
        RouteTable own = explicit.get(subnet.id());
        // INVARIANT: a table that was not seen may be the subnet's own, so the main one counts only when
        // all were.
        RouteTable table = own == null && sees(Area.ROUTE_TABLES) ? main.get(subnet.vpcId()) : own;
        return table == null
                ? new Known.Unseen<>(missing(Area.ROUTE_TABLES, "the route table of " + subnet.id()))
                : new Known.Seen<>(table);
    }

    /// The table that routes what comes in through a gateway, if it has one.
    Optional<RouteTable> routesInto(String gatewayId) {
        return Optional.ofNullable(edges.get(gatewayId));
    }

    Known<NetworkAcl> aclOf(String subnetId) {
        NetworkAcl acl = acls.get(subnetId);
        return acl == null
                ? new Known.Unseen<>(missing(Area.NETWORK_ACLS, "the network ACL of " + subnetId))
                : new Known.Seen<>(acl);
    }

    /// The subnet of a VPC that an address lies in.
    Optional<Subnet> subnetAt(String vpcId, Cidr address) {
        return network.subnets().stream()
                .filter(it ->
                        it.vpcId().equals(vpcId) && it.cidrs().stream().anyMatch(block -> block.contains(address)))
                .findFirst();
    }

    Optional<NetworkInterface> interfaceAt(String vpcId, Cidr address) {
        return Optional.ofNullable(byAddress.get(vpcId + " " + address));
    }

    Optional<NetworkInterface> interfaceAtPublic(Cidr address) {
        return Optional.ofNullable(byPublicAddress.get(address.toString()));
    }

    /// Whether an address lies in a VPC that was seen.
    boolean isIn(String vpcId, Cidr address) {
        return vpc(vpcId) instanceof Known.Seen<Vpc>(Vpc it)
                && it.cidrs().stream().anyMatch(block -> block.contains(address));
    }
}
