package envgate.envs.source.capture;

import envgate.envs.model.Area;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one table of calls that envgate reads AWS with: which area each answers, what it asks for, which permission it
/// needs.
///
/// The live source calls from it, the decoder names gaps from it, a capture's files are recognised by it, and the
/// permissions that envgate asks for are made from it. Permissions are those of
/// https://docs.aws.amazon.com/service-authorization/latest/reference/.
public enum Operation {
    STS_GET_CALLER_IDENTITY(global("sts", "GetCallerIdentity").permission("").in()),

    CLOUDFORMATION_DESCRIBE_STACKS(
            listing("cloudformation", "DescribeStacks", "Stacks").in(Area.STACKS)),
    CLOUDFORMATION_LIST_EXPORTS(
            listing("cloudformation", "ListExports", "Exports").in(Area.EXPORTS)),
    CLOUDFORMATION_LIST_STACK_RESOURCES(
            about("cloudformation", "ListStackResources", "StackName").in(Area.STACK_RESOURCES)),
    CLOUDFORMATION_GET_TEMPLATE(
            about("cloudformation", "GetTemplate", "StackName").in(Area.TEMPLATES)),
    /// CloudFormation says `ValidationError` when no stack imports the export.
    CLOUDFORMATION_LIST_IMPORTS(about("cloudformation", "ListImports", "ExportName")
            .absent("ValidationError")
            .in(Area.EXPORTS)),
    /// Only for a change set that is given as a plan; with `IncludePropertyValues`.
    CLOUDFORMATION_DESCRIBE_CHANGE_SET(about("cloudformation", "DescribeChangeSet", "ChangeSetName")
            .forPlans()
            .in()),

    LAMBDA_LIST_FUNCTIONS(listing("lambda", "ListFunctions", "Functions").in(Area.FUNCTIONS)),
    LAMBDA_LIST_EVENT_SOURCE_MAPPINGS(
            listing("lambda", "ListEventSourceMappings", "EventSourceMappings").in(Area.EVENT_SOURCE_MAPPINGS)),
    LAMBDA_GET_FUNCTION(about("lambda", "GetFunction", "FunctionName").in(Area.FUNCTION_DETAILS)),
    LAMBDA_GET_POLICY(about("lambda", "GetPolicy", "FunctionName")
            .absent("ResourceNotFoundException")
            .in(Area.FUNCTION_POLICIES)),
    /// For functions of which something names an alias, see [NamedAliases].
    LAMBDA_LIST_ALIASES(about("lambda", "ListAliases", "FunctionName")
            .absent("ResourceNotFoundException")
            .in(Area.ALIASES)),

