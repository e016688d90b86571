package envgate.envs.source.capture;

import envgate.envs.model.Gap;
import envgate.envs.model.Sight;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayAttachment.Peering;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpnConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what hangs on transit gateways: attachments, and route tables with all that is in them.
///
/// Member names: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Types.html.
final class TransitReader {

    private final Answers answers;
    private final Listing listing;
    private final List<TransitGatewayAttachment> attachments;

    TransitReader(Answers answers, Listing listing) {
        this.answers = answers;
        this.listing = listing;
        this.attachments = readAttachments();
    }

    private record OfVpc(TransitGatewayAttachment alone, TransitGatewayAttachment.Vpc details) {}

    private record OfPeering(String id, Peering peering) {}

    List<TransitGatewayAttachment> attachments() {
        return attachments;
    }

    /// A peering has one id on both of its sides, in two regions; a gateway tells its sides apart.
    private static String identity(TransitGatewayAttachment it) {
        return it.id() + " " + it.transitGatewayId();
    }

    private List<TransitGatewayAttachment> readAttachments() {
        String label = "TransitGatewayAttachmentId";
        List<TransitGatewayAttachment> listed = listing.read(
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS,
                label,
                TransitReader::identity,
                TransitReader::attachment);
        Map<String, OfVpc> vpcs = Listing.index(
                listing.read(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS,
                        label,
                        it -> identity(it.alone()),
                        TransitReader::ofVpc),
                it -> identity(it.alone()));
        Map<String, OfPeering> peerings = Listing.index(
                listing.read(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_PEERING_ATTACHMENTS,
                        label,
                        OfPeering::id,
                        (item, _) -> ofPeering(item)),
                OfPeering::id);
        Map<String, TransitGatewayAttachment> all = new TreeMap<>();
        vpcs.forEach((id, it) -> all.put(id, it.alone()));
        for (TransitGatewayAttachment it : listed) {
            OfVpc vpc = vpcs.get(identity(it));
            OfPeering peering = peerings.get(it.id());
            all.put(
                    identity(it),
                    new TransitGatewayAttachment(
                            it.id(),
                            it.region(),
                            it.transitGatewayId(),
                            it.transitGatewayOwner(),
                            it.resourceType(),
                            it.resourceId(),
                            it.resourceOwner(),
                            it.state(),
                            it.tableId(),
                            it.associationState(),
                            vpc == null ? null : vpc.details(),
                            peering == null ? null : peering.peering()));
        }
        return List.copyOf(all.values());
    }

    private static TransitGatewayAttachment attachment(Item item, Site site) {
        String owner = item.text("TransitGatewayOwnerId");
        Item association = item.in("Association");
        return new TransitGatewayAttachment(
                item.needed("TransitGatewayAttachmentId"),
                site.region(),
                item.needed("TransitGatewayId"),
                owner,
                item.needed("ResourceType"),
                item.text("ResourceId"),
                item.text("ResourceOwnerId"),
                item.text("State"),
                table(association, owner, site),
                association.text("State"),
                null,
                null);
    }

    /// AWS tells the association to the gateway's owner only; to them its absence means that there is none.
    private static @Nullable String table(Item association, String owner, Site site) {
        if (association.has("TransitGatewayRouteTableId")) {
            return association.needed("TransitGatewayRouteTableId");
        }
        return owner.isEmpty() || owner.equals(site.account()) ? "" : null;
    }

    private static OfVpc ofVpc(Item item, Site site) {
        Item options = item.in("Options");
        return new OfVpc(
                new TransitGatewayAttachment(
                        item.needed("TransitGatewayAttachmentId"),
                        site.region(),
                        item.needed("TransitGatewayId"),
                        "",
                        "vpc",
                        item.needed("VpcId"),
                        item.text("VpcOwnerId"),
                        item.text("State"),
                        null,
                        "",
                        details(item, options),
                        null),
                details(item, options));
    }

