package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import java.util.List;
import java.util.Optional;

/// All policies that have a say in what one principal may do.
///
/// An empty list means that there is no such policy: a role without a boundary, an account without organization.
///
/// @param identity of the principal, and of its groups
/// @param boundary what the permissions boundary allows
/// @param session what was passed when the session began
/// @param resource the policy of the resource, the trust policy where a role is assumed
/// @param endpoint what the VPC endpoint lets through
/// @param serviceControl one list for each level above the principal's account
/// @param resourceControl the same for the resource's account
/// @param caller ARN of the principal; empty when it can be anyone
/// @param resourceAccount that owns the resource; empty when it is the caller's
public record Rights(
        List<PolicyDocument> identity,
        List<PolicyDocument> boundary,
        List<PolicyDocument> session,
        Optional<PolicyDocument> resource,
        List<PolicyDocument> endpoint,
        List<List<PolicyDocument>> serviceControl,
        List<List<PolicyDocument>> resourceControl,
        String caller,
        String resourceAccount) {

    public Rights {
        identity = List.copyOf(identity);
        boundary = List.copyOf(boundary);
        session = List.copyOf(session);
        endpoint = List.copyOf(endpoint);
        serviceControl = serviceControl.stream().map(List::copyOf).toList();
        resourceControl = resourceControl.stream().map(List::copyOf).toList();
    }

    /// Policies of an identity, and nothing else.
    public static Rights ofIdentity(List<PolicyDocument> documents) {
        return new Rights(documents, List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), "", "");
    }

    /// The policy of a resource, and nothing else.
    public static Rights ofResource(PolicyDocument document) {
        return new Rights(
                List.of(), List.of(), List.of(), Optional.of(document), List.of(), List.of(), List.of(), "", "");
    }
}
