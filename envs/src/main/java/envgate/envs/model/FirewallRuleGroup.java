package envgate.envs.model;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Rules of a firewall.
///
/// See https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleGroup.html.
///
/// @param strictOrder whether its stateful rules are looked at in their order
/// @param addressSets what `$NAME` stands for in addresses, `HOME_NET` among them
/// @param portSets what `$NAME` stands for in ports
public record FirewallRuleGroup(
        Arn arn,
        String name,
        boolean strictOrder,
        SortedMap<String, List<String>> addressSets,
        SortedMap<String, List<String>> portSets,
        Rules rules)
        implements Comparable<FirewallRuleGroup> {

    /// What the group holds.
    public sealed interface Rules {}

    /// @param rules by priority, the lowest counts first
    public record Stateless(List<StatelessRule> rules) implements Rules {

        public Stateless {
            rules = rules.stream()
                    .sorted(Comparator.comparingInt(StatelessRule::priority).thenComparing(StatelessRule::toString))
                    .toList();
        }
    }

    /// Rules of the stateful engine in the form of five values and an action, in their order.
    public record Stateful(List<StatefulRule> rules) implements Rules {

        public Stateful {
            rules = List.copyOf(rules);
        }
    }

    /// Domains that HTTP or TLS may, or may not, be spoken to.
    ///
    /// @param allows whether these are let through and all others dropped; else these are dropped
    /// @param domains `example.com`, or `.example.com` with all that is under it
    /// @param targets `HTTP_HOST`, `TLS_SNI`
    public record Domains(boolean allows, List<String> domains, List<String> targets) implements Rules {

        public Domains {
            domains = domains.stream().sorted().distinct().toList();
            targets = targets.stream().sorted().distinct().toList();
        }
    }

    /// Rules that are not decided here: a text of Suricata, a group of AWS's own.
    ///
    /// @param what for people: `a text of Suricata rules`
    public record Undecided(String what) implements Rules {}

    /// @param actions `aws:pass`, `aws:drop`, `aws:forward_to_sfe`, and custom ones
    /// @param protocols numbers; empty for all
    /// @param sources blocks; empty for all
    /// @param flags whether it looks at flags of TCP besides
    public record StatelessRule(
            int priority,
            List<String> actions,
            List<Integer> protocols,
            List<String> sources,
            List<String> destinations,
            List<Ports> sourcePorts,
            List<Ports> destinationPorts,
            boolean flags) {

        public StatelessRule {
            actions = actions.stream().sorted().toList();
            protocols = protocols.stream().sorted().distinct().toList();
            sources = sources.stream().sorted().distinct().toList();
            destinations = destinations.stream().sorted().distinct().toList();
            sourcePorts = sorted(sourcePorts);
            destinationPorts = sorted(destinationPorts);
        }

        private static List<Ports> sorted(List<Ports> ports) {
            return ports.stream()
                    .sorted(Comparator.comparingInt(Ports::from).thenComparingInt(Ports::to))
                    .distinct()
                    .toList();
        }
    }

    /// @param action `PASS`, `DROP`, `ALERT`, `REJECT`
    /// @param protocol `IP`, `TCP`, `UDP`, `ICMP`, or one that only the content of packets tells: `HTTP`, `TLS`, …
    /// @param source as written: `10.0.0.0/8`, `ANY`, `$HOME_NET`, `[10.0.0.0/8, !10.1.0.0/16]`
    /// @param direction `FORWARD` or `ANY`
    /// @param options keywords besides the rule's own `sid` and `msg`, which say more than five values can
    public record StatefulRule(
            String action,
            String protocol,
            String source,
            String sourcePort,
            String direction,
            String destination,
            String destinationPort,
            List<String> options) {

        public StatefulRule {
            options = List.copyOf(options);
        }
    }

    public FirewallRuleGroup {
        addressSets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(addressSets));
        portSets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(portSets));
    }

    @Override
    public int compareTo(FirewallRuleGroup other) {
        return arn.compareTo(other.arn);
    }
}
