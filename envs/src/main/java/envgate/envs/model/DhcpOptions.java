package envgate.envs.model;

import java.util.List;

/// What a VPC tells its machines by DHCP; functions are believed to follow it.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html.
///
/// @param domainName empty when not set
/// @param domainNameServers `AmazonProvidedDNS` or addresses; empty when not set, then there is no name server at all
public record DhcpOptions(String id, String owner, String region, String domainName, List<String> domainNameServers)
        implements Comparable<DhcpOptions> {

    public DhcpOptions {
        domainNameServers = domainNameServers.stream().sorted().distinct().toList();
    }

    /// Whether names are asked of Route 53 Resolver and of nobody else.
    public boolean isAmazonProvided() {
        return domainNameServers.equals(List.of("AmazonProvidedDNS"));
    }

    @Override
    public int compareTo(DhcpOptions other) {
        return id.compareTo(other.id);
    }
}
