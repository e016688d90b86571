package envgate.envs.model;

import java.util.List;

/// An IAM role with all that limits and widens it.
///
/// @param policies inline and attached policies whose documents were seen
/// @param unseenPolicies attached policies whose documents were not, with the gap
/// @param boundary the permissions boundary
/// @param createDate ISO 8601, empty when not known
/// @param instanceProfiles ARNs of those that hold it: with one of them an instance runs as it
public record Role(
        String name,
        Arn arn,
        PolicyDocument trust,
        List<PolicyDocument> policies,
        List<Gap> unseenPolicies,
        Sight<PolicyDocument> boundary,
        String createDate,
        Sight<List<String>> instanceProfiles,
        Origin origin)
        implements Comparable<Role> {

    public Role {
        policies = policies.stream()
                .sorted(java.util.Comparator.comparing(PolicyDocument::name))
                .toList();
        unseenPolicies = unseenPolicies.stream().sorted().toList();
    }

    /// A role that no instance profile holds, and of which it is not known when it was made.
    public Role(
            String name,
            Arn arn,
            PolicyDocument trust,
            List<PolicyDocument> policies,
            List<Gap> unseenPolicies,
            Sight<PolicyDocument> boundary,
            Origin origin) {
        this(name, arn, trust, policies, unseenPolicies, boundary, "", new Sight.Absent<>(), origin);
    }

    public Role withPolicies(List<PolicyDocument> documents) {
        return new Role(name, arn, trust, documents, unseenPolicies, boundary, createDate, instanceProfiles, origin);
    }

    public Role withOrigin(Origin from) {
        return new Role(name, arn, trust, policies, unseenPolicies, boundary, createDate, instanceProfiles, from);
    }

    @Override
    public int compareTo(Role other) {
        return arn.compareTo(other.arn);
    }
}
