package envgate.envs.model;

import java.util.List;

/// An IAM role with all that limits and widens it.
///
/// @param policies inline and attached policies whose documents were seen
/// @param unseenPolicies attached policies whose documents were not, with the gap
/// @param boundary the permissions boundary
public record Role(
        String name,
        Arn arn,
        PolicyDocument trust,
        List<PolicyDocument> policies,
        List<Gap> unseenPolicies,
        Sight<PolicyDocument> boundary,
        Origin origin)
        implements Comparable<Role> {

    public Role {
        policies = policies.stream()
                .sorted(java.util.Comparator.comparing(PolicyDocument::name))
                .toList();
        unseenPolicies = unseenPolicies.stream().sorted().toList();
    }

    @Override
    public int compareTo(Role other) {
        return arn.compareTo(other.arn);
    }
}
