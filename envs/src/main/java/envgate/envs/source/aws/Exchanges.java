package envgate.envs.source.aws;

import envgate.envs.source.capture.Operation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayPeeringAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayVpcAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesRequest;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.networkfirewall.NetworkFirewallClient;
import software.amazon.awssdk.services.networkfirewall.model.DescribeFirewallPolicyRequest;
import software.amazon.awssdk.services.networkfirewall.model.DescribeFirewallRequest;
import software.amazon.awssdk.services.networkfirewall.model.DescribeRuleGroupRequest;
import software.amazon.awssdk.services.networkfirewall.model.ListFirewallsRequest;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationRequest;
import software.amazon.awssdk.services.organizations.model.DescribePolicyRequest;
import software.amazon.awssdk.services.organizations.model.ListParentsRequest;
import software.amazon.awssdk.services.organizations.model.ListPoliciesForTargetRequest;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.GetHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;
import software.amazon.awssdk.services.route53resolver.model.ListResolverEndpointIpAddressesRequest;
import software.amazon.awssdk.services.route53resolver.model.ListResolverEndpointsRequest;
import software.amazon.awssdk.services.route53resolver.model.ListResolverRuleAssociationsRequest;
import software.amazon.awssdk.services.route53resolver.model.ListResolverRulesRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/// How each operation of the table is asked with the SDK: its request, its method, and how its pages follow
/// each other.
///
/// A new operation has one row here besides the one in [Operation], and one in [Items] when it is about
/// single items.
final class Exchanges {

    /// A search needs a filter: this one leaves nothing out that counts.
    private static final Filter STATES =
            Filter.builder().name("state").values("active", "blackhole").build();

    private final Map<Operation, Exchange> rows = new EnumMap<>(Operation.class);

    static final Map<Operation, Exchange> ALL = Collections.unmodifiableMap(new Exchanges().rows);