    EC2_DESCRIBE_VPCS(listing("ec2", "DescribeVpcs", "Vpcs").in(Area.VPCS)),
    /// Once for `enableDnsSupport` and once for `enableDnsHostnames`.
    EC2_DESCRIBE_VPC_ATTRIBUTE(about("ec2", "DescribeVpcAttribute", "VpcId").in(Area.VPCS)),
    EC2_DESCRIBE_SUBNETS(listing("ec2", "DescribeSubnets", "Subnets").in(Area.SUBNETS)),
    EC2_DESCRIBE_ROUTE_TABLES(
            listing("ec2", "DescribeRouteTables", "RouteTables").in(Area.ROUTE_TABLES)),
    EC2_DESCRIBE_SECURITY_GROUPS(
            listing("ec2", "DescribeSecurityGroups", "SecurityGroups").in(Area.SECURITY_GROUPS)),
    EC2_DESCRIBE_SECURITY_GROUP_RULES(listing("ec2", "DescribeSecurityGroupRules", "SecurityGroupRules")
            .neverAsked()
            .in(Area.SECURITY_GROUP_RULES)),
    /// For VPCs whose groups refer to groups of peered VPCs.
    EC2_DESCRIBE_STALE_SECURITY_GROUPS(
            about("ec2", "DescribeStaleSecurityGroups", "VpcId").in(Area.STALE_RULES)),
    EC2_DESCRIBE_NETWORK_ACLS(
            listing("ec2", "DescribeNetworkAcls", "NetworkAcls").in(Area.NETWORK_ACLS)),
    EC2_DESCRIBE_INTERNET_GATEWAYS(
            listing("ec2", "DescribeInternetGateways", "InternetGateways").in(Area.INTERNET_GATEWAYS)),
    EC2_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS(
            listing("ec2", "DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGateways")
                    .in(Area.EGRESS_ONLY_INTERNET_GATEWAYS)),
    EC2_DESCRIBE_NAT_GATEWAYS(
            listing("ec2", "DescribeNatGateways", "NatGateways").in(Area.NAT_GATEWAYS)),
    EC2_DESCRIBE_VPN_GATEWAYS(
            listing("ec2", "DescribeVpnGateways", "VpnGateways").in(Area.VPN_GATEWAYS)),
    EC2_DESCRIBE_VPN_CONNECTIONS(
            listing("ec2", "DescribeVpnConnections", "VpnConnections").in(Area.VPN_CONNECTIONS)),
    EC2_DESCRIBE_CUSTOMER_GATEWAYS(
            listing("ec2", "DescribeCustomerGateways", "CustomerGateways").in(Area.VPN_CONNECTIONS)),
    EC2_DESCRIBE_TRANSIT_GATEWAYS(
            listing("ec2", "DescribeTransitGateways", "TransitGateways").in(Area.TRANSIT_GATEWAYS)),
    EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS(
            listing("ec2", "DescribeTransitGatewayAttachments", "TransitGatewayAttachments")
                    .in(Area.TRANSIT_GATEWAY_ATTACHMENTS)),
    EC2_DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS(
            listing("ec2", "DescribeTransitGatewayVpcAttachments", "TransitGatewayVpcAttachments")
                    .in(Area.TRANSIT_GATEWAY_ATTACHMENTS)),
    EC2_DESCRIBE_TRANSIT_GATEWAY_PEERING_ATTACHMENTS(
            listing("ec2", "DescribeTransitGatewayPeeringAttachments", "TransitGatewayPeeringAttachments")
                    .in(Area.TRANSIT_GATEWAY_ATTACHMENTS)),
    EC2_DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES(
            listing("ec2", "DescribeTransitGatewayRouteTables", "TransitGatewayRouteTables")
                    .in(Area.TRANSIT_GATEWAY_ROUTES)),
    /// The attachments say it as well.
    EC2_GET_TRANSIT_GATEWAY_ROUTE_TABLE_ASSOCIATIONS(
            about("ec2", "GetTransitGatewayRouteTableAssociations", "TransitGatewayRouteTableId")
                    .neverAsked()
                    .in(Area.TRANSIT_GATEWAY_ROUTES)),
    /// The routes say what comes of it.
    EC2_GET_TRANSIT_GATEWAY_ROUTE_TABLE_PROPAGATIONS(
            about("ec2", "GetTransitGatewayRouteTablePropagations", "TransitGatewayRouteTableId")
                    .neverAsked()
                    .in(Area.TRANSIT_GATEWAY_ROUTES)),
    /// With the filter `state`, for one has to be there: active and blackhole routes, static and propagated.
    EC2_SEARCH_TRANSIT_GATEWAY_ROUTES(about("ec2", "SearchTransitGatewayRoutes", "TransitGatewayRouteTableId")
            .in(Area.TRANSIT_GATEWAY_ROUTES)),
    EC2_DESCRIBE_VPC_PEERING_CONNECTIONS(listing("ec2", "DescribeVpcPeeringConnections", "VpcPeeringConnections")
            .in(Area.PEERING_CONNECTIONS)),
    EC2_DESCRIBE_VPC_ENDPOINTS(
            listing("ec2", "DescribeVpcEndpoints", "VpcEndpoints").in(Area.VPC_ENDPOINTS)),
    EC2_DESCRIBE_NETWORK_INTERFACES(
            listing("ec2", "DescribeNetworkInterfaces", "NetworkInterfaces").in(Area.NETWORK_INTERFACES)),
    EC2_DESCRIBE_INSTANCES(listing("ec2", "DescribeInstances", "Reservations").in(Area.INSTANCES)),
    /// Interfaces and NAT gateways say as well which address they have.
    EC2_DESCRIBE_ADDRESSES(
            listing("ec2", "DescribeAddresses", "Addresses").neverAsked().in(Area.ELASTIC_ADDRESSES)),
    EC2_DESCRIBE_DHCP_OPTIONS(
            listing("ec2", "DescribeDhcpOptions", "DhcpOptions").in(Area.DHCP_OPTIONS)),
    /// AWS's own lists with their blocks.
    EC2_DESCRIBE_PREFIX_LISTS(
            listing("ec2", "DescribePrefixLists", "PrefixLists").in(Area.PREFIX_LISTS)),
    EC2_DESCRIBE_MANAGED_PREFIX_LISTS(
            listing("ec2", "DescribeManagedPrefixLists", "PrefixLists").in(Area.PREFIX_LISTS)),
    /// Only for lists that are not AWS's own.
    EC2_GET_MANAGED_PREFIX_LIST_ENTRIES(
            about("ec2", "GetManagedPrefixListEntries", "PrefixListId").in(Area.PREFIX_LISTS)),
    EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS(
            listing("ec2", "DescribeVpcBlockPublicAccessOptions", "VpcBlockPublicAccessOptions")
                    .in(Area.BLOCK_PUBLIC_ACCESS)),
    EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSIONS(
            listing("ec2", "DescribeVpcBlockPublicAccessExclusions", "VpcBlockPublicAccessExclusions")
                    .in(Area.BLOCK_PUBLIC_ACCESS)),

