package envgate.envs.wire;

import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An account with as many functions as one wants, one in ten of them an image, and of everything else that
/// is read at least one thing: what a [WireFake] answers in benchmarks and where every operation has to
/// have an answer.
public final class Fleet {

    /// CloudFormation takes no more than 500 resources in a stack; a function has three.
    private static final int FUNCTIONS_IN_A_STACK = 100;

    private final String name;
    private final String account;
    private final String region;
    private final int functions;
    private final List<Answer> answers = new ArrayList<>();

    private Fleet(String name, String account, String region, int functions) {
        this.name = name;
        this.account = account;
        this.region = region;
        this.functions = functions;
    }

    /// What an account answers in which the application `name` has so many functions.
    public static List<Answer> of(String name, String account, String region, int functions) {
        Fleet fleet = new Fleet(name, account, region, functions);
        fleet.stacks();
        fleet.functions();
        fleet.network();
        fleet.identities();
        fleet.organization();
        fleet.stores();
        fleet.databases();
        fleet.names();
        return List.copyOf(fleet.answers);
    }

    /// Patterns of the stacks that are the application's.
    public static List<String> stackPatterns(String name) {
        return List.of(name + "-stack-*");
    }

    private void give(Operation operation, String request, String body) {
        answers.add(new Answer(
                account,
                operation.isGlobal() ? "" : region,
                operation.service(),
                operation.operation(),
                object(request),
                new Answer.Response(object(body))));
    }

    private ObjectNode object(String text) {
        String filled =
                text.replace("ACCOUNT", account).replace("REGION", region).replace("NAME", name);
        return (ObjectNode) JsonMapper.shared().readTree(filled);
    }

