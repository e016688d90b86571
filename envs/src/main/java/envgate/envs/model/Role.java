package envgate.envs.model;

import java.util.List;

/// An IAM role with all that limits and widens it.
///
/// @param policies inline and attached policies whose documents were seen
/// @param unseenPolicies attached policies whose documents were not, with the gap
/// @param boundary the permissions boundary
/// @param createDate ISO 8601, empty when not known
public record Role(
        String name,
        Arn arn,
        PolicyDocument trust,
        List<PolicyDocument> policies,
        List<Gap> unseenPolicies,
        Sight<PolicyDocument> boundary,
        String createDate,
        Origin origin)
        implements Comparable<Role> {

    public Role {
        policies = policies.stream()
                .sorted(java.util.Comparator.comparing(PolicyDocument::name))
                .toList();
        unseenPolicies = unseenPolicies.stream().sorted().toList();
    }

    /// A role of which it is not known when it was made.
    public Role(
            String name,
            Arn arn,
            PolicyDocument trust,
            List<PolicyDocument> policies,
            List<Gap> unseenPolicies,
            Sight<PolicyDocument> boundary,
            Origin origin) {
        this(name, arn, trust, policies, unseenPolicies, boundary, "", origin);
    }

    @Override
    public int compareTo(Role other) {
        return arn.compareTo(other.arn);
    }
}
