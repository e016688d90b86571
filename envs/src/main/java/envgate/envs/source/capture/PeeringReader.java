package envgate.envs.source.capture;

import envgate.envs.model.Cidr;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import java.util.ArrayList;
import java.util.List;

/// Reads peering connections; what each of two accounts sees of one is put together.
final class PeeringReader {

    private final Listing listing;

    PeeringReader(Listing listing) {
        this.listing = listing;
    }

    List<PeeringConnection> read() {
        return listing.read(
                Operation.EC2_DESCRIBE_VPC_PEERING_CONNECTIONS,
                "VpcPeeringConnectionId",
                PeeringConnection::id,
                PeeringReader::joined,
                (item, _) -> new PeeringConnection(
                        item.needed("VpcPeeringConnectionId"),
                        item.in("Status").needed("Code"),
                        side(item.in("RequesterVpcInfo")),
                        side(item.in("AccepterVpcInfo"))));
    }

    private static PeeringConnection joined(PeeringConnection one, PeeringConnection other) {
        return new PeeringConnection(
                one.id(),
                one.status().compareTo(other.status()) <= 0 ? one.status() : other.status(),
                joined(one.requester(), other.requester()),
                joined(one.accepter(), other.accepter()));
    }

    private static Side joined(Side one, Side other) {
        List<Cidr> blocks = new ArrayList<>(one.cidrs());
        blocks.addAll(other.cidrs());
        return new Side(
                one.vpcId().compareTo(other.vpcId()) <= 0 ? one.vpcId() : other.vpcId(),
                longer(one.owner(), other.owner()),
                longer(one.region(), other.region()),
                blocks,
                one.resolvesRemoteDns() || other.resolvesRemoteDns(),
                one.optionsSeen() || other.optionsSeen());
    }

    private static String longer(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// AWS leaves out the blocks of a side that has not accepted, and the options of a side of another account:
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcPeeringConnectionVpcInfo.html.
    private static Side side(Item item) {
        List<Cidr> blocks = new ArrayList<>();
        if (item.has("CidrBlock")) {
            blocks.add(item.cidr("CidrBlock"));
        }
        item.items("CidrBlockSet").forEach(it -> blocks.add(it.cidr("CidrBlock")));
        item.items("Ipv6CidrBlockSet").forEach(it -> blocks.add(it.cidr("Ipv6CidrBlock")));
        return new Side(
                item.needed("VpcId"),
                item.text("OwnerId"),
                item.text("Region"),
                blocks,
                item.in("PeeringOptions").flag("AllowDnsResolutionFromRemoteVpc", false),
                item.has("PeeringOptions"));
    }
}
