package envgate.envs.model;

import java.util.List;

/// A peering connection between two VPCs.
///
/// @param status `active`, `pending-acceptance`, ...
public record PeeringConnection(String id, String status, Side requester, Side accepter)
        implements Comparable<PeeringConnection> {

    /// One side; its blocks may be empty where they were not seen.
    ///
    /// @param cidrs IPv4 and IPv6
    /// @param resolvesRemoteDns whether the other side's VPC resolves public names of this one to private addresses
    /// @param optionsSeen whether AWS told; it tells each account of its own side
    public record Side(
            String vpcId,
            String owner,
            String region,
            List<Cidr> cidrs,
            boolean resolvesRemoteDns,
            boolean optionsSeen) {

        public Side {
            cidrs = cidrs.stream().sorted().distinct().toList();
        }

        /// A side whose options were seen.
        public Side(String vpcId, String owner, String region, List<Cidr> cidrs, boolean resolvesRemoteDns) {
            this(vpcId, owner, region, cidrs, resolvesRemoteDns, true);
        }
    }

    @Override
    public int compareTo(PeeringConnection other) {
        return id.compareTo(other.id);
    }
}
