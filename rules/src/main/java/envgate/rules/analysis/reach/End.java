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
/// @param via how it came into the VPC in which it is met; empty in its own
record End(
        Cidr address,
        String vpcId,
        String subnetId,
        Known<List<String>> groups,
        Optional<String> service,
        Guise guise,
        Optional<Via> via) {

    End(
            Cidr address,
            String vpcId,
            String subnetId,
            Known<List<String>> groups,
            Optional<String> service,
            Guise guise) {
        this(address, vpcId, subnetId, groups, service, guise, Optional.empty());
    }

    /// How a source came into another VPC than its own.
    ///
    /// @param target what leads the answer back: `tgw-…`, `pcx-…`
    /// @param referable whether rules can name its groups there
    record Via(String target, boolean referable) {}

    /// As the rules of others would see it if nothing stood between.
    End plainly(List<String> own) {
        return new End(address, vpcId, subnetId, new Known.Seen<>(own), service, Guise.NONE, via);
    }

    End through(Via other) {
        return new End(address, vpcId, subnetId, groups, service, guise, Optional.of(other));
    }

    /// What leads answers back to it from a VPC.
    String wayBack(String otherVpcId) {
        boolean elsewhere = !otherVpcId.equals(vpcId) || cameBy("vpce-");
        return via.isPresent() && elsewhere ? via.get().target() : "local";
    }

    boolean cameBy(String start) {
        return via.isPresent() && via.get().target().startsWith(start);
    }

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
