package envgate.envs.source.capture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Tells by its members which call an answer is to, as the AWS CLI prints it; a file's name says nothing.
///
/// Members that several services share are told apart by what their elements hold; where there is none to
/// look at, the answer is to no call rather than to the wrong one.
final class Recognition {

    /// Members that say how a listing goes on, or that stand beside a list that is read.
    private static final Set<String> COMPANIONS = Set.of(
            "NextToken",
            "nextToken",
            "NextMarker",
            "Marker",
            "IsTruncated",
            "Truncated",
            "MaxItems",
            "position",
            "PaginationToken",
            "LastEvaluatedTableName",
            "ContinuationToken",
            "ResponseMetadata",
            "InvalidParameters",
            "Owner",
            "Prefix",
            "AdditionalRoutesAvailable");

    /// What stands beside `RoleDetailList`.
    private static final Set<String> AUTHORIZATION_DETAILS = Set.of("Policies", "UserDetailList", "GroupDetailList");

    /// Answers that do not say what they are about.
    private static final Set<String> NAMELESS = Set.of(
            "StackResourceSummaries",
            "TemplateBody",
            "Imports",
            "PolicyVersion",
            "Entries",
            "ResourceRecordSets",
            "Parents",
            "Routes",
            "Associations",
            "TransitGatewayRouteTablePropagations",
            "StaleSecurityGroupSet",
            "TargetHealthDescriptions",
            "Grants",
            "Attributes",
            "IpAddresses");

    /// Which elements are those of a listing whose member other services use too.
    private static final Map<Operation, Predicate<JsonNode>> ELEMENTS = new EnumMap<>(Map.of(
            Operation.LAMBDA_LIST_FUNCTIONS, it -> it.has("FunctionArn"),
            Operation.CLOUDFORMATION_DESCRIBE_STACKS, it -> it.has("StackStatus"),
            Operation.SSM_DESCRIBE_PARAMETERS, it -> it.has("Name") && it.has("Type") && !it.has("Value"),
            Operation.KMS_LIST_ALIASES, it -> it.path("AliasName").asString("").startsWith("alias/"),
            Operation.KMS_LIST_KEYS, it -> it.has("KeyArn"),
            Operation.EC2_DESCRIBE_PREFIX_LISTS, it -> it.has("Cidrs"),
            Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS, it -> it.has("PrefixListArn") || it.has("AddressFamily"),
            Operation.APIGATEWAY_GET_REST_APIS,
                    it -> it.has("endpointConfiguration") || it.has("rootResourceId") || it.has("apiKeySource"),
            Operation.APIGATEWAYV2_GET_APIS, it -> it.has("ApiId") && it.has("ProtocolType"),
            Operation.ELBV2_DESCRIBE_LOAD_BALANCERS, it -> it.has("LoadBalancerArn")));

    /// Members whose empty list may be anybody's.
    private static final Set<String> SHARED = Set.of("Parameters", "Aliases", "Keys", "PrefixLists", "items", "Items");

    private static final Map<String, List<Operation>> BY_MEMBER = byMember();

    /// A call and its answer.
    record Found(Operation operation, Locality locality, JsonNode request, JsonNode body) {}

    /// A member that is of this call and is not what it should be.
    record Wrong(Operation operation, String why) {}

    private final List<Found> found = new ArrayList<>();
    private final List<Wrong> wrong = new ArrayList<>();
    private final Set<String> nameless = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();

    private Recognition() {}

    static Recognition of(JsonNode value) {
        Recognition recognition = new Recognition();
        if (value.isObject()) {
            recognition.read(value);
        }
        return recognition;
    }

    /// The calls that an answer with this member may be to.
    static List<Operation> suspects(String member) {
        return BY_MEMBER.getOrDefault(member, GroupedAnswers.suspects(member));
    }

    List<Found> found() {
        return found;
    }

    List<Wrong> wrong() {
        return wrong;
    }

    /// Members that are an answer about one thing and do not say about which.
    Set<String> nameless() {
        return nameless;
    }

    /// Members that mean nothing to us.
    Set<String> unknown() {
        return unknown;
    }

