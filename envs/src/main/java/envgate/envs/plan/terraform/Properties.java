package envgate.envs.plan.terraform;

import envgate.envs.plan.Term;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Attributes that CloudFormation has as well, under another name.
final class Properties {

    /// Terraform's type, then `attribute=Property`. An attribute that ends in `@id`, `@arn` or `@name` holds
    /// an identifier, one in `@ids` or `@arns` several, one in `@doc` a JSON document. With `?` it is left out
    /// while it is not known, where the configuration does not give it: it is AWS's choice then, and not the
    /// plan's.
    private static final String TABLE = """
            aws_lambda_event_source_mapping function_name@arn=FunctionName event_source_arn@arn=EventSourceArn batch_size?=BatchSize enabled=Enabled
            aws_iam_role_policy role@name=RoleName policy@doc=PolicyDocument
            aws_iam_role_policy_attachment role@name=RoleName policy_arn@arn=PolicyArn
            aws_iam_instance_profile role@name=RoleName
            aws_iam_policy policy@doc=PolicyDocument
            aws_vpc cidr_block=CidrBlock enable_dns_support=EnableDnsSupport enable_dns_hostnames?=EnableDnsHostnames ipv4_ipam_pool_id=Ipv4IpamPoolId
            aws_vpc_ipv4_cidr_block_association vpc_id@id=VpcId cidr_block=CidrBlock
            aws_subnet vpc_id@id=VpcId cidr_block=CidrBlock ipv6_cidr_block?=Ipv6CidrBlock availability_zone?=AvailabilityZone
            aws_route_table vpc_id@id=VpcId
            aws_default_route_table vpc_id?=VpcId
            aws_route route_table_id@id=RouteTableId destination_cidr_block?=DestinationCidrBlock destination_ipv6_cidr_block?=DestinationIpv6CidrBlock destination_prefix_list_id@id?=DestinationPrefixListId gateway_id@id?=GatewayId nat_gateway_id@id?=NatGatewayId transit_gateway_id@id?=TransitGatewayId vpc_peering_connection_id@id?=VpcPeeringConnectionId egress_only_gateway_id@id?=EgressOnlyInternetGatewayId network_interface_id@id?=NetworkInterfaceId vpc_endpoint_id@id?=VpcEndpointId local_gateway_id@id?=LocalGatewayId carrier_gateway_id@id?=CarrierGatewayId core_network_arn@arn?=CoreNetworkArn
            aws_route_table_association route_table_id@id=RouteTableId subnet_id@id?=SubnetId
            aws_internet_gateway_attachment internet_gateway_id@id=InternetGatewayId vpc_id@id=VpcId
            aws_egress_only_internet_gateway vpc_id@id=VpcId
            aws_nat_gateway subnet_id@id=SubnetId connectivity_type=ConnectivityType
            aws_vpc_endpoint vpc_id@id=VpcId service_name=ServiceName vpc_endpoint_type=VpcEndpointType private_dns_enabled?=PrivateDnsEnabled subnet_ids@ids?=SubnetIds route_table_ids@ids?=RouteTableIds policy@doc?=PolicyDocument
            aws_vpc_peering_connection vpc_id@id=VpcId peer_vpc_id@id=PeerVpcId peer_owner_id?=PeerOwnerId peer_region?=PeerRegion
            aws_network_acl vpc_id@id=VpcId
            aws_network_acl_association network_acl_id@id=NetworkAclId subnet_id@id=SubnetId
            aws_sqs_queue visibility_timeout_seconds=VisibilityTimeout
            aws_kms_key policy@doc?=KeyPolicy is_enabled=Enabled
            aws_kms_alias target_key_id@id=TargetKeyId
            aws_s3_bucket_policy bucket@id=Bucket policy@doc=PolicyDocument
            aws_secretsmanager_secret_policy secret_arn@arn=SecretId policy@doc=ResourcePolicy
            aws_ssm_parameter type=Type
            aws_db_subnet_group subnet_ids@ids=SubnetIds
            aws_rds_cluster engine=Engine port?=Port db_subnet_group_name@name?=DBSubnetGroupName vpc_security_group_ids@ids?=VpcSecurityGroupIds
            aws_rds_cluster_instance engine=Engine cluster_identifier@id=DBClusterIdentifier publicly_accessible?=PubliclyAccessible db_subnet_group_name@name?=DBSubnetGroupName
            aws_db_instance engine=Engine port?=Port db_subnet_group_name@name?=DBSubnetGroupName vpc_security_group_ids@ids?=VPCSecurityGroups publicly_accessible=PubliclyAccessible
            aws_db_proxy engine_family=EngineFamily vpc_subnet_ids@ids=VpcSubnetIds vpc_security_group_ids@ids?=VpcSecurityGroupIds
            aws_elasticache_subnet_group subnet_ids@ids=SubnetIds
            aws_elasticache_cluster engine?=Engine port?=Port subnet_group_name@name?=CacheSubnetGroupName security_group_ids@ids?=VpcSecurityGroupIds
            aws_elasticache_replication_group engine=Engine port?=Port subnet_group_name@name?=CacheSubnetGroupName security_group_ids@ids?=SecurityGroupIds
            aws_lb load_balancer_type=Type subnets@ids?=Subnets security_groups@ids?=SecurityGroups
            aws_alb load_balancer_type=Type subnets@ids?=Subnets security_groups@ids?=SecurityGroups
            aws_lb_listener load_balancer_arn@arn=LoadBalancerArn port=Port protocol?=Protocol
            aws_apigatewayv2_api name=Name protocol_type=ProtocolType body@doc=Body target@arn=Target route_key=RouteKey credentials_arn@arn=CredentialsArn
            aws_apigatewayv2_integration api_id@id=ApiId integration_type=IntegrationType integration_uri@arn=IntegrationUri credentials_arn@arn=CredentialsArn payload_format_version=PayloadFormatVersion
            aws_apigatewayv2_route api_id@id=ApiId route_key=RouteKey
            """;

