package envgate.envs.plan.form;

import envgate.envs.source.capture.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ground of the network: VPCs, subnets, route tables and their routes, gateways, peerings,
/// endpoints.
///
/// Members are those of https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Types.html.
final class NetworkForms {

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
            "CoreNetworkArn");
    private static final List<String> DESTINATIONS =
            List.of("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId");

    private NetworkForms() {}

    /// A new VPC comes with a main route table, a default security group and a default network ACL:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/create-vpc.html.
    static void vpc(Draft draft) {
        String id = draft.id();
        draft.overlay().forget(Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, id);
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.EC2_DESCRIBE_VPCS, id);
            removeAll(draft, Operation.EC2_DESCRIBE_ROUTE_TABLES, id);
            removeAll(draft, Operation.EC2_DESCRIBE_SECURITY_GROUPS, id);
            removeAll(draft, Operation.EC2_DESCRIBE_NETWORK_ACLS, id);
            return;
        }
        Optional<ObjectNode> live = draft.overlay().item(Operation.EC2_DESCRIBE_VPCS, id);
        ObjectNode to = live.orElse(Shape.object());
        to.put("VpcId", id).put("OwnerId", draft.overlay().account());
        Shape.copy(draft.properties(), to, "CidrBlock");
        if (draft.has("Ipv4IpamPoolId") && !draft.has("CidrBlock") && live.isEmpty()) {
            to.set("CidrBlock", Shape.node(unresolved("IPAM chooses the block")));
        }
        draft.overlay().put(Operation.EC2_DESCRIBE_VPCS, to);
        attribute(draft, "EnableDnsSupport", "enableDnsSupport", "true");
        attribute(draft, "EnableDnsHostnames", "enableDnsHostnames", "false");
        if (live.isEmpty()) {
            ObjectNode table = Shape.object()
                    .put("RouteTableId", id.replaceFirst("^vpc", "rtb") + "-main")
                    .put("VpcId", id);
            table.set("Associations", Shape.array().add(Shape.object().put("Main", true)));
            table.set("Routes", Shape.array().add(local(draft.get("CidrBlock"))));
            draft.overlay().put(Operation.EC2_DESCRIBE_ROUTE_TABLES, table);
            FilterForms.defaults(draft, id);
        }
    }

    static String unresolved(String reason) {
        return envgate.envs.source.capture.UnresolvedText.write(reason);
    }

    private static void attribute(Draft draft, String member, String name, String otherwise) {
        ObjectNode body = Shape.object().put("VpcId", draft.id());
        JsonNode value = draft.has(member) ? draft.get(member) : Shape.node(otherwise);
        body.set(member, Shape.object().set("Value", value));
        draft.overlay()
                .add(
                        Operation.EC2_DESCRIBE_VPC_ATTRIBUTE,
                        Shape.object().put("VpcId", draft.id()).put("Attribute", name),
                        body);
    }

    private static void removeAll(Draft draft, Operation listing, String vpc) {
        for (Map.Entry<String, JsonNode> it :
                Map.copyOf(draft.overlay().items(listing)).entrySet()) {
            if (Shape.text(it.getValue(), "VpcId").equals(vpc)) {
                draft.overlay().remove(listing, it.getKey());
            }
        }
    }

    private static ObjectNode local(JsonNode block) {
        ObjectNode route =
                Shape.object().put("GatewayId", "local").put("State", "active").put("Origin", "CreateRouteTable");
        route.set(
                "DestinationCidrBlock",
                block.isMissingNode() ? Shape.node(unresolved("the block of the VPC was not seen")) : block);
        return route;
    }

    /// A further block of a VPC.
    static void block(Draft draft) {
        change(draft, Operation.EC2_DESCRIBE_VPCS, draft.text("VpcId"), vpc -> {
            ArrayNode four = without(vpc, "CidrBlockAssociationSet", "CidrBlock", old(draft, "CidrBlock"));
            ArrayNode six = without(vpc, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", old(draft, "Ipv6CidrBlock"));
            if (!draft.isDropped() && draft.has("CidrBlock")) {
                four.add(Shape.copy(draft.properties(), Shape.object(), "CidrBlock"));
            } else if (!draft.isDropped() && draft.isNew()) {
                JsonNode block = draft.has("Ipv6CidrBlock")
                        ? draft.get("Ipv6CidrBlock")
                        : Shape.node(unresolved("Amazon chooses the IPv6 block"));
                six.add(Shape.object().set("Ipv6CidrBlock", block));
            }
            vpc.set("CidrBlockAssociationSet", four);
            vpc.set("Ipv6CidrBlockAssociationSet", six);
        });
    }

    /// What a property was before; what it is, where that is not known.
    private static String old(Draft draft, String property) {
        ObjectNode before = draft.before();
        return Shape.text(before == null ? draft.properties() : before, property);
    }

    static ArrayNode without(ObjectNode node, String list, String member, String value) {
        ArrayNode rest = Shape.array();
        Shape.items(node, list).stream()
                .filter(it -> value.isEmpty() || !Shape.text(it, member).equals(value))
                .forEach(rest::add);
        return rest;
    }

    static void change(Draft draft, Operation listing, String id, Consumer<ObjectNode> change) {
        Optional<ObjectNode> item = draft.overlay().item(listing, id);
        if (item.isEmpty() && !draft.isDropped()) {
            draft.note("`" + draft.resource().logicalId() + "` changes `" + id + "`, which was not seen");
        }
        item.ifPresent(it -> {
            change.accept(it);
            draft.overlay().put(listing, it);
        });
    }

    static void subnet(Draft draft) {
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.EC2_DESCRIBE_SUBNETS, draft.id());
            return;
        }
        ObjectNode to =
                draft.overlay().item(Operation.EC2_DESCRIBE_SUBNETS, draft.id()).orElse(Shape.object());
        to.put("SubnetId", draft.id()).put("OwnerId", draft.overlay().account());
        Shape.copy(draft.properties(), to, "VpcId", "CidrBlock");
        if (Shape.known(draft.properties(), "AvailabilityZone").isPresent()) {
            Shape.copy(draft.properties(), to, "AvailabilityZone");
        }
        if (draft.has("Ipv6CidrBlock")) {
            to.set(
                    "Ipv6CidrBlockAssociationSet",
                    Shape.array().add(Shape.copy(draft.properties(), Shape.object(), "Ipv6CidrBlock")));
        }
        draft.overlay().put(Operation.EC2_DESCRIBE_SUBNETS, to);
        if (draft.isNew()) {
            FilterForms.associateDefault(draft, draft.text("VpcId"), draft.id());
        }
    }

    static void routeTable(Draft draft) {
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.EC2_DESCRIBE_ROUTE_TABLES, draft.id());
            return;
        }
        ObjectNode to = draft.overlay()
                .item(Operation.EC2_DESCRIBE_ROUTE_TABLES, draft.id())
                .orElse(Shape.object());
        to.put("RouteTableId", draft.id());
        Shape.copy(draft.properties(), to, "VpcId");
        if (!to.has("Routes")) {
            to.set("Associations", Shape.array());
            ArrayNode routes = Shape.array();
            Optional<ObjectNode> vpc = draft.overlay().item(Operation.EC2_DESCRIBE_VPCS, draft.text("VpcId"));
            routes.add(local(
                    vpc.map(it -> it.path("CidrBlock")).orElse(Shape.object().path("CidrBlock"))));
            vpc.ifPresent(it -> Shape.items(it, "CidrBlockAssociationSet").stream()
                    .filter(block -> !block.path("CidrBlock").equals(it.path("CidrBlock")))
                    .forEach(block -> routes.add(local(block.path("CidrBlock")))));
            to.set("Routes", routes);
        }
        draft.overlay().put(Operation.EC2_DESCRIBE_ROUTE_TABLES, to);
    }

    static void route(Draft draft) {
        ObjectNode was = draft.before() == null ? draft.properties() : draft.before();
        change(draft, Operation.EC2_DESCRIBE_ROUTE_TABLES, Shape.text(was, "RouteTableId"), it -> removeRoute(it, was));
        if (draft.isDropped()) {
            return;
        }
        change(draft, Operation.EC2_DESCRIBE_ROUTE_TABLES, draft.text("RouteTableId"), table -> {
            removeRoute(table, draft.properties());
            ObjectNode route = Shape.object().put("State", "active").put("Origin", "CreateRoute");
            DESTINATIONS.forEach(it -> Shape.copy(draft.properties(), route, it));
            TARGETS.forEach(it -> Shape.copy(draft.properties(), route, it));
            Shape.copy(draft.properties(), "VpcEndpointId", route, "GatewayId");
            ArrayNode routes = Shape.array();
            Shape.items(table, "Routes").forEach(routes::add);
            table.set("Routes", routes.add(route));
        });
    }

    private static void removeRoute(ObjectNode table, ObjectNode route) {
        ArrayNode rest = Shape.array();
        for (JsonNode it : Shape.items(table, "Routes")) {
            boolean same = DESTINATIONS.stream()
                    .anyMatch(member -> it.has(member) && it.get(member).equals(route.get(member)));
            if (!same) {
                rest.add(it);
            }
        }
        table.set("Routes", rest);
    }

    /// A subnet is associated with one table at most; without one, it follows the VPC's main table.
    static void routeTableAssociation(Draft draft) {
        String subnet = draft.text("SubnetId");
        for (JsonNode it : List.copyOf(
                draft.overlay().items(Operation.EC2_DESCRIBE_ROUTE_TABLES).values())) {
            boolean has = Shape.items(it, "Associations").stream()
                    .anyMatch(one -> Shape.text(one, "SubnetId").equals(subnet));
            if (has && it instanceof ObjectNode table) {
                ObjectNode copy = table.deepCopy();
                copy.set("Associations", without(copy, "Associations", "SubnetId", subnet));
                draft.overlay().put(Operation.EC2_DESCRIBE_ROUTE_TABLES, copy);
            }
        }
        if (!draft.isDropped()) {
            change(draft, Operation.EC2_DESCRIBE_ROUTE_TABLES, draft.text("RouteTableId"), table -> {
                ArrayNode all = Shape.array();
                Shape.items(table, "Associations").forEach(all::add);
                ObjectNode association = Shape.object().put("Main", false);
                table.set("Associations", all.add(Shape.copy(draft.properties(), association, "SubnetId")));
            });
        }
    }

    static void internetGateway(Draft draft) {
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.EC2_DESCRIBE_INTERNET_GATEWAYS, draft.id());
            return;
        }
        ObjectNode to = draft.overlay()
                .item(Operation.EC2_DESCRIBE_INTERNET_GATEWAYS, draft.id())
                .orElse(Shape.object());
        to.put("InternetGatewayId", draft.id());
        if (!to.has("Attachments")) {
            to.set("Attachments", Shape.array());
        }
        draft.overlay().put(Operation.EC2_DESCRIBE_INTERNET_GATEWAYS, to);
    }

    static void gatewayAttachment(Draft draft) {
        boolean internet = draft.has("InternetGatewayId");
        Operation listing = internet ? Operation.EC2_DESCRIBE_INTERNET_GATEWAYS : Operation.EC2_DESCRIBE_VPN_GATEWAYS;
        String list = internet ? "Attachments" : "VpcAttachments";
        String gateway = draft.text(internet ? "InternetGatewayId" : "VpnGatewayId");
        change(draft, listing, gateway, it -> {
            ArrayNode rest = without(it, list, "VpcId", old(draft, "VpcId"));
            if (!draft.isDropped()) {
                ObjectNode attachment = Shape.object().put("State", internet ? "available" : "attached");
                rest.add(Shape.copy(draft.properties(), attachment, "VpcId"));
            }
            it.set(list, rest);
        });
    }

    static void egressOnlyGateway(Draft draft) {
        Operation listing = Operation.EC2_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS;
        if (draft.isDropped()) {
            draft.overlay().remove(listing, draft.id());
            return;
        }
        ObjectNode attachment = Shape.object().put("State", "attached");
        ObjectNode to = Shape.object().put("EgressOnlyInternetGatewayId", draft.id());
        to.set("Attachments", Shape.array().add(Shape.copy(draft.properties(), attachment, "VpcId")));
        draft.overlay().put(listing, to);
    }

    static void natGateway(Draft draft) {
        Operation listing = Operation.EC2_DESCRIBE_NAT_GATEWAYS;
        if (draft.isDropped()) {
            draft.overlay().remove(listing, draft.id());
            return;
        }
        ObjectNode to = draft.overlay().item(listing, draft.id()).orElse(Shape.object());
        to.put("NatGatewayId", draft.id()).put("State", "available");
        Shape.copy(draft.properties(), to, "SubnetId", "VpcId", "AvailabilityMode");
        to.put("ConnectivityType", draft.text("ConnectivityType", "public"));
        draft.overlay()
                .item(Operation.EC2_DESCRIBE_SUBNETS, draft.text("SubnetId"))
                .ifPresent(it -> Shape.copy(it, to, "VpcId"));
        if (!to.has("NatGatewayAddresses")) {
            to.set("NatGatewayAddresses", Shape.array());
        }
        draft.overlay().put(listing, to);
    }
}
