package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Reads what an environment hides: `PARAMETERS`, `FUNCTION_POLICIES OrdersApi`, or a map with permission and reason.
final class UnseenText {

    private UnseenText() {}

    /// @param functions AWS's names of the functions by logical name, for that is what a gap names
    static List<Gap> read(Part part, List<Area> hidden, String account, String region, Map<String, String> functions) {
        Stream<Gap> written = part.items().stream().map(it -> gap(it, account, region, functions));
        return Stream.concat(written, hidden.stream().map(it -> whole(it, account, region)))
                .toList();
    }

    private static Gap whole(Area area, String account, String region) {
        String[] call = permission(area).split(":", 2);
        return new Gap(area, account, region, call[0], call[1], "", permission(area), "AccessDenied");
    }

    private static Gap gap(Part part, String account, String region, Map<String, String> functions) {
        String area;
        String resource;
        if (part.isMap()) {
            part.only("area", "resource", "permission", "reason");
            area = part.get("area").text();
            resource = part.get("resource").text();
        } else {
            String[] words = part.text().split("\\s+", 2);
            area = words[0];
            resource = words.length == 1 ? "" : words[1];
        }
        Area known = area(part, area);
        String permission = part.get("permission").text(permission(known));
        String[] call = permission.split(":", 2);
        return new Gap(
                known,
                account,
                region,
                call[0],
                call.length == 1 ? "" : call[1],
                functions.getOrDefault(resource, resource),
                permission,
                part.get("reason").text("AccessDenied"));
    }

    private static Area area(Part part, String text) {
        List<String> names = Arrays.stream(Area.values()).map(Area::name).toList();
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        if (!names.contains(name)) {
            part.bad("`" + text + "` is no area", Quote.nearest(name, names));
            return Area.FUNCTIONS;
        }
        return Area.valueOf(name);
    }

    /// The permission that would show an area, as the refusal of a live read would name it.
    private static String permission(Area area) {
        return switch (area) {
            case FUNCTIONS -> "lambda:ListFunctions";
            case FUNCTION_DETAILS -> "lambda:GetFunction";
            case FUNCTION_POLICIES -> "lambda:GetPolicy";
            case ALIASES -> "lambda:ListAliases";
            case FUNCTION_URLS -> "lambda:GetFunctionUrlConfig";
            case EVENT_SOURCE_MAPPINGS -> "lambda:ListEventSourceMappings";
            case APIS -> "apigateway:GET";
            case STACKS -> "cloudformation:DescribeStacks";
            case STACK_RESOURCES -> "cloudformation:ListStackResources";
            case TEMPLATES -> "cloudformation:GetTemplate";
            case EXPORTS -> "cloudformation:ListExports";
            case PARAMETERS -> "ssm:DescribeParameters";
            case PARAMETER_VALUES -> "ssm:GetParameters";
            case SECRETS -> "secretsmanager:ListSecrets";
            case QUEUES -> "sqs:ListQueues";
            case TOPICS -> "sns:ListTopics";
            case TABLES -> "dynamodb:ListTables";
            case BUCKETS -> "s3:ListAllMyBuckets";
            case KEYS -> "kms:ListKeys";
            case DATABASES -> "rds:DescribeDBInstances";
            case CACHES -> "elasticache:DescribeCacheClusters";
            case LOAD_BALANCERS -> "elasticloadbalancing:DescribeLoadBalancers";
            case CLASSIC_LOAD_BALANCERS -> "elasticloadbalancing:DescribeLoadBalancers";
            case LOAD_BALANCER_TARGETS -> "elasticloadbalancing:DescribeTargetGroups";
            case RESOURCE_POLICIES -> "sqs:GetQueueAttributes";
            case VPCS -> "ec2:DescribeVpcs";
            case SUBNETS -> "ec2:DescribeSubnets";
            case ROUTE_TABLES -> "ec2:DescribeRouteTables";
            case SECURITY_GROUPS -> "ec2:DescribeSecurityGroups";
            case SECURITY_GROUP_RULES -> "ec2:DescribeSecurityGroupRules";
            case STALE_RULES -> "ec2:DescribeStaleSecurityGroups";
            case NETWORK_ACLS -> "ec2:DescribeNetworkAcls";
            case INTERNET_GATEWAYS -> "ec2:DescribeInternetGateways";
            case EGRESS_ONLY_INTERNET_GATEWAYS -> "ec2:DescribeEgressOnlyInternetGateways";
            case NAT_GATEWAYS -> "ec2:DescribeNatGateways";
            case VPN_GATEWAYS -> "ec2:DescribeVpnGateways";
            case VPN_CONNECTIONS -> "ec2:DescribeVpnConnections";
            case TRANSIT_GATEWAYS -> "ec2:DescribeTransitGateways";
            case TRANSIT_GATEWAY_ATTACHMENTS -> "ec2:DescribeTransitGatewayAttachments";
            case TRANSIT_GATEWAY_ROUTES -> "ec2:SearchTransitGatewayRoutes";
            case PEERING_CONNECTIONS -> "ec2:DescribeVpcPeeringConnections";
            case VPC_ENDPOINTS -> "ec2:DescribeVpcEndpoints";
            case NETWORK_INTERFACES -> "ec2:DescribeNetworkInterfaces";
            case INSTANCES -> "ec2:DescribeInstances";
            case ELASTIC_ADDRESSES -> "ec2:DescribeAddresses";
            case PREFIX_LISTS -> "ec2:DescribeManagedPrefixLists";
            case DHCP_OPTIONS -> "ec2:DescribeDhcpOptions";
            case HOSTED_ZONES -> "route53:ListHostedZonesByVPC";
            case RESOLVER_RULES -> "route53resolver:ListResolverRules";
            case FIREWALLS -> "network-firewall:ListFirewalls";
            case BLOCK_PUBLIC_ACCESS -> "ec2:DescribeVpcBlockPublicAccessOptions";
            case ROLES -> "iam:GetAccountAuthorizationDetails";
            case MANAGED_POLICIES -> "iam:GetPolicyVersion";
            case ORGANIZATION_POLICIES -> "organizations:ListPoliciesForTarget";
        };
    }
}
