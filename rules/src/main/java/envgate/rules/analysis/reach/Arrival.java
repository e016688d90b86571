package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The end of the way inside a VPC, the own one or a peer, and the first steps of the answer.
final class Arrival {

    /// Interfaces that forward, and accept no connection themselves.
    private static final Set<String> MUTE = Set.of("nat_gateway", "transit_gateway", "gateway_load_balancer_endpoint");

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
        boolean referable = source.via().isEmpty() || source.via().get().referable();
        arrive(from.vpcId(), from, source, destination, referable, source.wayBack(from.vpcId()));
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
        if (!source.vpcId().equals(from.vpcId())) {
            String detail = "peering " + peering.id() + " takes nothing that comes from beyond " + from.vpcId();
            journey.block(Part.ROUTES, Code.PCX_REQUIRES_ADDRESS_IN_VPC_CIDR, peering.id(), detail);
            return;
        }
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
            walk.elsewhere();
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
            Optional<NetworkInterface> there = terrain.interfaceAt(vpcId, destination.address());
            if (there.isPresent()
                    && terrain.subnet(there.get().subnetId()) instanceof Known.Unseen<Subnet>(var missing)) {
                journey.doubt(Part.TARGET, missing);
            } else if (terrain.sees(Area.SUBNETS) && terrain.isIn(vpcId, destination.address())) {
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
        take(vpcId, subnet, source, destination, referable);
        journey.turnAt(subnet);
        if (enters || source.cameBy("tgw-")) {
            walk.answer(subnet.id(), true, source.address(), source.isHidden());
        }
        // Over a peering a NAT gateway gets its answers whatever the routes of the other side say:
        // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html.
        if (!source.isHidden() || source.cameBy("tgw-")) {
            walk.back(subnet, source, destination, back);
        }
    }

    private void take(String vpcId, Subnet subnet, End source, End destination, boolean referable) {
        boolean known = destination.vpcId().equals(vpcId) && !trip.isBlock();
        Optional<NetworkInterface> there = terrain.interfaceAt(vpcId, destination.address());
        boolean held = known && trip.isHeld();
        if (!held && there.isEmpty() && terrain.sees(Area.NETWORK_INTERFACES)) {
            if (!trip.isBlock()) {
                String nobody = "nothing in " + subnet.id() + " has " + destination.address();
                journey.block(Part.TARGET, Code.NO_POSSIBLE_DESTINATION, subnet.id(), nobody);
            }
            return;
        } else if (!held && there.isPresent() && MUTE.contains(there.get().type())) {
            String eni = there.get().id();
            String mute = eni + " is of a " + there.get().type().replace('_', ' ') + " and answers nobody";
            journey.block(Part.TARGET, Code.NO_POSSIBLE_DESTINATION, eni, mute);
            return;
        }
        balance(subnet, destination);
        Known<List<String>> holders = known ? destination.groups() : holders(terrain, vpcId, destination.address());
        switch (holders) {
            case Known.Unseen<List<String>>(Missing missing) -> journey.doubt(Part.TARGET, missing);
            case Known.Seen<List<String>>(List<String> groups) -> {
                if (!groups.isEmpty()) {
                    GroupRules rules = GroupRules.of(terrain, groups, false, trip.hail(), source, referable);
                    walk.groups(
                            rules,
                            trip.guard(),
                            source.address(),
                            "lets it in",
                            "does not let " + source.address() + " in");
                    if (rules.truth().isNo()) {
                        explain(groups, source, referable);
                    }
                }
            }
        }
    }

    /// At an interface in a subnet, for what comes from outside.
    void accept(NetworkInterface there, End source) {
        if (MUTE.contains(there.type())) {
            String mute = there.id() + " is of a " + there.type().replace('_', ' ') + " and answers nobody";
            journey.block(Part.TARGET, Code.NO_POSSIBLE_DESTINATION, there.id(), mute);
        } else if (!there.securityGroupIds().isEmpty()) {
            List<String> groups = there.securityGroupIds();
            walk.groups(
                    GroupRules.of(terrain, groups, false, trip.hail(), source, false),
                    Part.TARGET_GROUPS,
                    source.address(),
                    "lets it in",
                    "does not let " + source.address() + " in");
        }
    }

    /// A load balancer takes the connection, and makes one of its own to a target.
    private void balance(Subnet subnet, End destination) {
        Optional<LoadBalancer> balancer =
                trip.target().balancer().or(() -> terrain.balancerAt(subnet.vpcId(), destination.address()));
        balancer.ifPresent(it -> new Balance(trip, journey).from(it, subnet, destination));
    }

    /// Why rules that name groups do not match, where that is all that is wrong with them.
    private void explain(List<String> groups, End source, boolean referable) {
        String names = String.join(", ", groups);
        End plain = source.plainly(trip.groups());
        boolean hidden = source.isHidden() || !referable;
        if (hidden
                && GroupRules.of(terrain, groups, false, trip.hail(), plain, true)
                        .truth()
                        .isYes()) {
            boolean transit = source.cameBy("tgw-") && !source.isHidden();
            String detail = "security group " + names + " names the sender's, which "
                    + (transit ? source.wayBack("") + " does not pass on" : "what stands between hides");
            Code code = transit ? Code.SG_REFERENCING_SUPPORT : Code.SG_REFERENCES_NOT_PRESERVED;
            journey.block(trip.guard(), code, names, detail);
        }
        GroupRules.stale(terrain, groups, false, trip.hail())
                .ifPresent(rule -> journey.block(
                        trip.guard(),
                        Code.SG_RULE_STALE,
                        names,
                        "security group " + names + " has a stale rule: " + rule));
    }

    /// The security groups at an address of a VPC.
    static Known<List<String>> holders(Terrain terrain, String vpcId, Cidr address) {
        Optional<NetworkInterface> there = terrain.interfaceAt(vpcId, address);
        return there.<Known<List<String>>>map(it -> new Known.Seen<>(it.securityGroupIds()))
                .orElseGet(() -> new Known.Unseen<>(
                        terrain.missing(Area.NETWORK_INTERFACES, "a network interface with " + address)));
    }
}
