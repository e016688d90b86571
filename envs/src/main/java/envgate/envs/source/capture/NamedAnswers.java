package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.source.capture.Recognition.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers about one thing that say themselves about which, so that the AWS CLI's bare output is enough.
final class NamedAnswers {

    private NamedAnswers() {}

    /// The calls that the answer is to; none when it is to no such.
    static List<Found> read(JsonNode value) {
        Optional<Found> one = identity(value)
                .or(() -> function(value))
                .or(() -> attributes(value))
                .or(() -> vpcAttribute(value))
                .or(() -> policy(value))
                .or(() -> secret(value))
                .or(() -> one(value, "KeyMetadata", "KeyId", Operation.KMS_DESCRIBE_KEY))
                .or(() -> one(value, "HostedZone", "Id", Operation.ROUTE53_GET_HOSTED_ZONE))
                .or(() -> one(value, "Firewall", "FirewallArn", Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL))
                .or(() -> one(
                        value,
                        "FirewallPolicyResponse",
                        "FirewallPolicyArn",
                        Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY))
                .or(() ->
                        one(value, "RuleGroupResponse", "RuleGroupArn", Operation.NETWORK_FIREWALL_DESCRIBE_RULE_GROUP))
                .or(() -> staleGroups(value))
                .or(() -> parameters(value));
        if (one.isPresent()) {
            return List.of(one.get());
        }
        List<Found> grouped = GroupedAnswers.read(value);
        if (!grouped.isEmpty()) {
            return grouped;
        }
        List<Found> listeners = split(value, Operation.ELBV2_DESCRIBE_LISTENERS, "Listeners");
        return listeners.isEmpty() ? split(value, Operation.KMS_LIST_GRANTS, "Grants") : listeners;
    }

