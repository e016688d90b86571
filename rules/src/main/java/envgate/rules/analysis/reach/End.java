package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import java.util.List;
import java.util.Optional;

/// One end of a connection.
///
/// @param address one address
/// @param vpcId the VPC that it is in, empty when it is in none
/// @param subnetId the subnet that it is in, empty when not known or in none
/// @param groups the security groups that its network interface holds; none for what has no such interface
/// @param service AWS's name of the service that it is, `com.amazonaws.eu-west-1.s3`; `""` when it is none
///     with a prefix list; empty when only its address tells
/// @param guise as what others see it
record End(
        Cidr address,
        String vpcId,
        String subnetId,
        Known<List<String>> groups,
        Optional<String> service,
        Guise guise) {

    static final Known<List<String>> NO_GROUPS = new Known.Seen<>(List.of());

    /// Behind what a source hides; its security groups are seen only where it does not.
    enum Guise {
        NONE,
        PUBLIC_NAT,
        PRIVATE_NAT,
        INTERNET
    }

    boolean isHidden() {
        return guise != Guise.NONE;
    }
}
