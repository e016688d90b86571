package envgate.envs.source.capture;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.NetworkInterface.PublicAddress;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Subnet;
import envgate.envs.model.TargetGroup;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpnConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the ground of the network: VPCs, subnets, route tables, peerings, interfaces, Block Public Access.
///
/// Member names: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Types.html.
final class NetworkReader {

    /// Members of a route that say where it leads, the first that is there counts: an instance is its
    /// interface.
    private static final List<String> TARGETS = List.of(
            "GatewayId",
            "NatGatewayId",
            "TransitGatewayId",
            "VpcPeeringConnectionId",
            "EgressOnlyInternetGatewayId",
            "NetworkInterfaceId",
            "InstanceId",
            "LocalGatewayId",
            "CarrierGatewayId",
            "CoreNetworkArn",
            "OdbNetworkArn",
            "IpAddress");

    private final Answers answers;
    private final Listing listing;
    private final List<TargetGroup> targetGroups;

    /// @param targetGroups of load balancers of both generations
    NetworkReader(Answers answers, List<TargetGroup> targetGroups) {
        this.answers = answers;
        this.targetGroups = targetGroups;
        this.listing = new Listing(answers);
    }

    Network read() {
        List<Vpc> vpcs = listing.read(Operation.EC2_DESCRIBE_VPCS, "VpcId", Vpc::id, this::vpc);
        List<RouteTable> tables = listing.read(
                Operation.EC2_DESCRIBE_ROUTE_TABLES, "RouteTableId", RouteTable::id, (item, _) -> table(item));
        FilterReader filters = new FilterReader(answers, listing);
        List<SecurityGroup> groups = filters.groups();
        GatewayReader gateways = new GatewayReader(answers, listing);
        VpnReader vpn = new VpnReader(listing);
        List<VpnConnection> connections = vpn.connections();
        TransitReader transit = new TransitReader(answers, listing);
        ResolverReader resolver = new ResolverReader(answers, listing);
        InstanceReader machines = new InstanceReader(answers, listing);
        FirewallReader firewalls = new FirewallReader(answers, listing);
        return Network.of(it -> it.vpcs(vpcs)
                .subnets(listing.read(Operation.EC2_DESCRIBE_SUBNETS, "SubnetId", Subnet::id, NetworkReader::subnet))
                .routeTables(tables)
                .securityGroups(groups)
                .networkAcls(filters.acls())
                .gateways(gateways.gateways())
                .vpcEndpoints(gateways.endpoints())
                .peeringConnections(new PeeringReader(listing).read())
                .networkInterfaces(listing.read(
                        Operation.EC2_DESCRIBE_NETWORK_INTERFACES,
                        "NetworkInterfaceId",
                        NetworkInterface::id,
                        (item, _) -> networkInterface(item)))
                .prefixLists(new PrefixListReader(answers, listing).read(mentioned(tables, groups)))
                .hostedZones(new ZoneReader(answers, listing).read())
                .publicAccessBlocks(publicAccess())
                .instances(machines.instances())
                .elasticAddresses(machines.addresses())
                .vpnConnections(connections)
                .customerGateways(vpn.customers())
                .transitGatewayAttachments(transit.attachments())
                .transitGatewayRouteTables(transit.tables(vpcs, connections))
                .dhcpOptions(resolver.dhcpOptions())
                .resolverRules(resolver.rules())
                .resolverEndpoints(resolver.endpoints())
                .targetGroups(targetGroups)
                .firewalls(firewalls.firewalls())
                .firewallPolicies(firewalls.policies())
                .firewallRuleGroups(firewalls.groups()));
    }

    /// The prefix lists that something refers to.
    private static Set<String> mentioned(List<RouteTable> tables, List<SecurityGroup> groups) {
        Set<String> ids = new HashSet<>();
        tables.forEach(it -> it.routes().forEach(route -> ids.add(route.prefixListId())));
        for (SecurityGroup it : groups) {
            Stream.concat(it.ingress().stream(), it.egress().stream()).forEach(rule -> ids.addAll(rule.peers()));
        }
        return ids;
    }

