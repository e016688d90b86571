package envgate.envs.model;

import java.util.List;

/// A prefix list, AWS's own (`com.amazonaws.eu-west-1.s3`) or a customer's.
///
/// @param cidrs as AWS prints them
public record PrefixList(String id, String name, List<String> cidrs) implements Comparable<PrefixList> {

    public PrefixList {
        cidrs = cidrs.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(PrefixList other) {
        return id.compareTo(other.id);
    }
}
