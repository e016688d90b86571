package envgate.envs.source.capture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whom an answer is about: what was asked for, else what the answer itself says, spelled in one way.
final class Subject {

    /// Where an answer without its request names its item.
    private static final Map<Operation, List<String>> NAMED = Map.ofEntries(
            Map.entry(Operation.LAMBDA_GET_FUNCTION, List.of("Configuration", "FunctionArn")),
            Map.entry(Operation.EC2_DESCRIBE_STALE_SECURITY_GROUPS, List.of("StaleSecurityGroupSet", "0", "VpcId")),
            Map.entry(Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL, List.of("Firewall", "FirewallArn")),
            Map.entry(
                    Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY,
                    List.of("FirewallPolicyResponse", "FirewallPolicyArn")),
            Map.entry(Operation.NETWORK_FIREWALL_DESCRIBE_RULE_GROUP, List.of("RuleGroupResponse", "RuleGroupArn")),
            Map.entry(Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, List.of("VpcId")),
            Map.entry(Operation.IAM_GET_POLICY, List.of("Policy", "Arn")),
            Map.entry(Operation.ORGANIZATIONS_DESCRIBE_POLICY, List.of("Policy", "PolicySummary", "Id")),
            Map.entry(Operation.SECRETSMANAGER_GET_RESOURCE_POLICY, List.of("ARN")),
            Map.entry(Operation.KMS_DESCRIBE_KEY, List.of("KeyMetadata", "KeyId")),
            Map.entry(Operation.KMS_LIST_GRANTS, List.of("Grants", "0", "KeyId")),
            Map.entry(Operation.SQS_GET_QUEUE_ATTRIBUTES, List.of("Attributes", "QueueArn")),
            Map.entry(Operation.SNS_GET_TOPIC_ATTRIBUTES, List.of("Attributes", "TopicArn")),
            Map.entry(Operation.ELBV2_DESCRIBE_LISTENERS, List.of("Listeners", "0", "LoadBalancerArn")),
            Map.entry(Operation.ROUTE53_GET_HOSTED_ZONE, List.of("HostedZone", "Id")));

    private Subject() {}

    /// Empty when nothing says it.
    static String of(Operation operation, Answer answer) {
        String asked = text(answer.request(), List.of(operation.item()));
        if (!asked.isEmpty() || !(answer.outcome() instanceof Answer.Response(JsonNode body))) {
            return normal(operation, asked);
        }
        return NAMED.containsKey(operation) ? normal(operation, text(body, NAMED.get(operation))) : "";
    }

    private static String text(JsonNode node, List<String> path) {
        Optional<JsonNode> at = Optional.of(node);
        for (String step : path) {
            at = at.flatMap(it -> it.isArray() ? it.optional(Integer.parseInt(step)) : it.optional(step));
        }
        return at.filter(JsonNode::isString).map(JsonNode::stringValue).orElse("");
    }

    /// One spelling for the names and ARNs that AWS takes for the same thing.
    static String normal(Operation operation, String item) {
        return switch (operation.item()) {
            case "FunctionName" -> function(item);
            case "QueueUrl" -> queue(item);
            case "KeyId" -> item.substring(item.indexOf(":key/") < 0 ? 0 : item.indexOf(":key/") + 5);
            case "Id", "HostedZoneId" -> item.substring(item.lastIndexOf('/') + 1);
            default -> item;
        };
    }

    /// `orders` of `orders`, `orders:live`, `111111111111:function:orders` and its ARN:
    /// https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html.
    private static String function(String item) {
        int start = item.indexOf("function:");
        String name = start < 0 ? item : item.substring(start + "function:".length());
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /// `111111111111/orders` of a URL, whatever its host, or of an ARN.
    private static String queue(String item) {
        String[] parts = item.split(item.startsWith("arn:") ? ":" : "/", -1);
        return parts.length < 2 ? item : parts[parts.length - 2] + "/" + parts[parts.length - 1];
    }
}
