package envgate.envs.source.capture;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    NetworkReader(Answers answers) {
        this.answers = answers;
        this.listing = new Listing(answers);
    }

    Network read() {
        List<RouteTable> tables = listing.read(
                Operation.EC2_DESCRIBE_ROUTE_TABLES, "RouteTableId", RouteTable::id, (item, _) -> table(item));
        FilterReader filters = new FilterReader(listing);
        List<SecurityGroup> groups = filters.groups();
        GatewayReader gateways = new GatewayReader(answers, listing);
        return Network.of(it -> it.vpcs(listing.read(Operation.EC2_DESCRIBE_VPCS, "VpcId", Vpc::id, this::vpc))
                .subnets(listing.read(Operation.EC2_DESCRIBE_SUBNETS, "SubnetId", Subnet::id, NetworkReader::subnet))
                .routeTables(tables)
                .securityGroups(groups)
                .networkAcls(filters.acls())
                .gateways(gateways.gateways())
                .vpcEndpoints(gateways.endpoints())
                .peeringConnections(listing.read(
                        Operation.EC2_DESCRIBE_VPC_PEERING_CONNECTIONS,
                        "VpcPeeringConnectionId",
                        PeeringConnection::id,
                        (item, _) -> peering(item)))
                .networkInterfaces(listing.read(
                        Operation.EC2_DESCRIBE_NETWORK_INTERFACES,
                        "NetworkInterfaceId",
                        NetworkInterface::id,
                        (item, _) -> networkInterface(item)))
                .prefixLists(new PrefixListReader(answers, listing).read(mentioned(tables, groups)))
                .hostedZones(new ZoneReader(answers, listing).read())
                .publicAccessBlocks(publicAccess()));
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
                main,
                subnets,
                gateways,
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
        if (item.has("DestinationPrefixListId")) {
            return new Route("", item.needed("DestinationPrefixListId"), target, state, origin);
        }
        String member = item.has("DestinationIpv6CidrBlock") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
        return new Route(item.block(member), "", target, state, origin);
    }

    private static PeeringConnection peering(Item item) {
        return new PeeringConnection(
                item.needed("VpcPeeringConnectionId"),
                item.in("Status").needed("Code"),
                side(item.in("RequesterVpcInfo")),
                side(item.in("AccepterVpcInfo")));
    }

    /// AWS leaves out the blocks of a side that has not accepted:
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcPeeringConnectionVpcInfo.html.
    private static PeeringConnection.Side side(Item item) {
        List<Cidr> blocks = new ArrayList<>();
        if (item.has("CidrBlock")) {
            blocks.add(item.cidr("CidrBlock"));
        }
        item.items("CidrBlockSet").forEach(it -> blocks.add(it.cidr("CidrBlock")));
        item.items("Ipv6CidrBlockSet").forEach(it -> blocks.add(it.cidr("Ipv6CidrBlock")));
        return new PeeringConnection.Side(
                item.needed("VpcId"),
                item.text("OwnerId"),
                item.text("Region"),
                blocks,
                item.in("PeeringOptions").flag("AllowDnsResolutionFromRemoteVpc", false));
    }

    private static NetworkInterface networkInterface(Item item) {
        List<String> addresses = new ArrayList<>();
        String publicAddress = item.in("Association").text("PublicIp");
        if (item.has("PrivateIpAddress")) {
            addresses.add(item.block("PrivateIpAddress"));
        }
        List<String> others = new ArrayList<>();
        for (Item it : item.items("PrivateIpAddresses")) {
            addresses.add(it.block("PrivateIpAddress"));
            others.add(it.in("Association").text("PublicIp"));
        }
        item.items("Ipv6Addresses").forEach(it -> addresses.add(it.block("Ipv6Address")));
        others.removeIf(String::isEmpty);
        return new NetworkInterface(
                item.needed("NetworkInterfaceId"),
                item.text("VpcId"),
                item.text("SubnetId"),
                item.text("InterfaceType", "interface"),
                item.text("Description"),
                item.text("Status"),
                addresses,
                publicAddress.isEmpty() ? others.stream().sorted().findFirst().orElse("") : publicAddress,
                item.each("Groups", "GroupId"),
                item.flag("SourceDestCheck", true),
                item.in("Attachment").text("InstanceId"));
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
