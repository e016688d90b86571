package envgate.envs.model;

import java.util.List;

/// A private hosted zone of Route 53.
///
/// @param name without the final dot
/// @param records null-free; empty also when they were not seen (then there is a gap)
public record HostedZone(String id, String name, List<String> vpcIds, List<Entry> records)
        implements Comparable<HostedZone> {

    /// A record set; `values` are addresses or names, an alias's target included.
    public record Entry(String name, String type, List<String> values) {

        public Entry {
            values = values.stream().sorted().toList();
        }
    }

    public HostedZone {
        vpcIds = vpcIds.stream().sorted().distinct().toList();
        records = List.copyOf(records);
    }

    @Override
    public int compareTo(HostedZone other) {
        return id.compareTo(other.id);
    }
}
