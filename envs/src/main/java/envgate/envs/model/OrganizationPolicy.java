package envgate.envs.model;

import java.util.List;

/// The service or resource control policies at one level of the organization above an account.
///
/// @param target root, organizational unit or account id
/// @param level 0 for the root, rising towards the account
public record OrganizationPolicy(Kind kind, String account, String target, int level, List<PolicyDocument> documents) {

    /// Limits principals of the account, or resources of it.
    public enum Kind {
        SERVICE_CONTROL_POLICY,
        RESOURCE_CONTROL_POLICY
    }

    public OrganizationPolicy {
        documents = List.copyOf(documents);
    }
}
