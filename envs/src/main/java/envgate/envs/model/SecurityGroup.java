package envgate.envs.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A security group.
///
/// @param ruleIds the ids of its rules, as far as they were seen
public record SecurityGroup(
        String id,
        String vpcId,
        String owner,
        String name,
        List<IpPermission> ingress,
        List<IpPermission> egress,
        List<RuleId> ruleIds)
        implements Comparable<SecurityGroup> {

    /// What a rule lets through.
    ///
    /// @param protocol `tcp`, `udp`, `icmp`, `icmpv6`, `-1` for all, or a number
    /// @param fromPort -1 when all ports (or all ICMP types) are meant; the type of ICMP
    /// @param toPort -1 when all ports (or all ICMP codes) are meant; the code of ICMP
    /// @param peers blocks, prefix lists and groups, as AWS names them: `10.0.0.0/8`, `pl-…`, `sg-…`,
    ///     `account/sg-…`
    /// @param references what AWS says of the groups among the peers
    public record IpPermission(
            String protocol, int fromPort, int toPort, List<String> peers, List<GroupReference> references)
            implements Comparable<IpPermission> {

        public IpPermission {
            peers = peers.stream().sorted().distinct().toList();
            references = references.stream()
                    .sorted(Comparator.comparing(GroupReference::toString))
                    .distinct()
                    .toList();
        }

        /// A rule of whose groups nothing is known but their names.
        public IpPermission(String protocol, int fromPort, int toPort, List<String> peers) {
            this(protocol, fromPort, toPort, peers, List.of());
        }

        /// What AWS says of a group among the peers, which is named as there.
        public Optional<GroupReference> reference(String peer) {
            return references.stream().filter(it -> it.peer().equals(peer)).findFirst();
        }

        @Override
        public int compareTo(IpPermission other) {
            return toString().compareTo(other.toString());
        }
    }

    /// A group that a rule names:
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UserIdGroupPair.html.
    ///
    /// @param peer as the rule's peers name it
    /// @param owner its account; empty when not seen
    /// @param vpcId empty when not seen; AWS says it of groups in peered VPCs
    /// @param peeringConnectionId empty when the group is in the same VPC
    /// @param peeringStatus `active`, `deleted`, …; empty when the group is in the same VPC
    /// @param stale whether AWS calls the rule stale: its group or its peering is gone,
    ///     https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
    public record GroupReference(
            String peer,
            String groupId,
            String owner,
            String vpcId,
            String peeringConnectionId,
            String peeringStatus,
            boolean stale) {}

    /// The id of one rule: one peer of a permission.
    ///
    /// @param peer as the permission's peers name it
    public record RuleId(String id, boolean egress, String protocol, int fromPort, int toPort, String peer) {}

    public SecurityGroup {
        ingress = ingress.stream().sorted().distinct().toList();
        egress = egress.stream().sorted().distinct().toList();
        ruleIds = ruleIds.stream().sorted(Comparator.comparing(RuleId::id)).toList();
    }

    /// A group the ids of whose rules were not seen.
    public SecurityGroup(
            String id, String vpcId, String owner, String name, List<IpPermission> ingress, List<IpPermission> egress) {
        this(id, vpcId, owner, name, ingress, egress, List.of());
    }

    /// The id of the rule that one peer of a permission makes; empty when not seen.
    public Optional<String> ruleId(boolean outbound, IpPermission permission, String peer) {
        return ruleIds.stream()
                .filter(it -> it.egress() == outbound
                        && it.protocol().equals(permission.protocol())
                        && it.fromPort() == permission.fromPort()
                        && it.toPort() == permission.toPort()
                        && it.peer().equals(peer))
                .map(RuleId::id)
                .findFirst();
    }

    @Override
    public int compareTo(SecurityGroup other) {
        return id.compareTo(other.id);
    }
}
