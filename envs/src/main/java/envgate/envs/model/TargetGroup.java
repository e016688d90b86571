package envgate.envs.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a load balancer sends traffic.
///
/// A classic load balancer has no such groups; each of its listeners is read as if it had one, whose ARN ends in
/// `targetgroup/classic/NAME/PORT`.
///
/// @param protocol `TCP`, `UDP`, `TCP_UDP`, `TLS`, `HTTP`, `HTTPS`, `GENEVE`; empty for functions
/// @param port where targets listen that name no port of their own
/// @param type `instance`, `ip`, `lambda`, `alb`
/// @param preservesClientAddress null when the attribute was not seen and its default is not known
/// @param crossZone `true`, `false` or `use_load_balancer_configuration`; empty when not seen
/// @param targets unseen where nobody asked
public record TargetGroup(
        Arn arn,
        String name,
        String protocol,
        int port,
        String type,
        String vpcId,
        List<String> loadBalancerArns,
        @Nullable Boolean preservesClientAddress,
        String crossZone,
        Sight<List<Target>> targets)
        implements Comparable<TargetGroup> {

    /// @param id `i-…`, an address, the ARN of a function or load balancer
    /// @param port 0 for functions
    /// @param availabilityZone its name, `all`, or empty where AWS does not say it
    /// @param health `healthy`, `unhealthy`, `unused`, `initial`, `draining`, `unavailable`, …
    public record Target(String id, int port, String availabilityZone, String health) implements Comparable<Target> {

        @Override
        public int compareTo(Target other) {
            return toString().compareTo(other.toString());
        }
    }

    public TargetGroup {
        loadBalancerArns = loadBalancerArns.stream().sorted().distinct().toList();
        if (targets instanceof Sight.Seen<List<Target>>(List<Target> all)) {
            targets = new Sight.Seen<>(
                    all.stream().sorted(Comparator.naturalOrder()).distinct().toList());
        }
    }

    @Override
    public int compareTo(TargetGroup other) {
        return arn.compareTo(other.arn);
    }
}
