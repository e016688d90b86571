package envgate.envs.plan.form;

import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.model.Outlook;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.plan.Term;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// Writes planned resources into the answers of AWS, in the order in which one builds on the other.
public final class Forms {

    /// What a type's resources change, and the area that cannot be told when one of them cannot.
    private record Known(Area area, Form form) {}

    private static final String RESOURCE = "AWS::ApiGateway::Resource";

    /// Types in the order in which they build on each other.
    private static final Map<String, Known> FORMS = forms();

    /// Types that change nothing that the model holds, so that nobody has to hear of them.
    private static final List<String> SILENT =
            List.of("AWS::CloudFormation::", "AWS::CDK::", "AWS::Lambda::Version", "AWS::Logs::", "AWS::CloudWatch::");

    private final Overlay overlay;
    private final Wire wire;
    private final TreeMap<String, Origin.FileLine> origins = new TreeMap<>();

    public Forms(Overlay overlay, Wire wire) {
        this.overlay = overlay;
        this.wire = wire;
    }

    private static Map<String, Known> forms() {
        Map<String, Known> forms = new LinkedHashMap<>();
        forms.put("AWS::EC2::VPC", new Known(Area.VPCS, NetworkForms::vpc));
        forms.put("AWS::EC2::VPCCidrBlock", new Known(Area.VPCS, NetworkForms::block));
        forms.put("AWS::EC2::InternetGateway", new Known(Area.INTERNET_GATEWAYS, NetworkForms::internetGateway));
        forms.put("AWS::EC2::VPCGatewayAttachment", new Known(Area.INTERNET_GATEWAYS, NetworkForms::gatewayAttachment));
        forms.put(
                "AWS::EC2::EgressOnlyInternetGateway",
                new Known(Area.EGRESS_ONLY_INTERNET_GATEWAYS, NetworkForms::egressOnlyGateway));
        forms.put("AWS::EC2::Subnet", new Known(Area.SUBNETS, NetworkForms::subnet));
        forms.put("AWS::EC2::NatGateway", new Known(Area.NAT_GATEWAYS, NetworkForms::natGateway));
        forms.put("AWS::EC2::VPCPeeringConnection", new Known(Area.PEERING_CONNECTIONS, EndpointForms::peering));
        forms.put("AWS::EC2::RouteTable", new Known(Area.ROUTE_TABLES, NetworkForms::routeTable));
        forms.put("AWS::EC2::Route", new Known(Area.ROUTE_TABLES, NetworkForms::route));
        forms.put(
                "AWS::EC2::SubnetRouteTableAssociation",
                new Known(Area.ROUTE_TABLES, NetworkForms::routeTableAssociation));
        forms.put("AWS::EC2::SecurityGroup", new Known(Area.SECURITY_GROUPS, FilterForms::group));
        forms.put(
                "AWS::EC2::SecurityGroupIngress",
                new Known(Area.SECURITY_GROUPS, draft -> FilterForms.rule(draft, false)));
        forms.put(
                "AWS::EC2::SecurityGroupEgress",
                new Known(Area.SECURITY_GROUPS, draft -> FilterForms.rule(draft, true)));
        forms.put("AWS::EC2::NetworkAcl", new Known(Area.NETWORK_ACLS, FilterForms::acl));
        forms.put("AWS::EC2::NetworkAclEntry", new Known(Area.NETWORK_ACLS, FilterForms::entry));
        forms.put("AWS::EC2::SubnetNetworkAclAssociation", new Known(Area.NETWORK_ACLS, FilterForms::aclAssociation));
        forms.put("AWS::EC2::VPCEndpoint", new Known(Area.VPC_ENDPOINTS, EndpointForms::endpoint));
        forms.put("AWS::IAM::Role", new Known(Area.ROLES, IamForms::role));
        forms.put("AWS::IAM::Policy", new Known(Area.ROLES, IamForms::policy));
        forms.put("AWS::IAM::RolePolicy", new Known(Area.ROLES, IamForms::policy));
        forms.put("AWS::IAM::InstanceProfile", new Known(Area.ROLES, IamForms::instanceProfile));
        forms.put("AWS::IAM::ManagedPolicy", new Known(Area.ROLES, IamForms::managedPolicy));
        forms.put("AWS::IAM::RolePolicyAttachment", new Known(Area.ROLES, IamForms::attachment));
        forms.put("AWS::KMS::Key", new Known(Area.KEYS, StoreForms::key));
        forms.put("AWS::ECR::Repository", new Known(Area.RESOURCE_POLICIES, StoreForms::repository));
        forms.put("AWS::Events::EventBus", new Known(Area.RESOURCE_POLICIES, StoreForms::eventBus));
        forms.put("AWS::Events::EventBusPolicy", new Known(Area.RESOURCE_POLICIES, StoreForms::eventBusPolicy));
        forms.put("AWS::KMS::Alias", new Known(Area.KEYS, StoreForms::alias));
        forms.put("AWS::SQS::Queue", new Known(Area.QUEUES, StoreForms::queue));
        forms.put("AWS::SQS::QueuePolicy", new Known(Area.RESOURCE_POLICIES, StoreForms::queuePolicy));
        forms.put("AWS::SNS::Topic", new Known(Area.TOPICS, StoreForms::topic));
        forms.put("AWS::SNS::TopicPolicy", new Known(Area.RESOURCE_POLICIES, StoreForms::topicPolicies));
        forms.put("AWS::DynamoDB::Table", new Known(Area.TABLES, StoreForms::table));
        forms.put("AWS::DynamoDB::GlobalTable", new Known(Area.TABLES, StoreForms::table));
        forms.put("AWS::S3::Bucket", new Known(Area.BUCKETS, StoreForms::bucket));
        forms.put("AWS::S3::BucketPolicy", new Known(Area.RESOURCE_POLICIES, StoreForms::bucketPolicy));
        forms.put("AWS::SecretsManager::Secret", new Known(Area.SECRETS, StoreForms::secret));
        forms.put("AWS::SecretsManager::ResourcePolicy", new Known(Area.RESOURCE_POLICIES, StoreForms::secretPolicy));
        forms.put("AWS::SSM::Parameter", new Known(Area.PARAMETERS, StoreForms::parameter));
        forms.put(
                "AWS::RDS::DBSubnetGroup",
                new Known(
                        Area.DATABASES,
                        draft -> DatabaseForms.subnetGroup(
                                draft, Operation.RDS_DESCRIBE_DB_SUBNET_GROUPS, "DBSubnetGroupName")));
        forms.put("AWS::RDS::DBCluster", new Known(Area.DATABASES, DatabaseForms::cluster));
        forms.put("AWS::RDS::DBInstance", new Known(Area.DATABASES, DatabaseForms::instance));
        forms.put("AWS::RDS::DBProxy", new Known(Area.DATABASES, DatabaseForms::proxy));
        forms.put(
                "AWS::ElastiCache::SubnetGroup",
                new Known(
                        Area.CACHES,
                        draft -> DatabaseForms.subnetGroup(
                                draft, Operation.ELASTICACHE_DESCRIBE_CACHE_SUBNET_GROUPS, "CacheSubnetGroupName")));
        forms.put("AWS::ElastiCache::CacheCluster", new Known(Area.CACHES, DatabaseForms::cache));
        forms.put("AWS::ElastiCache::ReplicationGroup", new Known(Area.CACHES, DatabaseForms::replicationGroup));
        forms.put("AWS::ElasticLoadBalancingV2::LoadBalancer", new Known(Area.LOAD_BALANCERS, DatabaseForms::balancer));
        forms.put("AWS::ElasticLoadBalancingV2::Listener", new Known(Area.LOAD_BALANCERS, DatabaseForms::listener));
        forms.put("AWS::Lambda::Function", new Known(Area.FUNCTIONS, LambdaForms::function));
        forms.put("AWS::Lambda::Alias", new Known(Area.ALIASES, LambdaForms::alias));
        forms.put("AWS::Lambda::Permission", new Known(Area.FUNCTION_POLICIES, LambdaForms::permission));
        forms.put("AWS::Lambda::EventSourceMapping", new Known(Area.EVENT_SOURCE_MAPPINGS, LambdaForms::mapping));
        forms.put("AWS::ApiGateway::RestApi", new Known(Area.APIS, ApiForms::rest));
        forms.put(RESOURCE, new Known(Area.APIS, ApiForms::resource));
        forms.put("AWS::ApiGateway::Method", new Known(Area.APIS, ApiForms::method));
        forms.put("AWS::ApiGatewayV2::Api", new Known(Area.APIS, ApiForms::second));
        forms.put("AWS::ApiGatewayV2::Integration", new Known(Area.APIS, ApiForms::integration));
        forms.put("AWS::ApiGatewayV2::Route", new Known(Area.APIS, ApiForms::route));
        return Collections.unmodifiableMap(forms);
    }