    /// With the filter `Role, LocalManagedPolicy`: AWS's own policies are read one by one, as far as they are attached.
    IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS(
            global("iam", "GetAccountAuthorizationDetails", "RoleDetailList").in(Area.ROLES)),
    /// For the default version of an AWS managed policy.
    IAM_GET_POLICY(
            global("iam", "GetPolicy").item("PolicyArn").absent("NoSuchEntity").in(Area.MANAGED_POLICIES)),
    IAM_GET_POLICY_VERSION(global("iam", "GetPolicyVersion")
            .item("PolicyArn")
            .absent("NoSuchEntity")
            .in(Area.MANAGED_POLICIES)),
    /// Tells the management account, which no control policy limits.
    ORGANIZATIONS_DESCRIBE_ORGANIZATION(global("organizations", "DescribeOrganization", "Organization")
            .absent("AWSOrganizationsNotInUseException")
            .in(Area.ORGANIZATION_POLICIES)),
    /// From the account up to the root.
    ORGANIZATIONS_LIST_PARENTS(
            global("organizations", "ListParents").item("ChildId").in(Area.ORGANIZATION_POLICIES)),
    /// For each level once with the filter `SERVICE_CONTROL_POLICY`, once with `RESOURCE_CONTROL_POLICY`.
    ORGANIZATIONS_LIST_POLICIES_FOR_TARGET(
            global("organizations", "ListPoliciesForTarget").item("TargetId").in(Area.ORGANIZATION_POLICIES)),
    ORGANIZATIONS_DESCRIBE_POLICY(
            global("organizations", "DescribePolicy").item("PolicyId").in(Area.ORGANIZATION_POLICIES)),

