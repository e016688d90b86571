package envgate.envs.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What joins a transit gateway to a VPC, a VPN connection, a Direct Connect gateway, another transit gateway or a
/// Connect peer.
///
/// @param transitGatewayOwner empty when not seen
/// @param resourceType `vpc`, `vpn`, `peering`, `direct-connect-gateway`, `connect`, `network-function`, …
/// @param resourceId `vpc-…`, `vpn-…`; of a peering the other transit gateway
/// @param resourceOwner its account; empty when not seen
/// @param state `available`, `pendingAcceptance`, …
/// @param tableId the route table that it is associated with; empty for none, null when not seen
/// @param associationState `associated`, `associating`, `disassociating`; empty without a table
/// @param vpc null unless it is of a VPC, or where its details were not seen
/// @param peering null unless it is a peering, or where its details were not seen
public record TransitGatewayAttachment(
        String id,
        String region,
        String transitGatewayId,
        String transitGatewayOwner,
        String resourceType,
        String resourceId,
        String resourceOwner,
        String state,
        @Nullable String tableId,
        String associationState,
        @Nullable Vpc vpc,
        @Nullable Peering peering)
        implements Comparable<TransitGatewayAttachment> {

    /// @param subnetIds the subnets in which it has an interface, at most one in each zone
    /// @param applianceMode whether both directions of a flow take the same zone
    /// @param securityGroupReferencing whether rules of the VPC may name groups of others behind the gateway
    public record Vpc(
            List<String> subnetIds,
            boolean applianceMode,
            boolean securityGroupReferencing,
            boolean ipv6,
            boolean dnsSupport) {

        public Vpc {
            subnetIds = subnetIds.stream().sorted().distinct().toList();
        }
    }

    /// The two gateways that a peering joins.
    ///
    /// @param otherAttachmentId the peering's id on the accepter's side; empty when not seen
    public record Peering(Side requester, Side accepter, String otherAttachmentId) {}

    /// @param region empty when not seen
    public record Side(String transitGatewayId, String owner, String region) {}

    /// The gateway at the other end of a peering.
    public Optional<Side> otherSide() {
        return Optional.ofNullable(peering)
                .map(it -> it.requester().transitGatewayId().equals(transitGatewayId) ? it.accepter() : it.requester());
    }

    @Override
    public int compareTo(TransitGatewayAttachment other) {
        return id.equals(other.id) ? toString().compareTo(other.toString()) : id.compareTo(other.id);
    }
}