    private static String each(int count, java.util.function.IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(", "));
    }

    private int stackCount() {
        return (functions + FUNCTIONS_IN_A_STACK - 1) / FUNCTIONS_IN_A_STACK;
    }

    private void stacks() {
        give(
                Operation.CLOUDFORMATION_DESCRIBE_STACKS,
                "{}",
                "{\"Stacks\": [" + each(stackCount(), it -> """
                {"StackId": "arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME-stack-%d/%d", "StackName": "NAME-stack-%d",
                 "Parameters": [{"ParameterKey": "Stage", "ParameterValue": "NAME"}],
                 "Outputs": [{"OutputKey": "QueueUrl", "ExportName": "NAME-%d-queue",
                   "OutputValue": "https://sqs.REGION.amazonaws.com/ACCOUNT/NAME-queue-0"}],
                 "CreationTime": "2026-01-01T00:00:00Z", "StackStatus": "CREATE_COMPLETE",
                 "Tags": [{"Key": "app", "Value": "NAME"}]}""".formatted(it, it, it, it)) + "]}");
        give(
                Operation.CLOUDFORMATION_LIST_EXPORTS,
                "{}",
                "{\"Exports\": [" + each(stackCount(), it -> """
                {"ExportingStackId": "arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME-stack-%d/%d",
                 "Name": "NAME-%d-queue", "Value": "https://sqs.REGION.amazonaws.com/ACCOUNT/NAME-queue-0"}""".formatted(it, it, it)) + "]}");
        for (int i = 0; i < stackCount(); i++) {
            int first = i * FUNCTIONS_IN_A_STACK;
            int count = Math.min(FUNCTIONS_IN_A_STACK, functions - first);
            String stack = "{\"StackName\": \"NAME-stack-" + i + "\"}";
            give(
                    Operation.CLOUDFORMATION_LIST_STACK_RESOURCES,
                    stack,
                    "{\"StackResourceSummaries\": ["
                            + each(
                                    count,
                                    it -> member("Function" + (first + it), "NAME-f" + (first + it), "Lambda::Function")
                                            + ", "
                                            + member("Role" + (first + it), "NAME-r" + (first + it), "IAM::Role"))
                            + (i > 0
                                    ? ""
                                    : ", " + member("Images", "NAME/api", "ECR::Repository") + ", "
                                            + member("Bus", "NAME-bus", "Events::EventBus"))
                            + "]}");
            give(Operation.CLOUDFORMATION_GET_TEMPLATE, stack, """
                    {"TemplateBody": {"Resources": {}, "Outputs": {}}, "StagesAvailable": ["Original", "Processed"]}""");
            give(Operation.CLOUDFORMATION_LIST_IMPORTS, "{\"ExportName\": \"NAME-" + i + "-queue\"}", """
                    {"Imports": ["NAME-other"]}""");
        }
    }

    private static String member(String logical, String physical, String type) {
        return """
                {"LogicalResourceId": "%s", "PhysicalResourceId": "%s", "ResourceType": "AWS::%s",
                 "LastUpdatedTimestamp": "2026-01-01T00:00:00Z", "ResourceStatus": "CREATE_COMPLETE"}""".formatted(logical, physical, type);
    }

    private static boolean isImage(int function) {
        return function % 10 == 0;
    }

    private String function(int number) {
        return """
                {"FunctionName": "NAME-f%d", "FunctionArn": "arn:aws:lambda:REGION:ACCOUNT:function:NAME-f%d", %s
                 "Role": "arn:aws:iam::ACCOUNT:role/NAME-r%d", "CodeSize": 1000, "Timeout": 10, "MemorySize": 256,
                 "LastModified": "2026-01-01T00:00:00.000+0000", "CodeSha256": "c%d", "Version": "$LATEST",
                 "Environment": {"Variables": {"STAGE": "NAME", "TABLE": "NAME-table-%d",
                   "QUEUE_URL": "https://sqs.REGION.amazonaws.com/ACCOUNT/NAME-queue-%d", "BUCKET": "NAME-bucket-0",
                   "TOPIC": "arn:aws:sns:REGION:ACCOUNT:NAME-topic", "FLAGS": "/NAME/flags",
                   "SECRET": "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME/database-AbCdEf",
                   "DB_HOST": "NAME.cluster.REGION.rds.amazonaws.com", "LOG_LEVEL": "INFO"}},
                 "KMSKeyArn": "arn:aws:kms:REGION:ACCOUNT:key/11111111-2222-3333-4444-555555555555",
                 "VpcConfig": {"SubnetIds": ["subnet-0", "subnet-1"], "SecurityGroupIds": ["sg-0"], "VpcId": "vpc-0"},
                 "Architectures": ["x86_64"]}""".formatted(
                        number,
                        number,
                        isImage(number)
                                ? "\"PackageType\": \"Image\","
                                : "\"PackageType\": \"Zip\", \"Runtime\": \"python3.13\", \"Handler\": \"app.handler\",",
                        number,
                        number,
                        number % 10,
                        number % 10);
    }

    private void functions() {
        give(Operation.LAMBDA_LIST_FUNCTIONS, "{}", "{\"Functions\": [" + each(functions, this::function) + "]}");
        give(Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS, "{}", """
                {"EventSourceMappings": [{"UUID": "00000000-0000-0000-0000-000000000001", "BatchSize": 10,
                  "EventSourceArn": "arn:aws:sqs:REGION:ACCOUNT:NAME-queue-0",
                  "FunctionArn": "arn:aws:lambda:REGION:ACCOUNT:function:NAME-f1:live", "State": "Enabled"}]}""");
        give(Operation.LAMBDA_LIST_ALIASES, "{\"FunctionName\": \"NAME-f1\"}", """
                {"Aliases": [{"AliasArn": "arn:aws:lambda:REGION:ACCOUNT:function:NAME-f1:live", "Name": "live",
                  "FunctionVersion": "7", "RoutingConfig": {"AdditionalVersionWeights": {"8": 0.1}}}]}""");
        for (int i = 0; i < functions; i++) {
            String request = "{\"FunctionName\": \"NAME-f" + i + "\"}";
            if (isImage(i)) {
                give(Operation.LAMBDA_GET_FUNCTION, request, "{\"Configuration\": " + function(i) + """
                        , "Code": {"RepositoryType": "ECR", "ImageUri": "ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:1",
                          "ResolvedImageUri": "ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:%064d"},
                         "Tags": {"app": "NAME"}}""".formatted(i));
            }
            give(Operation.LAMBDA_GET_POLICY, request, """
                    {"Policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Sid\\": \\"api\\",\
                     \\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"Service\\": \\"apigateway.amazonaws.com\\"},\
                     \\"Action\\": \\"lambda:InvokeFunction\\",\
                     \\"Resource\\": \\"arn:aws:lambda:REGION:ACCOUNT:function:NAME-f%d\\"}]}",
                     "RevisionId": "1"}""".formatted(i));
        }
    }

    private void network() {
        give(Operation.EC2_DESCRIBE_VPCS, "{}", """
                {"Vpcs": [{"VpcId": "vpc-0", "OwnerId": "ACCOUNT", "CidrBlock": "10.0.0.0/16", "State": "available",
                  "CidrBlockAssociationSet": [{"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}}]}]}""");
        give(Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, """
                {"VpcId": "vpc-0", "Attribute": "enableDnsSupport"}""", """
                {"VpcId": "vpc-0", "EnableDnsSupport": {"Value": true}}""");
        give(Operation.EC2_DESCRIBE_VPC_ATTRIBUTE, """
                {"VpcId": "vpc-0", "Attribute": "enableDnsHostnames"}""", """
                {"VpcId": "vpc-0", "EnableDnsHostnames": {"Value": true}}""");
        give(Operation.EC2_DESCRIBE_SUBNETS, "{}", "{\"Subnets\": [" + each(6, it -> """
                {"SubnetId": "subnet-%d", "VpcId": "vpc-0", "OwnerId": "ACCOUNT", "CidrBlock": "10.0.%d.0/24",
                 "AvailabilityZone": "REGIONa", "AvailabilityZoneId": "z%d", "State": "available",
                 "AvailableIpAddressCount": 240}""".formatted(it, it, it)) + "]}");
        give(Operation.EC2_DESCRIBE_ROUTE_TABLES, "{}", """
                {"RouteTables": [{"RouteTableId": "rtb-0", "VpcId": "vpc-0", "OwnerId": "ACCOUNT",
                  "Associations": [{"Main": true, "RouteTableId": "rtb-0", "RouteTableAssociationId": "rtbassoc-0"}],
                  "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
                   {"DestinationCidrBlock": "10.9.0.0/16", "TransitGatewayId": "tgw-0", "State": "active"},
                   {"DestinationCidrBlock": "10.8.0.0/16", "VpcPeeringConnectionId": "pcx-8", "State": "blackhole"},
                   {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-0", "State": "active"}]},
                 {"RouteTableId": "rtb-1", "VpcId": "vpc-0", "OwnerId": "ACCOUNT",
                  "Associations": [{"SubnetId": "subnet-5", "RouteTableId": "rtb-1", "RouteTableAssociationId": "rtbassoc-1"}],
                  "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
                   {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-0", "State": "active"}]}]}""");
        give(Operation.EC2_DESCRIBE_SECURITY_GROUPS, "{}", """
                {"SecurityGroups": [{"GroupId": "sg-0", "GroupName": "functions", "VpcId": "vpc-0", "OwnerId": "ACCOUNT",
                  "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [
                    {"GroupId": "sg-0", "UserId": "ACCOUNT"}]}], "IpPermissionsEgress": [{"IpProtocol": "-1",
                   "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [], "PrefixListIds": [],
                   "UserIdGroupPairs": [{"GroupId": "sg-9", "UserId": "ACCOUNT", "VpcPeeringConnectionId": "pcx-0"}]}]}]}""");
        give(Operation.EC2_DESCRIBE_NETWORK_ACLS, "{}", """
                {"NetworkAcls": [{"NetworkAclId": "acl-0", "VpcId": "vpc-0", "IsDefault": true,
                  "Associations": [""" + each(6, it -> """
                    {"NetworkAclAssociationId": "aclassoc-%d", "NetworkAclId": "acl-0", "SubnetId": "subnet-%d"}""".formatted(it, it)) + """
                  ], "Entries": [
                    {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": false, "CidrBlock": "0.0.0.0/0"},
                    {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": true, "CidrBlock": "0.0.0.0/0"}
                  ]}]}""");
        give(Operation.EC2_DESCRIBE_INTERNET_GATEWAYS, "{}", """
                {"InternetGateways": [{"InternetGatewayId": "igw-0", "Attachments": [{"VpcId": "vpc-0",
                  "State": "available"}]}]}""");
        give(Operation.EC2_DESCRIBE_NAT_GATEWAYS, "{}", """
                {"NatGateways": [{"NatGatewayId": "nat-0", "VpcId": "vpc-0", "SubnetId": "subnet-5",
                  "State": "available", "ConnectivityType": "public"}]}""");
        give(Operation.EC2_DESCRIBE_VPC_ENDPOINTS, "{}", """
                {"VpcEndpoints": [{"VpcEndpointId": "vpce-0", "VpcEndpointType": "Gateway", "VpcId": "vpc-0",
                  "ServiceName": "com.amazonaws.REGION.s3", "State": "available", "RouteTableIds": ["rtb-0"]},
                  {"VpcEndpointId": "vpce-1", "VpcEndpointType": "GatewayLoadBalancer", "VpcId": "vpc-0",
                  "ServiceName": "com.amazonaws.vpce.REGION.vpce-svc-0", "State": "available"}]}""");
        transit();
        filters();
        give(Operation.EC2_DESCRIBE_PREFIX_LISTS, "{}", """
                {"PrefixLists": [{"PrefixListId": "pl-0", "PrefixListName": "com.amazonaws.REGION.s3",
                  "Cidrs": ["52.216.0.0/15"]}]}""");
        give(Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS, "{}", """
                {"PrefixLists": [{"PrefixListId": "pl-0", "PrefixListName": "com.amazonaws.REGION.s3", "OwnerId": "AWS"},
                  {"PrefixListId": "pl-1", "PrefixListName": "offices", "OwnerId": "ACCOUNT"}]}""");
        give(Operation.EC2_GET_MANAGED_PREFIX_LIST_ENTRIES, """
                {"PrefixListId": "pl-1"}""", """
                {"Entries": [{"Cidr": "203.0.113.0/24", "Description": "office"},
                  {"Cidr": "198.51.100.0/24", "Description": "other office"}]}""");
        give(Operation.EC2_DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, "{}", """
                {"VpcBlockPublicAccessOptions": {"AwsAccountId": "ACCOUNT", "AwsRegion": "REGION",
                  "InternetGatewayBlockMode": "off"}}""");
    }

    private void transit() {
        give(Operation.EC2_DESCRIBE_TRANSIT_GATEWAYS, "{}", """
                {"TransitGateways": [{"TransitGatewayId": "tgw-0", "OwnerId": "ACCOUNT", "State": "available"}]}""");
        give(Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS, "{}", """
                {"TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-0", "TransitGatewayId": "tgw-0",
                  "TransitGatewayOwnerId": "ACCOUNT", "ResourceType": "vpc", "ResourceId": "vpc-0",
                  "ResourceOwnerId": "ACCOUNT", "State": "available",
                  "Association": {"TransitGatewayRouteTableId": "tgw-rtb-0", "State": "associated"}},
                 {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-0",
                  "TransitGatewayOwnerId": "ACCOUNT", "ResourceType": "peering", "ResourceId": "tgw-1",
                  "ResourceOwnerId": "ACCOUNT", "State": "available"}]}""");
        give(Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS, "{}", """
                {"TransitGatewayVpcAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-0",
                  "TransitGatewayId": "tgw-0", "VpcId": "vpc-0", "VpcOwnerId": "ACCOUNT", "State": "available",
                  "SubnetIds": ["subnet-0"], "Options": {"DnsSupport": "enable"}}]}""");
        give(Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_PEERING_ATTACHMENTS, "{}", """
                {"TransitGatewayPeeringAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1",
                  "RequesterTgwInfo": {"TransitGatewayId": "tgw-0", "OwnerId": "ACCOUNT", "Region": "REGION"},
                  "AccepterTgwInfo": {"TransitGatewayId": "tgw-1", "OwnerId": "ACCOUNT", "Region": "us-east-1"},
                  "State": "available"}]}""");
        give(Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ROUTE_TABLES, "{}", """
                {"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-0", "TransitGatewayId": "tgw-0",
                  "State": "available", "DefaultAssociationRouteTable": true}]}""");
        give(Operation.EC2_SEARCH_TRANSIT_GATEWAY_ROUTES, "{\"TransitGatewayRouteTableId\": \"tgw-rtb-0\"}", """
                {"Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "Type": "propagated", "State": "active",
                  "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-0", "ResourceId": "vpc-0",
                   "ResourceType": "vpc"}]}], "AdditionalRoutesAvailable": false}""");
        give(Operation.EC2_DESCRIBE_VPN_CONNECTIONS, "{}", """
                {"VpnConnections": [{"VpnConnectionId": "vpn-0", "State": "available", "TransitGatewayId": "tgw-0",
                  "Options": {"StaticRoutesOnly": false}, "VgwTelemetry": [{"Status": "UP",
                   "OutsideIpAddress": "203.0.113.1", "AcceptedRouteCount": 2}]}]}""");
        give(Operation.EC2_DESCRIBE_NETWORK_INTERFACES, "{}", """
                {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-0", "VpcId": "vpc-0", "SubnetId": "subnet-0",
                  "PrivateIpAddress": "10.0.0.9", "Attachment": {"InstanceId": "i-0", "Status": "attached"}}]}""");
        give(Operation.EC2_DESCRIBE_INSTANCES, "{}", """
                {"Reservations": [{"ReservationId": "r-0", "OwnerId": "ACCOUNT", "Instances": [{"InstanceId": "i-0",
                  "State": {"Code": 16, "Name": "running"}, "VpcId": "vpc-0", "SubnetId": "subnet-0"}]}]}""");
        give(Operation.EC2_DESCRIBE_DHCP_OPTIONS, "{}", """
                {"DhcpOptions": [{"DhcpOptionsId": "dopt-0", "OwnerId": "ACCOUNT", "DhcpConfigurations": [
                  {"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]}]}]}""");
        give(Operation.EC2_DESCRIBE_STALE_SECURITY_GROUPS, "{\"VpcId\": \"vpc-0\"}", """
                {"StaleSecurityGroupSet": [{"GroupId": "sg-0", "GroupName": "functions", "VpcId": "vpc-0"}]}""");
    }

    private void filters() {
        String firewall = "arn:aws:network-firewall:REGION:ACCOUNT:firewall/NAME";
        String policy = "arn:aws:network-firewall:REGION:ACCOUNT:firewall-policy/NAME";
        String group = "arn:aws:network-firewall:REGION:ACCOUNT:stateful-rulegroup/NAME";
        give(Operation.NETWORK_FIREWALL_LIST_FIREWALLS, "{}", """
                {"Firewalls": [{"FirewallName": "NAME", "FirewallArn": "%s"}]}""".formatted(firewall));
        give(Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL, "{\"FirewallArn\": \"" + firewall + "\"}", """
                {"Firewall": {"FirewallName": "NAME", "FirewallArn": "%s", "FirewallPolicyArn": "%s", "VpcId": "vpc-0"},
                 "FirewallStatus": {"Status": "READY", "SyncStates": {"REGIONa": {"Attachment": {
                   "SubnetId": "subnet-0", "EndpointId": "vpce-1", "Status": "READY"}}}}}""".formatted(
                        firewall, policy));
        give(
                Operation.NETWORK_FIREWALL_DESCRIBE_FIREWALL_POLICY,
                "{\"FirewallPolicyArn\": \"" + policy + "\"}",
                """
                {"FirewallPolicyResponse": {"FirewallPolicyName": "NAME", "FirewallPolicyArn": "%s"},
                 "FirewallPolicy": {"StatelessDefaultActions": ["aws:forward_to_sfe"],
                  "StatelessFragmentDefaultActions": ["aws:drop"],
                  "StatefulRuleGroupReferences": [{"ResourceArn": "%s"}]}}""".formatted(policy, group));
        give(Operation.NETWORK_FIREWALL_DESCRIBE_RULE_GROUP, "{\"RuleGroupArn\": \"" + group + "\"}", """
                {"RuleGroupResponse": {"RuleGroupName": "NAME", "RuleGroupArn": "%s", "Type": "STATEFUL"},
                 "RuleGroup": {"RulesSource": {"RulesSourceList": {"Targets": [".example.com"],
                   "TargetTypes": ["TLS_SNI"], "GeneratedRulesType": "ALLOWLIST"}}}}""".formatted(
                        group));
        give(Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULES, "{}", """
                {"ResolverRules": [{"Id": "rslvr-rr-0", "DomainName": "corp.", "RuleType": "FORWARD",
                  "Status": "COMPLETE", "ResolverEndpointId": "rslvr-out-0", "TargetIps": [{"Ip": "10.9.0.2", "Port": 53}]},
                 {"Id": "rslvr-rr-1", "DomainName": "example.", "RuleType": "SYSTEM", "Status": "COMPLETE"}]}""");
        give(Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULE_ASSOCIATIONS, "{}", """
                {"ResolverRuleAssociations": [{"Id": "rslvr-rrassoc-0", "ResolverRuleId": "rslvr-rr-0", "VPCId": "vpc-0",
                  "Status": "COMPLETE"}]}""");
        give(Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINTS, "{}", """
                {"ResolverEndpoints": [{"Id": "rslvr-out-0", "Direction": "OUTBOUND", "Status": "OPERATIONAL",
                  "HostVPCId": "vpc-0", "SecurityGroupIds": ["sg-0"]}]}""");
        give(
                Operation.ROUTE53RESOLVER_LIST_RESOLVER_ENDPOINT_IP_ADDRESSES,
                "{\"ResolverEndpointId\": \"rslvr-out-0\"}",
                """
                {"IpAddresses": [{"IpId": "rni-0", "SubnetId": "subnet-0", "Ip": "10.0.0.50", "Status": "ATTACHED"}]}""");
    }

    private void identities() {
        give(
                Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS,
                "{}",
                "{\"RoleDetailList\": [" + each(functions, it -> """
                {"Path": "/", "RoleName": "NAME-r%d", "RoleId": "AROA%d", "Arn": "arn:aws:iam::ACCOUNT:role/NAME-r%d",
                 "CreateDate": "2026-01-01T00:00:00Z",
                 "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                   "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
                 "RolePolicyList": [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                   {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:REGION:ACCOUNT:NAME-*"},
                   {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
                    "Resource": "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME-*"},
                   {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
                    "Resource": "arn:aws:s3:::NAME-bucket-*/*"},
                   {"Effect": "Allow", "Action": "sns:Publish", "Resource": "arn:aws:sns:REGION:ACCOUNT:NAME-*"},
                   {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue", "ssm:GetParameter", "kms:Decrypt"],
                    "Resource": ["arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME/*",
                      "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME/*", "arn:aws:kms:REGION:ACCOUNT:key/*"]}]}}],
                 "AttachedManagedPolicies": [{"PolicyName": "AWSLambdaVPCAccessExecutionRole",
                   "PolicyArn": "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"}]}""".formatted(it, it, it)) + "], \"Policies\": []}");
        give(Operation.IAM_GET_POLICY, """
                {"PolicyArn": "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"}""", """
                {"Policy": {"PolicyName": "AWSLambdaVPCAccessExecutionRole", "DefaultVersionId": "v3",
                  "Arn": "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"}}""");
        give(Operation.IAM_GET_POLICY_VERSION, """
                {"PolicyArn": "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
                 "VersionId": "v3"}""", """
                {"PolicyVersion": {"VersionId": "v3", "IsDefaultVersion": true, "Document": {"Version": "2012-10-17",
                  "Statement": [{"Effect": "Allow", "Action": [
                    "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"], "Resource": "*"}]}}}""");
    }

    private void organization() {
        give(Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION, "{}", """
                {"Organization": {"Id": "o-fake", "MasterAccountId": "000000000009"}}""");
        give(Operation.ORGANIZATIONS_LIST_PARENTS, """
                {"ChildId": "ACCOUNT"}""", """
                {"Parents": [{"Id": "ou-fake-1", "Type": "ORGANIZATIONAL_UNIT"}]}""");
        give(Operation.ORGANIZATIONS_LIST_PARENTS, """
                {"ChildId": "ou-fake-1"}""", """
                {"Parents": [{"Id": "r-fake", "Type": "ROOT"}]}""");
        for (String target : List.of("ACCOUNT", "ou-fake-1", "r-fake")) {
            give(Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET, """
                    {"TargetId": "%s", "Filter": "SERVICE_CONTROL_POLICY"}""".formatted(target), """
                    {"Policies": [{"Id": "p-FullAWSAccess", "Name": "FullAWSAccess"}]}""");
            give(Operation.ORGANIZATIONS_LIST_POLICIES_FOR_TARGET, """
                    {"TargetId": "%s", "Filter": "RESOURCE_CONTROL_POLICY"}""".formatted(target), """
                    {"Policies": []}""");
        }
        give(Operation.ORGANIZATIONS_DESCRIBE_POLICY, """
                {"PolicyId": "p-FullAWSAccess"}""", """
                {"Policy": {"PolicySummary": {"Id": "p-FullAWSAccess", "Name": "FullAWSAccess",
                  "Type": "SERVICE_CONTROL_POLICY"}, "Content": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\":\
                 [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"*\\", \\"Resource\\": \\"*\\"}]}"}}""");
    }

    private void stores() {
        give(Operation.SSM_DESCRIBE_PARAMETERS, "{}", """
                {"Parameters": [{"Name": "/NAME/flags", "Type": "String", "Version": 1},
                  {"Name": "/NAME/token", "Type": "SecureString", "Version": 1}]}""");
        give(Operation.SSM_GET_PARAMETERS, """
                {"Names": ["/NAME/flags"]}""", """
                {"Parameters": [{"Name": "/NAME/flags", "Type": "String", "Value": "on", "Version": 1,
                  "ARN": "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME/flags"}], "InvalidParameters": []}""");
        String secret = "\"arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME/database-AbCdEf\"";
        give(Operation.SECRETSMANAGER_LIST_SECRETS, "{}", """
                {"SecretList": [{"ARN": %s, "Name": "NAME/database", "CreatedDate": "2026-01-01T00:00:00Z",
                  "Tags": [{"Key": "app", "Value": "NAME"}]}]}""".formatted(secret));
        give(Operation.SECRETSMANAGER_GET_RESOURCE_POLICY, "{\"SecretId\": " + secret + "}", """
                {"ARN": %s, "Name": "NAME/database"}""".formatted(secret));
        give(Operation.S3_LIST_BUCKETS, "{}", """
                {"Buckets": [{"Name": "NAME-bucket-0", "CreationDate": "2026-01-01T00:00:00Z"}]}""");
        give(Operation.S3_GET_BUCKET_POLICY, """
                {"Bucket": "NAME-bucket-0"}""", """
                {"Policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": []}"}""");
        String key = "11111111-2222-3333-4444-555555555555";
        give(Operation.KMS_LIST_KEYS, "{}", """
                {"Keys": [{"KeyId": "%s", "KeyArn": "arn:aws:kms:REGION:ACCOUNT:key/%s"}]}""".formatted(key, key));
        give(Operation.KMS_LIST_ALIASES, "{}", """
                {"Aliases": [{"AliasName": "alias/NAME", "TargetKeyId": "%s"}]}""".formatted(key));
        give(Operation.KMS_DESCRIBE_KEY, "{\"KeyId\": \"" + key + "\"}", """
                {"KeyMetadata": {"KeyId": "%s", "Arn": "arn:aws:kms:REGION:ACCOUNT:key/%s", "KeyState": "Enabled"}}""".formatted(key, key));
        give(Operation.KMS_GET_KEY_POLICY, "{\"KeyId\": \"" + key + "\"}", """
                {"Policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Effect\\": \\"Allow\\",\
                 \\"Principal\\": {\\"AWS\\": \\"arn:aws:iam::ACCOUNT:root\\"}, \\"Action\\": \\"kms:*\\",\
                 \\"Resource\\": \\"*\\"}]}"}""");
        give(Operation.KMS_LIST_GRANTS, "{\"KeyId\": \"" + key + "\"}", """
                {"Grants": [{"KeyId": "arn:aws:kms:REGION:ACCOUNT:key/%s", "GrantId": "abc",
                  "GranteePrincipal": "arn:aws:iam::ACCOUNT:role/NAME", "Operations": ["Decrypt"]}]}""".formatted(key));
        give(Operation.ECR_GET_REPOSITORY_POLICY, "{\"repositoryName\": \"NAME/api\"}", """
                {"repositoryName": "NAME/api", "policyText": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": []}"}""");
        give(Operation.EVENTS_DESCRIBE_EVENT_BUS, "{\"Name\": \"NAME-bus\"}", """
                {"Name": "NAME-bus", "Arn": "arn:aws:events:REGION:ACCOUNT:event-bus/NAME-bus"}""");
        give(
                Operation.SQS_LIST_QUEUES,
                "{}",
                "{\"QueueUrls\": ["
                        + each(10, it -> "\"https://sqs.REGION.amazonaws.com/ACCOUNT/NAME-queue-" + it + "\"") + "]}");
        for (int i = 0; i < 10; i++) {
            give(Operation.SQS_GET_QUEUE_ATTRIBUTES, """
                    {"QueueUrl": "https://sqs.REGION.amazonaws.com/ACCOUNT/NAME-queue-%d"}""".formatted(i), """
                    {"Attributes": {"QueueArn": "arn:aws:sqs:REGION:ACCOUNT:NAME-queue-%d",
                      "VisibilityTimeout": "30"}}""".formatted(i));
            give(Operation.DYNAMODB_GET_RESOURCE_POLICY, """
                    {"ResourceArn": "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME-table-%d"}""".formatted(i), """
                    {"Policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": []}"}""");
        }
        give(Operation.SNS_LIST_TOPICS, "{}", """
                {"Topics": [{"TopicArn": "arn:aws:sns:REGION:ACCOUNT:NAME-topic"}]}""");
        give(Operation.SNS_GET_TOPIC_ATTRIBUTES, """
                {"TopicArn": "arn:aws:sns:REGION:ACCOUNT:NAME-topic"}""", """
                {"Attributes": {"TopicArn": "arn:aws:sns:REGION:ACCOUNT:NAME-topic",
                  "Policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": []}"}}""");
        give(
                Operation.DYNAMODB_LIST_TABLES,
                "{}",
                "{\"TableNames\": [" + each(10, it -> "\"NAME-table-" + it + "\"") + "]}");
    }

    private void databases() {
        give(Operation.RDS_DESCRIBE_DB_INSTANCES, "{}", """
                {"DBInstances": [{"DBInstanceIdentifier": "NAME", "Engine": "postgres",
                  "DBInstanceArn": "arn:aws:rds:REGION:ACCOUNT:db:NAME", "PubliclyAccessible": false,
                  "Endpoint": {"Address": "NAME.cluster.REGION.rds.amazonaws.com", "Port": 5432},
                  "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-0", "Status": "active"}],
                  "DBSubnetGroup": {"DBSubnetGroupName": "NAME", "VpcId": "vpc-0",
                   "Subnets": [{"SubnetIdentifier": "subnet-3"}, {"SubnetIdentifier": "subnet-4"}]},
                  "TagList": [{"Key": "app", "Value": "NAME"}]}]}""");
        give(Operation.ELASTICACHE_DESCRIBE_CACHE_CLUSTERS, "{}", """
                {"CacheClusters": [{"CacheClusterId": "NAME", "Engine": "redis", "CacheSubnetGroupName": "NAME",
                  "ARN": "arn:aws:elasticache:REGION:ACCOUNT:cluster:NAME", "CacheClusterStatus": "available"}]}""");
        give(Operation.ELASTICACHE_DESCRIBE_CACHE_SUBNET_GROUPS, "{}", """
                {"CacheSubnetGroups": [{"CacheSubnetGroupName": "NAME", "VpcId": "vpc-0",
                  "Subnets": [{"SubnetIdentifier": "subnet-3"}, {"SubnetIdentifier": "subnet-4"}]}]}""");
        String balancer = "arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/1";
        give(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS, "{}", """
                {"LoadBalancers": [{"LoadBalancerArn": "%s", "LoadBalancerName": "NAME", "Scheme": "internal",
                  "DNSName": "internal-NAME.REGION.elb.amazonaws.com", "VpcId": "vpc-0", "Type": "application",
                  "SecurityGroups": ["sg-0"]}]}""".formatted(balancer));
        give(Operation.ELBV2_DESCRIBE_LISTENERS, "{\"LoadBalancerArn\": \"" + balancer + "\"}", """
                {"Listeners": [{"ListenerArn": "arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/NAME/1/1",
                  "LoadBalancerArn": "%s", "Port": 443, "Protocol": "HTTPS"}]}""".formatted(
                        balancer));
        give(Operation.ELBV2_DESCRIBE_LOAD_BALANCER_ATTRIBUTES, "{\"LoadBalancerArn\": \"" + balancer + "\"}", """
                {"Attributes": [{"Key": "load_balancing.cross_zone.enabled", "Value": "true"}]}""");
        String group = "arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/1";
        give(Operation.ELBV2_DESCRIBE_TARGET_GROUPS, "{}", """
                {"TargetGroups": [{"TargetGroupArn": "%s", "TargetGroupName": "NAME", "Protocol": "HTTP", "Port": 8080,
                  "TargetType": "ip", "VpcId": "vpc-0", "LoadBalancerArns": ["%s"]},
                  {"TargetGroupArn": "%s-unused", "TargetGroupName": "unused", "TargetType": "ip",
                  "LoadBalancerArns": []}]}""".formatted(group, balancer, group));
        give(Operation.ELBV2_DESCRIBE_TARGET_GROUP_ATTRIBUTES, "{\"TargetGroupArn\": \"" + group + "\"}", """
                {"Attributes": [{"Key": "preserve_client_ip.enabled", "Value": "false"}]}""");
        give(Operation.ELBV2_DESCRIBE_TARGET_HEALTH, "{\"TargetGroupArn\": \"" + group + "\"}", """
                {"TargetHealthDescriptions": [{"Target": {"Id": "10.0.0.20", "Port": 8080},
                  "TargetHealth": {"State": "healthy"}}]}""");
        give(Operation.ELB_DESCRIBE_LOAD_BALANCERS, "{}", """
                {"LoadBalancerDescriptions": [{"LoadBalancerName": "old", "DNSName": "old.REGION.elb.amazonaws.com",
                  "VPCId": "vpc-0", "ListenerDescriptions": [{"Listener": {"Protocol": "TCP", "LoadBalancerPort": 80,
                   "InstanceProtocol": "TCP", "InstancePort": 8080}}]}]}""");
    }

    private void names() {
        give(Operation.ROUTE53_LIST_HOSTED_ZONES, "{}", """
                {"HostedZones": [{"Id": "/hostedzone/Z0", "Name": "internal.", "CallerReference": "1",
                  "Config": {"PrivateZone": true}}, {"Id": "/hostedzone/Z1", "Name": "example.com.",
                  "CallerReference": "2", "Config": {"PrivateZone": false}}]}""");
        give(Operation.ROUTE53_GET_HOSTED_ZONE, """
                {"Id": "/hostedzone/Z0"}""", """
                {"HostedZone": {"Id": "/hostedzone/Z0", "Name": "internal.", "CallerReference": "1",
                  "Config": {"PrivateZone": true}}, "VPCs": [{"VPCRegion": "REGION", "VPCId": "vpc-0"}]}""");
        give(Operation.ROUTE53_LIST_RESOURCE_RECORD_SETS, """
                {"HostedZoneId": "/hostedzone/Z0"}""", """
                {"ResourceRecordSets": [{"Name": "db.internal.", "Type": "CNAME", "TTL": 60,
                  "ResourceRecords": [{"Value": "NAME.cluster.REGION.rds.amazonaws.com"}]}]}""");
        give(Operation.APIGATEWAY_GET_REST_APIS, "{}", """
                {"items": [{"id": "rest0", "name": "NAME-rest", "createdDate": "2026-01-01T00:00:00Z"}]}""");
        give(Operation.APIGATEWAY_GET_RESOURCES, """
                {"restApiId": "rest0"}""", """
                {"items": [{"id": "r0", "path": "/orders", "resourceMethods": {"GET": {"httpMethod": "GET",
                  "methodIntegration": {"type": "AWS_PROXY", "httpMethod": "POST", "uri": "arn:aws:apigateway:REGION:\
                lambda:path/2015-03-31/functions/arn:aws:lambda:REGION:ACCOUNT:function:NAME-f0/invocations"}}}}]}""");
        give(Operation.APIGATEWAYV2_GET_APIS, "{}", """
                {"Items": [{"ApiId": "http0", "Name": "NAME-http", "ProtocolType": "HTTP",
                  "ApiEndpoint": "https://http0.execute-api.REGION.amazonaws.com"}]}""");
        give(Operation.APIGATEWAYV2_GET_ROUTES, """
                {"ApiId": "http0"}""", """
                {"Items": [{"RouteId": "t0", "RouteKey": "GET /orders", "Target": "integrations/i0"}]}""");
        give(Operation.APIGATEWAYV2_GET_INTEGRATIONS, """
                {"ApiId": "http0"}""", """
                {"Items": [{"IntegrationId": "i0", "IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "2.0",
                  "IntegrationUri": "arn:aws:lambda:REGION:ACCOUNT:function:NAME-f1"}]}""");
    }
}
