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
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The network of an environment, by id and by what serves what, with the reason for whatever is not there.
///
/// Everything is found by a key, however large the network is; and another one in which a few things are
/// replaced is made at no cost, so that changes can be tried.
final class Terrain {

    private final Ground ground;
    private final Index<SecurityGroup> groups;
    private final Index<RouteTable> tables;
    private final Index<NetworkAcl> acls;
    private final Index<Gateway> gateways;
    /// Route tables of subnets.
    private final Index<String> subnetTables;
    private final Index<TransitGatewayRouteTable> transitTables;
    private final Cuts cuts;
    private final Memory memory = new Memory();
    /// Where proposals go of how obstacles are removed; null when nobody asks for them.
    private final @Nullable List<Fix> proposals;

    Terrain(Snapshot snapshot) {
        this(new Ground(snapshot));
    }

    private Terrain(Ground ground) {
        this(
                ground,
                ground.cuts,
                Index.of(ground.network.securityGroups(), SecurityGroup::id),
                Index.of(ground.network.routeTables(), RouteTable::id),
                Index.of(ground.network.networkAcls(), NetworkAcl::id),
                Index.of(ground.network.gateways(), Gateway::id),
                Index.of(ground.subnetTables),
                Index.of(ground.network.transitGatewayRouteTables(), TransitGatewayRouteTable::id),
                null);
    }

    private Terrain(
            Ground ground,
            Cuts cuts,
            Index<SecurityGroup> groups,
            Index<RouteTable> tables,
            Index<NetworkAcl> acls,
            Index<Gateway> gateways,
            Index<String> subnetTables,
            Index<TransitGatewayRouteTable> transitTables,
            @Nullable List<Fix> proposals) {
        this.ground = ground;
        this.cuts = cuts;
        this.groups = groups;
        this.tables = tables;
        this.acls = acls;
        this.gateways = gateways;
        this.subnetTables = subnetTables;
        this.transitTables = transitTables;
        this.proposals = proposals;
    }

    /// The same, where proposals of how to remove obstacles are wanted.
    Terrain trying(List<Fix> wanted) {
        return new Terrain(
                ground, cuts.forOther(), groups, tables, acls, gateways, subnetTables, transitTables, wanted);
    }

    Terrain with(SecurityGroup it) {
        return new Terrain(
                ground,
                cuts.forOther(),
                groups.with(it.id(), it),
                tables,
                acls,
                gateways,
                subnetTables,
                transitTables,
                proposals);
    }

    Terrain with(RouteTable it) {
        return new Terrain(
                ground,
                cuts.forOther(),
                groups,
                tables.with(it.id(), it),
                acls,
                gateways,
                subnetTables,
                transitTables,
                proposals);
    }

    Terrain with(NetworkAcl it) {
        return new Terrain(
                ground,
                cuts.forOther(),
                groups,
                tables,
                acls.with(it.id(), it),
                gateways,
                subnetTables,
                transitTables,
                proposals);
    }

    Terrain with(Gateway it) {
        return new Terrain(
                ground,
                cuts.forOther(),
                groups,
                tables,
                acls,
                gateways.with(it.id(), it),
                subnetTables,
                transitTables,
                proposals);
    }

    Terrain with(TransitGatewayRouteTable it) {
        return new Terrain(
                ground,
                cuts.forOther(),
                groups,
                tables,
                acls,
                gateways,
                subnetTables,
                transitTables.with(it.id(), it),
                proposals);
    }

    /// With what names lead to in another way; other things stay as they were changed.
    Terrain with(Fix fix, UnaryOperator<Network> change) {
        Ground other = ground.changed(fix, change);
        return new Terrain(other, other.cuts, groups, tables, acls, gateways, subnetTables, transitTables, proposals);
    }

    /// With another route table for a subnet.
    Terrain withTable(String subnetId, RouteTable it) {
        Index<String> others = subnetTables.with(subnetId, it.id());
        return new Terrain(
                ground,
                cuts.forOther(),
                groups,
                tables.with(it.id(), it),
                acls,
                gateways,
                others,
                transitTables,
                proposals);
    }

    /// Whether anybody wants to know how obstacles are removed.
    boolean isMending() {
        return proposals != null;
    }

    void mend(Fix fix) {
        if (proposals != null) {
            proposals.add(fix);
        }
    }

    Optional<TransitGatewayRouteTable> transitTable(String id) {
        return transitTables.find(id);
    }

    Ground ground() {
        return ground;
    }

    Snapshot snapshot() {
        return ground.snapshot;
    }

    Network network() {
        return ground.network;
    }

    Cuts cuts() {
        return cuts;
    }

    Memory memory() {
        return memory;
    }

    Optional<Cidr> block(String text) {
        return ground.block(text);
    }

    /// What to say of a thing that is named but was not seen.
    Missing missing(Area area, String what) {
        Gap gap = ground.gaps.get(area);
        return gap == null
                ? new Missing(what + " was not seen", "")
                : new Missing(what + " was not seen: " + gap.text(), gap.permission());
    }

    boolean sees(Area area) {
        return !ground.gaps.containsKey(area);
    }

    /// Whether all peering connections were seen, those that routes lead to among them.
    boolean seesPeerings() {
        return sees(Area.PEERING_CONNECTIONS) && !ground.leadsOverUnseenPeering;
    }

