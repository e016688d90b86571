package envgate.envs.model;

import java.util.List;

/// A virtual machine: an EC2 instance.
///
/// @param state `pending`, `running`, `shutting-down`, `terminated`, `stopping`, `stopped`
/// @param addresses private ones, IPv4 and IPv6
/// @param publicAddress empty when it has none
public record Instance(
        String id,
        String owner,
        String region,
        String vpcId,
        String subnetId,
        String state,
        List<String> networkInterfaceIds,
        List<String> addresses,
        String publicAddress,
        List<String> securityGroupIds,
        boolean sourceDestCheck)
        implements Comparable<Instance> {

    public Instance {
        networkInterfaceIds = networkInterfaceIds.stream().sorted().distinct().toList();
        addresses = addresses.stream().sorted().distinct().toList();
        securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(Instance other) {
        return id.compareTo(other.id);
    }
}
