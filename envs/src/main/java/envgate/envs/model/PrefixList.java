package envgate.envs.model;

import java.util.List;

/// A prefix list, AWS's own (`com.amazonaws.eu-west-1.s3`) or a customer's.
///
/// @param owner `AWS` or an account; empty when not seen
/// @param region empty when not seen
/// @param cidrs as AWS prints them
public record PrefixList(String id, String name, String owner, String region, List<String> cidrs)
        implements Comparable<PrefixList> {

    public PrefixList {
        cidrs = cidrs.stream().sorted().distinct().toList();
    }

    /// A list of whose owner nothing is known.
    public PrefixList(String id, String name, List<String> cidrs) {
        this(id, name, "", "", cidrs);
    }

    @Override
    public int compareTo(PrefixList other) {
        return id.compareTo(other.id);
    }
}
