package envgate.envs.model;

import java.util.Comparator;
import java.util.List;

/// A network ACL; entries are in the order of their numbers, which is the order that counts.
///
/// @param owner empty when not seen
public record NetworkAcl(
        String id, String vpcId, String owner, boolean isDefault, List<String> subnetIds, List<Entry> entries)
        implements Comparable<NetworkAcl> {

    /// An entry.
    ///
    /// @param cidr IPv4 or IPv6 block
    /// @param protocol `-1`, or the protocol's number (`6` for TCP)
    /// @param fromPort -1 when all ports are meant; the type of ICMP, -1 for all types
    /// @param toPort -1 when all ports are meant; the code of ICMP, -1 for all codes
    public record Entry(
            int ruleNumber, boolean egress, boolean allow, String protocol, String cidr, int fromPort, int toPort) {}

    public NetworkAcl {
        subnetIds = subnetIds.stream().sorted().distinct().toList();
        entries = entries.stream()
                .sorted(Comparator.comparing(Entry::egress)
                        .thenComparingInt(Entry::ruleNumber)
                        .thenComparing(Entry::toString))
                .toList();
    }

    /// An ACL of the account at hand.
    public NetworkAcl(String id, String vpcId, boolean isDefault, List<String> subnetIds, List<Entry> entries) {
        this(id, vpcId, "", isDefault, subnetIds, entries);
    }

    @Override
    public int compareTo(NetworkAcl other) {
        return id.compareTo(other.id);
    }
}
