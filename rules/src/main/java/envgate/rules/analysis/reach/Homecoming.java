package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.List;

/// The answer's way where a route leads it another way than the packet came: AWS looks where a packet goes
/// and not where it came from, so another way home is as good, if it leads there.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html; only security groups,
/// NAT gateways and firewalls remember connections.
final class Homecoming {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Homecoming(Trip trip, Journey journey, Walk walk) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
        this.walk = walk;
    }

    /// @param at where the answer is
    /// @param home what it goes to
    /// @param answerer what it comes from
    /// @param expected what would lead it back the way that the packet came
    void by(RouteTable table, Route route, Subnet at, End home, End answerer, String expected) {
        String to = route.target();
        String told = "route table " + table.id() + " leads the answer to " + to;
        boolean seen = !expected.startsWith("vpce-");
        boolean elsewhere = !home.vpcId().isEmpty() && !home.vpcId().equals(at.vpcId());
        journey.entersOtherwise();
        if (to.startsWith("igw-") && home.address().isPrivate()) {
            boolean shared = Span.SHARED.contains(home.address());
            Code code = shared
                    ? Code.IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS
                    : Code.IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS;
            lost(code, to, told + ", which drops what goes to " + home.address(), table, home, expected);
        } else if (to.startsWith("nat-")) {
            // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
            String detail = told + ", which gives it another sender: nobody waits for that";
            lost(Code.NGW_SOURCE_ADDRESS_REASSIGN, to, detail, table, home, expected);
        } else if (to.equals("local") && seen && elsewhere) {
            String detail = told + ", but " + home.address() + " is in " + home.vpcId();
            lost(Code.NO_POSSIBLE_DESTINATION, table.id(), detail, table, home, expected);
        } else if (to.startsWith("pcx-") && seen) {
            journey.pass(told, table.id());
            over(to, at, home);
        } else if (to.startsWith("tgw-") && seen && !home.vpcId().isEmpty()) {
            journey.pass(told, table.id());
            new Transit(trip, journey, walk).home(to, at, home, answerer);
        } else {
            journey.doubt(Part.ROUTES, new Missing(told + ", not the way that it came", ""));
        }
    }

    private void lost(Code code, String component, String detail, RouteTable table, End home, String expected) {
        journey.block(Part.ROUTES, code, component, detail);
        new Wayfinder(trip).back(table, home, expected);
    }

    private void over(String id, Subnet at, End home) {
        switch (terrain.peering(id)) {
            case Known.Unseen<PeeringConnection>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<PeeringConnection>(PeeringConnection it) -> over(it, at, home);
        }
    }

    private void over(PeeringConnection peering, Subnet at, End home) {
        String id = peering.id();
        boolean requester = peering.requester().vpcId().equals(at.vpcId());
        Side near = requester ? peering.requester() : peering.accepter();
        Side far = requester ? peering.accepter() : peering.requester();
        List<Cidr> blocks = terrain.vpc(far.vpcId()) instanceof Known.Seen<Vpc>(Vpc it) ? it.cidrs() : far.cidrs();
        if (!peering.status().equals("active")) {
            journey.block(Part.ROUTES, Code.BAD_STATE, id, "peering " + id + " is " + peering.status());
        } else if (!near.vpcId().equals(at.vpcId())) {
            journey.doubt(Part.ROUTES, new Missing(id + " joins other VPCs than " + at.vpcId(), ""));
        } else if (far.vpcId().equals(home.vpcId())) {
            journey.pass("peering " + id + " takes the answer to " + far.vpcId(), id);
        } else if (!blocks.isEmpty() && blocks.stream().noneMatch(it -> it.contains(home.address()))) {
            String detail = "peering " + id + " leads to " + far.vpcId() + " only, where " + home.address() + " is not";
            journey.block(Part.ROUTES, Code.PCX_REQUIRES_ADDRESS_IN_VPC_CIDR, id, detail);
        } else {
            journey.doubt(Part.ROUTES, new Missing("what " + far.vpcId() + " does with the answer", ""));
        }
    }
}