    /// Each of the groups names the VPC that was asked about.
    private static Optional<Found> staleGroups(JsonNode value) {
        String vpc = value.path("StaleSecurityGroupSet").path(0).path("VpcId").asString("");
        return vpc.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(
                        Operation.EC2_DESCRIBE_STALE_SECURITY_GROUPS,
                        new Locality("", ""),
                        asked("VpcId", vpc),
                        value));
    }

    private static Optional<Found> identity(JsonNode value) {
        boolean identity = value.has("UserId") && value.has("Account") && value.has("Arn");
        return identity
                ? Optional.of(new Found(
                        Operation.STS_GET_CALLER_IDENTITY,
                        new Locality(value.path("Account").asString(""), ""),
                        CaptureJson.object(),
                        value))
                : Optional.empty();
    }

    private static Optional<Found> function(JsonNode value) {
        JsonNode configuration = value.has("FunctionArn") && value.has("Role") ? value : value.path("Configuration");
        String name = configuration.path("FunctionName").asString("");
        if (name.isEmpty() || !configuration.has("FunctionArn")) {
            return Optional.empty();
        }
        JsonNode body = configuration.equals(value) ? CaptureJson.object().set("Configuration", value) : value;
        return Optional.of(found(Operation.LAMBDA_GET_FUNCTION, configuration, asked("FunctionName", name), body));
    }

    private static Optional<Found> attributes(JsonNode value) {
        JsonNode attributes = value.path("Attributes");
        Optional<Arn> queue = Arn.parse(attributes.path("QueueArn").asString(""));
        if (queue.isPresent()) {
            Arn arn = queue.get();
            String url = "https://sqs." + arn.region() + ".amazonaws.com/" + arn.account() + "/" + arn.resource();
            return Optional.of(found(Operation.SQS_GET_QUEUE_ATTRIBUTES, attributes, asked("QueueUrl", url), value));
        }
        return one(value, "Attributes", "TopicArn", Operation.SNS_GET_TOPIC_ATTRIBUTES);
    }

    private static Optional<Found> vpcAttribute(JsonNode value) {
        String vpc = value.path("VpcId").asString("");
        for (String it : List.of("DnsSupport", "DnsHostnames")) {
            if (!vpc.isEmpty() && value.has("Enable" + it)) {
                ObjectNode request = asked("VpcId", vpc).put("Attribute", "enable" + it);
                return Optional.of(found(Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, value, request, value));
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> policy(JsonNode value) {
        JsonNode policy = value.path("Policy");
        if (policy.path("Arn").isString() && policy.has("DefaultVersionId")) {
            ObjectNode request = asked("PolicyArn", policy.path("Arn").stringValue());
            return Optional.of(found(Operation.IAM_GET_POLICY, CaptureJson.object(), request, value));
        } else if (policy.path("PolicySummary").path("Id").isString()) {
            ObjectNode request =
                    asked("PolicyId", policy.path("PolicySummary").path("Id").stringValue());
            return Optional.of(found(Operation.ORGANIZATIONS_DESCRIBE_POLICY, CaptureJson.object(), request, value));
        }
        return policy.isString() ? functionPolicy(value, policy.stringValue()) : Optional.empty();
    }

    /// The statements of a function's policy all name the function.
    private static Optional<Found> functionPolicy(JsonNode value, String policy) {
        Set<String> resources = new TreeSet<>();
        CaptureJson.parse(policy)
                .ifPresent(it -> it.path("Statement")
                        .forEach(statement ->
                                resources.add(statement.path("Resource").asString(""))));
        Optional<Arn> arn =
                resources.size() == 1 ? Arn.parse(resources.iterator().next()) : Optional.empty();
        return arn.filter(it -> it.service().equals("lambda") && it.resource().matches("function:[A-Za-z0-9_-]+"))
                .map(it -> new Found(
                        Operation.LAMBDA_GET_POLICY,
                        new Locality(it.account(), it.region()),
                        asked("FunctionName", it.name()),
                        value));
    }

    /// Without a policy of its own a secret has nothing but its name in the answer.
    private static Optional<Found> secret(JsonNode value) {
        String arn = value.path("ARN").asString("");
        boolean policy =
                value.has("ResourcePolicy") || Set.copyOf(value.propertyNames()).equals(Set.of("ARN", "Name"));
        return arn.contains(":secretsmanager:") && policy
                ? Optional.of(found(Operation.SECRETSMANAGER_GET_RESOURCE_POLICY, value, asked("SecretId", arn), value))
                : Optional.empty();
    }

    /// Parameters with their values, one or several, however they were asked for.
    private static Optional<Found> parameters(JsonNode value) {
        ArrayNode parameters = CaptureJson.array();
        if (value.path("Parameter").isObject()) {
            parameters.add(value.path("Parameter"));
        }
        value.path("Parameters").forEach(parameters::add);
        ArrayNode names = CaptureJson.array();
        for (JsonNode it : parameters) {
            if (!it.path("Name").isString() || !it.has("Value") || !(it.has("Type") || it.has("ARN"))) {
                return Optional.empty();
            }
            names.add(it.path("Name").stringValue());
        }
        JsonNode missing = value.path("InvalidParameters");
        missing.forEach(names::add);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode request = CaptureJson.object();
        request.set("Names", names);
        ObjectNode body = CaptureJson.object();
        body.set("Parameters", parameters);
        if (missing.isArray()) {
            body.set("InvalidParameters", missing);
        }
        return Optional.of(new Found(Operation.SSM_GET_PARAMETERS, Locality.of(parameters), request, body));
    }

    /// A list whose elements each say what they are about.
    private static List<Found> split(JsonNode value, Operation operation, String list) {
        Map<String, ArrayNode> bySubject = new LinkedHashMap<>();
        for (JsonNode it : value.path(list)) {
            String subject = it.path(operation.item()).asString("");
            if (subject.isEmpty()) {
                return List.of();
            }
            bySubject.computeIfAbsent(subject, _ -> CaptureJson.array()).add(it);
        }
        List<Found> found = new ArrayList<>();
        bySubject.forEach((subject, all) -> found.add(new Found(
                operation,
                Locality.of(all),
                asked(operation.item(), subject),
                CaptureJson.object().set(list, all))));
        return found;
    }

    private static Optional<Found> one(JsonNode value, String member, String name, Operation operation) {
        JsonNode thing = value.path(member);
        return thing.path(name).isString()
                ? Optional.of(found(
                        operation,
                        thing,
                        asked(operation.item(), thing.path(name).stringValue()),
                        value))
                : Optional.empty();
    }

    private static Found found(Operation operation, JsonNode thing, ObjectNode request, JsonNode body) {
        return new Found(operation, Locality.of(List.of(thing)), request, body);
    }

    private static ObjectNode asked(String member, String text) {
        return CaptureJson.object().put(member, text);
    }
}
