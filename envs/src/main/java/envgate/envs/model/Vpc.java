package envgate.envs.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A virtual private cloud.
///
/// @param cidrs the blocks that are in force
/// @param otherBlocks the blocks that are not, yet or any more
/// @param tenancy `default` or `dedicated`: functions cannot be attached to the latter,
///     https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
/// @param dnsSupport null when the attribute was not seen
/// @param dnsHostnames null when the attribute was not seen
public record Vpc(
        String id,
        String owner,
        String region,
        List<Cidr> cidrs,
        List<Block> otherBlocks,
        String tenancy,
        @Nullable Boolean dnsSupport,
        @Nullable Boolean dnsHostnames,
        String dhcpOptionsId)
        implements Comparable<Vpc> {

    /// @param state `associating`, `disassociating`, `disassociated`, `failing`, `failed`
    public record Block(Cidr cidr, String state) {}

    public Vpc {
        cidrs = cidrs.stream().sorted().distinct().toList();
        otherBlocks = otherBlocks.stream()
                .sorted(java.util.Comparator.comparing(Block::toString))
                .toList();
    }

    /// A VPC of the usual tenancy, all of whose blocks are in force.
    public Vpc(
            String id,
            String owner,
            String region,
            List<Cidr> cidrs,
            @Nullable Boolean dnsSupport,
            @Nullable Boolean dnsHostnames,
            String dhcpOptionsId) {
        this(id, owner, region, cidrs, List.of(), "default", dnsSupport, dnsHostnames, dhcpOptionsId);
    }

    /// The same with AWS's own DNS server, that resolves private names.
    public Vpc resolving() {
        return new Vpc(id, owner, region, cidrs, otherBlocks, tenancy, true, true, dhcpOptionsId);
    }

    @Override
    public int compareTo(Vpc other) {
        return id.compareTo(other.id);
    }
}
