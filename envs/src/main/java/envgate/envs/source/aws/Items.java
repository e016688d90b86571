package envgate.envs.source.aws;

import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.NamedAliases;
import envgate.envs.source.capture.Occasion;
import envgate.envs.source.capture.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the operations about single items are asked about: worked out from what the listings answered, and
/// no more than belongs to the environment or is named by what does, where AWS lets it be told beforehand.
///
/// It cannot be told of what an API calls or which names a hosted zone answers; those are asked of all of
/// the account's.
final class Items {

    private static final Map<Operation, Row> ROWS = new Items().rows();

    private final Map<Operation, Row> rows = new EnumMap<>(Operation.class);

    /// @param after the operations whose answers tell the items
    /// @param requests one for each call
    private record Row(Set<Operation> after, Function<Here, List<ObjectNode>> requests) {}

    private Items() {
        add(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, Items::ownStacks, Operation.CLOUDFORMATION_DESCRIBE_STACKS);
        add(Operation.CLOUDFORMATION_GET_TEMPLATE, Items::ownStacks, Operation.CLOUDFORMATION_DESCRIBE_STACKS);
        add(
                Operation.CLOUDFORMATION_LIST_IMPORTS,
                Items::ownExports,
                Operation.CLOUDFORMATION_DESCRIBE_STACKS,
                Operation.CLOUDFORMATION_LIST_EXPORTS);
        add(Operation.LAMBDA_GET_FUNCTION, Items::functionsWithDetails, belonging());
        add(
                Operation.LAMBDA_GET_POLICY,
                here -> each("FunctionName", here.own().functions().stream().map(it -> text(it, "FunctionName"))),
                belonging());
        add(
                Operation.LAMBDA_LIST_ALIASES,
                here -> each("FunctionName", here.own().functionsWithAliases()),
                belonging(NamedAliases.TELLERS.toArray(Operation[]::new)));
        add(Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, Items::vpcAttributes, Operation.EC2_DESCRIBE_VPCS);
        add(
                Operation.EC2_GET_MANAGED_PREFIX_LIST_ENTRIES,
                here -> each(
                        "PrefixListId",
                        here.list(Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS)
                                .filter(it -> !text(it, "OwnerId").equals("AWS"))
                                .map(it -> text(it, "PrefixListId"))),
                Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS);
        add(Operation.IAM_GET_POLICY, Items::managedPolicies, Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS);
        add(Operation.IAM_GET_POLICY_VERSION, Items::policyVersions, Operation.IAM_GET_POLICY);
        add(
                Operation.ORGANIZATIONS_LIST_PARENTS,
                here -> Organization.isLimited(here) ? each("ChildId", Stream.of(here.account())) : List.of(),
                Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION);
        add(
                Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET,
                Organization::policyLists,
                Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION,
                Operation.ORGANIZATIONS_LIST_PARENTS);
        add(
                Operation.ORGANIZATIONS_DESCRIBE_POLICY,
                Organization::policies,
                Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET);
        add(Operation.SSM_GET_PARAMETERS, Items::plainParameters, belonging(Operation.SSM_DESCRIBE_PARAMETERS));
        add(
                Operation.SECRETSMANAGER_GET_RESOURCE_POLICY,
                here -> each(
                        "SecretId",
                        here.list(Operation.SECRETSMANAGER_LIST_SECRETS)
                                .filter(it -> here.own().tagged(it.path("Tags"))
                                        || here.own().touches(text(it, "ARN"), text(it, "Name")))
                                .map(it -> text(it, "ARN"))),
                belonging(Operation.SECRETSMANAGER_LIST_SECRETS));
        add(
                Operation.S3_GET_BUCKET_POLICY,
                here -> each(
                        "Bucket",
                        here.list(Operation.S3_LIST_BUCKETS)
                                .map(it -> text(it, "Name"))
                                .filter(it -> here.own().touches(it))),
                belonging(Operation.S3_LIST_BUCKETS));
        for (Operation it : List.of(Operation.KMS_DESCRIBE_KEY, Operation.KMS_LIST_GRANTS)) {
            add(
                    it,
                    here -> each("KeyId", here.own().keys()),
                    belonging(Operation.KMS_LIST_KEYS, Operation.KMS_LIST_ALIASES));
        }
        add(
                Operation.KMS_GET_KEY_POLICY,
                here -> each("KeyId", here.own().keys()).stream()
                        .map(it -> it.put("PolicyName", "default"))
                        .toList(),
                belonging(Operation.KMS_LIST_KEYS, Operation.KMS_LIST_ALIASES));
        add(
                Operation.ECR_GET_REPOSITORY_POLICY,
                here -> each("repositoryName", here.own().made("AWS::ECR::Repository")),
                belonging());
        add(
                Operation.EVENTS_DESCRIBE_EVENT_BUS,
                here -> each("Name", here.own().made("AWS::Events::EventBus")),
                belonging());
        add(
                Operation.SQS_GET_QUEUE_ATTRIBUTES,
                Items::queues,
                belonging(Operation.SQS_LIST_QUEUES, Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS));
        add(
                Operation.SNS_GET_TOPIC_ATTRIBUTES,
                here -> each(
                        "TopicArn",
                        here.list(Operation.SNS_LIST_TOPICS)
                                .map(it -> text(it, "TopicArn"))
                                .filter(it -> here.own().touches(it, last(it)))),
                belonging(Operation.SNS_LIST_TOPICS));
        add(
                Operation.DYNAMODB_GET_RESOURCE_POLICY,
                here -> each(
                        "ResourceArn",
                        here.list(Operation.DYNAMODB_LIST_TABLES)
                                .map(JsonNode::asString)
                                .filter(it -> here.own().touches(it))
                                .map(it -> here.arn("dynamodb", "table/" + it))),
                belonging(Operation.DYNAMODB_LIST_TABLES));
        add(
                Operation.ELBV2_DESCRIBE_LISTENERS,
                here -> each(
                        "LoadBalancerArn",
                        here.list(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS).map(it -> text(it, "LoadBalancerArn"))),
                Operation.ELBV2_DESCRIBE_LOAD_BALANCERS);
        add(
                Operation.ROUTE53_GET_HOSTED_ZONE,
                here -> each("Id", privateZones(here)),
                Operation.ROUTE53_LIST_HOSTED_ZONES);
        add(
                Operation.ROUTE53_LIST_RESOURCE_RECORD_SETS,
                here -> each("HostedZoneId", privateZones(here)),
                Operation.ROUTE53_LIST_HOSTED_ZONES);
        add(Operation.APIGATEWAY_GET_RESOURCES, Items::restApis, Operation.APIGATEWAY_GET_REST_APIS);
        add(Operation.APIGATEWAYV2_GET_ROUTES, here -> each("ApiId", httpApis(here)), Operation.APIGATEWAYV2_GET_APIS);
        add(
                Operation.APIGATEWAYV2_GET_INTEGRATIONS,
                here -> each("ApiId", httpApis(here)),
                Operation.APIGATEWAYV2_GET_APIS);
        network();
    }