    private Vpc vpc(Item item, Site site) {
        String id = item.needed("VpcId");
        return new Vpc(
                id,
                item.text("OwnerId", site.account()),
                site.region(),
                blocks(item, "CidrBlockAssociationSet", "CidrBlockState"),
                otherBlocks(item),
                item.text("InstanceTenancy", "default"),
                attribute(id, site, "enableDnsSupport", "EnableDnsSupport"),
                attribute(id, site, "enableDnsHostnames", "EnableDnsHostnames"),
                item.text("DhcpOptionsId"));
    }

    private @Nullable Boolean attribute(String vpc, Site site, String name, String member) {
        Inquiry inquiry = new Inquiry(answers, Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, site, vpc, true, vpc);
        List<Answer> asked = answers.about(Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, site, vpc).stream()
                .filter(it -> it.outcome() instanceof Answer.Response(var body)
                        ? body.has(member) || isAsked(it, name)
                        : isAsked(it, name) || !it.request().has("Attribute"))
                .toList();
        return inquiry.read(asked, body -> {
                    Item value = body.in(member);
                    if (!value.has("Value")) {
                        throw new Unreadable("`" + member + ".Value` is missing");
                    }
                    return value.flag("Value", false);
                })
                .seen()
                .orElse(null);
    }

    private static boolean isAsked(Answer answer, String attribute) {
        return answer.request().path("Attribute").asString("").equals(attribute);
    }

    /// The blocks of a VPC or subnet that are in force.
    private static List<Cidr> blocks(Item item, String set, String state) {
        List<Cidr> blocks = new ArrayList<>();
        if (item.has("CidrBlock")) {
            blocks.add(item.cidr("CidrBlock"));
        }
        for (Item it : item.items(set)) {
            if (isAssociated(it, state)) {
                blocks.add(it.cidr("CidrBlock"));
            }
        }
        for (Item it : item.items("Ipv6CidrBlockAssociationSet")) {
            if (isAssociated(it, "Ipv6CidrBlockState")) {
                blocks.add(it.cidr("Ipv6CidrBlock"));
            }
        }
        if (blocks.isEmpty()) {
            throw new Unreadable("`" + item.path() + ".CidrBlock` is missing");
        }
        return blocks;
    }

    private static List<Vpc.Block> otherBlocks(Item item) {
        List<Vpc.Block> blocks = new ArrayList<>();
        for (Item it : item.items("CidrBlockAssociationSet")) {
            if (!isAssociated(it, "CidrBlockState")) {
                blocks.add(new Vpc.Block(
                        it.cidr("CidrBlock"), it.in("CidrBlockState").text("State")));
            }
        }
        for (Item it : item.items("Ipv6CidrBlockAssociationSet")) {
            if (!isAssociated(it, "Ipv6CidrBlockState")) {
                blocks.add(new Vpc.Block(
                        it.cidr("Ipv6CidrBlock"), it.in("Ipv6CidrBlockState").text("State")));
            }
        }
        return blocks;
    }

    private static boolean isAssociated(Item item, String state) {
        return item.in(state).text("State", "associated").equals("associated");
    }

    private static Subnet subnet(Item item, Site site) {
        return new Subnet(
                item.needed("SubnetId"),
                item.needed("VpcId"),
                item.text("OwnerId"),
                site.region(),
                item.text("AvailabilityZone"),
                item.text("AvailabilityZoneId"),
                blocks(item, "CidrBlockAssociationSet", "CidrBlockState"),
                item.has("AvailableIpAddressCount") ? item.count("AvailableIpAddressCount", 0) : -1,
                item.text("State"),
                item.flag("Ipv6Native", false),
                item.flag("EnableDns64", false));
    }

    private static RouteTable table(Item item) {
        boolean main = false;
        List<String> subnets = new ArrayList<>();
        List<String> gateways = new ArrayList<>();
        for (Item it : item.items("Associations")) {
            if (!it.in("AssociationState").text("State", "associated").startsWith("associat")) {
                continue;
            }
            boolean ofVpc = it.flag("Main", false);
            main |= ofVpc;
            if (it.has("SubnetId")) {
                subnets.add(it.needed("SubnetId"));
            } else if (it.has("GatewayId")) {
                gateways.add(it.needed("GatewayId"));
            } else if (!ofVpc) {
                throw new Unreadable("`" + it.path() + "` is of no subnet, gateway or VPC");
            }
        }
        return new RouteTable(
                item.needed("RouteTableId"),
                item.needed("VpcId"),
                item.text("OwnerId"),
                main,
                subnets,
                gateways,
                item.each("PropagatingVgws", "GatewayId"),
                StackReader.required(item, "Routes").stream()
                        .map(NetworkReader::route)
                        .toList());
    }

