package envgate.envs.model;

import java.util.Locale;
import java.util.Optional;

/// A named default for something that cannot be read by those who run the gate; the inventory says which are allowed.
public enum Assumption {
    ORGANIZATION_POLICIES_ALLOW(
            "no service or resource control policy takes the access away", "organizations:ListPoliciesForTarget"),
    PUBLIC_ACCESS_NOT_BLOCKED("VPC Block Public Access is off", "ec2:DescribeVpcBlockPublicAccessOptions"),
    EXTERNAL_HOSTS_LISTEN("hosts outside of AWS accept connections", ""),
    SESSION_UNRESTRICTED("no session policy narrows the role", ""),
    NO_INLINE_FIREWALL("no firewall or appliance stands in the way where none was seen", "");

    private final String words;
    private final String removedBy;

    Assumption(String words, String removedBy) {
        this.words = words;
        this.removedBy = removedBy;
    }

    /// As the inventory and reports spell it: `organization-policies-allow`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What is assumed, in words.
    public String words() {
        return words;
    }

    /// The permission that would answer instead; empty when none would.
    public String removedBy() {
        return removedBy;
    }

    public static Optional<Assumption> parse(String id) {
        for (Assumption it : values()) {
            if (it.id().equals(id)) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }
}
