package envgate.envs.plan.terraform;

import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A resource as CloudFormation would have it; one of Terraform's may be several of them.
///
/// @param key tells it from the others that the same resource makes
/// @param type `AWS::EC2::Route`
/// @param id what AWS calls it
record Piece(String key, String type, String id, Map<String, Term> properties) {

    /// The properties that say where a piece belongs that changes something else.
    private static final Map<String, List<String>> PLACES = Map.ofEntries(
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
            Map.entry("AWS::IAM::RolePolicy", List.of("RoleName")),
            Map.entry("AWS::IAM::RolePolicyAttachment", List.of("RoleName", "PolicyArn")),
            Map.entry("AWS::Lambda::Permission", List.of("FunctionName")),
            Map.entry("AWS::SQS::QueuePolicy", List.of("Queues")),
            Map.entry("AWS::SNS::TopicPolicy", List.of("Topics")),
            Map.entry("AWS::S3::BucketPolicy", List.of("Bucket")),
            Map.entry("AWS::SecretsManager::ResourcePolicy", List.of("SecretId")),
            Map.entry("AWS::SSM::Parameter", List.of("Type")),
            Map.entry("AWS::RDS::DBInstance", List.of("DBSubnetGroupName", "DBClusterIdentifier")),
            Map.entry("AWS::ElasticLoadBalancingV2::Listener", List.of("LoadBalancerArn")),
            Map.entry("AWS::ApiGatewayV2::Integration", List.of("ApiId")),
            Map.entry("AWS::ApiGatewayV2::Route", List.of("ApiId")));

    Piece {
        properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    Members members(Attributes of) {
        return new Members(properties, of.mark());
    }

    /// Why it is not known where it belongs, so that all that it could belong to is not known either.
    Optional<Unknown> lost() {
        return PLACES.getOrDefault(type, List.of()).stream()
                .map(properties::get)
                .flatMap(it -> Piece.unknown(it).stream())
                .findFirst();
    }

    private static Optional<Unknown> unknown(@org.jspecify.annotations.Nullable Term term) {
        return switch (term) {
            case null -> Optional.empty();
            case Unknown it -> Optional.of(it);
            case Term.Listed it ->
                it.items().stream().flatMap(one -> unknown(one).stream()).findFirst();
            case Term _ -> Optional.empty();
        };
    }
}
