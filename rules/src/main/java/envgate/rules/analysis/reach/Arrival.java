package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;

/// The end of the way inside a VPC, the own one or a peer, and the first steps of the answer.
final class Arrival {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Arrival(Trip trip, Journey journey, Walk walk) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
        this.walk = walk;
    }

    /// Over the local route.
    void inside(Subnet from, End source, End destination) {
        arrive(from.vpcId(), from, source, destination, true, "local");
    }

    /// Over a peering connection: both sides must be seen, and it leads into the other VPC and no further.
    ///
    /// See https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html.
    void over(String id, Subnet from, End source, End destination) {
        switch (terrain.peering(id)) {
            case Known.Unseen<PeeringConnection>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<PeeringConnection>(PeeringConnection it) -> over(it, from, source, destination);
        }
    }

    private void over(PeeringConnection peering, Subnet from, End source, End destination) {
        boolean requester = peering.requester().vpcId().equals(from.vpcId());
        Side near = requester ? peering.requester() : peering.accepter();
        Side far = requester ? peering.accepter() : peering.requester();
        if (!peering.status().equals("active")) {
            String detail = "peering " + peering.id() + " is " + peering.status();
            journey.block(Part.ROUTES, Code.BAD_STATE, peering.id(), detail);
            return;
        } else if (!near.vpcId().equals(from.vpcId())) {
            journey.doubt(Part.ROUTES, new Missing(peering.id() + " joins other VPCs than " + from.vpcId(), ""));
            return;
        }
        Known<Vpc> vpc = terrain.vpc(far.vpcId());
        List<Cidr> blocks = vpc instanceof Known.Seen<Vpc>(Vpc it) ? it.cidrs() : far.cidrs();
        if (!blocks.isEmpty() && blocks.stream().noneMatch(it -> it.contains(destination.address()))) {
            String detail = "peering " + peering.id() + " leads to " + far.vpcId() + " only, where "
                    + destination.address() + " is not";
            journey.block(Part.ROUTES, Code.PCX_REQUIRES_ADDRESS_IN_VPC_CIDR, peering.id(), detail);
        } else if (vpc instanceof Known.Unseen<Vpc>) {
            String owner = far.owner().isEmpty() ? "" : " in account " + far.owner();
            String what = "the other side of " + peering.id() + ", " + far.vpcId() + owner + ", was not seen";
            journey.doubt(Part.ROUTES, new Missing(what, ""));
        } else {
            boolean sameRegion = near.region().equals(far.region());
            arrive(far.vpcId(), from, source, destination, sameRegion, peering.id());
        }
    }

    /// @param referable whether rules can name the groups of the other end
    /// @param back what leads the answer back
    private void arrive(String vpcId, Subnet from, End source, End destination, boolean referable, String back) {
        Optional<Subnet> in = terrain.subnetAt(vpcId, destination.address());
        if (in.isEmpty()) {
            String nowhere = destination.address() + " lies in no subnet of " + vpcId;
            if (terrain.sees(Area.SUBNETS) && terrain.isIn(vpcId, destination.address())) {
                journey.block(Part.TARGET, Code.NO_POSSIBLE_DESTINATION, vpcId, nowhere);
            } else {
                walk.missing(Part.TARGET, Area.SUBNETS, "the subnet of " + destination.address());
            }
            return;
        }
        Subnet subnet = in.get();
        boolean enters = !subnet.id().equals(from.id());
        if (enters) {
            walk.acl(subnet.id(), false, source.address());
        }
        take(vpcId, source, destination, referable);
        if (enters) {
            walk.answer(subnet.id(), true, source.address(), source.isHidden());
        }
        // A NAT gateway gets its answers whatever the routes of the other side say:
        // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html.
        if (!source.isHidden()) {
            walk.back(subnet, source, back);
        }
    }

    private void take(String vpcId, End source, End destination, boolean referable) {
        Known<List<String>> holders = destination.vpcId().equals(vpcId)
                ? destination.groups()
                : holders(terrain, vpcId, destination.address());
        switch (holders) {
            case Known.Unseen<List<String>>(Missing missing) -> journey.doubt(Part.TARGET, missing);
            case Known.Seen<List<String>>(List<String> held) -> {
                if (!held.isEmpty()) {
                    GroupRules rules = GroupRules.of(terrain, held, false, trip.hail(), source, referable);
                    walk.groups(rules, trip.guard(), "lets it in", "does not let " + source.address() + " in");
                }
            }
        }
    }

    /// The security groups at an address of a VPC.
    static Known<List<String>> holders(Terrain terrain, String vpcId, Cidr address) {
        Optional<NetworkInterface> there = terrain.interfaceAt(vpcId, address);
        return there.<Known<List<String>>>map(it -> new Known.Seen<>(it.securityGroupIds()))
                .orElseGet(() -> new Known.Unseen<>(
                        terrain.missing(Area.NETWORK_INTERFACES, "a network interface with " + address)));
    }
}
