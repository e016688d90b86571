package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Outlook.Removal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A recording that is being changed, in one account and region: items of listings and answers about items
/// are looked up, put and taken away, and what could not be seen stays unseen.
public final class Overlay {

    /// The member that tells the items of a listing apart; a listing of texts has none.
    private static final Map<Operation, String> IDENTITY = new EnumMap<>(Map.ofEntries(
            Map.entry(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "StackId"),
            Map.entry(Operation.CLOUDFORMATION_LIST_EXPORTS, "Name"),
            Map.entry(Operation.LAMBDA_LIST_FUNCTIONS, "FunctionName"),
            Map.entry(Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS, "UUID"),
            Map.entry(Operation.EC2_DESCRIBE_VPCS, "VpcId"),
            Map.entry(Operation.EC2_DESCRIBE_SUBNETS, "SubnetId"),
            Map.entry(Operation.EC2_DESCRIBE_ROUTE_TABLES, "RouteTableId"),
            Map.entry(Operation.EC2_DESCRIBE_SECURITY_GROUPS, "GroupId"),
            Map.entry(Operation.EC2_DESCRIBE_NETWORK_ACLS, "NetworkAclId"),
            Map.entry(Operation.EC2_DESCRIBE_INTERNET_GATEWAYS, "InternetGatewayId"),
            Map.entry(Operation.EC2_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS, "EgressOnlyInternetGatewayId"),
            Map.entry(Operation.EC2_DESCRIBE_NAT_GATEWAYS, "NatGatewayId"),
            Map.entry(Operation.EC2_DESCRIBE_VPN_GATEWAYS, "VpnGatewayId"),
            Map.entry(Operation.EC2_DESCRIBE_VPC_PEERING_CONNECTIONS, "VpcPeeringConnectionId"),
            Map.entry(Operation.EC2_DESCRIBE_VPC_ENDPOINTS, "VpcEndpointId"),
            Map.entry(Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS, "Arn"),
            Map.entry(Operation.SSM_DESCRIBE_PARAMETERS, "Name"),
            Map.entry(Operation.SECRETSMANAGER_LIST_SECRETS, "ARN"),
            Map.entry(Operation.S3_LIST_BUCKETS, "Name"),
            Map.entry(Operation.KMS_LIST_KEYS, "KeyId"),
            Map.entry(Operation.KMS_LIST_ALIASES, "AliasName"),
            Map.entry(Operation.SNS_LIST_TOPICS, "TopicArn"),
            Map.entry(Operation.RDS_DESCRIBE_DB_INSTANCES, "DBInstanceIdentifier"),
            Map.entry(Operation.RDS_DESCRIBE_DB_CLUSTERS, "DBClusterIdentifier"),
            Map.entry(Operation.RDS_DESCRIBE_DB_PROXIES, "DBProxyName"),
            Map.entry(Operation.RDS_DESCRIBE_DB_SUBNET_GROUPS, "DBSubnetGroupName"),
            Map.entry(Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS, "CacheClusterId"),
            Map.entry(Operation.ELASTICACHE_DESCRIBE_REPLICATION_GROUPS, "ReplicationGroupId"),
            Map.entry(Operation.ELASTICACHE_DESCRIBE_CACHE_SUBNET_GROUPS, "CacheSubnetGroupName"),
            Map.entry(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS, "LoadBalancerArn"),
            Map.entry(Operation.APIGATEWAY_GET_REST_APIS, "id"),
            Map.entry(Operation.APIGATEWAYV2_GET_APIS, "ApiId")));

    private static final String POLICIES = "Policies";

    private final Recording live;
    private final String account;
    private final String region;
    private final List<Answer> elsewhere = new ArrayList<>();
    private final Map<Operation, List<Answer>> here = new EnumMap<>(Operation.class);
    private final Map<Operation, Contents> opened = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<String, List<Answer>>> about = new EnumMap<>(Operation.class);
    private final TreeSet<Gap> gaps;
    private final List<Note> notes;
    private final List<Removal> removals = new ArrayList<>();

    /// The items of a listing by list and identity, and the answers that they came in.
    private static final class Contents {

        private final List<ObjectNode> bodies = new ArrayList<>();
        private final List<Answer> refusals = new ArrayList<>();
        private final Map<String, Map<String, JsonNode>> lists = new TreeMap<>();
        private ObjectNode request = CaptureJson.object();
        private boolean answered;
    }

    private Overlay(Recording live, String account, String region) {
        this.live = live;
        this.account = account;
        this.region = region;
        this.gaps = new TreeSet<>(live.gaps());
        this.notes = new ArrayList<>(live.notes());
        for (Answer it : live.answers()) {
            Optional<Operation> operation = Operation.of(it.service(), it.operation());
            if (operation.isPresent() && isHere(operation.get(), it)) {
                here.computeIfAbsent(operation.get(), _ -> new ArrayList<>()).add(it);
            } else {
                elsewhere.add(it);
            }
        }
    }

