package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Gateway.InternetGateway;
import envgate.envs.model.Gateway.VirtualPrivateGateway;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Ports;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.End.Guise;
import envgate.rules.analysis.reach.Outcome.Member;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.analysis.reach.Sender.Kind;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers for packets that come into a VPC: from the internet, from a site of the customer over a virtual
/// private gateway, or from the VPC's own router.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html: only what goes to the
/// public address of an attached interface comes in from the internet, and over a virtual private gateway
/// only what goes to a private one.
final class Inbound {

    private final Terrain terrain;
    private final Set<Assumption> assumed;
    private final Question question;
    private final String gate;

    /// @param gate `internet`, or the id of a gateway or VPC
    Inbound(Terrain terrain, Set<Assumption> assumed, Question question, String gate) {
        this.terrain = terrain;
        this.assumed = assumed;
        this.question = question;
        this.gate = gate;
    }

    Path ask() {
        Trail start = Trail.of("from " + gate, gate);
        Call call = question.call();
        Optional<Cidr> to = Cidr.parse(call.host()).filter(it -> it.length() == it.width());
        if (to.isEmpty()) {
            Missing missing = new Missing("which address " + call.host() + " is asked at: what comes in needs one", "");
            return new Path.Unknown(start, Set.of(Part.NAME), List.of(missing));
        }
        boolean internet = gate.equals("internet") || gate.startsWith("igw-");
        Optional<NetworkInterface> there =
                internet ? terrain.interfaceAtPublic(to.get()) : vpc().flatMap(it -> terrain.interfaceAt(it, to.get()));
        if (there.isEmpty() && !terrain.sees(Area.NETWORK_INTERFACES)) {
            Missing missing = terrain.missing(Area.NETWORK_INTERFACES, "what has the address " + to.get());
            return new Path.Unknown(start, Set.of(Part.TARGET), List.of(missing));
        } else if (there.isEmpty()) {
            return nobody(start, to.get(), internet);
        }
        return sources(start, to.get(), there.get(), internet);
    }

    /// The VPC that what is no internet gateway leads into.
    private Optional<String> vpc() {
        return gate.startsWith("vpc-")
                ? Optional.of(gate)
                : terrain.gateway(gate) instanceof Known.Seen<Gateway>(VirtualPrivateGateway it)
                        ? it.vpcIds().stream().findFirst()
                        : Optional.empty();
    }

    private Path nobody(Trail start, Cidr to, boolean internet) {
        boolean idle = terrain.network().elasticAddresses().stream()
                .anyMatch(it -> it.publicAddress().equals(to.toString()));
        boolean ours = idle
                || terrain.network().vpcs().stream()
                        .flatMap(it -> it.cidrs().stream())
                        .anyMatch(it -> it.contains(to));
        if (gate.equals("internet") && !to.isPrivate() && !ours) {
            Trail told = start.then("the internet takes it to " + to, "");
            Missing missing = new Missing("whether " + to + " accepts connections", "");
            return assumed.contains(Assumption.EXTERNAL_HOSTS_LISTEN)
                    ? new Path.Open(told.assuming(Set.of(Assumption.EXTERNAL_HOSTS_LISTEN)))
                    : new Path.Unknown(told, Set.of(Part.TARGET), List.of(missing));
        }
        Code code = internet
                ? Code.IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS
                : gate.startsWith("vgw-") ? Code.VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS : Code.NO_POSSIBLE_DESTINATION;
        String detail = to + " is the " + (internet ? "public" : "private") + " address of no interface behind " + gate;
        return new Path.Blocked(start.then(detail, gate), List.of(new Path.Blocker(code, Part.TARGET, gate, detail)));
    }

    private Path sources(Trail start, Cidr to, NetworkInterface there, boolean internet) {
        if (!(terrain.subnet(there.subnetId()) instanceof Known.Seen<Subnet>(Subnet in))) {
            Missing missing = terrain.missing(Area.SUBNETS, "subnet " + there.subnetId());
            return new Path.Unknown(start, Set.of(Part.ROUTES), List.of(missing));
        }
        List<Member> members = new ArrayList<>();
        for (Span it : spans(there, internet)) {
            Outcome outcome = new Sending(terrain, assumed, sender(in))
                    .each(question.call(), it.first(), hail -> leaf(hail, it.first(), to, in, there, internet));
            members.add(new Member(it.text(), it.size(), outcome));
        }
        return Outcome.meet(members, Split.SOURCE_ADDRESSES, "addresses that it comes from")
                .after(start)
                .path();
    }

