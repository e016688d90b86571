package envgate.envs.plan.terraform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How resources of Terraform's AWS provider are called in CloudFormation's words, and what AWS will call
/// new ones, as far as that follows from their names:
/// https://registry.terraform.io/providers/hashicorp/aws/latest/docs.
final class Kinds {

    /// Terraform's type, CloudFormation's, the attribute that names it, the attribute that `Ref` gives, the
    /// same of what is new, then attributes of what is new.
    ///
    /// `{name}` is the name, `{id}` what is new is called, `{path}` a path of IAM, `{p}`, `{r}`, `{a}`,
    /// `{s}` are partition, region, account and URL suffix.
    private static final String TABLE = """
            aws_lambda_function|Lambda::Function|function_name|function_name|{name}|id={name}|arn=arn:{p}:lambda:{r}:{a}:function:{name}
            aws_lambda_permission|Lambda::Permission|statement_id|statement_id|{name}
            aws_lambda_event_source_mapping|Lambda::EventSourceMapping||uuid|mapping-{name}
            aws_lambda_alias|Lambda::Alias|name|arn|{name}
            aws_lambda_layer_version|Lambda::LayerVersion|layer_name|arn|arn:{p}:lambda:{r}:{a}:layer:{name}:planned|arn={id}|id={id}
            aws_lambda_function_url|Lambda::Url||function_name|{name}
            aws_iam_role|IAM::Role|name|name|{name}|id={name}|arn=arn:{p}:iam::{a}:role{path}{name}
            aws_iam_role_policy|IAM::RolePolicy|name|name|{name}
            aws_iam_role_policy_attachment|IAM::RolePolicyAttachment||id|{name}
            aws_iam_policy_attachment|IAM::RolePolicyAttachment|name|id|{name}
            aws_iam_instance_profile|IAM::InstanceProfile|name|name|{name}|id={name}|arn=arn:{p}:iam::{a}:instance-profile{path}{name}
            aws_iam_policy|IAM::ManagedPolicy|name|arn|arn:{p}:iam::{a}:policy{path}{name}|arn={id}|id={id}
            aws_vpc|EC2::VPC||id|vpc-{name}|default_route_table_id=rtb-{name}-main|main_route_table_id=rtb-{name}-main|default_security_group_id=sg-{name}-default|default_network_acl_id=acl-{name}-default
            aws_vpc_ipv4_cidr_block_association|EC2::VPCCidrBlock||id|{name}
            aws_subnet|EC2::Subnet||id|subnet-{name}
            aws_route_table|EC2::RouteTable||id|rtb-{name}
            aws_default_route_table|EC2::RouteTable||id|rtb-{name}
            aws_route|EC2::Route||id|{name}
            aws_route_table_association|EC2::SubnetRouteTableAssociation||id|rtbassoc-{name}
            aws_internet_gateway|EC2::InternetGateway||id|igw-{name}
            aws_internet_gateway_attachment|EC2::VPCGatewayAttachment||id|{name}
            aws_egress_only_internet_gateway|EC2::EgressOnlyInternetGateway||id|eigw-{name}
            aws_nat_gateway|EC2::NatGateway||id|nat-{name}
            aws_vpc_endpoint|EC2::VPCEndpoint||id|vpce-{name}
            aws_vpc_peering_connection|EC2::VPCPeeringConnection||id|pcx-{name}
            aws_security_group|EC2::SecurityGroup||id|sg-{name}
            aws_default_security_group|EC2::SecurityGroup||id|sg-{name}
            aws_security_group_rule|EC2::SecurityGroupRule||id|sgr-{name}
            aws_vpc_security_group_ingress_rule|EC2::SecurityGroupIngress||id|sgr-{name}
            aws_vpc_security_group_egress_rule|EC2::SecurityGroupEgress||id|sgr-{name}
            aws_network_acl|EC2::NetworkAcl||id|acl-{name}
            aws_default_network_acl|EC2::NetworkAcl||id|acl-{name}
            aws_network_acl_rule|EC2::NetworkAclEntry||id|{name}
            aws_network_acl_association|EC2::SubnetNetworkAclAssociation||id|{name}
            aws_sqs_queue|SQS::Queue|name|url|https://sqs.{r}.{s}/{a}/{name}|id={id}|url={id}|arn=arn:{p}:sqs:{r}:{a}:{name}
            aws_sqs_queue_policy|SQS::QueuePolicy||id|{name}
            aws_sns_topic|SNS::Topic|name|arn|arn:{p}:sns:{r}:{a}:{name}|id={id}|arn={id}
            aws_sns_topic_policy|SNS::TopicPolicy||id|{name}
            aws_dynamodb_table|DynamoDB::Table|name|name|{name}|id={name}|arn=arn:{p}:dynamodb:{r}:{a}:table/{name}
            aws_s3_bucket|S3::Bucket|bucket|bucket|{name}|id={name}|arn=arn:{p}:s3:::{name}
            aws_s3_bucket_policy|S3::BucketPolicy||id|{name}
            aws_kms_key|KMS::Key||key_id|key-{name}|id={id}|arn=arn:{p}:kms:{r}:{a}:key/{id}
            aws_kms_alias|KMS::Alias|name|name|{name}
            aws_secretsmanager_secret|SecretsManager::Secret|name|arn|arn:{p}:secretsmanager:{r}:{a}:secret:{name}-plannd|id={id}|arn={id}
            aws_secretsmanager_secret_policy|SecretsManager::ResourcePolicy||id|{name}
            aws_ssm_parameter|SSM::Parameter|name|name|{name}|id={name}
            aws_db_subnet_group|RDS::DBSubnetGroup|name|name|{name}|id={name}
            aws_rds_cluster|RDS::DBCluster|cluster_identifier|cluster_identifier|{name}|id={name}
            aws_rds_cluster_instance|RDS::DBInstance|identifier|identifier|{name}
            aws_db_instance|RDS::DBInstance|identifier|identifier|{name}
            aws_db_proxy|RDS::DBProxy|name|name|{name}
            aws_elasticache_subnet_group|ElastiCache::SubnetGroup|name|name|{name}|id={name}
            aws_elasticache_cluster|ElastiCache::CacheCluster|cluster_id|cluster_id|{name}|id={name}
            aws_elasticache_replication_group|ElastiCache::ReplicationGroup|replication_group_id|replication_group_id|{name}|id={name}
            aws_lb|ElasticLoadBalancingV2::LoadBalancer|name|arn|arn:{p}:elasticloadbalancing:{r}:{a}:loadbalancer/app/{name}/planned|id={id}|arn={id}
            aws_alb|ElasticLoadBalancingV2::LoadBalancer|name|arn|arn:{p}:elasticloadbalancing:{r}:{a}:loadbalancer/app/{name}/planned|id={id}|arn={id}
            aws_lb_listener|ElasticLoadBalancingV2::Listener||arn|arn:{p}:elasticloadbalancing:{r}:{a}:listener/app/{name}/planned
            aws_apigatewayv2_api|ApiGatewayV2::Api||id|api-{name}
            aws_apigatewayv2_integration|ApiGatewayV2::Integration||id|integration-{name}
            aws_apigatewayv2_route|ApiGatewayV2::Route||id|route-{name}
            aws_cloudwatch_log_group|Logs::LogGroup|name|name|{name}
            """;

    private static final Map<String, Kind> KINDS = kinds();

    private Kinds() {}

    /// One type.
    ///
    /// @param type CloudFormation's
    /// @param naming the attribute that names it; empty when nothing does
    /// @param identity the attribute that AWS knows it by
    /// @param fresh what a new one is called
    /// @param attributes of a new one
    record Kind(String type, String naming, String identity, String fresh, Map<String, String> attributes) {

        Kind {
            attributes = Map.copyOf(attributes);
        }
    }

    static Optional<Kind> of(String type) {
        return Optional.ofNullable(KINDS.get(type));
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split("\\|", -1);
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 5; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                attributes.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
            kinds.put(words[0], new Kind("AWS::" + words[1], words[2], words[3], words[4], attributes));
        }
        return Map.copyOf(kinds);
    }
}