    private static TransitGatewayAttachment.Vpc details(Item item, Item options) {
        return new TransitGatewayAttachment.Vpc(
                item.texts("SubnetIds"),
                isEnabled(options, "ApplianceModeSupport", false),
                isEnabled(options, "SecurityGroupReferencingSupport", false),
                isEnabled(options, "Ipv6Support", false),
                isEnabled(options, "DnsSupport", true));
    }

    static boolean isEnabled(Item options, String member, boolean otherwise) {
        return options.text(member, otherwise ? "enable" : "disable").startsWith("enable");
    }

    private static OfPeering ofPeering(Item item) {
        return new OfPeering(
                item.needed("TransitGatewayAttachmentId"),
                new Peering(
                        side(item.in("RequesterTgwInfo")),
                        side(item.in("AccepterTgwInfo")),
                        item.text("AccepterTransitGatewayAttachmentId")));
    }

    private static TransitGatewayAttachment.Side side(Item item) {
        return new TransitGatewayAttachment.Side(
                item.needed("TransitGatewayId"), item.text("OwnerId"), item.text("Region"));
    }

    /// @param vpcs whose blocks are propagated
    /// @param vpns whose static routes are
    List<TransitGatewayRouteTable> tables(List<Vpc> vpcs, List<VpnConnection> vpns) {
        return listing.read(
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES,
                "TransitGatewayRouteTableId",
                TransitGatewayRouteTable::id,
                (item, site) -> table(item, site, new Propagation(attachments, vpcs, vpns)));
    }

    private TransitGatewayRouteTable table(Item item, Site site, Propagation propagation) {
        String id = item.needed("TransitGatewayRouteTableId");
        Sight<List<Member>> propagations = new Inquiry(
                        answers, Operation.EC2_GET_TRANSIT_GATEWAY_ROUTE_TABLE_PROPAGATIONS, site, id, false, id)
                .read(body -> members(body, "TransitGatewayRouteTablePropagations"));
        return new TransitGatewayRouteTable(
                id,
                site.region(),
                item.text("TransitGatewayId"),
                item.text("State"),
                item.flag("DefaultAssociationRouteTable", false),
                item.flag("DefaultPropagationRouteTable", false),
                associations(id, site),
                propagations,
                new TransitRoutes(answers, site, id).read(propagations, propagation));
    }

    /// What the attachments say, where nobody asked the table.
    private Sight<List<Member>> associations(String id, Site site) {
        Sight<List<Member>> told = new Inquiry(
                        answers, Operation.EC2_GET_TRANSIT_GATEWAY_ROUTE_TABLE_ASSOCIATIONS, site, id, false, id)
                .read(body -> members(body, "Associations"));
        boolean nobody = told instanceof Sight.Unseen<List<Member>>(Gap why)
                && why.reason().equals(Ledger.NOT_RECORDED)
                && answers.isAnswered(Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS, site);
        if (!nobody) {
            return told;
        }
        return new Sight.Seen<>(attachments.stream()
                .filter(it -> id.equals(it.tableId()))
                .map(it -> new Member(it.id(), it.resourceType(), it.resourceId(), it.associationState()))
                .toList());
    }

    static List<Member> members(Item body, String list) {
        return StackReader.required(body, list).stream()
                .map(it -> member(it, it.text("State")))
                .sorted()
                .toList();
    }

    static Member member(Item item, String state) {
        return new Member(
                item.needed("TransitGatewayAttachmentId"), item.text("ResourceType"), item.text("ResourceId"), state);
    }

    /// A route of a table, as `SearchTransitGatewayRoutes` prints it.
    static Route route(Item item) {
        List<Member> targets = new ArrayList<>();
        item.items("TransitGatewayAttachments").forEach(it -> targets.add(member(it, "")));
        boolean list = item.has("PrefixListId") && !item.has("DestinationCidrBlock");
        return new Route(
                list ? "" : item.block("DestinationCidrBlock"),
                item.text("PrefixListId"),
                item.text("Type", "static"),
                item.text("State", "active"),
                targets);
    }
}
