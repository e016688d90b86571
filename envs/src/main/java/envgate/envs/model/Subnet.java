package envgate.envs.model;

import java.util.List;

/// A subnet of a VPC.
///
/// @param cidrs its IPv4 block and, when dual-stack, its IPv6 blocks
/// @param availableIpAddressCount -1 when not seen
public record Subnet(
        String id,
        String vpcId,
        String owner,
        String availabilityZone,
        String availabilityZoneId,
        List<Cidr> cidrs,
        int availableIpAddressCount)
        implements Comparable<Subnet> {

    public Subnet {
        cidrs = cidrs.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(Subnet other) {
        return id.compareTo(other.id);
    }
}
