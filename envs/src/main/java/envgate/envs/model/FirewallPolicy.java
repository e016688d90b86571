package envgate.envs.model;

import java.util.Comparator;
import java.util.List;

/// What a firewall does with packets: stateless groups by priority, then a default, which may hand on to the stateful
/// engine.
///
/// See https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html.
///
/// @param statelessDefaults `aws:pass`, `aws:drop`, `aws:forward_to_sfe`, and custom actions
/// @param statelessFragmentDefaults the same for fragments of UDP
/// @param statefulDefaults `aws:drop_strict`, `aws:drop_established`, `aws:alert_strict`, …; with strict order only
/// @param strictOrder whether stateful rules are looked at by priority; else pass before drop before reject before
///     alert
/// @param streamException `DROP`, `CONTINUE`, `REJECT`; empty when not set
public record FirewallPolicy(
        Arn arn,
        String name,
        List<String> statelessDefaults,
        List<String> statelessFragmentDefaults,
        List<GroupReference> statelessGroups,
        List<GroupReference> statefulGroups,
        List<String> statefulDefaults,
        boolean strictOrder,
        String streamException)
        implements Comparable<FirewallPolicy> {

    /// @param priority the lowest counts first; 0 when there is none
    /// @param dropToAlert whether the group of AWS's only alerts where it would drop
    public record GroupReference(String arn, int priority, boolean dropToAlert) {}

    public FirewallPolicy {
        statelessDefaults = statelessDefaults.stream().sorted().toList();
        statelessFragmentDefaults = statelessFragmentDefaults.stream().sorted().toList();
        statelessGroups = byPriority(statelessGroups);
        statefulGroups = byPriority(statefulGroups);
        statefulDefaults = statefulDefaults.stream().sorted().toList();
    }

    private static List<GroupReference> byPriority(List<GroupReference> groups) {
        return groups.stream()
                .sorted(Comparator.comparingInt(GroupReference::priority).thenComparing(GroupReference::arn))
                .toList();
    }

    @Override
    public int compareTo(FirewallPolicy other) {
        return arn.compareTo(other.arn);
    }
}