    /// @param account to be changed in
    public static Overlay of(Recording live, String account, String region) {
        return new Overlay(live, account, region);
    }

    public String account() {
        return account;
    }

    public String region() {
        return region;
    }

    public String partition() {
        return Site.partitionOf(region);
    }

    private boolean isHere(Operation operation, Answer answer) {
        boolean sameAccount = answer.account().isEmpty() || answer.account().equals(account);
        return sameAccount
                && (operation.isGlobal()
                        || answer.region().isEmpty()
                        || answer.region().equals(region));
    }

    /// Items of the listing, by what tells them apart.
    public Map<String, JsonNode> items(Operation listing) {
        return contents(listing).lists.getOrDefault(listing.list(), Map.of());
    }

    public Optional<ObjectNode> item(Operation listing, String identity) {
        return Optional.ofNullable(items(listing).get(identity))
                .filter(JsonNode::isObject)
                .map(it -> (ObjectNode) it.deepCopy());
    }

    /// Puts an item into a listing, in place of one with the same identity.
    public void put(Operation listing, ObjectNode item) {
        String member = IDENTITY.getOrDefault(listing, "");
        list(listing, listing.list()).put(item.path(member).asString(""), item);
    }

    /// Puts a text into a listing of texts.
    public void put(Operation listing, String text) {
        list(listing, listing.list()).put(text, CaptureJson.text(text));
    }

    public void remove(Operation listing, String identity) {
        list(listing, listing.list()).remove(identity);
    }

    /// A customer managed policy, which the same answer of IAM lists.
    public Optional<ObjectNode> policy(String arn) {
        return Optional.ofNullable(list(Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS, POLICIES)
                        .get(arn))
                .filter(JsonNode::isObject)
                .map(it -> (ObjectNode) it.deepCopy());
    }

    public void putPolicy(ObjectNode policy) {
        list(Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS, POLICIES)
                .put(policy.path("Arn").asString(""), policy);
    }

    public void removePolicy(String arn) {
        list(Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS, POLICIES).remove(arn);
    }

    /// What was answered about an item, if anything was.
    public Optional<ObjectNode> answer(Operation operation, String item) {
        return asked(operation).getOrDefault(Subject.normal(operation, item), List.of()).stream()
                .flatMap(it ->
                        it.outcome() instanceof Answer.Response(JsonNode body) && body instanceof ObjectNode object
                                ? java.util.stream.Stream.of(object.deepCopy())
                                : java.util.stream.Stream.<ObjectNode>empty())
                .findFirst();
    }

    /// Whether it is not known what AWS would say about an item: nobody asked, or AWS refused.
    public boolean isUnseen(Operation operation, String item) {
        List<Answer> answers = asked(operation).getOrDefault(Subject.normal(operation, item), List.of());
        return answers.isEmpty()
                || answers.stream()
                        .anyMatch(it -> it.outcome() instanceof Answer.Refusal(String code, int _)
                                && !operation.meansAbsent(code));
    }

    /// Whether AWS was asked about an item and did not say.
    public boolean isRefused(Operation operation, String item) {
        return isUnseen(operation, item) && asked(operation).containsKey(Subject.normal(operation, item));
    }

    /// Says about an item what AWS would answer, besides what was said.
    public void add(Operation operation, ObjectNode request, JsonNode body) {
        say(operation, request, new Answer.Response(body));
    }

    /// Says of an item that AWS would say that there is nothing.
    public void absent(Operation operation, ObjectNode request, String code) {
        say(operation, request, new Answer.Refusal(code, 404));
    }

    private void say(Operation operation, ObjectNode request, Answer.Outcome outcome) {
        String place = operation.isGlobal() ? "" : region;
        Answer answer = new Answer(account, place, operation.service(), operation.operation(), request, outcome);
        asked(operation)
                .computeIfAbsent(Subject.of(operation, answer), _ -> new ArrayList<>())
                .add(answer);
    }

    /// Takes away all that was answered about an item.
    public void forget(Operation operation, String item) {
        asked(operation).remove(Subject.normal(operation, item));
    }

    /// Takes an item out of all answers about several items.
    public void removeEach(Operation operation, String list, String member, String identity) {
        for (List<Answer> answers : asked(operation).values()) {
            answers.replaceAll(it -> without(it, list, member, identity));
        }
    }

    private static Answer without(Answer answer, String list, String member, String identity) {
        if (!(answer.outcome() instanceof Answer.Response(JsonNode body))
                || !(body instanceof ObjectNode object)
                || !(object.get(list) instanceof ArrayNode items)) {
            return answer;
        }
        ArrayNode rest = CaptureJson.array();
        items.valueStream()
                .filter(it -> !it.path(member).asString("").equals(identity))
                .forEach(rest::add);
        ObjectNode copy = object.deepCopy();
        copy.set(list, rest);
        return new Answer(
                answer.account(),
                answer.region(),
                answer.service(),
                answer.operation(),
                answer.request(),
                new Answer.Response(copy));
    }

