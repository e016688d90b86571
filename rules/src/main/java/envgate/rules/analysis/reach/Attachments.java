package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Sight;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.rules.analysis.reach.Path.Part;
import java.util.List;
import java.util.Optional;

/// The attachments of transit gateways, by what they join.
final class Attachments {

    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Attachments(Terrain terrain, Journey journey, Walk walk) {
        this.terrain = terrain;
        this.journey = journey;
        this.walk = walk;
    }

    /// The attachment that joins a VPC to a gateway.
    Optional<TransitGatewayAttachment> ofVpc(String id, String vpcId) {
        List<TransitGatewayAttachment> all = terrain.ground().attachmentsOfVpc.getOrDefault(vpcId, List.of()).stream()
                .filter(it -> it.transitGatewayId().equals(id))
                .toList();
        if (all.isEmpty()) {
            if (terrain.sees(Area.TRANSIT_GATEWAY_ATTACHMENTS)) {
                journey.block(
                        Part.ROUTES,
                        Code.BAD_STATE_ATTACHMENT,
                        id,
                        "transit gateway " + id + " is not attached to " + vpcId);
            } else {
                String what = "the attachment of " + vpcId + " to " + id;
                walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ATTACHMENTS, what);
            }
            return Optional.empty();
        }
        return all.stream()
                .filter(it -> it.state().equals("available") || it.state().equals("modifying"))
                .findFirst()
                .or(() -> {
                    TransitGatewayAttachment it = all.getFirst();
                    String detail = "attachment " + it.id() + " of " + vpcId + " is " + it.state();
                    journey.block(Part.ROUTES, Code.BAD_STATE_ATTACHMENT, it.id(), detail);
                    return Optional.empty();
                });
    }

    /// The one that a line of a route table names; nothing when it was not seen.
    Optional<TransitGatewayAttachment> member(Member it, String gatewayId) {
        return terrain.network().transitGatewayAttachments().stream()
                .filter(one -> one.id().equals(it.attachmentId())
                        && one.transitGatewayId().equals(gatewayId))
                .findFirst();
    }

    /// The side of one gateway of its peering with another; nothing when it was not seen.
    Optional<TransitGatewayAttachment> peering(String gatewayId, String otherId) {
        return terrain.network().transitGatewayAttachments().stream()
                .filter(it -> it.resourceType().equals("peering")
                        && it.transitGatewayId().equals(gatewayId)
                        && it.otherSide()
                                .map(TransitGatewayAttachment.Side::transitGatewayId)
                                .orElse(it.resourceId())
                                .equals(otherId))
                .findFirst();
    }

    /// The route table that an attachment is associated with; none when it has none or it is not known, which is told.
    Optional<TransitGatewayRouteTable> table(TransitGatewayAttachment by) {
        String id = by.tableId();
        if (id == null) {
            walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ROUTES, "the route table of " + by.id());
            return Optional.empty();
        } else if (id.isEmpty() || by.associationState().startsWith("disassociat")) {
            String detail = "attachment " + by.id() + " is associated with no route table";
            journey.block(Part.ROUTES, Code.TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION, by.id(), detail);
            return Optional.empty();
        }
        Optional<TransitGatewayRouteTable> table = terrain.transitTable(id);
        if (table.isEmpty()) {
            walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ROUTES, id);
        } else if (!(table.get().routes() instanceof Sight.Seen<List<Route>>)) {
            walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ROUTES, "the routes of " + id);
            return Optional.empty();
        }
        return table;
    }
}
