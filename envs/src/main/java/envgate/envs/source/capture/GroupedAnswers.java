package envgate.envs.source.capture;

import envgate.envs.source.capture.Recognition.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers about several things in one list, each with what it is about, as Batfish records those that do not say it
/// themselves: `{"TransitGatewayPropagations": [{"TransitGatewayRouteTableId": …, …}]}`.
final class GroupedAnswers {

    private static final Map<String, Operation> GROUPS = Map.of(
            "TransitGatewayStaticRoutes", Operation.EC2_SEARCH_TRANSIT_GATEWAY_ROUTES,
            "TransitGatewayPropagations", Operation.EC2_GET_TRANSIT_GATEWAY_ROUTE_TABLE_PROPAGATIONS,
            "TransitGatewayAssociations", Operation.EC2_GET_TRANSIT_GATEWAY_ROUTE_TABLE_ASSOCIATIONS,
            "LoadBalancerListeners", Operation.ELBV2_DESCRIBE_LISTENERS,
            "LoadBalancerAttributes", Operation.ELBV2_DESCRIBE_LOAD_BALANCER_ATTRIBUTES,
            "LoadBalancerTargetHealth", Operation.ELBV2_DESCRIBE_TARGET_HEALTH);

    private GroupedAnswers() {}

    static List<Operation> suspects(String member) {
        Operation found = GROUPS.get(member);
        return found == null ? List.of() : List.of(found);
    }

    /// None where a list is not such.
    static List<Found> read(JsonNode value) {
        List<Found> found = new ArrayList<>();
        for (String member : value.propertyNames()) {
            Operation operation = GROUPS.get(member);
            if (operation == null || !value.path(member).isArray()) {
                return List.of();
            }
            for (JsonNode it : value.path(member)) {
                if (!(it instanceof ObjectNode) || !it.path(operation.item()).isString()) {
                    return List.of();
                }
                found.add(new Found(operation, Locality.of(List.of(it)), request(member, operation, it), it));
            }
        }
        return found;
    }

    /// Only static routes were searched for.
    private static ObjectNode request(String member, Operation operation, JsonNode answer) {
        ObjectNode request = CaptureJson.object()
                .put(operation.item(), answer.path(operation.item()).stringValue());
        if (member.equals("TransitGatewayStaticRoutes")) {
            ObjectNode filter = CaptureJson.object().put("Name", "type");
            filter.withArray("Values").add("static");
            request.withArray("Filters").add(filter);
        }
        return request;
    }

    /// Whether a value is an empty list of such answers: then there is nothing to tell.
    static boolean isEmpty(String member, JsonNode list) {
        return GROUPS.containsKey(member) && list.isArray() && list.isEmpty();
    }
}
