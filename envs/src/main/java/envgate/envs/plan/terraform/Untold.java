package envgate.envs.plan.terraform;

import envgate.envs.model.Area;
import java.util.List;
import java.util.Optional;

/// Types that change what the model holds in a way that is not told here: what they change is not seen
/// after the deploy.
final class Untold {

    /// How a type starts, the area, and whether all of the area could change, not one thing of it.
    private record Blot(String start, Area area, boolean whole) {}

    /// The first one that fits counts.
    private static final List<Blot> BLOTS = List.of(
            new Blot("aws_lambda_function_url", Area.FUNCTION_URLS, true),
            new Blot("aws_lambda_function_event_invoke_config", Area.FUNCTION_DETAILS, false),
            new Blot("aws_iam_role_policies_exclusive", Area.ROLES, true),
            new Blot("aws_iam_role_policy_attachments_exclusive", Area.ROLES, true),
            new Blot("aws_main_route_table_association", Area.ROUTE_TABLES, true),
            new Blot("aws_vpn_gateway_route_propagation", Area.ROUTE_TABLES, true),
            new Blot("aws_default_vpc", Area.VPCS, true),
            new Blot("aws_default_subnet", Area.SUBNETS, true),
            new Blot("aws_vpc_ipv6_cidr_block_association", Area.VPCS, true),
            new Blot("aws_vpc_security_group_vpc_association", Area.SECURITY_GROUPS, true),
            new Blot("aws_vpc_security_group_rules_exclusive", Area.SECURITY_GROUPS, true),
            new Blot("aws_network_interface_sg_attachment", Area.NETWORK_INTERFACES, true),
            new Blot("aws_network_interface", Area.NETWORK_INTERFACES, false),
            new Blot("aws_instance", Area.INSTANCES, false),
            new Blot("aws_eip", Area.ELASTIC_ADDRESSES, false),
            new Blot("aws_vpc_endpoint_service", Area.VPC_ENDPOINTS, false),
            new Blot("aws_vpc_endpoint_policy", Area.VPC_ENDPOINTS, true),
            new Blot("aws_vpc_endpoint_private_dns", Area.VPC_ENDPOINTS, true),
            new Blot("aws_vpc_endpoint_route_table_association", Area.VPC_ENDPOINTS, true),
            new Blot("aws_vpc_endpoint_security_group_association", Area.VPC_ENDPOINTS, true),
            new Blot("aws_vpc_endpoint_subnet_association", Area.VPC_ENDPOINTS, true),
            new Blot("aws_vpc_peering_connection_accepter", Area.PEERING_CONNECTIONS, true),
            new Blot("aws_vpc_peering_connection_options", Area.PEERING_CONNECTIONS, true),
            new Blot("aws_vpc_block_public_access", Area.BLOCK_PUBLIC_ACCESS, true),
            new Blot("aws_vpc_dhcp_options", Area.DHCP_OPTIONS, true),
            new Blot("aws_ec2_managed_prefix_list", Area.PREFIX_LISTS, true),
            new Blot("aws_ec2_transit_gateway_route", Area.TRANSIT_GATEWAY_ROUTES, true),
            new Blot("aws_ec2_transit_gateway_vpc_attachment", Area.TRANSIT_GATEWAY_ATTACHMENTS, true),
            new Blot("aws_ec2_transit_gateway_peering", Area.TRANSIT_GATEWAY_ATTACHMENTS, true),
            new Blot("aws_ec2_transit_gateway", Area.TRANSIT_GATEWAYS, true),
            new Blot("aws_vpn_gateway", Area.VPN_GATEWAYS, true),
            new Blot("aws_vpn_connection", Area.VPN_CONNECTIONS, true),
            new Blot("aws_customer_gateway", Area.VPN_CONNECTIONS, false),
            new Blot("aws_networkfirewall", Area.FIREWALLS, true),
            new Blot("aws_route53_resolver_query_log", Area.RESOLVER_RULES, false),
            new Blot("aws_route53_resolver", Area.RESOLVER_RULES, true),
            new Blot("aws_route53_zone", Area.HOSTED_ZONES, true),
            new Blot("aws_route53_record", Area.HOSTED_ZONES, true),
            new Blot("aws_organizations_policy", Area.ORGANIZATION_POLICIES, true),
            new Blot("aws_lb_target_group", Area.LOAD_BALANCER_TARGETS, true),
            new Blot("aws_alb_target_group", Area.LOAD_BALANCER_TARGETS, true),
            new Blot("aws_alb_listener", Area.LOAD_BALANCERS, true),
            new Blot("aws_elb", Area.CLASSIC_LOAD_BALANCERS, false),
            new Blot("aws_elasticache_serverless_cache", Area.CACHES, false),
            new Blot("aws_api_gateway_", Area.APIS, true),
            new Blot("aws_dynamodb_resource_policy", Area.RESOURCE_POLICIES, true),
            new Blot("aws_kms_key_policy", Area.RESOURCE_POLICIES, true),
            new Blot("aws_kms_grant", Area.RESOURCE_POLICIES, true),
            new Blot("aws_cloudformation_stack", Area.STACKS, false));

    /// Types that change nothing that the model holds, so that nobody has to hear of them.
    private static final List<String> SILENT = List.of(
            "aws_cloudwatch_",
            "aws_lambda_alias",
            "aws_lambda_layer_version",
            "aws_lambda_provisioned_concurrency_config",
            "aws_secretsmanager_secret_version",
            "aws_secretsmanager_secret_rotation",
            "aws_s3_object",
            "aws_s3_bucket_object",
            "aws_sns_topic_subscription",
            "aws_api_gateway_account");

    /// What a change leaves unseen.
    ///
    /// @param whole whether it is all of the area
    record Unseen(Area area, boolean whole) {}

    static Optional<Unseen> of(String type) {
        return isSilent(type)
                ? Optional.empty()
                : BLOTS.stream()
                        .filter(it -> type.startsWith(it.start()))
                        .findFirst()
                        .map(it -> new Unseen(it.area(), it.whole()));
    }

    static boolean isSilent(String type) {
        return SILENT.stream().anyMatch(type::startsWith);
    }
}