    /// The area that resources of a type belong to; nothing when the model does not hold them.
    public static Optional<Area> area(String type) {
        return Optional.ofNullable(FORMS.get(type)).map(Known::area);
    }

    /// Writes all resources; first what is dropped goes, then the others come.
    public void write(List<PlannedResource> resources) {
        Map<String, List<PlannedResource>> byType = new TreeMap<>();
        resources.forEach(
                it -> byType.computeIfAbsent(it.type(), _ -> new ArrayList<>()).add(it));
        List<String> types = new ArrayList<>(FORMS.keySet());
        Collections.reverse(types);
        types.forEach(type -> Optional.ofNullable(FORMS.get(type))
                .ifPresent(known -> byType.getOrDefault(type, List.of()).stream()
                        .filter(it -> it.fate() == Fate.DROPPED)
                        .forEach(it -> write(it, known))));
        for (Map.Entry<String, Known> it : FORMS.entrySet()) {
            List<PlannedResource> made = byType.getOrDefault(it.getKey(), List.of()).stream()
                    .filter(PlannedResource::isMade)
                    .toList();
            if (it.getKey().equals(RESOURCE)) {
                grow(made);
            } else {
                made.forEach(one -> write(one, it.getValue()));
            }
        }
        sayWhatIsNotHeld(byType);
        sayWhatGoes(resources);
    }

