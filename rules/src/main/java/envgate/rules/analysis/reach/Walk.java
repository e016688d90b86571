package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Ports;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.Subnet;
import envgate.envs.model.VpcEndpoint;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes one packet's way out of a subnet and its answer's way back.
///
/// In the order in which AWS checks: security group, network ACL, route, what the route leads to; then the
/// answer, for which security groups let everything through and all else is asked again with the ends
/// swapped.
final class Walk {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private @Nullable Led led;

    /// The last route that was taken.
    private record Led(RouteTable table, Route route, Subnet at, End source, End destination) {}

    Walk(Trip trip, Journey journey) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
    }

    /// Out of the sender's own network interface.
    void letOut(End destination) {
        GroupRules rules = GroupRules.out(terrain, trip.spot(), trip.hail(), destination);
        groups(
                rules,
                Part.OWN_GROUPS,
                destination.address(),
                "lets it out",
                "lets nothing out to " + destination.address());
    }

    static String passes(GroupRules rules, String how) {
        return "security group " + rules.group() + " " + how + ": " + rules.rule();
    }

    /// From the function's network interface to the destination and back.
    void go(Subnet from, End source, End destination) {
        boolean leaves = !from.id().equals(destination.subnetId());
        if (leaves) {
            acl(from.id(), true, destination.address());
        }
        forward(from, source, destination);
        if (leaves && !journey.isUnasked()) {
            answer(from.id(), false, destination.address(), false);
        }
    }

    void groups(GroupRules rules, Part part, Cidr remote, String passes, String stops) {
        if (rules.truth().isYes()) {
            journey.pass(passes(rules, passes), rules.group());
        } else if (rules.truth().isNo()) {
            Code code = rules.bare() ? Code.SG_HAS_NO_RULES : Code.ENI_SG_RULES_MISMATCH;
            journey.block(
                    part, code, rules.group(), "security group " + rules.group() + " " + stops + " on " + trip.hail());
            if (terrain.isMending()) {
                String first = rules.group().replaceFirst(",.*$", "");
                terrain.mend(new Fix.Admit(
                        first, part == Part.OWN_GROUPS, trip.hail(), cover(remote, part == Part.OWN_GROUPS)));
            }
        } else {
            journey.doubt(part, rules.truth().missing());
        }
    }

    /// Asks a subnet's network ACL about the packet itself.
    void acl(String subnet, boolean egress, Cidr remote) {
        switch (terrain.aclOf(subnet)) {
            case Known.Unseen<NetworkAcl>(Missing missing) -> journey.doubt(Part.NETWORK_ACLS, missing);
            case Known.Seen<NetworkAcl>(NetworkAcl acl) -> {
                Hail hail = trip.hail();
                AclRules rules = AclRules.of(terrain, acl, egress, hail.number(), remote, hail.there());
                String way = (egress ? " out of " : " into ") + subnet;
                if (rules.open().isEmpty()) {
                    String detail = "network ACL " + acl.id() + " lets no " + hail + way + ": " + rules.denied();
                    journey.block(Part.NETWORK_ACLS, Code.SUBNET_ACL_RESTRICTION, acl.id(), detail);
                    mend(acl, egress, hail.there(), cover(remote, egress));
                } else {
                    journey.pass("network ACL " + acl.id() + " lets it" + way + ": " + rules.allowed(), acl.id());
                }
            }
        }
    }

    /// Asks a subnet's network ACL about the answer, which goes to the port that the connection came from.
    ///
    /// @param nat whether that is a port of a NAT gateway
    void answer(String subnet, boolean egress, Cidr remote, boolean nat) {
        if (trip.sender().forwardOnly()) {
            return;
        }
        switch (terrain.aclOf(subnet)) {
            case Known.Unseen<NetworkAcl>(Missing missing) -> journey.doubt(Part.NETWORK_ACLS, missing);
            case Known.Seen<NetworkAcl>(NetworkAcl acl) -> {
                Ports ports =
                        trip.hail().back(nat ? Ports.EPHEMERAL : trip.sender().ports());
                AclRules rules = AclRules.of(terrain, acl, egress, trip.hail().number(), remote, ports);
                String way = (egress ? " out of " : " into ") + subnet;
                if (rules.open().isEmpty()) {
                    String detail = "network ACL " + acl.id() + " lets no answer" + way + ": " + rules.denied();
                    journey.block(Part.NETWORK_ACLS, Code.SUBNET_ACL_RESTRICTION, acl.id(), detail);
                    mend(acl, egress, ports, cover(remote, !egress));
                } else if (rules.open().size() < ports.size()) {
                    String detail = "network ACL " + acl.id() + " lets answers" + way + " only to ports " + rules.open()
                            + ": " + rules.denied();
                    journey.narrow(rules.open(), nat, acl.id(), detail);
                    mend(acl, egress, ports, cover(remote, !egress));
                } else {
                    journey.pass(
                            "network ACL " + acl.id() + " lets the answer" + way + ": " + rules.allowed(), acl.id());
                }
            }
        }
    }

    private void mend(NetworkAcl acl, boolean egress, Ports ports, Cidr block) {
        if (terrain.isMending()) {
            terrain.mend(new Fix.Allow(acl.id(), egress, trip.hail(), ports, block));
        }
    }

    /// The block that stands for an address where a rule is written for it: of the destination all that is
    /// asked about, of a function its subnet.
    private Cidr cover(Cidr address, boolean ofDestination) {
        for (Span it : trip.target().spans()) {
            if (ofDestination && it.contains(address)) {
                return it.block().orElse(trip.target().isSomewhere() ? any(address) : address);
            }
        }
        for (Cidr it : trip.spot().blocks()) {
            if (!ofDestination && it.contains(address)) {
                return it;
            }
        }
        return address.isPrivate() || address.isIpv6() ? address : any(address);
    }

    private static Cidr any(Cidr address) {
        return address.isIpv6() ? Cidr.ANY_IPV6 : Cidr.ANY_IPV4;
    }

    /// Follows the routes of a subnet from a source in it.
    void forward(Subnet at, End source, End destination) {
        switch (terrain.routesOf(at)) {
            case Known.Unseen<RouteTable>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<RouteTable>(RouteTable table) -> by(table, at, source, destination);
        }
    }

    /// Follows a route table.
    void by(RouteTable table, Subnet at, End source, End destination) {
        Choice choice = Choice.of(terrain, table, destination);
        if (choice.missing().isEmpty() && choice.routes().size() == 1) {
            Detours detours = new Detours(trip, journey);
            take(table, choice.routes().getFirst(), at, source, destination);
            detours.explain(choice.routes().getFirst(), table, at, source, destination);
        } else if (choice.missing().isEmpty()) {
            Detours detours = new Detours(trip, journey);
            noRoute(table, at, source, destination);
            detours.explain(table, at, source, destination);
        } else {
            List<Journey> options = new ArrayList<>();
            for (Route it : choice.routes()) {
                Walk option = new Walk(trip, journey.fork());
                option.take(table, it, at, source, destination);
                options.add(option.journey);
            }
            if (choice.orNone()) {
                Walk option = new Walk(trip, journey.fork());
                option.noRoute(table, at, source, destination);
                options.add(option.journey);
            }
            journey.followOneOf(options, Part.ROUTES, choice.missing());
        }
    }

    private void noRoute(RouteTable table, Subnet at, End source, End destination) {
        String detail = "route table " + table.id() + " has no route to " + destination.address();
        Code code = source.isHidden()
                ? Code.NAT_SUBNET_NOT_PUBLIC
                : destination.address().isIpv6() && destination.vpcId().isEmpty()
                        ? Code.IPV6_NO_EGRESS_ROUTE
                        : Code.NO_ROUTE_TO_DESTINATION;
        journey.block(Part.ROUTES, code, table.id(), detail);
        if (terrain.isMending()) {
            new Wayfinder(trip).lead(table, at, source, destination, "");
        }
    }

    void take(RouteTable table, Route route, Subnet at, End source, End destination) {
        String to = route.target();
        String told = "route table " + table.id() + " leads " + Choice.destination(route) + " to " + to;
        if (route.state().equals("blackhole")) {
            String detail = told + ", which is gone";
            journey.block(Part.ROUTES, Code.BAD_STATE_ROUTE, table.id(), detail);
            if (terrain.isMending()) {
                new Wayfinder(trip).lead(table, at, source, destination, Choice.destination(route));
            }
            return;
        }
        journey.pass(told, table.id());
        led = new Led(table, route, at, source, destination);
        String kind = to.indexOf('-') < 0 ? to : to.substring(0, to.indexOf('-'));
        switch (kind) {
            case "local" -> new Arrival(trip, journey, this).inside(at, source, destination);
            case "nat" -> new Translation(terrain, journey, this).through(to, at, source, destination);
            case "igw" -> new Border(trip, journey, this).through(to, at, source, destination);
            case "eigw" -> new Border(trip, journey, this).throughEgressOnly(to, at, source, destination);
            case "vpce" -> endpoint(to, at, source, destination);
            case "pcx" -> new Arrival(trip, journey, this).over(to, at, source, destination);
            case "tgw" -> new Transit(trip, journey, this).through(to, at, source, destination);
            case "vgw" -> new Premises(trip, journey, this).through(to, at, source, destination);
            case "eni", "i" -> appliance(to);
            default -> journey.doubt(Part.ROUTES, new Missing("where " + to + " leads is not modelled", ""));
        }
    }

    /// Gateway endpoints: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html.
    private void endpoint(String id, Subnet at, End source, End destination) {
        switch (terrain.endpoint(id)) {
            case Known.Unseen<VpcEndpoint>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<VpcEndpoint>(VpcEndpoint endpoint) -> {
                if (!endpoint.type().equals("Gateway")) {
                    new Inspection(trip, journey, this).through(endpoint, at, source, destination);
                } else if (!endpoint.state().equalsIgnoreCase("available")) {
                    String detail = "endpoint " + id + " is " + endpoint.state();
                    journey.block(Part.ROUTES, Code.VPCE_NOT_AVAILABLE, id, detail);
                } else if (!source.vpcId().equals(at.vpcId())) {
                    String detail = "endpoint " + id + " serves its own VPC only";
                    journey.block(Part.ROUTES, Code.NO_POSSIBLE_DESTINATION, id, detail);
                } else if (!endpoint.vpcId().equals(at.vpcId())) {
                    journey.doubt(Part.ROUTES, new Missing(id + " is an endpoint of another VPC", ""));
                } else if (!trip.hail().protocol().equals("tcp") && !trip.hail().isEcho()) {
                    String detail = "endpoint " + id + " takes TCP and ICMP echoes only";
                    journey.block(Part.ROUTES, Code.VPCE_GATEWAY_PROTOCOL_RESTRICTION, id, detail);
                } else {
                    journey.pass("endpoint " + id + " takes it to " + endpoint.serviceName(), id);
                }
            }
        }
    }

    /// Whatever forwards packets by itself; what it does with them is its own affair.
    private void appliance(String id) {
        switch (terrain.networkInterface(id)) {
            case Known.Unseen<NetworkInterface>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<NetworkInterface>(NetworkInterface it) -> {
                if (it.sourceDestCheck()) {
                    String detail = it.id() + " takes only what is addressed to it: source/destination check is on";
                    journey.block(Part.ROUTES, Code.ENI_SOURCE_DEST_CHECK_RESTRICTION, it.id(), detail);
                } else {
                    journey.doubt(Part.ROUTES, new Missing("what " + id + " does with packets", ""));
                }
            }
        }
    }

    /// What the last route leads to does not take it: proposes one that leads elsewhere.
    void elsewhere() {
        elsewhereThanLed().run();
    }

    /// The same, of what is now the last route.
    Runnable elsewhereThanLed() {
        Led last = led;
        return () -> lead(last);
    }

    private void lead(@Nullable Led last) {
        if (last != null && terrain.isMending()) {
            boolean own = last.destination().vpcId().isEmpty();
            String instead = own ? Choice.destination(last.route()) : "";
            new Wayfinder(trip).lead(last.table(), last.at(), last.source(), last.destination(), instead);
        }
    }

    /// A gateway that is there and works for a VPC, or none.
    boolean attached(String id, List<String> vpcIds, String state, String vpcId) {
        if (!vpcIds.contains(vpcId)) {
            journey.block(Part.ROUTES, Code.BAD_STATE_ATTACHMENT, id, id + " is not attached to " + vpcId);
            elsewhere();
            return false;
        } else if (!state.equals("available") && !state.equals("attached")) {
            journey.block(Part.ROUTES, Code.BAD_STATE_ATTACHMENT, id, id + " is " + state);
            return false;
        }
        return true;
    }

    <T extends Gateway> java.util.Optional<T> gateway(String id, Class<T> type) {
        switch (terrain.gateway(id)) {
            case Known.Unseen<Gateway>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<Gateway>(Gateway it) -> {
                if (type.isInstance(it)) {
                    return java.util.Optional.of(type.cast(it));
                }
                journey.doubt(Part.ROUTES, new Missing(id + " is not what its id says", ""));
            }
        }
        return java.util.Optional.empty();
    }

    /// The way back from a subnet to the source, which has to be the way that the packet came.
    ///
    /// @param expected the target that leads back
    void back(Subnet from, End source, End destination, String expected) {
        if (trip.sender().forwardOnly()) {
            return;
        }
        switch (terrain.routesOf(from)) {
            case Known.Unseen<RouteTable>(Missing missing) -> journey.doubt(Part.ROUTES, missing);
            case Known.Seen<RouteTable>(RouteTable table) -> {
                Choice choice = Choice.of(terrain, table, source);
                String answer = "route table " + table.id() + " leads the answer to ";
                if (!choice.missing().isEmpty()) {
                    journey.doubt(Part.ROUTES, choice.missing());
                } else if (choice.routes().isEmpty()) {
                    String detail = "route table " + table.id() + " has no route back to " + source.address();
                    journey.block(Part.ROUTES, Code.NO_ROUTE_TO_DESTINATION, table.id(), detail);
                    new Wayfinder(trip).back(table, source, expected);
                } else if (choice.routes().getFirst().state().equals("blackhole")) {
                    String detail = answer + choice.routes().getFirst().target() + ", which is gone";
                    journey.block(Part.ROUTES, Code.BAD_STATE_ROUTE, table.id(), detail);
                    new Wayfinder(trip).back(table, source, expected);
                } else if (choice.routes().getFirst().target().equals(expected)) {
                    journey.pass(answer + expected, table.id());
                } else {
                    new Homecoming(trip, journey, this)
                            .by(table, choice.routes().getFirst(), from, source, destination, expected);
                }
            }
        }
    }

    /// Whether NAT gateways take the protocol.
    boolean isTranslatable() {
        return trip.hail().hasPorts() || trip.hail().protocol().equals("icmp");
    }

    void missing(Part part, Area area, String what) {
        journey.missingArea(part, terrain, area, what);
    }
}