    SSM_DESCRIBE_PARAMETERS(listing("ssm", "DescribeParameters", "Parameters").in(Area.PARAMETERS)),
    /// Ten names a call, without decryption, never a SecureString.
    SSM_GET_PARAMETERS(about("ssm", "GetParameters", "Names").in(Area.PARAMETER_VALUES)),
    SECRETSMANAGER_LIST_SECRETS(
            listing("secretsmanager", "ListSecrets", "SecretList").in(Area.SECRETS)),
    SECRETSMANAGER_GET_RESOURCE_POLICY(about("secretsmanager", "GetResourcePolicy", "SecretId")
            .absent("ResourceNotFoundException")
            .in(Area.RESOURCE_POLICIES)),
    S3_LIST_BUCKETS(global("s3", "ListBuckets", "Buckets")
            .permission("s3:ListAllMyBuckets")
            .in(Area.BUCKETS)),
    S3_GET_BUCKET_POLICY(global("s3", "GetBucketPolicy")
            .item("Bucket")
            .absent("NoSuchBucketPolicy")
            .in(Area.RESOURCE_POLICIES)),
    KMS_LIST_KEYS(listing("kms", "ListKeys", "Keys").in(Area.KEYS)),
    KMS_LIST_ALIASES(listing("kms", "ListAliases", "Aliases").in(Area.KEYS)),
    KMS_DESCRIBE_KEY(about("kms", "DescribeKey", "KeyId").in(Area.KEYS)),
    KMS_GET_KEY_POLICY(about("kms", "GetKeyPolicy", "KeyId").in(Area.RESOURCE_POLICIES)),
    KMS_LIST_GRANTS(about("kms", "ListGrants", "KeyId").in(Area.RESOURCE_POLICIES)),
    SQS_LIST_QUEUES(listing("sqs", "ListQueues", "QueueUrls").in(Area.QUEUES)),
    SQS_GET_QUEUE_ATTRIBUTES(about("sqs", "GetQueueAttributes", "QueueUrl").in(Area.QUEUES, Area.RESOURCE_POLICIES)),
    SNS_LIST_TOPICS(listing("sns", "ListTopics", "Topics").in(Area.TOPICS)),
    SNS_GET_TOPIC_ATTRIBUTES(about("sns", "GetTopicAttributes", "TopicArn").in(Area.RESOURCE_POLICIES)),
    DYNAMODB_LIST_TABLES(listing("dynamodb", "ListTables", "TableNames").in(Area.TABLES)),
    DYNAMODB_GET_RESOURCE_POLICY(about("dynamodb", "GetResourcePolicy", "ResourceArn")
            .absent("PolicyNotFoundException")
            .in(Area.RESOURCE_POLICIES)),

    ECR_GET_REPOSITORY_POLICY(about("ecr", "GetRepositoryPolicy", "repositoryName")
            .absent("RepositoryPolicyNotFoundException")
            .in(Area.RESOURCE_POLICIES)),
    EVENTS_DESCRIBE_EVENT_BUS(about("events", "DescribeEventBus", "Name").in(Area.RESOURCE_POLICIES)),

    RDS_DESCRIBE_DB_INSTANCES(
            listing("rds", "DescribeDBInstances", "DBInstances").in(Area.DATABASES)),
    RDS_DESCRIBE_DB_CLUSTERS(listing("rds", "DescribeDBClusters", "DBClusters").in(Area.DATABASES)),
    RDS_DESCRIBE_DB_PROXIES(listing("rds", "DescribeDBProxies", "DBProxies").in(Area.DATABASES)),
    RDS_DESCRIBE_DB_SUBNET_GROUPS(
            listing("rds", "DescribeDBSubnetGroups", "DBSubnetGroups").in(Area.DATABASES)),
    /// With the nodes: `ShowCacheNodeInfo`.
    ELASTICACHE_DESCRIBE_CACHE_CLUSTERS(
            listing("elasticache", "DescribeCacheClusters", "CacheClusters").in(Area.CACHES)),
    ELASTICACHE_DESCRIBE_REPLICATION_GROUPS(listing("elasticache", "DescribeReplicationGroups", "ReplicationGroups")
            .in(Area.CACHES)),
    ELASTICACHE_DESCRIBE_CACHE_SUBNET_GROUPS(listing("elasticache", "DescribeCacheSubnetGroups", "CacheSubnetGroups")
            .in(Area.CACHES)),
    /// Domains of Elasticsearch and OpenSearch.
    ES_DESCRIBE_ELASTICSEARCH_DOMAINS(listing("es", "DescribeElasticsearchDomains", "DomainStatusList")
            .neverAsked()
            .in(Area.DATABASES)),
    ELB_DESCRIBE_LOAD_BALANCERS(listing("elb", "DescribeLoadBalancers", "LoadBalancerDescriptions")
            .permission("elasticloadbalancing:DescribeLoadBalancers")
            .in(Area.CLASSIC_LOAD_BALANCERS)),
    ELBV2_DESCRIBE_LOAD_BALANCERS(listing("elbv2", "DescribeLoadBalancers", "LoadBalancers")
            .permission("elasticloadbalancing:DescribeLoadBalancers")
            .in(Area.LOAD_BALANCERS)),
    ELBV2_DESCRIBE_LISTENERS(about("elbv2", "DescribeListeners", "LoadBalancerArn")
            .permission("elasticloadbalancing:DescribeListeners")
            .in(Area.LOAD_BALANCERS)),
    ELBV2_DESCRIBE_LOAD_BALANCER_ATTRIBUTES(about("elbv2", "DescribeLoadBalancerAttributes", "LoadBalancerArn")
            .permission("elasticloadbalancing:DescribeLoadBalancerAttributes")
            .in(Area.LOAD_BALANCER_TARGETS)),
    ELBV2_DESCRIBE_TARGET_GROUPS(listing("elbv2", "DescribeTargetGroups", "TargetGroups")
            .permission("elasticloadbalancing:DescribeTargetGroups")
            .in(Area.LOAD_BALANCER_TARGETS)),
    /// For groups that a load balancer uses.
    ELBV2_DESCRIBE_TARGET_GROUP_ATTRIBUTES(about("elbv2", "DescribeTargetGroupAttributes", "TargetGroupArn")
            .permission("elasticloadbalancing:DescribeTargetGroupAttributes")
            .in(Area.LOAD_BALANCER_TARGETS)),
    ELBV2_DESCRIBE_TARGET_HEALTH(about("elbv2", "DescribeTargetHealth", "TargetGroupArn")
            .permission("elasticloadbalancing:DescribeTargetHealth")
            .in(Area.LOAD_BALANCER_TARGETS)),

