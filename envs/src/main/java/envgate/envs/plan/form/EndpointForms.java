package envgate.envs.plan.form;

import envgate.envs.source.capture.Operation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Ways out of a VPC that lead to one place: peering connections and endpoints.
final class EndpointForms {

    private EndpointForms() {}

    static void peering(Draft draft) {
        Operation listing = Operation.EC2_DESCRIBE_VPC_PEERING_CONNECTIONS;
        if (draft.isDropped()) {
            draft.overlay().remove(listing, draft.id());
            return;
        }
        ObjectNode to = draft.overlay().item(listing, draft.id()).orElse(Shape.object());
        to.put("VpcPeeringConnectionId", draft.id());
        String account = draft.overlay().account();
        if (!to.has("Status")) {
            boolean accepted = draft.text("PeerOwnerId", account).equals(account) || draft.has("PeerRoleArn");
            to.set("Status", Shape.object().put("Code", accepted ? "active" : "pending-acceptance"));
        }
        to.set("RequesterVpcInfo", side(draft, "VpcId", account, draft.overlay().region()));
        to.set(
                "AccepterVpcInfo",
                side(
                        draft,
                        "PeerVpcId",
                        draft.text("PeerOwnerId", account),
                        draft.text("PeerRegion", draft.overlay().region())));
        draft.overlay().put(listing, to);
    }

    private static ObjectNode side(Draft draft, String property, String owner, String region) {
        ObjectNode side = Shape.object().put("OwnerId", owner).put("Region", region);
        Shape.copy(draft.properties(), property, side, "VpcId");
        draft.overlay()
                .item(Operation.EC2_DESCRIBE_VPCS, draft.text(property))
                .ifPresent(it -> Shape.copy(it, side, "CidrBlock"));
        return side;
    }

    static void endpoint(Draft draft) {
        Operation listing = Operation.EC2_DESCRIBE_VPC_ENDPOINTS;
        Optional<ObjectNode> live = draft.overlay().item(listing, draft.id());
        routes(draft, live);
        if (draft.isDropped()) {
            draft.overlay().remove(listing, draft.id());
            return;
        }
        ObjectNode to = live.orElse(Shape.object());
        to.put("VpcEndpointId", draft.id()).put("State", "available");
        to.put("VpcEndpointType", draft.text("VpcEndpointType", "Gateway"));
        to.put("PrivateDnsEnabled", draft.isTrue("PrivateDnsEnabled"));
        Shape.copy(draft.properties(), to, "VpcId", "ServiceName", "SubnetIds", "RouteTableIds", "PolicyDocument");
        to.set("Groups", Shape.each(draft.get("SecurityGroupIds"), "GroupId"));
        if (!draft.has("PolicyDocument")) {
            to.remove("PolicyDocument");
        }
        draft.overlay().put(listing, to);
    }

    /// A gateway endpoint puts a route to the service's prefix list into its tables.
    private static void routes(Draft draft, Optional<ObjectNode> live) {
        for (JsonNode it : List.copyOf(
                draft.overlay().items(Operation.EC2_DESCRIBE_ROUTE_TABLES).values())) {
            boolean has = Shape.items(it, "Routes").stream()
                    .anyMatch(route -> Shape.text(route, "GatewayId").equals(draft.id()));
            if (has && it instanceof ObjectNode table) {
                ObjectNode copy = table.deepCopy();
                copy.set("Routes", NetworkForms.without(copy, "Routes", "GatewayId", draft.id()));
                draft.overlay().put(Operation.EC2_DESCRIBE_ROUTE_TABLES, copy);
            }
        }
        if (draft.isDropped() || !draft.text("VpcEndpointType", "Gateway").equals("Gateway")) {
            return;
        }
        Optional<String> list = prefixList(draft, live);
        for (JsonNode it : Shape.items(draft.properties(), "RouteTableIds")) {
            NetworkForms.change(draft, Operation.EC2_DESCRIBE_ROUTE_TABLES, it.asString(""), table -> {
                ArrayNode routes = Shape.array();
                Shape.items(table, "Routes").forEach(routes::add);
                ObjectNode route = Shape.object()
                        .put("GatewayId", draft.id())
                        .put("State", "active")
                        .put("Origin", "CreateRoute");
                route.put(
                        "DestinationPrefixListId",
                        list.orElse(NetworkForms.unresolved("the prefix list of the service was not seen")));
                table.set("Routes", routes.add(route));
            });
        }
    }

    private static Optional<String> prefixList(Draft draft, Optional<ObjectNode> live) {
        String service = draft.text(
                "ServiceName", live.map(it -> Shape.text(it, "ServiceName")).orElse(""));
        for (Operation it : List.of(Operation.EC2_DESCRIBE_PREFIX_LISTS, Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS)) {
            for (JsonNode list : draft.overlay().items(it).values()) {
                if (Shape.text(list, "PrefixListName").equals(service)) {
                    return Shape.known(list, "PrefixListId");
                }
            }
        }
        return Optional.empty();
    }
}