    private void network() {
        add(
                Operation.EC2_DESCRIBE_STALE_SECURITY_GROUPS,
                here -> each(
                        "VpcId",
                        here.list(Operation.EC2_DESCRIBE_SECURITY_GROUPS)
                                .filter(Items::refersToPeers)
                                .map(it -> text(it, "VpcId"))),
                Operation.EC2_DESCRIBE_SECURITY_GROUPS);
        add(
                Operation.EC2_SEARCH_TRANSIT_GATEWAY_ROUTES,
                here -> each(
                        "TransitGatewayRouteTableId",
                        here.list(Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES)
                                .map(it -> text(it, "TransitGatewayRouteTableId"))),
                Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES);
        add(
                Operation.ELBV2_DESCRIBE_LOAD_BALANCER_ATTRIBUTES,
                here -> each(
                        "LoadBalancerArn",
                        here.list(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS).map(it -> text(it, "LoadBalancerArn"))),
                Operation.ELBV2_DESCRIBE_LOAD_BALANCERS);
        for (Operation it :
                List.of(Operation.ELBV2_DESCRIBE_TARGET_GROUP_ATTRIBUTES, Operation.ELBV2_DESCRIBE_TARGET_HEALTH)) {
            add(it, Items::usedTargetGroups, Operation.ELBV2_DESCRIBE_TARGET_GROUPS);
        }
        add(
                Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL,
                here -> each(
                        "FirewallArn",
                        here.list(Operation.NETWORK_FIREWALL_LIST_FIREWALLS).map(it -> text(it, "FirewallArn"))),
                Operation.NETWORK_FIREWALL_LIST_FIREWALLS);
        add(
                Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY,
                here -> each(
                        "FirewallPolicyArn",
                        bodies(here, Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL)
                                .map(it -> text(it.path("Firewall"), "FirewallPolicyArn"))),
                Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL);
        add(
                Operation.NETWORK_FIREWALL_DESCRIBE_RULE_GROUP,
                here -> each(
                        "RuleGroupArn",
                        bodies(here, Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY)
                                .map(it -> it.path("FirewallPolicy"))
                                .flatMap(it -> Stream.concat(
                                        it.path("StatelessRuleGroupReferences").valueStream(),
                                        it.path("StatefulRuleGroupReferences").valueStream()))
                                .map(it -> text(it, "ResourceArn"))),
                Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY);
        add(
                Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINT_IP_ADDRESSES,
                here -> each(
                        "ResolverEndpointId",
                        here.list(Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINTS)
                                .map(it -> text(it, "Id"))),
                Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINTS);
    }

