package envgate.envs.model;

import java.util.List;

/// A security group.
public record SecurityGroup(
        String id, String vpcId, String owner, String name, List<IpPermission> ingress, List<IpPermission> egress)
        implements Comparable<SecurityGroup> {

    /// What a rule lets through.
    ///
    /// @param protocol `tcp`, `udp`, `icmp`, `icmpv6`, `-1` for all, or a number
    /// @param fromPort -1 when all ports (or all ICMP types) are meant
    /// @param toPort -1 when all ports (or all ICMP codes) are meant
    /// @param peers blocks, prefix lists and groups, as AWS names them: `10.0.0.0/8`, `pl-…`, `sg-…`,
    ///     `account/sg-…`
    public record IpPermission(String protocol, int fromPort, int toPort, List<String> peers)
            implements Comparable<IpPermission> {

        public IpPermission {
            peers = peers.stream().sorted().distinct().toList();
        }

        @Override
        public int compareTo(IpPermission other) {
            return toString().compareTo(other.toString());
        }
    }

    public SecurityGroup {
        ingress = ingress.stream().sorted().distinct().toList();
        egress = egress.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(SecurityGroup other) {
        return id.compareTo(other.id);
    }
}
