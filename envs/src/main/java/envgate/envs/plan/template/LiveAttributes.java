package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.model.Network;
import envgate.envs.model.Resource.Database;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Subnet;
import envgate.envs.model.Trigger;
import envgate.envs.plan.Term;
import java.util.List;
import java.util.Optional;

/// Attributes of resources that exist, as the target shows them.
final class LiveAttributes {

    private final Target target;

    LiveAttributes(Target target) {
        this.target = target;
    }

    Optional<Term> of(Resources.Identity identity, String attribute, Mark mark) {
        return text(identity, attribute).map(it -> Term.text(it, mark));
    }

    private Optional<String> text(Resources.Identity identity, String attribute) {
        Network network = target.live().network();
        return switch (identity.type() + " " + attribute) {
            case "AWS::DynamoDB::Table StreamArn", "AWS::DynamoDB::GlobalTable StreamArn" -> stream(identity);
            case "AWS::IAM::Role Arn" ->
                target.live().roles().stream()
                        .filter(it -> it.name().equals(identity.ref())
                                && it.arn().account().equals(target.account()))
                        .map(it -> it.arn().toString())
                        .findFirst();
            case "AWS::EC2::VPC DefaultSecurityGroup" ->
                network.securityGroups().stream()
                        .filter(it ->
                                it.vpcId().equals(identity.ref()) && it.name().equals("default"))
                        .map(SecurityGroup::id)
                        .findFirst();
            case "AWS::EC2::VPC DefaultNetworkAcl" ->
                network.networkAcls().stream()
                        .filter(it -> it.vpcId().equals(identity.ref()) && it.isDefault())
                        .map(it -> it.id())
                        .findFirst();
            case "AWS::EC2::Subnet AvailabilityZone" ->
                network.subnets().stream()
                        .filter(it -> it.id().equals(identity.ref()))
                        .map(Subnet::availabilityZone)
                        .filter(it -> !it.isEmpty())
                        .findFirst();
            case "AWS::RDS::DBInstance Endpoint.Address",
                    "AWS::RDS::DBCluster Endpoint.Address",
                    "AWS::RDS::DBCluster ReadEndpoint.Address",
                    "AWS::RDS::DBProxy Endpoint",
                    "AWS::ElastiCache::CacheCluster RedisEndpoint.Address",
                    "AWS::ElastiCache::CacheCluster ConfigurationEndpoint.Address",
                    "AWS::ElastiCache::ReplicationGroup PrimaryEndPoint.Address",
                    "AWS::ElastiCache::ReplicationGroup ReaderEndPoint.Address",
                    "AWS::ElastiCache::ReplicationGroup ConfigurationEndPoint.Address" ->
                host(identity, attribute.startsWith("Read"));
            case "AWS::RDS::DBInstance Endpoint.Port",
                    "AWS::RDS::DBCluster Endpoint.Port",
                    "AWS::ElastiCache::CacheCluster RedisEndpoint.Port",
                    "AWS::ElastiCache::ReplicationGroup PrimaryEndPoint.Port" ->
                database(identity).filter(it -> it.port() > 0).map(it -> Integer.toString(it.port()));
            case "AWS::ElasticLoadBalancingV2::LoadBalancer DNSName" ->
                target.resources(LoadBalancer.class).stream()
                        .filter(it -> it.arn().toString().equals(identity.ref()))
                        .map(LoadBalancer::dnsName)
                        .findFirst();
            case "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerFullName" ->
                Optional.of(identity.ref().replaceFirst("^.*:loadbalancer/", ""));
            default -> Optional.empty();
        };
    }

    private Optional<String> stream(Resources.Identity identity) {
        return target.live().triggers().stream()
                .filter(Trigger.EventSourceMapping.class::isInstance)
                .map(it -> ((Trigger.EventSourceMapping) it).eventSourceArn())
                .filter(it -> it.contains(":table/" + identity.name() + "/stream/"))
                .findFirst();
    }

    private Optional<Database> database(Resources.Identity identity) {
        return target.resources(Database.class).stream()
                .filter(it -> it.name().equalsIgnoreCase(identity.name()))
                .findFirst();
    }

    /// The host of a database that has one; of several, the one that its name says.
    private Optional<String> host(Resources.Identity identity, boolean reader) {
        List<String> hosts = database(identity).map(Database::hosts).orElse(List.of());
        return hosts.size() == 1
                ? Optional.of(hosts.getFirst())
                : hosts.stream()
                        .filter(it -> reader == (it.contains("cluster-ro-") || it.contains("-ro.")))
                        .findFirst();
    }
}