    /// What the deploy will make and cannot be seen before it.
    ///
    /// @param item the one thing; empty for all of the area
    public void unseen(Operation operation, Area area, String item, String reason) {
        gap(operation, area, item, "", reason);
    }

    /// The same where no call would tell.
    public void unseen(Area area, String item, String reason) {
        gaps.add(new Gap(area, account, region, "cloudformation", "", item, "", reason));
    }

    /// What AWS refused to say of a plan, so that nobody knows what it changes.
    public void refused(Operation operation, Area area, String item, String reason) {
        gap(operation, area, item, operation.permission(), reason);
    }

    private void gap(Operation operation, Area area, String item, String permission, String reason) {
        String there = operation.isGlobal() ? "" : region;
        gaps.add(new Gap(area, account, there, operation.service(), operation.operation(), item, permission, reason));
    }

    /// Says what the deploy deletes or leaves behind.
    public void removes(Removal removal) {
        removals.add(removal);
    }

    public void note(String text, Origin origin) {
        Note note = new Note(text, origin);
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    private Map<String, List<Answer>> asked(Operation operation) {
        Map<String, List<Answer>> known = about.get(operation);
        if (known == null) {
            known = new TreeMap<>();
            for (Answer it : here.getOrDefault(operation, List.of())) {
                known.computeIfAbsent(Subject.of(operation, it), _ -> new ArrayList<>())
                        .add(it);
            }
            about.put(operation, known);
        }
        return known;
    }

    private Map<String, JsonNode> list(Operation listing, String list) {
        return contents(listing).lists.computeIfAbsent(list, _ -> new LinkedHashMap<>());
    }

    private Contents contents(Operation listing) {
        Contents known = opened.get(listing);
        if (known == null) {
            known = open(listing);
            opened.put(listing, known);
        }
        return known;
    }

    private Contents open(Operation listing) {
        Contents contents = new Contents();
        String member = IDENTITY.getOrDefault(listing, "");
        for (Answer it : here.getOrDefault(listing, List.of())) {
            if (it.outcome() instanceof Answer.Response(JsonNode body) && body instanceof ObjectNode object) {
                ObjectNode copy = object.deepCopy();
                contents.bodies.add(copy);
                contents.request = contents.answered ? contents.request : it.request();
                contents.answered = true;
                take(contents, copy, listing.list(), member);
                if (listing == Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS) {
                    take(contents, copy, POLICIES, member);
                }
            } else {
                contents.refusals.add(it);
            }
        }
        return contents;
    }

    private static void take(Contents contents, ObjectNode body, String list, String member) {
        if (!(body.get(list) instanceof ArrayNode array)) {
            return;
        }
        Map<String, JsonNode> items = contents.lists.computeIfAbsent(list, _ -> new LinkedHashMap<>());
        for (JsonNode it : array) {
            String identity = it.isString() ? it.stringValue() : it.path(member).asString("");
            if (identity.isEmpty() || items.containsKey(identity)) {
                items.put("#" + items.size() + " " + identity, it);
            } else {
                items.put(identity, it);
            }
        }
        body.remove(list);
    }

    /// The recording with all changes.
    public Recording recording(Planned plan) {
        Planned planned = plan.removing(removals);
        List<Answer> answers = new ArrayList<>(elsewhere);
        for (Map.Entry<Operation, List<Answer>> it : here.entrySet()) {
            if (!opened.containsKey(it.getKey()) && !about.containsKey(it.getKey())) {
                answers.addAll(it.getValue());
            }
        }
        opened.forEach((operation, contents) -> close(operation, contents, answers));
        about.values().forEach(items -> items.values().forEach(answers::addAll));
        Planned before = live.planned();
        return new Recording(
                live.environment(),
                live.accounts(),
                live.regions(),
                live.caller(),
                live.takenAt(),
                live.selection(),
                answers,
                new ArrayList<>(gaps),
                notes,
                before == null ? planned : before.and(planned));
    }

    private void close(Operation operation, Contents contents, List<Answer> answers) {
        answers.addAll(contents.refusals);
        boolean empty = contents.lists.values().stream().allMatch(Map::isEmpty);
        if (!contents.answered) {
            if (empty) {
                return;
            }
            if (contents.refusals.isEmpty()) {
                operation.areas().forEach(it -> unseen(operation, it, "", Ledger.NOT_RECORDED));
            }
            contents.bodies.add(CaptureJson.object());
        }
        contents.lists.computeIfAbsent(operation.list(), _ -> new LinkedHashMap<>());
        ObjectNode first = contents.bodies.getFirst();
        contents.bodies.stream()
                .skip(1)
                .forEach(it -> it.properties().forEach(more -> first.set(more.getKey(), more.getValue())));
        contents.lists.forEach((list, items) -> {
            ArrayNode array = CaptureJson.array();
            items.values().forEach(array::add);
            first.set(list, array);
        });
        answers.add(new Answer(
                account,
                operation.isGlobal() ? "" : region,
                operation.service(),
                operation.operation(),
                contents.request,
                new Answer.Response(first)));
    }
}
