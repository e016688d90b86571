package envgate.envs.source.capture;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Which listings are worth asking only where another one shows something: nobody without a transit gateway is asked
/// for its routes, and nobody misses them in a capture.
///
/// Where none of those that would show it was answered, nobody knows, and it is asked and missed.
public final class Occasion {

    private static final Map<Operation, List<Teller>> TELLERS = new EnumMap<>(Operation.class);

    /// @param shows what of a listing's items makes the call necessary
    private record Teller(Operation listing, Predicate<JsonNode> shows) {}

    static {
        Teller transitGateways = new Teller(Operation.EC2_DESCRIBE_TRANSIT_GATEWAYS, _ -> true);
        Teller transitRoutes = new Teller(
                Operation.EC2_DESCRIBE_ROUTE_TABLES,
                it -> it.path("Routes").valueStream().anyMatch(route -> route.has("TransitGatewayId")));
        for (Operation it : List.of(
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS,
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS,
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES)) {
            TELLERS.put(it, List.of(transitGateways, transitRoutes));
        }
        TELLERS.put(
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_PEERING_ATTACHMENTS,
                List.of(new Teller(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS,
                        it -> isText(it, "ResourceType", "peering"))));
        Teller vpnGateways = new Teller(Operation.EC2_DESCRIBE_VPN_GATEWAYS, _ -> true);
        TELLERS.put(Operation.EC2_DESCRIBE_VPN_CONNECTIONS, List.of(vpnGateways, transitGateways));
        TELLERS.put(
                Operation.EC2_DESCRIBE_CUSTOMER_GATEWAYS,
                List.of(new Teller(Operation.EC2_DESCRIBE_VPN_CONNECTIONS, _ -> true)));
        TELLERS.put(
                Operation.EC2_DESCRIBE_INSTANCES,
                List.of(new Teller(
                        Operation.EC2_DESCRIBE_NETWORK_INTERFACES,
                        it -> !it.path("Attachment")
                                .path("InstanceId")
                                .asString("")
                                .isEmpty())));
        TELLERS.put(
                Operation.ELBV2_DESCRIBE_TARGET_GROUPS,
                List.of(new Teller(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS, _ -> true)));
        TELLERS.put(
                Operation.NETWORK_FIREWALL_LIST_FIREWALLS,
                List.of(new Teller(
                        Operation.EC2_DESCRIBE_VPC_ENDPOINTS,
                        it -> isText(it, "VpcEndpointType", "GatewayLoadBalancer"))));
        TELLERS.put(
                Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINTS,
                List.of(new Teller(Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULES, it -> it.has("ResolverEndpointId"))));
    }

    private Occasion() {}

    private static boolean isText(JsonNode item, String member, String text) {
        return item.path(member).asString("").equals(text);
    }

    /// The listings that tell whether another is necessary; none for one that always is.
    public static Set<Operation> tellers(Operation listing) {
        Set<Operation> tellers = new LinkedHashSet<>();
        TELLERS.getOrDefault(listing, List.of()).forEach(it -> tellers.add(it.listing()));
        return tellers;
    }

    /// @param answers those to a listing, of one account and region
    public static boolean isGiven(Operation listing, Function<Operation, Stream<Answer>> answers) {
        List<Teller> tellers = TELLERS.getOrDefault(listing, List.of());
        boolean silent = true;
        for (Teller it : tellers) {
            if (!isGiven(it.listing(), answers)) {
                silent = false;
                continue;
            }
            List<JsonNode> lists = answers.apply(it.listing())
                    .flatMap(answer -> answer.outcome() instanceof Answer.Response(JsonNode body)
                            ? Stream.of(body.path(it.listing().list()))
                            : Stream.of())
                    .toList();
            if (lists.stream().anyMatch(list -> list.valueStream().anyMatch(it.shows()))) {
                return true;
            }
            silent &= lists.isEmpty();
        }
        return silent;
    }
}