    private Exchanges() {
        add(
                Operation.STS_GET_CALLER_IDENTITY,
                GetCallerIdentityRequest::builder,
                StsClient.class,
                StsClient::getCallerIdentity);
        add(
                        Operation.CLOUDFORMATION_DESCRIBE_STACKS,
                        DescribeStacksRequest::builder,
                        CloudFormationClient.class,
                        CloudFormationClient::describeStacks)
                .page("NextToken", "NextToken");
        add(
                        Operation.CLOUDFORMATION_LIST_EXPORTS,
                        ListExportsRequest::builder,
                        CloudFormationClient.class,
                        CloudFormationClient::listExports)
                .page("NextToken", "NextToken");
        add(
                        Operation.CLOUDFORMATION_LIST_STACK_RESOURCES,
                        ListStackResourcesRequest::builder,
                        CloudFormationClient.class,
                        CloudFormationClient::listStackResources)
                .page("NextToken", "NextToken");
        add(
                Operation.CLOUDFORMATION_GET_TEMPLATE,
                GetTemplateRequest::builder,
                CloudFormationClient.class,
                CloudFormationClient::getTemplate);
        add(
                        Operation.CLOUDFORMATION_LIST_IMPORTS,
                        ListImportsRequest::builder,
                        CloudFormationClient.class,
                        CloudFormationClient::listImports)
                .page("NextToken", "NextToken");
        add(
                        Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET,
                        DescribeChangeSetRequest::builder,
                        CloudFormationClient.class,
                        CloudFormationClient::describeChangeSet)
                .page("NextToken", "NextToken");
        add(
                        Operation.LAMBDA_LIST_FUNCTIONS,
                        ListFunctionsRequest::builder,
                        LambdaClient.class,
                        LambdaClient::listFunctions)
                .page("Marker", "NextMarker")
                .size("MaxItems", 50);
        add(
                        Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS,
                        ListEventSourceMappingsRequest::builder,
                        LambdaClient.class,
                        LambdaClient::listEventSourceMappings)
                .page("Marker", "NextMarker")
                .size("MaxItems", 100);
        add(Operation.LAMBDA_GET_FUNCTION, GetFunctionRequest::builder, LambdaClient.class, LambdaClient::getFunction);
        add(
                Operation.LAMBDA_GET_POLICY,
                software.amazon.awssdk.services.lambda.model.GetPolicyRequest::builder,
                LambdaClient.class,
                LambdaClient::getPolicy);
        add(
                        Operation.LAMBDA_LIST_ALIASES,
                        software.amazon.awssdk.services.lambda.model.ListAliasesRequest::builder,
                        LambdaClient.class,
                        LambdaClient::listAliases)
                .page("Marker", "NextMarker")
                .size("MaxItems", 1000);
        add(Operation.EC2_DESCRIBE_VPCS, DescribeVpcsRequest::builder, Ec2Client.class, Ec2Client::describeVpcs)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                Operation.EC2_DESCRIBE_VPC_ATTRIBUTE,
                DescribeVpcAttributeRequest::builder,
                Ec2Client.class,
                Ec2Client::describeVpcAttribute);
        add(
                        Operation.EC2_DESCRIBE_SUBNETS,
                        DescribeSubnetsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeSubnets)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_ROUTE_TABLES,
                        DescribeRouteTablesRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeRouteTables)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                        Operation.EC2_DESCRIBE_SECURITY_GROUPS,
                        DescribeSecurityGroupsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeSecurityGroups)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_NETWORK_ACLS,
                        DescribeNetworkAclsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeNetworkAcls)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_INTERNET_GATEWAYS,
                        DescribeInternetGatewaysRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeInternetGateways)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS,
                        DescribeEgressOnlyInternetGatewaysRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeEgressOnlyInternetGateways)
                .page("NextToken", "NextToken")
                .size("MaxResults", 255);
        add(
                        Operation.EC2_DESCRIBE_NAT_GATEWAYS,
                        DescribeNatGatewaysRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeNatGateways)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                Operation.EC2_DESCRIBE_VPN_GATEWAYS,
                DescribeVpnGatewaysRequest::builder,
                Ec2Client.class,
                Ec2Client::describeVpnGateways);
        add(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAYS,
                        DescribeTransitGatewaysRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeTransitGateways)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_VPC_PEERING_CONNECTIONS,
                        DescribeVpcPeeringConnectionsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeVpcPeeringConnections)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_VPC_ENDPOINTS,
                        DescribeVpcEndpointsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeVpcEndpoints)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_NETWORK_INTERFACES,
                        DescribeNetworkInterfacesRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeNetworkInterfaces)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_PREFIX_LISTS,
                        DescribePrefixListsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describePrefixLists)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS,
                        DescribeManagedPrefixListsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeManagedPrefixLists)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                        Operation.EC2_GET_MANAGED_PREFIX_LIST_ENTRIES,
                        GetManagedPrefixListEntriesRequest::builder,
                        Ec2Client.class,
                        Ec2Client::getManagedPrefixListEntries)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                Operation.EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS,
                DescribeVpcBlockPublicAccessOptionsRequest::builder,
                Ec2Client.class,
                Ec2Client::describeVpcBlockPublicAccessOptions);
        add(
                        Operation.EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_EXCLUSIONS,
                        DescribeVpcBlockPublicAccessExclusionsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeVpcBlockPublicAccessExclusions)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS,
                        GetAccountAuthorizationDetailsRequest::builder,
                        IamClient.class,
                        IamClient::getAccountAuthorizationDetails)
                .page("Marker", "Marker")
                .size("MaxItems", 1000)
                .with("Filter", "Role", "LocalManagedPolicy");
        add(
                Operation.IAM_GET_POLICY,
                software.amazon.awssdk.services.iam.model.GetPolicyRequest::builder,
                IamClient.class,
                IamClient::getPolicy);
        add(
                Operation.IAM_GET_POLICY_VERSION,
                GetPolicyVersionRequest::builder,
                IamClient.class,
                IamClient::getPolicyVersion);
        add(
                Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION,
                DescribeOrganizationRequest::builder,
                OrganizationsClient.class,
                OrganizationsClient::describeOrganization);
        add(
                        Operation.ORGANIZATIONS_LIST_PARENTS,
                        ListParentsRequest::builder,
                        OrganizationsClient.class,
                        OrganizationsClient::listParents)
                .page("NextToken", "NextToken");
        add(
                        Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET,
                        ListPoliciesForTargetRequest::builder,
                        OrganizationsClient.class,
                        OrganizationsClient::listPoliciesForTarget)
                .page("NextToken", "NextToken")
                .size("MaxResults", 20);
        add(
                Operation.ORGANIZATIONS_DESCRIBE_POLICY,
                DescribePolicyRequest::builder,
                OrganizationsClient.class,
                OrganizationsClient::describePolicy);
        add(
                        Operation.SSM_DESCRIBE_PARAMETERS,
                        DescribeParametersRequest::builder,
                        SsmClient.class,
                        SsmClient::describeParameters)
                .page("NextToken", "NextToken")
                .size("MaxResults", 50);
        add(Operation.SSM_GET_PARAMETERS, GetParametersRequest::builder, SsmClient.class, SsmClient::getParameters);
        add(
                        Operation.SECRETSMANAGER_LIST_SECRETS,
                        ListSecretsRequest::builder,
                        SecretsManagerClient.class,
                        SecretsManagerClient::listSecrets)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                Operation.SECRETSMANAGER_GET_RESOURCE_POLICY,
                software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest::builder,
                SecretsManagerClient.class,
                SecretsManagerClient::getResourcePolicy);
        add(Operation.S3_LIST_BUCKETS, ListBucketsRequest::builder, S3Client.class, S3Client::listBuckets)
                .page("ContinuationToken", "ContinuationToken")
                .size("MaxBuckets", 1000);
        add(Operation.S3_GET_BUCKET_POLICY, GetBucketPolicyRequest::builder, S3Client.class, S3Client::getBucketPolicy);
        add(Operation.KMS_LIST_KEYS, ListKeysRequest::builder, KmsClient.class, KmsClient::listKeys)
                .page("Marker", "NextMarker")
                .size("Limit", 1000);
        add(Operation.KMS_LIST_ALIASES, ListAliasesRequest::builder, KmsClient.class, KmsClient::listAliases)
                .page("Marker", "NextMarker")
                .size("Limit", 100);
        add(Operation.KMS_DESCRIBE_KEY, DescribeKeyRequest::builder, KmsClient.class, KmsClient::describeKey);
        add(Operation.KMS_GET_KEY_POLICY, GetKeyPolicyRequest::builder, KmsClient.class, KmsClient::getKeyPolicy);
        add(
                Operation.ECR_GET_REPOSITORY_POLICY,
                GetRepositoryPolicyRequest::builder,
                EcrClient.class,
                EcrClient::getRepositoryPolicy);
        add(
                Operation.EVENTS_DESCRIBE_EVENT_BUS,
                DescribeEventBusRequest::builder,
                EventBridgeClient.class,
                EventBridgeClient::describeEventBus);
        add(Operation.KMS_LIST_GRANTS, ListGrantsRequest::builder, KmsClient.class, KmsClient::listGrants)
                .page("Marker", "NextMarker")
                .size("Limit", 100);
        add(Operation.SQS_LIST_QUEUES, ListQueuesRequest::builder, SqsClient.class, SqsClient::listQueues)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                Operation.SQS_GET_QUEUE_ATTRIBUTES,
                GetQueueAttributesRequest::builder,
                SqsClient.class,
                SqsClient::getQueueAttributes);
        add(Operation.SNS_LIST_TOPICS, ListTopicsRequest::builder, SnsClient.class, SnsClient::listTopics)
                .page("NextToken", "NextToken");
        add(
                Operation.SNS_GET_TOPIC_ATTRIBUTES,
                GetTopicAttributesRequest::builder,
                SnsClient.class,
                SnsClient::getTopicAttributes);
        add(
                        Operation.DYNAMODB_LIST_TABLES,
                        ListTablesRequest::builder,
                        DynamoDbClient.class,
                        DynamoDbClient::listTables)
                .page("ExclusiveStartTableName", "LastEvaluatedTableName")
                .size("Limit", 100);
        add(
                Operation.DYNAMODB_GET_RESOURCE_POLICY,
                software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest::builder,
                DynamoDbClient.class,
                DynamoDbClient::getResourcePolicy);
        add(
                        Operation.RDS_DESCRIBE_DB_INSTANCES,
                        DescribeDbInstancesRequest::builder,
                        RdsClient.class,
                        RdsClient::describeDBInstances)
                .page("Marker", "Marker")
                .size("MaxRecords", 100);
        add(
                        Operation.RDS_DESCRIBE_DB_CLUSTERS,
                        DescribeDbClustersRequest::builder,
                        RdsClient.class,
                        RdsClient::describeDBClusters)
                .page("Marker", "Marker")
                .size("MaxRecords", 100);
        add(
                        Operation.RDS_DESCRIBE_DB_PROXIES,
                        DescribeDbProxiesRequest::builder,
                        RdsClient.class,
                        RdsClient::describeDBProxies)
                .page("Marker", "Marker")
                .size("MaxRecords", 100);
        add(
                        Operation.RDS_DESCRIBE_DB_SUBNET_GROUPS,
                        DescribeDbSubnetGroupsRequest::builder,
                        RdsClient.class,
                        RdsClient::describeDBSubnetGroups)
                .page("Marker", "Marker")
                .size("MaxRecords", 100);
        add(
                        Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS,
                        DescribeCacheClustersRequest::builder,
                        ElastiCacheClient.class,
                        ElastiCacheClient::describeCacheClusters)
                .page("Marker", "Marker")
                .size("MaxRecords", 100)
                .with("ShowCacheNodeInfo", true);
        add(
                        Operation.ELASTICACHE_DESCRIBE_REPLICATION_GROUPS,
                        DescribeReplicationGroupsRequest::builder,
                        ElastiCacheClient.class,
                        ElastiCacheClient::describeReplicationGroups)
                .page("Marker", "Marker")
                .size("MaxRecords", 100);
        add(
                        Operation.ELASTICACHE_DESCRIBE_CACHE_SUBNET_GROUPS,
                        DescribeCacheSubnetGroupsRequest::builder,
                        ElastiCacheClient.class,
                        ElastiCacheClient::describeCacheSubnetGroups)
                .page("Marker", "Marker")
                .size("MaxRecords", 100);
        add(
                        Operation.ELBV2_DESCRIBE_LOAD_BALANCERS,
                        DescribeLoadBalancersRequest::builder,
                        ElasticLoadBalancingV2Client.class,
                        ElasticLoadBalancingV2Client::describeLoadBalancers)
                .page("Marker", "NextMarker")
                .size("PageSize", 400);
        add(
                        Operation.ELBV2_DESCRIBE_LISTENERS,
                        DescribeListenersRequest::builder,
                        ElasticLoadBalancingV2Client.class,
                        ElasticLoadBalancingV2Client::describeListeners)
                .page("Marker", "NextMarker")
                .size("PageSize", 400);
        add(
                        Operation.ROUTE53_LIST_HOSTED_ZONES,
                        ListHostedZonesRequest::builder,
                        Route53Client.class,
                        Route53Client::listHostedZones)
                .page("Marker", "NextMarker");
        add(
                Operation.ROUTE53_GET_HOSTED_ZONE,
                GetHostedZoneRequest::builder,
                Route53Client.class,
                Route53Client::getHostedZone);
        add(
                        Operation.ROUTE53_LIST_RESOURCE_RECORD_SETS,
                        ListResourceRecordSetsRequest::builder,
                        Route53Client.class,
                        Route53Client::listResourceRecordSets)
                .page("StartRecordName", "NextRecordName")
                .page("StartRecordType", "NextRecordType")
                .page("StartRecordIdentifier", "NextRecordIdentifier");
        add(
                        Operation.APIGATEWAY_GET_REST_APIS,
                        GetRestApisRequest::builder,
                        ApiGatewayClient.class,
                        ApiGatewayClient::getRestApis)
                .page("position", "position")
                .size("limit", 500);
        add(
                        Operation.APIGATEWAY_GET_RESOURCES,
                        GetResourcesRequest::builder,
                        ApiGatewayClient.class,
                        ApiGatewayClient::getResources)
                .page("position", "position")
                .size("limit", 500);
        add(
                        Operation.APIGATEWAYV2_GET_APIS,
                        GetApisRequest::builder,
                        ApiGatewayV2Client.class,
                        ApiGatewayV2Client::getApis)
                .page("NextToken", "NextToken");
        add(
                        Operation.APIGATEWAYV2_GET_ROUTES,
                        GetRoutesRequest::builder,
                        ApiGatewayV2Client.class,
                        ApiGatewayV2Client::getRoutes)
                .page("NextToken", "NextToken");
        add(
                        Operation.APIGATEWAYV2_GET_INTEGRATIONS,
                        GetIntegrationsRequest::builder,
                        ApiGatewayV2Client.class,
                        ApiGatewayV2Client::getIntegrations)
                .page("NextToken", "NextToken");
        further();
    }

    /// What only some networks have.
    private void further() {
        add(
                        Operation.EC2_DESCRIBE_STALE_SECURITY_GROUPS,
                        DescribeStaleSecurityGroupsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeStaleSecurityGroups)
                .page("NextToken", "NextToken")
                .size("MaxResults", 255);
        add(
                Operation.EC2_DESCRIBE_VPN_CONNECTIONS,
                DescribeVpnConnectionsRequest::builder,
                Ec2Client.class,
                Ec2Client::describeVpnConnections);
        add(
                Operation.EC2_DESCRIBE_CUSTOMER_GATEWAYS,
                DescribeCustomerGatewaysRequest::builder,
                Ec2Client.class,
                Ec2Client::describeCustomerGateways);
        add(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS,
                        DescribeTransitGatewayAttachmentsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeTransitGatewayAttachments)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS,
                        DescribeTransitGatewayVpcAttachmentsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeTransitGatewayVpcAttachments)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_PEERING_ATTACHMENTS,
                        DescribeTransitGatewayPeeringAttachmentsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeTransitGatewayPeeringAttachments)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES,
                        DescribeTransitGatewayRouteTablesRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeTransitGatewayRouteTables)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_SEARCH_TRANSIT_GATEWAY_ROUTES,
                        () -> SearchTransitGatewayRoutesRequest.builder().filters(List.of(STATES)),
                        Ec2Client.class,
                        Ec2Client::searchTransitGatewayRoutes)
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_INSTANCES,
                        DescribeInstancesRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeInstances)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.EC2_DESCRIBE_DHCP_OPTIONS,
                        DescribeDhcpOptionsRequest::builder,
                        Ec2Client.class,
                        Ec2Client::describeDhcpOptions)
                .page("NextToken", "NextToken")
                .size("MaxResults", 1000);
        add(
                        Operation.ELB_DESCRIBE_LOAD_BALANCERS,
                        software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest
                                ::builder,
                        ElasticLoadBalancingClient.class,
                        ElasticLoadBalancingClient::describeLoadBalancers)
                .page("Marker", "NextMarker")
                .size("PageSize", 400);
        add(
                Operation.ELBV2_DESCRIBE_LOAD_BALANCER_ATTRIBUTES,
                DescribeLoadBalancerAttributesRequest::builder,
                ElasticLoadBalancingV2Client.class,
                ElasticLoadBalancingV2Client::describeLoadBalancerAttributes);
        add(
                        Operation.ELBV2_DESCRIBE_TARGET_GROUPS,
                        DescribeTargetGroupsRequest::builder,
                        ElasticLoadBalancingV2Client.class,
                        ElasticLoadBalancingV2Client::describeTargetGroups)
                .page("Marker", "NextMarker")
                .size("PageSize", 400);
        add(
                Operation.ELBV2_DESCRIBE_TARGET_GROUP_ATTRIBUTES,
                DescribeTargetGroupAttributesRequest::builder,
                ElasticLoadBalancingV2Client.class,
                ElasticLoadBalancingV2Client::describeTargetGroupAttributes);
        add(
                Operation.ELBV2_DESCRIBE_TARGET_HEALTH,
                DescribeTargetHealthRequest::builder,
                ElasticLoadBalancingV2Client.class,
                ElasticLoadBalancingV2Client::describeTargetHealth);
        add(
                        Operation.NETWORK_FIREWALL_LIST_FIREWALLS,
                        ListFirewallsRequest::builder,
                        NetworkFirewallClient.class,
                        NetworkFirewallClient::listFirewalls)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL,
                DescribeFirewallRequest::builder,
                NetworkFirewallClient.class,
                NetworkFirewallClient::describeFirewall);
        add(
                Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY,
                DescribeFirewallPolicyRequest::builder,
                NetworkFirewallClient.class,
                NetworkFirewallClient::describeFirewallPolicy);
        add(
                Operation.NETWORK_FIREWALL_DESCRIBE_RULE_GROUP,
                DescribeRuleGroupRequest::builder,
                NetworkFirewallClient.class,
                NetworkFirewallClient::describeRuleGroup);
        add(
                        Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULES,
                        ListResolverRulesRequest::builder,
                        Route53ResolverClient.class,
                        Route53ResolverClient::listResolverRules)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                        Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULE_ASSOCIATIONS,
                        ListResolverRuleAssociationsRequest::builder,
                        Route53ResolverClient.class,
                        Route53ResolverClient::listResolverRuleAssociations)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                        Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINTS,
                        ListResolverEndpointsRequest::builder,
                        Route53ResolverClient.class,
                        Route53ResolverClient::listResolverEndpoints)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
        add(
                        Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINT_IP_ADDRESSES,
                        ListResolverEndpointIpAddressesRequest::builder,
                        Route53ResolverClient.class,
                        Route53ResolverClient::listResolverEndpointIpAddresses)
                .page("NextToken", "NextToken")
                .size("MaxResults", 100);
    }

    static Exchange of(Operation operation) {
        return Objects.requireNonNull(ALL.get(operation), operation.key());
    }

    private <C, B extends AwsRequest.Builder & CopyableBuilder<B, Q>, Q extends AwsRequest & ToCopyableBuilder<B, Q>>
            Exchange add(
                    Operation operation,
                    Supplier<B> request,
                    Class<C> client,
                    BiFunction<C, Q, ? extends AwsResponse> call) {
        @SuppressWarnings("unchecked") // the builder makes what the method takes, as the type parameters say
        Exchange exchange = new Exchange(request, (it, asked) -> call.apply(client.cast(it), (Q) asked));
        rows.put(operation, exchange);
        return exchange;
    }
}