    private static Route route(Item item) {
        String state = item.text("State", "active");
        String target =
                TARGETS.stream().filter(item::has).findFirst().map(item::needed).orElse("");
        if (target.isEmpty() && !state.equals("blackhole")) {
            throw new Unreadable("`" + item.path() + "` leads nowhere");
        }
        String origin = item.text("Origin", "CreateRoute");
        String instance = item.text("InstanceId");
        String owner = item.text("InstanceOwnerId");
        if (item.has("DestinationPrefixListId")) {
            return new Route("", item.needed("DestinationPrefixListId"), target, state, origin, instance, owner);
        }
        String member = item.has("DestinationIpv6CidrBlock") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
        return new Route(item.block(member), "", target, state, origin, instance, owner);
    }

    private static NetworkInterface networkInterface(Item item) {
        List<String> addresses = new ArrayList<>();
        List<PublicAddress> publics = new ArrayList<>();
        if (item.has("PrivateIpAddress")) {
            String first = item.block("PrivateIpAddress");
            addresses.add(first);
            publicAddress(item, first).ifPresent(publics::add);
        }
        for (Item it : item.items("PrivateIpAddresses")) {
            String address = it.block("PrivateIpAddress");
            addresses.add(address);
            publicAddress(it, address)
                    .filter(found -> publics.stream().noneMatch(known -> isSame(known, found)))
                    .ifPresent(publics::add);
        }
        item.items("Ipv6Addresses").forEach(it -> addresses.add(it.block("Ipv6Address")));
        String first = item.in("Association").text("PublicIp");
        Item attachment = item.in("Attachment");
        return new NetworkInterface(
                item.needed("NetworkInterfaceId"),
                item.text("OwnerId"),
                item.text("VpcId"),
                item.text("SubnetId"),
                item.text("InterfaceType", "interface"),
                item.text("Description"),
                item.text("Status"),
                addresses,
                first.isEmpty()
                        ? publics.stream()
                                .map(PublicAddress::publicAddress)
                                .sorted()
                                .findFirst()
                                .orElse("")
                        : first,
                publics,
                item.each("Groups", "GroupId"),
                item.flag("SourceDestCheck", true),
                attachment.text("InstanceId"),
                attachment.text("Status"));
    }

    private static boolean isSame(PublicAddress one, PublicAddress other) {
        return one.privateAddress().equals(other.privateAddress())
                && one.publicAddress().equals(other.publicAddress());
    }

    private static Optional<PublicAddress> publicAddress(Item item, String address) {
        Item association = item.in("Association");
        return association.text("PublicIp").isEmpty()
                ? Optional.empty()
                : Optional.of(new PublicAddress(
                        address,
                        association.block("PublicIp"),
                        association.text("IpOwnerId"),
                        association.text("AllocationId")));
    }

    private List<PublicAccessBlock> publicAccess() {
        Map<String, List<PublicAccessBlock.Exclusion>> exclusions = new TreeMap<>();
        listing.read(
                        Operation.EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSIONS,
                        "ExclusionId",
                        Object::toString,
                        NetworkReader::exclusion)
                .forEach(it -> exclusions
                        .computeIfAbsent(it.site(), _ -> new ArrayList<>())
                        .add(it.exclusion()));
        return listing
                .read(
                        Operation.EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS,
                        "AwsRegion",
                        it -> it.account() + " " + it.region(),
                        (item, site) -> new PublicAccessBlock(
                                site.account(),
                                site.region(),
                                item.needed("InternetGatewayBlockMode"),
                                exclusions.getOrDefault(site.account() + " " + site.region(), List.of())))
                .stream()
                .sorted(Comparator.comparing(PublicAccessBlock::toString))
                .toList();
    }

    private record Excluded(String site, String id, PublicAccessBlock.Exclusion exclusion) {}

    private static Excluded exclusion(Item item, Site site) {
        return new Excluded(
                site.account() + " " + site.region(),
                item.needed("ExclusionId"),
                new PublicAccessBlock.Exclusion(
                        item.arn("ResourceArn").name(),
                        item.needed("InternetGatewayExclusionMode"),
                        item.text("State")));
    }
}