    private static boolean refersToPeers(JsonNode group) {
        return Stream.of("IpPermissions", "IpPermissionsEgress")
                .flatMap(it -> group.path(it).valueStream())
                .flatMap(it -> it.path("UserIdGroupPairs").valueStream())
                .anyMatch(it -> !text(it, "VpcPeeringConnectionId").isEmpty());
    }

    private static List<ObjectNode> usedTargetGroups(Here here) {
        return each(
                "TargetGroupArn",
                here.list(Operation.ELBV2_DESCRIBE_TARGET_GROUPS)
                        .filter(it -> !it.path("LoadBalancerArns").isEmpty())
                        .map(it -> text(it, "TargetGroupArn")));
    }

    private static Stream<JsonNode> bodies(Here here, Operation operation) {
        return here.answers(operation)
                .flatMap(it -> it.outcome() instanceof Response(JsonNode body) ? Stream.of(body) : Stream.of());
    }

    private Map<Operation, Row> rows() {
        return Collections.unmodifiableMap(rows);
    }

    private void add(Operation operation, Function<Here, List<ObjectNode>> requests, Operation... after) {
        rows.put(operation, new Row(Set.of(after), requests));
    }

    /// What must be answered before the operation can be asked.
    static Set<Operation> after(Operation operation) {
        if (operation.isForPlans()) {
            return Set.of();
        }
        return operation.isListing()
                ? Occasion.tellers(operation)
                : row(operation).after();
    }

    /// One request for each call.
    static List<ObjectNode> requests(Operation operation, Here here) {
        if (operation.isListing()) {
            return Occasion.isGiven(operation, here::answers)
                    ? List.of(Exchanges.of(operation).always())
                    : List.of();
        }
        return row(operation).requests().apply(here);
    }

    /// What an answer makes necessary to ask of the same operation.
    static List<ObjectNode> next(Operation operation, Answer answer) {
        return operation == Operation.ORGANIZATIONS_LIST_PARENTS ? Organization.above(answer) : List.of();
    }

    private static Row row(Operation operation) {
        return Objects.requireNonNull(ROWS.get(operation), operation.key());
    }

    private static Operation[] belonging(Operation... more) {
        return Stream.concat(Wired.AFTER.stream(), Stream.of(more)).distinct().toArray(Operation[]::new);
    }

    static ObjectNode request(String member, String value) {
        return JsonNodeFactory.instance.objectNode().put(member, value);
    }

    static List<ObjectNode> each(String member, Stream<String> values) {
        return values.filter(it -> !it.isEmpty())
                .distinct()
                .map(it -> request(member, it))
                .toList();
    }

    static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    /// The name at the end of an ARN or URL.
    static String last(String arnOrUrl) {
        String last = arnOrUrl.substring(arnOrUrl.lastIndexOf(':') + 1);
        return last.substring(last.lastIndexOf('/') + 1);
    }

