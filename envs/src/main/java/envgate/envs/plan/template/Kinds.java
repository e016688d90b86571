package envgate.envs.plan.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How resources of a type are named, what `Ref` makes of them and what `Fn::GetAtt` does, as their
/// pages say:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html.
public final class Kinds {

    /// Type, the property that names it, what `Ref` gives, then attributes.
    ///
    /// `{name}` is the name, `{ref}` what `Ref` gives, `{id:vpc}` an id that starts so, `{@Path}` a
    /// property; `{p}`, `{r}`, `{a}`, `{s}` are partition, region, account and URL suffix.
    private static final String TABLE = """
            AWS::Lambda::Function|FunctionName|{name}|Arn=arn:{p}:lambda:{r}:{a}:function:{name}
            AWS::Lambda::LayerVersion|LayerName|arn:{p}:lambda:{r}:{a}:layer:{name}:planned|LayerVersionArn={ref}
            AWS::Lambda::EventSourceMapping||{id:mapping}|Id={ref}|EventSourceMappingArn=arn:{p}:lambda:{r}:{a}:event-source-mapping:{ref}
            AWS::Lambda::EventInvokeConfig||{id:invoke-config}
            AWS::Lambda::CodeSigningConfig||arn:{p}:lambda:{r}:{a}:code-signing-config:{name}|CodeSigningConfigArn={ref}
            AWS::Lambda::Permission||{name}|Id={name}
            AWS::IAM::Role|RoleName|{name}|Arn=arn:{p}:iam::{a}:role{@Path}{name}
            AWS::IAM::ManagedPolicy|ManagedPolicyName|arn:{p}:iam::{a}:policy{@Path}{name}|PolicyArn={ref}
            AWS::IAM::Policy|PolicyName|{name}
            AWS::IAM::RolePolicy|PolicyName|{name}
            AWS::IAM::User|UserName|{name}|Arn=arn:{p}:iam::{a}:user{@Path}{name}
            AWS::IAM::Group|GroupName|{name}|Arn=arn:{p}:iam::{a}:group{@Path}{name}
            AWS::IAM::InstanceProfile|InstanceProfileName|{name}|Arn=arn:{p}:iam::{a}:instance-profile{@Path}{name}
            AWS::SQS::Queue|QueueName|https://sqs.{r}.{s}/{a}/{name}|Arn=arn:{p}:sqs:{r}:{a}:{name}|QueueName={name}|QueueUrl={ref}
            AWS::SNS::Topic|TopicName|arn:{p}:sns:{r}:{a}:{name}|TopicArn={ref}|TopicName={name}
            AWS::SNS::Subscription||arn:{p}:sns:{r}:{a}:{name}|Arn={ref}
            AWS::DynamoDB::Table|TableName|{name}|Arn=arn:{p}:dynamodb:{r}:{a}:table/{name}
            AWS::DynamoDB::GlobalTable|TableName|{name}|Arn=arn:{p}:dynamodb:{r}:{a}:table/{name}
            AWS::S3::Bucket|BucketName|{name}|Arn=arn:{p}:s3:::{name}|DomainName={name}.s3.{s}|RegionalDomainName={name}.s3.{r}.{s}|DualStackDomainName={name}.s3.dualstack.{r}.{s}
            AWS::KMS::Key||{id:key}|Arn=arn:{p}:kms:{r}:{a}:key/{ref}|KeyId={ref}
            AWS::KMS::Alias|AliasName|{name}
            AWS::SecretsManager::Secret|Name|arn:{p}:secretsmanager:{r}:{a}:secret:{name}-plannd|Id={ref}
            AWS::SSM::Parameter|Name|{name}|Type={@Type}|Value={@Value}
            AWS::Logs::LogGroup|LogGroupName|{name}|Arn=arn:{p}:logs:{r}:{a}:log-group:{name}:*
            AWS::Events::EventBus|Name|{name}|Name={name}|Arn=arn:{p}:events:{r}:{a}:event-bus/{name}
            AWS::StepFunctions::StateMachine|StateMachineName|arn:{p}:states:{r}:{a}:stateMachine:{name}|Arn={ref}|Name={name}
            AWS::StepFunctions::Activity|Name|arn:{p}:states:{r}:{a}:activity:{name}|Arn={ref}|Name={name}
            AWS::Kinesis::Stream|Name|{name}|Arn=arn:{p}:kinesis:{r}:{a}:stream/{name}
            AWS::KinesisFirehose::DeliveryStream|DeliveryStreamName|{name}|Arn=arn:{p}:firehose:{r}:{a}:deliverystream/{name}
            AWS::ECR::Repository|RepositoryName|{name}|Arn=arn:{p}:ecr:{r}:{a}:repository/{name}|RepositoryUri={a}.dkr.ecr.{r}.{s}/{name}
            AWS::ApiGateway::RestApi||{id:restapi}|RestApiId={ref}
            AWS::ApiGateway::Resource||{id:resource}|ResourceId={ref}
            AWS::ApiGateway::Deployment||{id:deployment}|DeploymentId={ref}
            AWS::ApiGateway::Stage|StageName|{name}
            AWS::ApiGateway::Authorizer||{id:authorizer}|AuthorizerId={ref}
            AWS::ApiGateway::Method||{id:method}
            AWS::ApiGatewayV2::Api||{id:api}|ApiId={ref}
            AWS::ApiGatewayV2::Integration||{id:integration}|IntegrationId={ref}
            AWS::ApiGatewayV2::Route||{id:route}|RouteId={ref}
            AWS::ApiGatewayV2::Stage|StageName|{name}
            AWS::ApiGatewayV2::Authorizer||{id:authorizer}|AuthorizerId={ref}
            AWS::EC2::VPC||{id:vpc}|VpcId={ref}|CidrBlock={@CidrBlock}
            AWS::EC2::Subnet||{id:subnet}|SubnetId={ref}|VpcId={@VpcId}|AvailabilityZone={@AvailabilityZone}|CidrBlock={@CidrBlock}
            AWS::EC2::RouteTable||{id:rtb}|RouteTableId={ref}
            AWS::EC2::Route||{id:route}
            AWS::EC2::SubnetRouteTableAssociation||{id:rtbassoc}|Id={ref}
            AWS::EC2::InternetGateway||{id:igw}|InternetGatewayId={ref}
            AWS::EC2::EgressOnlyInternetGateway||{id:eigw}|Id={ref}
            AWS::EC2::NatGateway||{id:nat}|NatGatewayId={ref}
            AWS::EC2::SecurityGroup||{id:sg}|GroupId={ref}|Id={ref}|VpcId={@VpcId}
            AWS::EC2::SecurityGroupIngress||{id:sgr}|Id={ref}
            AWS::EC2::SecurityGroupEgress||{id:sgr}|Id={ref}
            AWS::EC2::NetworkAcl||{id:acl}|Id={ref}
            AWS::EC2::VPCEndpoint||{id:vpce}|Id={ref}
            AWS::EC2::VPCPeeringConnection||{id:pcx}|Id={ref}
            AWS::EC2::VPCGatewayAttachment||{id:attachment}
            AWS::EC2::EIP||{id:eip}|AllocationId={id:eipalloc}
            AWS::EC2::TransitGateway||{id:tgw}|Id={ref}
            AWS::EC2::PrefixList||{id:pl}|PrefixListId={ref}
            AWS::EC2::VPNGateway||{id:vgw}|VPNGatewayId={ref}
            AWS::RDS::DBInstance|DBInstanceIdentifier|{name}|DBInstanceArn=arn:{p}:rds:{r}:{a}:db:{name}|Endpoint.Address={name}.planned.{r}.rds.{s}
            AWS::RDS::DBCluster|DBClusterIdentifier|{name}|DBClusterArn=arn:{p}:rds:{r}:{a}:cluster:{name}|Endpoint.Address={name}.cluster-planned.{r}.rds.{s}|ReadEndpoint.Address={name}.cluster-ro-planned.{r}.rds.{s}
            AWS::RDS::DBProxy|DBProxyName|{name}|DBProxyArn=arn:{p}:rds:{r}:{a}:db-proxy:{id:prx}|Endpoint={name}.proxy-planned.{r}.rds.{s}|VpcId={@VpcId}
            AWS::RDS::DBSubnetGroup|DBSubnetGroupName|{name}
            AWS::ElastiCache::CacheCluster|ClusterName|{name}|RedisEndpoint.Address={name}.planned.0001.cache.{s}|ConfigurationEndpoint.Address={name}.planned.cfg.cache.{s}
            AWS::ElastiCache::ReplicationGroup|ReplicationGroupId|{name}|PrimaryEndPoint.Address={name}.planned.ng.0001.cache.{s}|ReaderEndPoint.Address={name}-ro.planned.ng.0001.cache.{s}|ConfigurationEndPoint.Address=clustercfg.{name}.planned.cache.{s}
            AWS::ElastiCache::SubnetGroup|CacheSubnetGroupName|{name}
            AWS::ElasticLoadBalancingV2::LoadBalancer|Name|arn:{p}:elasticloadbalancing:{r}:{a}:loadbalancer/app/{name}/planned|LoadBalancerArn={ref}|LoadBalancerName={name}|LoadBalancerFullName=app/{name}/planned|DNSName={name}-planned.{r}.elb.{s}
            AWS::ElasticLoadBalancingV2::TargetGroup|Name|arn:{p}:elasticloadbalancing:{r}:{a}:targetgroup/{name}/planned|TargetGroupArn={ref}|TargetGroupName={name}|TargetGroupFullName=targetgroup/{name}/planned
            AWS::ElasticLoadBalancingV2::Listener||arn:{p}:elasticloadbalancing:{r}:{a}:listener/app/{name}/planned|ListenerArn={ref}
            AWS::Cognito::UserPool||{r}_{name}|Arn=arn:{p}:cognito-idp:{r}:{a}:userpool/{ref}|UserPoolId={ref}|ProviderName=cognito-idp.{r}.{s}/{ref}|ProviderURL=https://cognito-idp.{r}.{s}/{ref}
            AWS::Cognito::UserPoolClient||{id:client}|ClientId={ref}
            AWS::ECS::Cluster|ClusterName|{name}|Arn=arn:{p}:ecs:{r}:{a}:cluster/{name}
            AWS::CodeBuild::Project|Name|{name}|Arn=arn:{p}:codebuild:{r}:{a}:project/{name}
            AWS::Scheduler::Schedule|Name|{name}|Arn=arn:{p}:scheduler:{r}:{a}:schedule/{@GroupName}/{name}
            AWS::CloudWatch::Alarm|AlarmName|{name}|Arn=arn:{p}:cloudwatch:{r}:{a}:alarm:{name}
            AWS::CloudFormation::WaitConditionHandle||{id:handle}
            """;

    private static final Map<String, Kind> KINDS = kinds();

    private Kinds() {}

    /// One type.
    ///
    /// @param nameProperty empty when nothing names it
    /// @param ref what `Ref` gives
    /// @param attributes what `Fn::GetAtt` gives, by attribute
    public record Kind(String nameProperty, String ref, Map<String, String> attributes) {

        public Kind {
            attributes = Map.copyOf(attributes);
        }
    }

    public static Optional<Kind> of(String type) {
        return Optional.ofNullable(KINDS.get(type));
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split("\\|", -1);
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 3; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                attributes.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
            kinds.put(words[0], new Kind(words[1], words[2], attributes));
        }
        return Map.copyOf(kinds);
    }
}