    NETWORK_FIREWALL_LIST_FIREWALLS(
            listing("network-firewall", "ListFirewalls", "Firewalls").in(Area.FIREWALLS)),
    NETWORK_FIREWALL_DESCRIBE_FIREWALL(
            about("network-firewall", "DescribeFirewall", "FirewallArn").in(Area.FIREWALLS)),
    NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY(about("network-firewall", "DescribeFirewallPolicy", "FirewallPolicyArn")
            .in(Area.FIREWALLS)),
    NETWORK_FIREWALL_DESCRIBE_RULE_GROUP(
            about("network-firewall", "DescribeRuleGroup", "RuleGroupArn").in(Area.FIREWALLS)),

    ROUTE53_LIST_HOSTED_ZONES(
            global("route53", "ListHostedZones", "HostedZones").in(Area.HOSTED_ZONES)),
    /// For the VPCs of a private zone.
    ROUTE53_GET_HOSTED_ZONE(global("route53", "GetHostedZone").item("Id").in(Area.HOSTED_ZONES)),
    /// For private zones only.
    ROUTE53_LIST_RESOURCE_RECORD_SETS(
            global("route53", "ListResourceRecordSets").item("HostedZoneId").in(Area.HOSTED_ZONES)),

    ROUTE53RESOLVER_LIST_RESOLVER_RULES(
            listing("route53resolver", "ListResolverRules", "ResolverRules").in(Area.RESOLVER_RULES)),
    ROUTE53RESOLVER_LIST_RESOLVER_RULE_ASSOCIATIONS(
            listing("route53resolver", "ListResolverRuleAssociations", "ResolverRuleAssociations")
                    .in(Area.RESOLVER_RULES)),
    ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINTS(listing("route53resolver", "ListResolverEndpoints", "ResolverEndpoints")
            .in(Area.RESOLVER_RULES)),
    ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINT_IP_ADDRESSES(
            about("route53resolver", "ListResolverEndpointIpAddresses", "ResolverEndpointId")
                    .in(Area.RESOLVER_RULES)),

    APIGATEWAY_GET_REST_APIS(listing("apigateway", "GetRestApis", "items")
            .permission("apigateway:GET")
            .in(Area.APIS)),
    /// With `embed=methods`; members are in lower camel case, as the CLI prints them.
    APIGATEWAY_GET_RESOURCES(about("apigateway", "GetResources", "restApiId")
            .permission("apigateway:GET")
            .in(Area.APIS)),
    APIGATEWAYV2_GET_APIS(listing("apigatewayv2", "GetApis", "Items")
            .permission("apigateway:GET")
            .in(Area.APIS)),
    APIGATEWAYV2_GET_ROUTES(about("apigatewayv2", "GetRoutes", "ApiId")
            .permission("apigateway:GET")
            .in(Area.APIS)),
    APIGATEWAYV2_GET_INTEGRATIONS(about("apigatewayv2", "GetIntegrations", "ApiId")
            .permission("apigateway:GET")
            .in(Area.APIS));