    private static List<ObjectNode> ownStacks(Here here) {
        return each("StackName", here.own().stacks().stream().map(it -> text(it, "StackName")));
    }

    private static List<ObjectNode> ownExports(Here here) {
        Set<String> own = here.own().stackIds();
        return each(
                "ExportName",
                here.list(Operation.CLOUDFORMATION_LIST_EXPORTS)
                        .filter(it -> own.contains(text(it, "ExportingStackId")))
                        .map(it -> text(it, "Name")));
    }

    /// An image's digest and a function's tags are told by GetFunction alone; of other functions nothing
    /// would be learnt that a rule needs, and one call a function is what AWS's quota bears.
    private static List<ObjectNode> functionsWithDetails(Here here) {
        return each("FunctionName", here.own().functionsToAsk().stream().map(it -> text(it, "FunctionName")));
    }

    private static List<ObjectNode> vpcAttributes(Here here) {
        return here.list(Operation.EC2_DESCRIBE_VPCS)
                .map(it -> text(it, "VpcId"))
                .flatMap(it -> Stream.of("enableDnsSupport", "enableDnsHostnames")
                        .map(attribute -> request("VpcId", it).put("Attribute", attribute)))
                .toList();
    }

    /// Policies that are attached or bound and were not in the account's details: AWS's own.
    private static List<ObjectNode> managedPolicies(Here here) {
        List<String> named = new ArrayList<>();
        here.list(Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS).forEach(role -> {
            role.path("AttachedManagedPolicies").forEach(it -> named.add(text(it, "PolicyArn")));
            named.add(text(role.path("PermissionsBoundary"), "PermissionsBoundaryArn"));
        });
        return each(
                "PolicyArn",
                named.stream().filter(it -> it.contains(":iam::aws:policy/")).sorted());
    }

    private static List<ObjectNode> policyVersions(Here here) {
        return here.answers(Operation.IAM_GET_POLICY)
                .flatMap(it ->
                        it.outcome() instanceof Response(JsonNode body) ? Stream.of(body.path("Policy")) : Stream.of())
                .filter(it -> !text(it, "DefaultVersionId").isEmpty())
                .map(it -> request("PolicyArn", text(it, "Arn")).put("VersionId", text(it, "DefaultVersionId")))
                .toList();
    }

    /// Ten names a call, which is the most that GetParameters takes; never a SecureString.
    private static List<ObjectNode> plainParameters(Here here) {
        List<String> names = here.list(Operation.SSM_DESCRIBE_PARAMETERS)
                .filter(it -> !text(it, "Type").equals("SecureString"))
                .map(it -> text(it, "Name"))
                .filter(it -> here.own().touches(it) || here.own().touchesPathOf(it))
                .sorted()
                .toList();
        List<ObjectNode> requests = new ArrayList<>();
        for (int from = 0; from < names.size(); from += 10) {
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            names.subList(from, Math.min(from + 10, names.size())).forEach(request.withArray("Names")::add);
            requests.add(request);
        }
        return requests;
    }

    private static List<ObjectNode> queues(Here here) {
        return here.list(Operation.SQS_LIST_QUEUES)
                .map(JsonNode::asString)
                .filter(it -> here.own().touches(it, last(it)))
                .map(it -> {
                    ObjectNode request = request("QueueUrl", it);
                    request.withArray("AttributeNames").add("All");
                    return request;
                })
                .toList();
    }

    private static Stream<String> privateZones(Here here) {
        return here.list(Operation.ROUTE53_LIST_HOSTED_ZONES)
                .filter(it -> it.path("Config").path("PrivateZone").asBoolean(false))
                .map(it -> text(it, "Id"));
    }

    private static List<ObjectNode> restApis(Here here) {
        return each("restApiId", here.list(Operation.APIGATEWAY_GET_REST_APIS).map(it -> text(it, "id"))).stream()
                .peek(it -> it.withArray("embed").add("methods"))
                .toList();
    }

    private static Stream<String> httpApis(Here here) {
        return here.list(Operation.APIGATEWAYV2_GET_APIS).map(it -> text(it, "ApiId"));
    }
}
