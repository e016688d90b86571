package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Gateway;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the doors of VPCs: gateways of all kinds, and endpoints.
final class GatewayReader {

    private final Ledger ledger;
    private final Listing listing;

    GatewayReader(Answers answers, Listing listing) {
        this.ledger = answers.ledger();
        this.listing = listing;
    }

    List<Gateway> gateways() {
        List<Gateway> gateways = new ArrayList<>(listing.<Gateway>read(
                Operation.EC2_DESCRIBE_INTERNET_GATEWAYS,
                "InternetGatewayId",
                Gateway::id,
                (item, site) -> new Gateway.InternetGateway(
                        item.needed("InternetGatewayId"),
                        item.text("OwnerId"),
                        site.region(),
                        vpcs(item, "Attachments"),
                        attachment(item))));
        gateways.addAll(listing.<Gateway>read(
                Operation.EC2_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS,
                "EgressOnlyInternetGatewayId",
                Gateway::id,
                (item, site) -> new Gateway.EgressOnlyInternetGateway(
                        item.needed("EgressOnlyInternetGatewayId"),
                        site.account(),
                        site.region(),
                        vpcs(item, "Attachments"),
                        attachment(item))));
        gateways.addAll(listing.<Gateway>read(
                Operation.EC2_DESCRIBE_NAT_GATEWAYS, "NatGatewayId", Gateway::id, GatewayReader::nat));
        gateways.addAll(listing.<Gateway>read(
                Operation.EC2_DESCRIBE_VPN_GATEWAYS,
                "VpnGatewayId",
                Gateway::id,
                (item, site) -> new Gateway.VirtualPrivateGateway(
                        item.needed("VpnGatewayId"),
                        site.account(),
                        site.region(),
                        vpcs(item, "VpcAttachments"),
                        item.text("State"))));
        gateways.addAll(listing.<Gateway>read(
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAYS, "TransitGatewayId", Gateway::id, GatewayReader::transit));
        return gateways;
    }

    private static Gateway transit(Item item, Site site) {
        Item options = item.in("Options");
        return new Gateway.TransitGateway(
                item.needed("TransitGatewayId"),
                item.text("OwnerId", site.account()),
                site.region(),
                item.text("State"),
                TransitReader.isEnabled(options, "SecurityGroupReferencingSupport", false),
                TransitReader.isEnabled(options, "DnsSupport", true),
                TransitReader.isEnabled(options, "VpnEcmpSupport", true),
                options.text("AssociationDefaultRouteTableId"),
                options.text("PropagationDefaultRouteTableId"),
                options.texts("TransitGatewayCidrBlocks"));
    }

    /// The VPCs that a gateway is attached to.
    private static List<String> vpcs(Item item, String attachments) {
        return item.items(attachments).stream()
                .filter(it -> !it.text("State").startsWith("detach"))
                .map(it -> it.needed("VpcId"))
                .sorted()
                .distinct()
                .toList();
    }

    /// `available` for internet gateways, `attached` for egress-only ones, as AWS says it of their
    /// attachment.
    private static String attachment(Item item) {
        return item.items("Attachments").stream()
                .map(it -> it.text("State", "attached"))
                .min(java.util.Comparator.comparing((String it) -> it.startsWith("detach"))
                        .thenComparing(it -> it))
                .orElse("detached");
    }

    private static Gateway.NatGateway nat(Item item, Site site) {
        return new Gateway.NatGateway(
                item.needed("NatGatewayId"),
                site.account(),
                site.region(),
                item.text("VpcId"),
                item.text("SubnetId"),
                item.text("State"),
                item.text("ConnectivityType", "public"),
                item.text("AvailabilityMode", "zonal"),
                item.items("NatGatewayAddresses").stream()
                        .map(GatewayReader::address)
                        .toList(),
                item.text("RouteTableId"),
                item.text("AutoProvisionZones").equals("enabled"));
    }

    private static Gateway.NatAddress address(Item item) {
        return new Gateway.NatAddress(
                item.has("PrivateIp") ? item.block("PrivateIp") : "",
                item.has("PublicIp") ? item.block("PublicIp") : "",
                item.text("AllocationId"),
                item.text("NetworkInterfaceId"),
                item.text("AvailabilityZone"),
                item.text("AvailabilityZoneId"),
                item.text("Status", "succeeded"));
    }

    List<VpcEndpoint> endpoints() {
        return listing.read(
                Operation.EC2_DESCRIBE_VPC_ENDPOINTS,
                "VpcEndpointId",
                VpcEndpoint::id,
                (item, site) -> new VpcEndpoint(
                        item.needed("VpcEndpointId"),
                        item.text("OwnerId"),
                        item.needed("VpcId"),
                        item.text("VpcEndpointType", "Gateway"),
                        item.text("ServiceName"),
                        item.text("ServiceRegion"),
                        state(item.text("State")),
                        item.text("IpAddressType"),
                        item.flag("PrivateDnsEnabled", false),
                        item.in("DnsOptions").flag("PrivateDnsOnlyForInboundResolverEndpoint", false),
                        item.texts("SubnetIds"),
                        item.each("Groups", "GroupId"),
                        item.texts("RouteTableIds"),
                        item.texts("NetworkInterfaceIds"),
                        item.items("DnsEntries").stream()
                                .map(it -> it.text("DnsName"))
                                .filter(it -> !it.isEmpty())
                                .toList(),
                        policy(item, site)));
    }

    /// AWS's pages write `Available`, its answers `available`.
    private static String state(String state) {
        return state.isEmpty() ? state : state.substring(0, 1).toLowerCase(Locale.ROOT) + state.substring(1);
    }

    private Sight<PolicyDocument> policy(Item item, Site site) {
        String id = item.needed("VpcEndpointId");
        Operation operation = Operation.EC2_DESCRIBE_VPC_ENDPOINTS;
        var document = item.raw("PolicyDocument");
        if (document.isEmpty()) {
            return new Sight.Absent<>();
        }
        try {
            return new Sight.Seen<>(PolicyReader.read(
                    "", document.get(), new Origin.ApiCall(operation.service(), operation.operation(), id)));
        } catch (Unreadable e) {
            // The network does not read it: what the endpoint is and where it stands was seen.
            ledger.note(operation, "some answers could not be read: " + e.reason());
            return new Sight.Unseen<>(ledger.gap(
                    operation, List.of(Area.RESOURCE_POLICIES), site, id, operation.permission(), e.reason()));
        }
    }
}
