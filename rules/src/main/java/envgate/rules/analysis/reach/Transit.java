package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Gateway.TransitGateway;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.rules.analysis.reach.End.Via;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The way over a transit gateway: in by the attachment's subnet of the sender's zone, by the table that the
/// attachment is associated with, out by the other attachment; and the answer's way, by the other's table.
///
/// See https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html and, for network ACLs,
/// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html.
final class Transit {

    private static final int MOST_GATEWAYS = 4;

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;
    private final Gates gates;
    private final Attachments attachments;

    Transit(Trip trip, Journey journey, Walk walk) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
        this.walk = walk;
        this.gates = new Gates(terrain, journey, walk);
        this.attachments = new Attachments(terrain, journey, walk);
    }

    void through(String id, Subnet from, End source, End destination) {
        Optional<TransitGatewayAttachment> near = attachments.ofVpc(id, from.vpcId());
        Optional<Subnet> gate = near.flatMap(it -> gates.of(it, from));
        if (near.isEmpty() || gate.isEmpty() || !works(id)) {
            return;
        }
        carries(near.get(), source);
        walk.acl(gate.get().id(), false, source.address());
        route(near.get(), List.of(id), source, destination, from, near.get());
    }

    /// "To support IPv6, the elastic network interfaces used by the attachments need to have IPv6 addresses":
    /// https://docs.aws.amazon.com/whitepapers/latest/ipv6-on-aws/amazon-vpc-connectivity-options-for-ipv6.html;
    /// what becomes of IPv6 otherwise is not told.
    private void carries(TransitGatewayAttachment attachment, End end) {
        TransitGatewayAttachment.Vpc vpc = attachment.vpc();
        if (end.address().isIpv6() && vpc != null && !vpc.ipv6()) {
            String what = "what attachment " + attachment.id() + " does with IPv6, whose support for it is off";
            journey.doubt(Part.ROUTES, new Missing(what, ""));
        }
    }

    private boolean works(String id) {
        if (terrain.gateway(id) instanceof Known.Seen<?>(TransitGateway it)
                && !it.state().equals("available")
                && !it.state().isEmpty()) {
            journey.block(Part.ROUTES, Code.BAD_STATE, id, "transit gateway " + id + " is " + it.state());
            return false;
        }
        return true;
    }

    /// By the table of an attachment to another attachment.
    private void route(
            TransitGatewayAttachment by,
            List<String> passed,
            End source,
            End destination,
            Subnet from,
            TransitGatewayAttachment near) {
        lookup(by, destination, "", (member, option) -> option.leave(member, passed, source, destination, from, near));
    }

    /// Looks an address up in the table of an attachment, and goes on to each attachment that it may lead
    /// to.
    ///
    /// @param what `the answer` when it is one
    private void lookup(TransitGatewayAttachment by, End end, String what, BiConsumer<Member, Transit> next) {
        Optional<TransitGatewayRouteTable> table = attachments.table(by);
        if (table.isEmpty()) {
            return;
        }
        String id = table.get().id();
        Detours detours = new Detours(trip, journey);
        TransitChoice choice = TransitChoice.of(terrain, table.get(), end);
        choice.missing().forEach(it -> journey.doubt(Part.ROUTES, it));
        if (!choice.missing().isEmpty()) {
            return;
        } else if (choice.route().isEmpty()) {
            String detail = "transit gateway route table " + id + " has no route " + (what.isEmpty() ? "" : "back ")
                    + "to " + end.address();
            journey.block(Part.ROUTES, Code.TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT, id, detail);
            if (detours.areAsked()) {
                new TransitDetours(terrain, journey, table.get(), it -> isFree(it, next)).explain(end);
            }
            mend(by, id, end);
            return;
        }
        Route route = choice.route().get();
        String told = "transit gateway route table " + id + " leads " + (what.isEmpty() ? "" : what + " to ")
                + TransitChoice.words(route);
        if (route.isBlackhole() || route.targets().isEmpty()) {
            journey.block(Part.ROUTES, Code.TGW_RTB_BAD_STATE_ROUTE, id, told + " nowhere: it is a blackhole");
            if (detours.areAsked()) {
                new TransitDetours(terrain, journey, table.get(), it -> isFree(it, next)).explain(route, end);
            }
            mend(by, id, end);
            return;
        }
        List<Journey> options = new ArrayList<>();
        for (Member it : route.targets()) {
            Journey option = journey.fork();
            option.pass(told + " to " + it.resourceId() + " by " + it.attachmentId(), id);
            next.accept(it, new Transit(trip, option, new Walk(trip, option)));
            options.add(option);
        }
        Missing which = new Missing("which of several equal routes " + id + " takes", "");
        journey.followOneOf(options, Part.ROUTES, List.of(which));
        if (detours.areAsked()) {
            new TransitDetours(terrain, journey, table.get(), it -> isFree(it, next)).explain(route, end);
        }
    }

    private boolean isFree(Member to, BiConsumer<Member, Transit> next) {
        Journey way = journey.afresh();
        next.accept(to, new Transit(trip, way, new Walk(trip, way)));
        return way.isFree();
    }

    /// Proposes a route to the attachment of the VPC that an address is in.
    private void mend(TransitGatewayAttachment by, String table, End end) {
        if (terrain.isMending()) {
            terrain.ground().attachmentsOfVpc.getOrDefault(end.vpcId(), List.of()).stream()
                    .filter(it -> it.transitGatewayId().equals(by.transitGatewayId()))
                    .findFirst()
                    .ifPresent(it -> terrain.mend(new Fix.LeadOver(
                            table,
                            new Wayfinder(trip).block(end.vpcId(), end.address()),
                            new Member(it.id(), "vpc", end.vpcId(), "associated"))));
        }
    }

    private void leave(
            Member to, List<String> passed, End source, End destination, Subnet from, TransitGatewayAttachment near) {
        String here = passed.getLast();
        Optional<TransitGatewayAttachment> far = attachments.member(to, here);
        switch (to.resourceType()) {
            case "vpc" -> {
                if (far.isEmpty()) {
                    String what = "attachment " + to.attachmentId() + " of " + to.resourceId();
                    walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ATTACHMENTS, what);
                } else if (!far.get().state().equals("available")
                        && !far.get().state().equals("modifying")) {
                    String detail = "attachment " + to.attachmentId() + " is "
                            + far.get().state();
                    journey.block(Part.ROUTES, Code.BAD_STATE_ATTACHMENT, to.attachmentId(), detail);
                } else {
                    carries(far.get(), source);
                    enter(far.get(), passed, source, destination, from, near);
                }
            }
            case "peering" -> peer(to, passed, source, destination, from, near);
            case "vpn" -> {
                new Premises(trip, journey, walk).overVpn(to.resourceId(), Code.TGW_BAD_STATE_VPN);
                far.ifPresentOrElse(
                        it -> home(it, source, destination, from, near, Optional.empty()),
                        () -> walk.missing(
                                Part.ROUTES, Area.TRANSIT_GATEWAY_ATTACHMENTS, "attachment " + to.attachmentId()));
            }
            default ->
                journey.doubt(
                        Part.ROUTES, new Missing("what is behind " + to.resourceType() + " " + to.resourceId(), ""));
        }
    }

    /// Over a peering of two gateways, whose routes are all static.
    private void peer(
            Member to, List<String> passed, End source, End destination, Subnet from, TransitGatewayAttachment near) {
        String here = passed.getLast();
        Optional<TransitGatewayAttachment> own = attachments.member(to, here);
        String there = own.flatMap(TransitGatewayAttachment::otherSide)
                .map(TransitGatewayAttachment.Side::transitGatewayId)
                .orElse(to.resourceId());
        if (own.isPresent() && !own.get().state().equals("available")) {
            String detail = "peering " + to.attachmentId() + " is " + own.get().state();
            journey.block(Part.ROUTES, Code.BAD_STATE_ATTACHMENT, to.attachmentId(), detail);
            return;
        } else if (passed.contains(there) || passed.size() >= MOST_GATEWAYS) {
            journey.doubt(Part.ROUTES, new Missing("where a round of transit gateways ends: " + there, ""));
            return;
        }
        Optional<TransitGatewayAttachment> other = attachments.peering(there, here);
        if (other.isEmpty()) {
            String what = "the side of " + there + " of peering " + to.attachmentId();
            walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ATTACHMENTS, what);
            return;
        }
        List<String> more = new ArrayList<>(passed);
        more.add(there);
        route(other.get(), more, source, destination, from, near);
    }

    /// Into a VPC: by the attachment's subnet of the zone that the traffic is in, where there is one.
    private void enter(
            TransitGatewayAttachment far,
            List<String> passed,
            End source,
            End destination,
            Subnet from,
            TransitGatewayAttachment near) {
        List<Subnet> all = gates.of(far);
        if (all.isEmpty()) {
            return;
        }
        List<Subnet> own = all.stream().filter(it -> Gates.sameZone(it, from)).toList();
        String id = passed.getLast();
        boolean one = passed.size() == 1;
        End entering = source.through(new Via(id, one && referable(id, near, far)));
        List<Journey> options = new ArrayList<>();
        for (Subnet gate : own.isEmpty() ? all : own) {
            Journey option = journey.fork();
            Walk further = new Walk(trip, option);
            if (!gate.id()
                    .equals(terrain.subnetAt(gate.vpcId(), destination.address())
                            .map(Subnet::id)
                            .orElse(""))) {
                further.acl(gate.id(), true, destination.address());
            }
            further.forward(gate, entering, destination);
            if (!option.isOtherwise()) {
                Optional<Subnet> turn = option.turn();
                turn.ifPresent(
                        it -> new Transit(trip, option, further).answer(far, it, source, destination, from, near));
            }
            options.add(option);
        }
        Missing which = new Missing("by which zone traffic leaves " + id, "");
        journey.followOneOf(options, Part.ROUTES, List.of(which));
    }

    /// See https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html: on the way in only, and only
    /// with the support of the gateway and of both attachments.
    private boolean referable(String id, TransitGatewayAttachment near, TransitGatewayAttachment far) {
        TransitGatewayAttachment.Vpc one = near.vpc();
        TransitGatewayAttachment.Vpc other = far.vpc();
        return terrain.gateway(id) instanceof Known.Seen<?>(TransitGateway it)
                && it.securityGroupReferencing()
                && one != null
                && one.securityGroupReferencing()
                && other != null
                && other.securityGroupReferencing();
    }

    /// The answer of something in a subnet of the other VPC.
    private void answer(
            TransitGatewayAttachment far,
            Subnet turn,
            End source,
            End destination,
            Subnet from,
            TransitGatewayAttachment near) {
        if (trip.sender().forwardOnly()) {
            return;
        }
        Optional<Subnet> gate = gates.of(far, turn);
        if (gate.isPresent()) {
            walk.answer(gate.get().id(), false, destination.address(), source.isHidden());
            home(far, source, destination, from, near, gate);
        }
    }

    /// The answer that came another way into the VPC of a subnet.
    void home(String id, Subnet turn, End home, End answerer) {
        Optional<TransitGatewayAttachment> far = attachments.ofVpc(id, turn.vpcId());
        Optional<TransitGatewayAttachment> near = far.flatMap(_ -> attachments.ofVpc(id, home.vpcId()));
        if (far.isEmpty() || near.isEmpty() || !works(id)) {
            return;
        }
        Optional<Subnet> gate = gates.of(far.get(), turn);
        Optional<Subnet> from = terrain.subnetAt(home.vpcId(), home.address());
        if (from.isEmpty()) {
            journey.doubt(Part.ROUTES, new Missing("the subnet of " + home.address(), ""));
        } else if (gate.isPresent()) {
            carries(far.get(), home);
            carries(near.get(), home);
            walk.answer(gate.get().id(), false, answerer.address(), home.isHidden());
            home(far.get(), home, answerer, from.get(), near.get(), gate);
        }
    }

    /// The answer from an attachment to the sender's.
    private void home(
            TransitGatewayAttachment far,
            End source,
            End destination,
            Subnet from,
            TransitGatewayAttachment near,
            Optional<Subnet> zone) {
        if (trip.sender().forwardOnly()) {
            return;
        }
        lookup(
                far,
                source,
                "the answer",
                (member, option) -> option.back(member, far, source, destination, from, near, zone));
    }

    private void back(
            Member to,
            TransitGatewayAttachment far,
            End source,
            End destination,
            Subnet from,
            TransitGatewayAttachment near,
            Optional<Subnet> zone) {
        if (to.attachmentId().equals(near.id())) {
            List<Subnet> all = gates.of(near);
            List<Subnet> own = zone.isEmpty()
                    ? List.of()
                    : all.stream().filter(it -> Gates.sameZone(it, zone.get())).toList();
            List<Journey> options = new ArrayList<>();
            for (Subnet gate : own.isEmpty() ? all : own) {
                Journey option = journey.fork();
                Walk further = new Walk(trip, option);
                if (gate.id().equals(from.id())) {
                    option.entersUnasked();
                } else {
                    further.answer(gate.id(), true, source.address(), source.isHidden());
                }
                further.back(gate, source, destination, "local");
                options.add(option);
            }
            if (!options.isEmpty()) {
                Missing which = new Missing("by which zone the answer comes back", "");
                journey.followOneOf(options, Part.ROUTES, List.of(which));
            }
        } else if (to.resourceType().equals("peering")) {
            String there = to.resourceId();
            Optional<TransitGatewayAttachment> other = attachments.peering(there, far.transitGatewayId());
            if (other.isPresent() && !other.get().transitGatewayId().equals(far.transitGatewayId())) {
                home(other.get(), source, destination, from, near, zone);
            } else {
                String what = "the side of " + there + " of peering " + to.attachmentId();
                walk.missing(Part.ROUTES, Area.TRANSIT_GATEWAY_ATTACHMENTS, what);
            }
        } else if (to.resourceType().equals("vpc")) {
            astray(to, far, source);
        } else {
            elsewhere(to);
        }
    }

    /// The answer goes to a VPC that is not the sender's: there it ends, unless some route leads further.
    private void astray(Member to, TransitGatewayAttachment far, End source) {
        List<Subnet> all =
                attachments.member(to, far.transitGatewayId()).map(gates::of).orElse(List.of());
        boolean ends = !all.isEmpty();
        String table = to.attachmentId();
        for (Subnet gate : all) {
            if (!(terrain.routesOf(gate) instanceof Known.Seen<RouteTable>(RouteTable it))) {
                ends = false;
                continue;
            }
            Choice choice = Choice.of(terrain, it, source);
            ends &= choice.missing().isEmpty() && choice.routes().isEmpty();
            table = it.id();
        }
        if (ends) {
            String detail = "the answer is led to " + to.resourceId() + ", where route table " + table
                    + " has no route to " + source.address();
            journey.block(Part.ROUTES, Code.NO_ROUTE_TO_DESTINATION, table, detail);
        } else {
            elsewhere(to);
        }
    }

    private void elsewhere(Member to) {
        String what = "where the answer goes by " + to.attachmentId() + " to " + to.resourceId()
                + ", not the way that it came";
        journey.doubt(Part.ROUTES, new Missing(what, ""));
    }
}
