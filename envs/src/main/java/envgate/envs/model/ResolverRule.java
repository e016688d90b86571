package envgate.envs.model;

import java.util.Comparator;
import java.util.List;

/// A rule of Route 53 Resolver: who is asked for the names under a domain, and which VPCs it holds for.
///
/// See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network.html.
///
/// @param domainName without the final dot; empty for the root
/// @param type `FORWARD`, `SYSTEM`, `RECURSIVE`, `DELEGATE`
/// @param status `COMPLETE`, `DELETING`, …
/// @param targets servers that are asked
/// @param endpointId the outbound endpoint that asks them; empty for rules that forward nothing
/// @param vpcIds VPCs that it is associated with
public record ResolverRule(
        String id,
        String owner,
        String region,
        String name,
        String domainName,
        String type,
        String status,
        List<Target> targets,
        String endpointId,
        List<String> vpcIds)
        implements Comparable<ResolverRule> {

    /// @param protocol `Do53`, `DoH`, `DoH-FIPS`
    public record Target(String address, int port, String protocol) {}

    /// Where Resolver has addresses in a VPC.
    ///
    /// @param direction `INBOUND`, `OUTBOUND`, `INBOUND_DELEGATION`
    /// @param status `OPERATIONAL`, `ACTION_NEEDED`, …
    /// @param places its subnets and addresses; unseen where nobody asked
    public record Endpoint(
            String id,
            String region,
            String direction,
            String status,
            String vpcId,
            List<String> securityGroupIds,
            Sight<List<Place>> places)
            implements Comparable<Endpoint> {

        public Endpoint {
            securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
        }

        @Override
        public int compareTo(Endpoint other) {
            return id.compareTo(other.id);
        }
    }

    /// @param status `ATTACHED`, …
    public record Place(String subnetId, String address, String status) {}

    public ResolverRule {
        targets =
                targets.stream().sorted(Comparator.comparing(Target::toString)).toList();
        vpcIds = vpcIds.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(ResolverRule other) {
        return id.compareTo(other.id);
    }
}