    private static final Map<String, Operation> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(Operation::key, Function.identity()));

    @SuppressWarnings("ImmutableEnumChecker") // a row's lists and sets are made by List.of and Set.of
    private final Row row;

    Operation(Row row) {
        this.row = row;
    }

    /// The operation of a service, or nothing when envgate does not use it.
    public static Optional<Operation> of(String service, String operation) {
        return Optional.ofNullable(BY_NAME.get(service + ":" + operation));
    }

    /// `ec2:DescribeVpcs`.
    public String key() {
        return row.service + ":" + row.name;
    }

    /// The AWS CLI's name of the service, `elbv2`.
    public String service() {
        return row.service;
    }

    /// AWS's name of the call, `DescribeVpcs`.
    public String operation() {
        return row.name;
    }

    /// What is unseen when the call is refused: the whole of it for a listing, one item of it for a call about one.
    public List<Area> areas() {
        return row.areas;
    }

    /// The IAM action that allows the call; empty when none is needed.
    public String permission() {
        return row.permission;
    }

    /// Whether the call has one answer for the whole account, whatever the region; such answers carry no region.
    public boolean isGlobal() {
        return row.global;
    }

    /// Whether envgate makes the call; the answer to another is read where somebody recorded it, and never missed.
    public boolean isAsked() {
        return row.use == Use.READ;
    }

    /// Whether envgate makes the call only where a plan asks for it; it says nothing of what is there.
    public boolean isForPlans() {
        return row.use == Use.PLAN;
    }

    /// Whether the call lists all there is, and is not about one item.
    public boolean isListing() {
        return row.item.isEmpty();
    }

    /// The request's member that says which item a call is about; empty for listings.
    public String item() {
        return row.item;
    }

    /// The answer's member that holds the list; empty for calls about one item.
    public String list() {
        return row.list;
    }

    /// Whether this refusal says that there is nothing to see, which is knowledge and no gap.
    public boolean meansAbsent(String code) {
        return row.absent.contains(code);
    }

    /// As the AWS CLI spells it, `describe-vpcs`.
    public String command() {
        return row.name
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static Row listing(String service, String name, String list) {
        return new Row(service, name, service + ":" + name, "", list, Set.of(), false, Use.READ, List.of());
    }

    private static Row about(String service, String name, String item) {
        return new Row(service, name, service + ":" + name, item, "", Set.of(), false, Use.READ, List.of());
    }

    private static Row global(String service, String name, String list) {
        return new Row(service, name, service + ":" + name, "", list, Set.of(), true, Use.READ, List.of());
    }

    private static Row global(String service, String name) {
        return global(service, name, "");
    }

    /// When a call is made.
    private enum Use {
        /// Whenever an environment is read.
        READ,
        /// Never; an answer that somebody recorded is read.
        RECORDED,
        /// When a plan asks for it.
        PLAN
    }

    /// A row of the table while it is being written.
    private record Row(
            String service,
            String name,
            String permission,
            String item,
            String list,
            Set<String> absent,
            boolean global,
            Use use,
            List<Area> areas) {

        Row permission(String other) {
            return new Row(service, name, other, item, list, absent, global, use, areas);
        }

        Row item(String member) {
            return new Row(service, name, permission, member, list, absent, global, use, areas);
        }

        Row absent(String... codes) {
            return new Row(service, name, permission, item, list, Set.of(codes), global, use, areas);
        }

        Row neverAsked() {
            return new Row(service, name, permission, item, list, absent, global, Use.RECORDED, areas);
        }

        Row forPlans() {
            return new Row(service, name, permission, item, list, absent, global, Use.PLAN, areas);
        }

        Row in(Area... some) {
            return new Row(service, name, permission, item, list, absent, global, use, List.of(some));
        }
    }
}
