package envgate.envs.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A virtual private cloud.
///
/// @param dnsSupport null when the attribute was not seen
/// @param dnsHostnames null when the attribute was not seen
public record Vpc(
        String id,
        String owner,
        String region,
        List<Cidr> cidrs,
        @Nullable Boolean dnsSupport,
        @Nullable Boolean dnsHostnames,
        String dhcpOptionsId)
        implements Comparable<Vpc> {

    public Vpc {
        cidrs = cidrs.stream().sorted().distinct().toList();
    }

    @Override
    public int compareTo(Vpc other) {
        return id.compareTo(other.id);
    }
}
