package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Quote;
import envgate.envs.model.Stack.StackResource;
import envgate.envs.plan.Term;
import envgate.envs.source.capture.HiddenText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which properties of a resource cannot change in place: where one does, CloudFormation makes another resource and
/// deletes the one that was there.
///
/// Only types whose replacement matters to what is judged; what names a resource is looked at elsewhere. See `Update
/// requires: Replacement` on the page of each type, and
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html.
final class Replacing {

    /// Type, then its properties, some with what they are where a template does not say them.
    private static final String TABLE = """
            AWS::ApiGatewayV2::Api|ProtocolType
            AWS::DocDB::DBCluster|DBSubnetGroupName|KmsKeyId|StorageEncrypted=false|MasterUsername
            AWS::DynamoDB::GlobalTable|KeySchema
            AWS::DynamoDB::Table|KeySchema
            AWS::EC2::EgressOnlyInternetGateway|VpcId
            AWS::EC2::NatGateway|SubnetId|ConnectivityType=public|AllocationId
            AWS::EC2::NetworkAcl|VpcId
            AWS::EC2::RouteTable|VpcId
            AWS::EC2::SecurityGroup|GroupName|GroupDescription|VpcId
            AWS::EC2::Subnet|VpcId|CidrBlock|AvailabilityZone
            AWS::EC2::VPC|CidrBlock
            AWS::EC2::VPCEndpoint|ServiceName|VpcEndpointType=Gateway|VpcId
            AWS::EC2::VPCPeeringConnection|VpcId|PeerVpcId
            AWS::EFS::FileSystem|Encrypted|KmsKeyId|PerformanceMode=generalPurpose
            AWS::ElastiCache::CacheCluster|CacheSubnetGroupName|Port
            AWS::ElastiCache::ReplicationGroup|AtRestEncryptionEnabled=false|CacheSubnetGroupName|KmsKeyId|Port
            AWS::ElasticLoadBalancingV2::LoadBalancer|Scheme=internet-facing|Type=application
            AWS::ElasticLoadBalancingV2::TargetGroup|Port|Protocol|TargetType=instance|VpcId
            AWS::IAM::ManagedPolicy|Path=/
            AWS::IAM::Role|Path=/
            AWS::Lambda::EventSourceMapping|EventSourceArn|StartingPosition
            AWS::Lambda::Function|PackageType=Zip
            AWS::Neptune::DBCluster|DBSubnetGroupName|KmsKeyId|StorageEncrypted=false
            AWS::RDS::DBCluster|DatabaseName|DBSubnetGroupName|KmsKeyId|StorageEncrypted=false
            AWS::RDS::DBInstance|DBName|DBSubnetGroupName|KmsKeyId|MasterUsername|StorageEncrypted=false
            AWS::RDS::DBProxy|EngineFamily|VpcSubnetIds
            AWS::SNS::Topic|FifoTopic=false
            AWS::SQS::Queue|FifoQueue=false
            """;

    private static final Mark NOWHERE = new Mark("", 0, 0);
    private static final Map<String, Map<String, String>> TYPES = types();

    private Replacing() {}

    /// Whether a change of properties makes another resource, as far as both are known.
    static boolean is(String type, Function<String, Optional<Term>> before, Function<String, Optional<Term>> after) {
        return TYPES.getOrDefault(type, Map.of()).entrySet().stream()
                .anyMatch(it -> differs(
                        orElse(before.apply(it.getKey()), it.getValue()),
                        orElse(after.apply(it.getKey()), it.getValue())));
    }

    /// `Update of resource type is not permitted`, CloudFormation says.
    ///
    /// @param old what the stack has under the logical id; null when it has nothing
    static void refuse(@Nullable StackResource old, Member written, Mistakes mistakes) {
        Optional<Node> type = Nodes.get(written.value(), "Type");
        boolean other = old != null
                && !old.type().isEmpty()
                && type.flatMap(Nodes::text)
                        .filter(it -> !it.equals(old.type()))
                        .isPresent();
        if (old != null && other) {
            mistakes.accuse(
                    type.orElse(written.value()),
                    Quote.of(written.key().value()) + " is a " + Quote.of(old.type())
                            + " in the stack, and CloudFormation changes no resource's type",
                    "give the new one another name, and take the old one out");
        }
    }

    private static Optional<Term> orElse(Optional<Term> said, String unsaid) {
        return said.isPresent() || unsaid.isEmpty() ? said : Optional.of(Term.text(unsaid, NOWHERE));
    }

    private static boolean differs(Optional<Term> one, Optional<Term> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other).filter(it -> !isHidden(it)).isPresent();
        }
        boolean known = !isHidden(one.get()) && !isHidden(other.get());
        return known && Terms.same(one.get(), other.get()).filter(it -> !it).isPresent();
    }

    /// The template of a recording shows some texts only as what is left of them when they are hidden.
    private static boolean isHidden(Term term) {
        return switch (term) {
            case Term.Literal it -> HiddenText.parse(it.text()).isPresent();
            case Term.Listed it -> it.items().stream().anyMatch(Replacing::isHidden);
            case Term.Members it -> it.members().values().stream().anyMatch(Replacing::isHidden);
            case Term.Unknown _, Term.Veiled _ -> true;
        };
    }

    private static Map<String, Map<String, String>> types() {
        Map<String, Map<String, String>> types = new LinkedHashMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split("\\|", -1);
            Map<String, String> properties = new LinkedHashMap<>();
            for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split("=", 2);
                properties.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
            types.put(words[0], properties);
        }
        return Map.copyOf(types);
    }
}