    private void read(JsonNode value) {
        List<Found> named = NamedAnswers.read(value);
        if (!named.isEmpty()) {
            found.addAll(named);
            return;
        }
        List<String> members = new ArrayList<>(value.propertyNames());
        boolean details = members.contains("RoleDetailList");
        members.removeIf(it -> COMPANIONS.contains(it) || (details && AUTHORIZATION_DETAILS.contains(it)));
        members.removeIf(it -> GroupedAnswers.isEmpty(it, value.path(it)));
        for (String member : members) {
            if (BY_MEMBER.containsKey(member)) {
                listing(member, value, members.size() == 1);
            } else if (NAMELESS.contains(member) || isUnnamedPolicy(member, value)) {
                nameless.add(member);
            } else {
                unknown.add(member);
            }
        }
    }

    private static boolean isUnnamedPolicy(String member, JsonNode value) {
        return (member.equals("Policy") || member.equals("ResourcePolicy"))
                && value.path(member).isString();
    }

    private void listing(String member, JsonNode value, boolean alone) {
        JsonNode list = value.path(member);
        List<Operation> candidates = suspects(member);
        boolean object = member.equals("Organization") || member.equals("VpcBlockPublicAccessOptions");
        boolean texts = member.equals("QueueUrls") || member.equals("TableNames");
        if (object ? !list.isObject() : !list.isArray()) {
            candidates.forEach(
                    it -> wrong.add(new Wrong(it, "`" + member + "` is no " + (object ? "object" : "list"))));
            return;
        }
        if (!object && list.valueStream().anyMatch(it -> texts ? !it.isString() : !it.isObject())) {
            String kind = texts ? "text" : "object";
            candidates.forEach(it -> wrong.add(new Wrong(it, "`" + member + "` holds what is no " + kind)));
            return;
        }
        List<JsonNode> elements = object ? List.of(list) : list.valueStream().toList();
        List<Operation> fitting =
                candidates.stream().filter(it -> fits(it, member, elements)).toList();
        if (fitting.size() != 1) {
            mixed(member, candidates, elements);
            return;
        }
        found.add(new Found(
                fitting.getFirst(), Locality.of(elements), CaptureJson.object(), alone ? value : part(member, value)));
    }

    private static boolean fits(Operation operation, String member, List<JsonNode> elements) {
        Predicate<JsonNode> element = ELEMENTS.get(operation);
        if (elements.isEmpty()) {
            return !SHARED.contains(member);
        }
        return element == null || elements.stream().allMatch(element);
    }

    /// A list that is not clearly of one call: what some of its elements belong to is seen in part only.
    private void mixed(String member, List<Operation> candidates, List<JsonNode> elements) {
        boolean some = false;
        for (Operation it : candidates) {
            Predicate<JsonNode> element = ELEMENTS.get(it);
            if (element != null && elements.stream().anyMatch(element)) {
                wrong.add(new Wrong(it, "`" + member + "` holds things of several kinds"));
                some = true;
            }
        }
        boolean aboutOne = elements.stream()
                .anyMatch(it -> it.has("resourceMethods")
                        || it.has("pathPart")
                        || it.has("RouteId")
                        || it.has("IntegrationId"));
        if (!some) {
            (aboutOne ? nameless : unknown).add(member);
        }
    }

    /// One list of several in a value, with what says how a listing goes on.
    private static JsonNode part(String member, JsonNode value) {
        var part = CaptureJson.object();
        for (Map.Entry<String, JsonNode> it : value.properties()) {
            boolean beside = member.equals("RoleDetailList") && AUTHORIZATION_DETAILS.contains(it.getKey());
            if (it.getKey().equals(member) || COMPANIONS.contains(it.getKey()) || beside) {
                part.set(it.getKey(), it.getValue());
            }
        }
        return part;
    }

    private static Map<String, List<Operation>> byMember() {
        Map<String, List<Operation>> map = new LinkedHashMap<>();
        for (Operation it : Operation.values()) {
            if (it.isListing() && !it.list().isEmpty()) {
                map.computeIfAbsent(it.list(), _ -> new ArrayList<>()).add(it);
            }
        }
        return map;
    }
}