    private List<Span> spans(NetworkInterface there, boolean internet) {
        if (question.sourceAddress().isPresent()) {
            return List.of(Span.of(question.sourceAddress().get()));
        }
        List<Span> all = internet ? Span.INTERNET : List.of(Span.of(Cidr.ANY_IPV4));
        return all.stream()
                .flatMap(it -> terrain.cuts().sources(terrain, it, there.securityGroupIds()).stream())
                .toList();
    }

    private Sender sender(Subnet in) {
        int port = question.sourcePort();
        Ports ports = port == 0 ? Ports.EPHEMERAL : new Ports(port, port);
        Spot spot = new Spot(in, List.of(), List.of(), Optional.empty());
        return new Sender(gate, Kind.PACKET, List.of(spot), true, ports, question.forwardOnly());
    }

    private Outcome leaf(Hail hail, Cidr from, Cidr to, Subnet in, NetworkInterface there, boolean internet) {
        Sender sender = sender(in);
        Journey journey = Journey.of(assumed, hail, sender.ports());
        Target target = Target.at(there.id(), List.of(Span.of(to)));
        Trip trip = new Trip(terrain, "", target, sender, sender.spots().getFirst(), hail);
        Walk walk = new Walk(trip, journey);
        Optional<String> back = internet ? throughInternetGateway(in, journey, walk, from) : through(in, journey, walk);
        if (back.isEmpty()) {
            return journey.outcome();
        }
        End source = new End(from, "", "", End.NO_GROUPS, Optional.of(""), Guise.INTERNET);
        walk.acl(in.id(), false, from);
        new Arrival(trip, journey, walk).accept(there, source);
        walk.answer(in.id(), true, from, false);
        if (!gate.startsWith("vpc-")) {
            End home = new End(from, "", "", End.NO_GROUPS, Optional.of(""), Guise.NONE);
            End answerer = new End(to, in.vpcId(), in.id(), End.NO_GROUPS, Optional.of(""), Guise.NONE);
            walk.back(in, home, answerer, back.get());
        }
        return journey.outcome();
    }

    /// @return what leads the answer back
    private Optional<String> throughInternetGateway(Subnet in, Journey journey, Walk walk, Cidr from) {
        Optional<InternetGateway> own = terrain.network().gateways().stream()
                .flatMap(it -> it instanceof InternetGateway one
                        ? Optional.of(one).stream()
                        : Optional.<InternetGateway>empty().stream())
                .filter(it -> it.vpcIds().contains(in.vpcId())
                        && (gate.equals("internet") || it.id().equals(gate)))
                .findFirst();
        if (own.isEmpty() && !terrain.sees(Area.INTERNET_GATEWAYS)) {
            walk.missing(Part.ROUTES, Area.INTERNET_GATEWAYS, "the internet gateway of " + in.vpcId());
            return Optional.empty();
        }
        String id = own.map(InternetGateway::id).orElse(gate);
        if (!walk.attached(
                id,
                own.map(InternetGateway::vpcIds).orElse(List.of()),
                own.map(InternetGateway::state).orElse(""),
                in.vpcId())) {
            return Optional.empty();
        } else if (from.isPrivate()) {
            Code code = Span.SHARED.contains(from)
                    ? Code.IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS
                    : Code.IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS;
            journey.block(Part.ROUTES, code, id, "internet gateway " + id + " takes nothing that comes from " + from);
            return Optional.empty();
        }
        new PublicAccess(terrain, journey).ask(in, true, List.of(in.id()));
        Optional<RouteTable> edge = terrain.routesInto(id);
        if (edge.isPresent()) {
            End end = new End(in.cidrs().getFirst(), in.vpcId(), in.id(), End.NO_GROUPS, Optional.of(""), Guise.NONE);
            Choice choice = Choice.of(terrain, edge.get(), end);
            boolean local = choice.missing().isEmpty()
                    && choice.routes().stream().allMatch(it -> it.target().equals("local"));
            if (!local) {
                String what = "what stands behind " + edge.get().id() + ", which routes what comes in through " + id;
                journey.doubt(Part.ROUTES, new Missing(what, ""));
            }
        }
        journey.pass("internet gateway " + id + " takes it to " + in.id(), id);
        return Optional.of(id);
    }

    private Optional<String> through(Subnet in, Journey journey, Walk walk) {
        if (gate.startsWith("vpc-")) {
            return terrain.vpc(gate) instanceof Known.Seen<Vpc> ? Optional.of("local") : Optional.empty();
        }
        Optional<VirtualPrivateGateway> gateway = walk.gateway(gate, VirtualPrivateGateway.class);
        if (gateway.isEmpty()
                || !walk.attached(gate, gateway.get().vpcIds(), gateway.get().state(), in.vpcId())) {
            return Optional.empty();
        }
        journey.pass("virtual private gateway " + gate + " takes it to " + in.id(), gate);
        return Optional.of(gate);
    }
}
