package envgate.envs.model;

import java.util.List;

/// A door of a VPC.
public sealed interface Gateway extends Comparable<Gateway> {

    String id();

    String state();

    @Override
    default int compareTo(Gateway other) {
        return id().compareTo(other.id());
    }

    record InternetGateway(String id, List<String> vpcIds, String state) implements Gateway {}

    record EgressOnlyInternetGateway(String id, List<String> vpcIds, String state) implements Gateway {}

    /// @param connectivity `public` or `private`
    /// @param availabilityMode `zonal` or `regional`; a regional one has no subnet
    record NatGateway(
            String id,
            String vpcId,
            String subnetId,
            String state,
            String connectivity,
            String availabilityMode,
            List<String> privateAddresses,
            List<String> publicAddresses)
            implements Gateway {}

    record VirtualPrivateGateway(String id, List<String> vpcIds, String state) implements Gateway {}

    record TransitGateway(String id, String owner, String state) implements Gateway {}
}