    private void write(PlannedResource resource, Known known) {
        known.form().write(draft(resource));
        locate(resource);
    }

    /// Resources of an API lie under each other; each round finds those whose parents are known.
    private void grow(List<PlannedResource> resources) {
        List<PlannedResource> waiting = new ArrayList<>(resources);
        boolean grows = true;
        while (grows && !waiting.isEmpty()) {
            grows = waiting.removeIf(it -> ApiForms.resource(draft(it)));
        }
        waiting.forEach(it -> overlay.note(
                "`" + it.logicalId() + "` lies under a resource that was not seen",
                it.mark().origin()));
    }

    private Draft draft(PlannedResource resource) {
        Term.Members before = resource.before();
        ObjectNode old = before == null ? null : wire.members(before);
        return new Draft(resource, wire.members(resource.properties()), old, overlay);
    }

    private void sayWhatGoes(List<PlannedResource> resources) {
        TreeSet<String> replaced = new TreeSet<>();
        resources.stream()
                .filter(it -> it.fate() == Fate.REPLACED)
                .forEach(it -> replaced.add(it.stack() + '\n' + it.logicalId()));
        resources.stream()
                .filter(it -> it.fate() == Fate.DROPPED || it.fate() == Fate.LEFT)
                .forEach(it -> overlay.removes(new Outlook.Removal(
                        it.stack(),
                        it.logicalId(),
                        it.type(),
                        it.physicalId(),
                        replaced.contains(it.stack() + '\n' + it.logicalId()),
                        it.fate() == Fate.LEFT,
                        it.mark().origin())));
    }

    private void sayWhatIsNotHeld(Map<String, List<PlannedResource>> byType) {
        TreeSet<String> unheld = new TreeSet<>(byType.keySet());
        unheld.removeAll(FORMS.keySet());
        unheld.removeIf(it -> SILENT.stream().anyMatch(it::startsWith));
        unheld.stream()
                .filter(it -> it.startsWith("AWS::Serverless::"))
                .flatMap(it -> byType.getOrDefault(it, List.of()).stream())
                .filter(PlannedResource::isMade)
                .forEach(it -> overlay.unseen(
                        Area.ROLES,
                        it.logicalId(),
                        "what SAM makes of a `" + it.type() + "`, roles among it, is not worked out here: give the"
                                + " processed template"));
        for (String type : unheld) {
            byType.getOrDefault(type, List.of()).stream()
                    .limit(1)
                    .forEach(it -> overlay.note(
                            "resources of type `" + type + "` are not held",
                            it.mark().origin()));
        }
    }

    /// Remembers which line makes a thing what it is.
    private void locate(PlannedResource resource) {
        if (resource.mark().line() > 0 && resource.isMade()) {
            Origin.FileLine line =
                    new Origin.FileLine(resource.mark().file(), resource.mark().line());
            Names.of(resource, overlay).forEach(it -> origins.put(it, line));
        }
    }

    /// Lines by ARN or id.
    public SortedMap<String, Origin.FileLine> origins() {
        return origins;
    }
}