    private <T> Known<T> known(Index<T> index, String id, Area area) {
        T thing = index.get(id);
        return thing == null ? new Known.Unseen<>(missing(area, id)) : new Known.Seen<>(thing);
    }

    Known<Vpc> vpc(String id) {
        return known(ground.vpcs, id, Area.VPCS);
    }

    Known<Subnet> subnet(String id) {
        return known(ground.subnets, id, Area.SUBNETS);
    }

    Known<SecurityGroup> group(String id) {
        return known(groups, id, Area.SECURITY_GROUPS);
    }

    Optional<RouteTable> table(String id) {
        return tables.find(id);
    }

    Optional<NetworkAcl> acl(String id) {
        return acls.find(id);
    }

    Known<Gateway> gateway(String id) {
        Area area = switch (id.substring(0, Math.max(0, id.indexOf('-')))) {
            case "nat" -> Area.NAT_GATEWAYS;
            case "eigw" -> Area.EGRESS_ONLY_INTERNET_GATEWAYS;
            case "vgw" -> Area.VPN_GATEWAYS;
            case "tgw" -> Area.TRANSIT_GATEWAYS;
            default -> Area.INTERNET_GATEWAYS;
        };
        return known(gateways, id, area);
    }

    Known<VpcEndpoint> endpoint(String id) {
        return known(ground.endpoints, id, Area.VPC_ENDPOINTS);
    }

    Known<PeeringConnection> peering(String id) {
        return known(ground.peerings, id, Area.PEERING_CONNECTIONS);
    }

    /// Whether two VPCs of one region are joined by a peering that works.
    boolean arePeers(String vpcId, String otherId) {
        return peeringsOf(vpcId).stream()
                .anyMatch(it -> it.status().equals("active")
                        && it.requester().region().equals(it.accepter().region())
                        && (it.requester().vpcId().equals(otherId)
                                || it.accepter().vpcId().equals(otherId)));
    }

    List<PeeringConnection> peeringsOf(String vpcId) {
        return ground.peeringsOfVpc.getOrDefault(vpcId, List.of());
    }

    /// The region that a subnet is in.
    String regionOf(Subnet subnet) {
        Vpc vpc = ground.vpcs.get(subnet.vpcId());
        return vpc != null && !vpc.region().isEmpty() ? vpc.region() : subnet.region();
    }

    /// The interface with this id, or the one of the instance with it.
    Known<NetworkInterface> networkInterface(String id) {
        NetworkInterface own = ground.byInstance.get(id);
        return own == null ? known(ground.interfaces, id, Area.NETWORK_INTERFACES) : new Known.Seen<>(own);
    }

    Optional<PrefixList> list(String id) {
        return ground.lists.find(id);
    }

    /// AWS's name of the service whose addresses a prefix list holds, for lists that lead to gateway
    /// endpoints.
    Optional<String> serviceOf(String listId) {
        return Optional.ofNullable(ground.serviceOfList.get(listId));
    }

    /// The table that routes what leaves a subnet: its own, else its VPC's main one
    /// (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html).
    Known<RouteTable> routesOf(Subnet subnet) {
        String own = subnetTables.get(subnet.id());
        // INVARIANT: a table that was not seen may be the subnet's own, so the main one counts only when
        // all were.
        String id = own == null && sees(Area.ROUTE_TABLES) ? ground.mainTables.get(subnet.vpcId()) : own;
        RouteTable table = id == null ? null : tables.get(id);
        return table == null
                ? new Known.Unseen<>(missing(Area.ROUTE_TABLES, "the route table of " + subnet.id()))
                : new Known.Seen<>(table);
    }

    /// The table that routes what comes in through a gateway, if it has one.
    Optional<RouteTable> routesInto(String gatewayId) {
        return Optional.ofNullable(ground.edgeTables.get(gatewayId)).flatMap(tables::find);
    }

    Known<NetworkAcl> aclOf(String subnetId) {
        String id = ground.subnetAcls.get(subnetId);
        NetworkAcl acl = id == null ? null : acls.get(id);
        return acl == null
                ? new Known.Unseen<>(missing(Area.NETWORK_ACLS, "the network ACL of " + subnetId))
                : new Known.Seen<>(acl);
    }

    /// The subnet of a VPC that an address lies in.
    Optional<Subnet> subnetAt(String vpcId, Cidr address) {
        return ground.subnetAt(vpcId, address);
    }

    Optional<NetworkInterface> interfaceAt(String vpcId, Cidr address) {
        return Optional.ofNullable(ground.byAddress.get(vpcId + " " + address));
    }

    Optional<NetworkInterface> interfaceAtPublic(Cidr address) {
        return Optional.ofNullable(ground.byPublicAddress.get(address.toString()));
    }

    /// The load balancer that has a node at an address.
    Optional<LoadBalancer> balancerAt(String vpcId, Cidr address) {
        return ground.byNode.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(ground.byNode.get(vpcId + " " + address));
    }

    /// Interfaces of functions in a subnet that somebody gave a public address.
    List<NetworkInterface> elasticIn(String subnetId) {
        return ground.elastic.getOrDefault(subnetId, List.of());
    }

    /// Whether an address lies in a VPC that was seen.
    boolean isIn(String vpcId, Cidr address) {
        return vpc(vpcId) instanceof Known.Seen<Vpc>(Vpc it)
                && it.cidrs().stream().anyMatch(block -> block.contains(address));
    }
}
