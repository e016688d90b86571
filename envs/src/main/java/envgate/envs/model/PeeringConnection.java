package envgate.envs.model;

import java.util.List;

/// A peering connection between two VPCs.
///
/// @param status `active`, `pending-acceptance`, ...
public record PeeringConnection(String id, String status, Side requester, Side accepter)
        implements Comparable<PeeringConnection> {

    /// One side; its blocks may be empty where they were not seen.
    public record Side(String vpcId, String owner, String region, List<Cidr> cidrs, boolean resolvesRemoteDns) {

        public Side {
            cidrs = cidrs.stream().sorted().distinct().toList();
        }
    }

    @Override
    public int compareTo(PeeringConnection other) {
        return id.compareTo(other.id);
    }
}
