package envgate.envs.model;

import java.util.Comparator;
import java.util.List;

/// A network ACL; entries are in the order of their numbers, which is the order that counts.
public record NetworkAcl(String id, String vpcId, boolean isDefault, List<String> subnetIds, List<Entry> entries)
        implements Comparable<NetworkAcl> {

    /// An entry.
    ///
    /// @param cidr IPv4 or IPv6 block
    /// @param protocol `-1`, or the protocol's number (`6` for TCP)
    /// @param fromPort -1 when all ports are meant
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

    @Override
    public int compareTo(NetworkAcl other) {
        return id.compareTo(other.id);
    }
}
