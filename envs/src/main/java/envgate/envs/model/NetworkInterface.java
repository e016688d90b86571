package envgate.envs.model;

import java.util.List;

/// An elastic network interface.
///
/// @param type `interface`, `lambda`, `nat_gateway`, `vpc_endpoint`, ...
/// @param publicAddress empty when it has none
public record NetworkInterface(
        String id,
        String vpcId,
        String subnetId,
        String type,
        String description,
        String status,
        List<String> privateAddresses,
        String publicAddress,
        List<String> securityGroupIds,
        boolean sourceDestCheck,
        String instanceId)
        implements Comparable<NetworkInterface> {

    public NetworkInterface {
        privateAddresses = privateAddresses.stream().sorted().distinct().toList();
        securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(NetworkInterface other) {
        return id.compareTo(other.id);
    }
}
