package envgate.rules.analysis.reach;

import envgate.envs.model.Gateway;
import envgate.envs.model.Network;
import envgate.envs.model.Sight;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What the AWS CLI prints of a transit gateway.
final class CaptureTransit {

    private static final String ACCOUNT = "111111111111";

    private CaptureTransit() {}

    static void files(Map<String, ObjectNode> files, Network net) {
        WorldCapture.file(
                files,
                "transit-gateways",
                "TransitGateways",
                net.gateways().stream()
                        .filter(Gateway.TransitGateway.class::isInstance)
                        .toList(),
                it -> Map.of(
                        "TransitGatewayId",
                        it.id(),
                        "OwnerId",
                        ACCOUNT,
                        "State",
                        "available",
                        "Options",
                        Map.of(
                                "SecurityGroupReferencingSupport",
                                able(((Gateway.TransitGateway) it).securityGroupReferencing()))));
        WorldCapture.file(
                files, "transit-vpcs", "TransitGatewayVpcAttachments", net.transitGatewayAttachments(), it -> {
                    TransitGatewayAttachment.Vpc vpc = Objects.requireNonNull(it.vpc());
                    return Map.of(
                            "TransitGatewayAttachmentId", it.id(),
                            "TransitGatewayId", it.transitGatewayId(),
                            "VpcId", it.resourceId(),
                            "VpcOwnerId", ACCOUNT,
                            "State", it.state(),
                            "SubnetIds", vpc.subnetIds(),
                            "Options",
                                    Map.of(
                                            "Ipv6Support", able(vpc.ipv6()),
                                            "SecurityGroupReferencingSupport", able(vpc.securityGroupReferencing())));
                });
        WorldCapture.file(
                files, "transit-attachments", "TransitGatewayAttachments", net.transitGatewayAttachments(), it -> {
                    Map<String, Object> json = new HashMap<>(Map.of(
                            "TransitGatewayAttachmentId", it.id(),
                            "TransitGatewayId", it.transitGatewayId(),
                            "TransitGatewayOwnerId", ACCOUNT,
                            "ResourceType", "vpc",
                            "ResourceId", it.resourceId(),
                            "ResourceOwnerId", ACCOUNT,
                            "State", it.state()));
                    String table = Objects.requireNonNull(it.tableId());
                    if (!table.isEmpty()) {
                        json.put("Association", Map.of("TransitGatewayRouteTableId", table, "State", "associated"));
                    }
                    return json;
                });
        WorldCapture.file(
                files,
                "transit-tables",
                "TransitGatewayRouteTables",
                net.transitGatewayRouteTables(),
                it -> Map.of(
                        "TransitGatewayRouteTableId",
                        it.id(),
                        "TransitGatewayId",
                        it.transitGatewayId(),
                        "State",
                        "available"));
        WorldCapture.calls(
                files,
                "transit-routes",
                net.transitGatewayRouteTables(),
                it -> Stream.of(CaptureShapes.call(
                        "SearchTransitGatewayRoutes",
                        Map.of(
                                "TransitGatewayRouteTableId", it.id(),
                                "Filters", List.of(Map.of("Name", "state", "Values", List.of("active", "blackhole")))),
                        Map.of("AdditionalRoutesAvailable", false, "Routes", transitRoutes(it)))));
    }

    private static List<Map<String, ?>> transitRoutes(TransitGatewayRouteTable table) {
        return table.routes() instanceof Sight.Seen<List<TransitGatewayRouteTable.Route>>(var seen)
                ? seen.stream()
                        .<Map<String, ?>>map(it -> Map.of(
                                "DestinationCidrBlock", it.cidr(),
                                "Type", it.type(),
                                "State", it.state(),
                                "TransitGatewayAttachments",
                                        it.targets().stream()
                                                .map(to -> Map.of(
                                                        "TransitGatewayAttachmentId", to.attachmentId(),
                                                        "ResourceType", to.resourceType(),
                                                        "ResourceId", to.resourceId()))
                                                .toList()))
                        .toList()
                : List.of();
    }

    private static String able(boolean enabled) {
        return enabled ? "enable" : "disable";
    }
}