    private static final Map<String, String[]> SPECIFICATIONS = specifications();

    private final Configuration configuration;

    Properties(Configuration configuration) {
        this.configuration = configuration;
    }

    private static Map<String, String[]> specifications() {
        Map<String, String[]> all = new LinkedHashMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split(" ", 2);
            all.put(words[0], words[1].split(" ", -1));
        }
        return all;
    }

    /// The properties of a resource that the table tells of.
    Map<String, Term> of(Attributes attributes) {
        return of(attributes, SPECIFICATIONS.getOrDefault(attributes.change().type(), new String[0]));
    }

    /// @param specifications as in the table
    Map<String, Term> of(Attributes attributes, String... specifications) {
        Map<String, Term> properties = new LinkedHashMap<>();
        for (String it : specifications) {
            String[] sides = it.split("=", 2);
            boolean choice = sides[0].endsWith("?");
            String[] left = (choice ? sides[0].substring(0, sides[0].length() - 1) : sides[0]).split("@", 2);
            boolean chosen = choice
                    && attributes.unknown(left[0]).isPresent()
                    && !configuration.gives(attributes.change(), left[0]).orElse(true);
            if (!chosen) {
                term(attributes, left[0], left.length < 2 ? "" : left[1])
                        .ifPresent(term -> properties.put(sides[1], term));
            }
        }
        return properties;
    }

    private static Optional<Term> term(Attributes attributes, String name, String kind) {
        return switch (kind) {
            case "" -> attributes.get(name).filter(_ -> attributes.has(name));
            case "doc" -> attributes.document(name);
            case "ids", "arns" -> attributes.ids(name, kind.substring(0, kind.length() - 1));
            default -> attributes.id(name, kind);
        };
    }
}
