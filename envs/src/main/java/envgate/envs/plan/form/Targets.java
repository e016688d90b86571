package envgate.envs.plan.form;

import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where resources belong that change something else: a rule its group, a route its table, a policy its
/// role.
///
/// What belongs to something that is not known could belong to anything.
public final class Targets {

    private static final Map<String, List<String>> PROPERTIES = Map.ofEntries(
            Map.entry("AWS::EC2::SecurityGroupIngress", List.of("GroupId")),
            Map.entry("AWS::EC2::SecurityGroupEgress", List.of("GroupId")),
            Map.entry("AWS::EC2::Route", List.of("RouteTableId")),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", List.of("RouteTableId", "SubnetId")),
            Map.entry("AWS::EC2::NetworkAclEntry", List.of("NetworkAclId", "RuleNumber", "Egress")),
            Map.entry("AWS::EC2::SubnetNetworkAclAssociation", List.of("NetworkAclId", "SubnetId")),
            Map.entry("AWS::EC2::VPCGatewayAttachment", List.of("VpcId", "InternetGatewayId")),
            Map.entry("AWS::EC2::VPCCidrBlock", List.of("VpcId")),
            Map.entry("AWS::EC2::Subnet", List.of("VpcId")),
            Map.entry("AWS::EC2::RouteTable", List.of("VpcId")),
            Map.entry("AWS::EC2::VPCEndpoint", List.of("VpcId", "VpcEndpointType")),
            Map.entry("AWS::IAM::Policy", List.of("Roles")),
            Map.entry("AWS::IAM::RolePolicy", List.of("RoleName")),
            Map.entry("AWS::IAM::RolePolicyAttachment", List.of("RoleName", "PolicyArn")),
            Map.entry("AWS::IAM::InstanceProfile", List.of("Roles")),
            Map.entry("AWS::IAM::ManagedPolicy", List.of("Roles")),
            Map.entry("AWS::Lambda::Permission", List.of("FunctionName")),
            Map.entry("AWS::SQS::QueuePolicy", List.of("Queues")),
            Map.entry("AWS::SNS::TopicPolicy", List.of("Topics")),
            Map.entry("AWS::S3::BucketPolicy", List.of("Bucket")),
            Map.entry("AWS::SecretsManager::ResourcePolicy", List.of("SecretId")),
            Map.entry("AWS::SSM::Parameter", List.of("Type")),
            Map.entry("AWS::RDS::DBInstance", List.of("DBSubnetGroupName", "DBClusterIdentifier")),
            Map.entry("AWS::ElasticLoadBalancingV2::Listener", List.of("LoadBalancerArn")),
            Map.entry("AWS::ApiGateway::Resource", List.of("RestApiId", "ParentId")),
            Map.entry("AWS::ApiGateway::Method", List.of("RestApiId", "ResourceId")),
            Map.entry("AWS::ApiGatewayV2::Integration", List.of("ApiId")),
            Map.entry("AWS::ApiGatewayV2::Route", List.of("ApiId")));

    private Targets() {}

    /// Why it is not known where a resource belongs.
    public static Optional<Unknown> unknown(String type, Map<String, Term> properties) {
        return PROPERTIES.getOrDefault(type, List.of()).stream()
                .flatMap(it -> unknown(properties.get(it)).stream())
                .findFirst();
    }

    private static Optional<Unknown> unknown(@Nullable Term term) {
        return switch (term) {
            case null -> Optional.empty();
            case Unknown it -> Optional.of(it);
            case Term.Listed it ->
                it.items().stream().flatMap(one -> unknown(one).stream()).findFirst();
            case Term _ -> Optional.empty();
        };
    }
}
