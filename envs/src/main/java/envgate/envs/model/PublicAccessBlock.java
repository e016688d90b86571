package envgate.envs.model;

import java.util.List;

/// VPC Block Public Access of one account and region.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html.
///
/// @param mode `off`, `block-bidirectional`, `block-ingress`
public record PublicAccessBlock(String account, String region, String mode, List<Exclusion> exclusions) {

    /// A VPC or subnet that is left out: `allow-bidirectional` or `allow-egress`.
    public record Exclusion(String resourceId, String mode, String state) {}

    public PublicAccessBlock {
        exclusions = List.copyOf(exclusions);
    }
}
