package envgate.envs.model;

import java.util.List;

/// A subnet of a VPC; whoever owns the VPC owns it, and may share it with other accounts.
///
/// @param availabilityZone its name, which means another place in another account; the id does not
/// @param cidrs its IPv4 block and, when dual-stack, its IPv6 blocks
/// @param availableIpAddressCount -1 when not seen
/// @param state `available`, `pending`; empty when not seen
/// @param ipv6Native whether it has no IPv4 at all
/// @param dns64 whether names without AAAA records resolve to addresses of 64:ff9b::/96
public record Subnet(
        String id,
        String vpcId,
        String owner,
        String region,
        String availabilityZone,
        String availabilityZoneId,
        List<Cidr> cidrs,
        int availableIpAddressCount,
        String state,
        boolean ipv6Native,
        boolean dns64)
        implements Comparable<Subnet> {

    public Subnet {
        cidrs = cidrs.stream().sorted().distinct().toList();
    }

    /// A subnet with IPv4 that is there, in the region of its zone.
    public Subnet(
            String id,
            String vpcId,
            String owner,
            String availabilityZone,
            String availabilityZoneId,
            List<Cidr> cidrs,
            int availableIpAddressCount) {
        this(
                id,
                vpcId,
                owner,
                availabilityZone.replaceFirst("[a-z]$", ""),
                availabilityZone,
                availabilityZoneId,
                cidrs,
                availableIpAddressCount,
                "available",
                false,
                false);
    }

    /// Whether it has blocks of both kinds, as functions that use IPv6 need:
    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
    public boolean isDualStack() {
        return cidrs.stream().anyMatch(Cidr::isIpv6) && cidrs.stream().anyMatch(it -> !it.isIpv6());
    }

    @Override
    public int compareTo(Subnet other) {
        return id.compareTo(other.id);
    }
}
