package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Assumption;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway.EgressOnlyInternetGateway;
import envgate.envs.model.Gateway.InternetGateway;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.RouteTable;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.End.Guise;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The way out of a VPC into the internet, and the answer's way in.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html.
final class Border {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;
    private final Walk walk;

    Border(Trip trip, Journey journey, Walk walk) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
        this.walk = walk;
    }

    void through(String id, Subnet from, End source, End destination) {
        Optional<InternetGateway> gateway = walk.gateway(id, InternetGateway.class);
        boolean works = gateway.isPresent()
                && walk.attached(id, gateway.get().vpcIds(), gateway.get().state(), from.vpcId());
        if (works && publicDestination(id, destination.address()) && publicSource(id, from, source)) {
            List<String> way = source.guise() == Guise.PUBLIC_NAT
                    ? List.of(trip.spot().subnet().id(), from.id())
                    : List.of(from.id());
            new PublicAccess(terrain, journey).ask(from, source.guise() != Guise.PUBLIC_NAT, way);
            edge(id, source);
            outside(destination, names(from, source));
        }
    }

    /// https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
    void throughEgressOnly(String id, Subnet from, End source, End destination) {
        Optional<EgressOnlyInternetGateway> gateway = walk.gateway(id, EgressOnlyInternetGateway.class);
        if (gateway.isEmpty()
                || !walk.attached(id, gateway.get().vpcIds(), gateway.get().state(), from.vpcId())) {
            return;
        }
        if (!destination.address().isIpv6()) {
            journey.block(Part.ROUTES, Code.PROTOCOL_RESTRICTION, id, id + " takes IPv6 only");
        } else if (publicDestination(id, destination.address()) && globalSource(id, from, source)) {
            new PublicAccess(terrain, journey).ask(from, false, List.of(from.id()));
            outside(destination, List.of());
        }
    }

    /// Unique local addresses are not of the internet:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#vpc-ipv6-addresses.
    private boolean globalSource(String id, Subnet from, End source) {
        if (source.address().isPrivate()) {
            String detail = id + " takes nothing from " + source.address() + ", which is a private IPv6 address";
            journey.block(Part.ROUTES, Code.IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS, from.id(), detail);
            return false;
        }
        return true;
    }

    private boolean publicDestination(String id, Cidr address) {
        Code code = Span.SHARED.contains(address)
                ? Code.IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS
                : Code.IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS;
        List<Span> internet = address.isIpv6() ? Span.INTERNET_IPV6 : Span.INTERNET;
        if (!address.isPrivate() && internet.stream().noneMatch(it -> it.contains(address))) {
            String detail = address + " is no address of a host of the internet";
            journey.block(Part.ROUTES, Code.NO_POSSIBLE_DESTINATION, id, detail);
            return false;
        } else if (address.isPrivate()) {
            String gateway = id.startsWith("eigw-") ? "egress-only internet gateway " : "internet gateway ";
            journey.block(Part.ROUTES, code, id, gateway + id + " drops what goes to " + address);
            walk.elsewhere();
            return false;
        }
        return true;
    }

    /// Whether the source has an address of the internet: "connecting a function to a public subnet doesn't
    /// give it internet access or a public IP address"
    /// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html).
    private boolean publicSource(String id, Subnet from, End source) {
        return switch (source.guise()) {
            case PUBLIC_NAT, INTERNET -> true;
            case NONE ->
                source.address().isIpv6()
                        ? globalSource(id, from, source)
                        : trip.sender().isFunction() ? elasticAddress(id, from) : ownAddress(id, from, source);
            case PRIVATE_NAT -> {
                String nat = natWith(source).map(NatGateway::id).orElse(id);
                String detail =
                        "internet gateway " + id + " takes nothing from " + nat + ", which is a private NAT gateway";
                journey.block(Part.ROUTES, Code.NAT_PRIVATE_NO_INTERNET, nat, detail);
                yield false;
            }
        };
    }

    private Optional<NatGateway> natWith(End source) {
        String address = source.address().toString();
        return terrain.network().gateways().stream()
                .flatMap(it -> it instanceof NatGateway nat ? Stream.of(nat) : Stream.empty())
                .filter(it -> it.vpcId().equals(source.vpcId()) && it.subnetId().equals(source.subnetId()))
                .filter(it -> it.isPublic() == (source.guise() == Guise.PUBLIC_NAT))
                .filter(it -> it.privateAddresses().isEmpty()
                        || it.privateAddresses().contains(address)
                        || it.publicAddresses().contains(address))
                .findFirst();
    }

    /// Instances and interfaces keep the public address that they have:
    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html.
    private boolean ownAddress(String id, Subnet from, End source) {
        Optional<NetworkInterface> at = trip.spot().at().or(() -> terrain.interfaceAt(from.vpcId(), source.address()));
        if (at.isEmpty() && !terrain.sees(Area.NETWORK_INTERFACES)) {
            walk.missing(Part.ROUTES, Area.NETWORK_INTERFACES, "whether " + source.address() + " has a public address");
            return false;
        } else if (at.isPresent() && !at.get().publicAddress().isEmpty()) {
            return true;
        }
        String who = at.map(NetworkInterface::id).orElse(source.address().toString());
        String detail = "internet gateway " + id + " takes nothing from " + who + ", which has no public address";
        journey.block(Part.ROUTES, Code.IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS, id, detail);
        return false;
    }

    private boolean elasticAddress(String id, Subnet from) {
        List<NetworkInterface> own = terrain.elasticIn(from.id()).stream()
                .filter(it -> it.securityGroupIds().equals(trip.groups()))
                .toList();
        if (!own.isEmpty()) {
            String eni = own.getFirst().id();
            String why = "it has a public address only as long as Lambda keeps network interface " + eni;
            journey.shake(why, eni);
            return true;
        } else if (!terrain.sees(Area.NETWORK_INTERFACES)) {
            String what = "whether the function's network interface in " + from.id() + " has a public address";
            walk.missing(Part.ROUTES, Area.NETWORK_INTERFACES, what);
        } else {
            String detail = "internet gateway " + id + " takes nothing from a function in " + from.id()
                    + ", for Lambda gives it no public address";
            journey.block(Part.ROUTES, Code.LAMBDA_NO_PUBLIC_IPV4, from.id(), detail);
            if (terrain.isMending() && terrain.routesOf(from) instanceof Known.Seen<RouteTable>(RouteTable table)) {
                new Wayfinder(trip).outward(table, from, "0.0.0.0/0");
            }
        }
        return false;
    }

    /// A gateway's own route table may lead what comes in through an appliance:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html.
    private void edge(String id, End source) {
        if (trip.sender().forwardOnly()) {
            return;
        }
        Optional<RouteTable> table = terrain.routesInto(id);
        if (table.isPresent()) {
            Choice choice = Choice.of(terrain, table.get(), source);
            String expected = source.cameBy("vpce-") ? source.wayBack(source.vpcId()) : "local";
            boolean expects = choice.missing().isEmpty()
                    && choice.routes().stream().allMatch(it -> it.target().equals(expected));
            if (!expects && expected.equals("local") && choice.missing().isEmpty()) {
                redirected(table.get(), choice.routes().getFirst());
            } else if (!expects) {
                String what = "what stands behind " + table.get().id() + ", which routes what comes in through " + id;
                journey.doubt(Part.ROUTES, new Missing(what, ""));
            }
        } else if (!terrain.sees(Area.ROUTE_TABLES)) {
            Missing otherwise = terrain.missing(Area.ROUTE_TABLES, "the route table of " + id + ", if it has one,");
            journey.rest(Assumption.NO_INLINE_FIREWALL, Part.ROUTES, otherwise);
        }
    }

    /// "Subnets whose traffic is redirected to a middlebox appliance can't use a direct route to the internet
    /// gateway even when the subnet route table provides one":
    /// https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html.
    private void redirected(RouteTable table, RouteTable.Route route) {
        String told = "route table " + table.id() + " leads the answer to " + route.target();
        if (route.state().equals("blackhole")) {
            journey.block(Part.ROUTES, Code.BAD_STATE_ROUTE, table.id(), told + ", which is gone");
        } else {
            String detail = told + ", past which the packet came";
            journey.block(Part.ROUTES, Code.INGRESS_RTB_TRAFFIC_REDIRECTION, table.id(), detail);
        }
    }

    /// The addresses that the internet sees; none when that is not known.
    private List<Cidr> names(Subnet from, End source) {
        List<String> names = source.guise() == Guise.PUBLIC_NAT
                ? natWith(source).map(NatGateway::publicAddresses).orElse(List.of())
                : trip.sender().isFunction()
                        ? List.of()
                        : trip.spot().at().or(() -> terrain.interfaceAt(from.vpcId(), source.address())).stream()
                                .map(NetworkInterface::publicAddress)
                                .toList();
        return names.stream().flatMap(it -> Cidr.parse(it).stream()).toList();
    }

    /// Into the internet, where somebody listens, or the destination's own VPC begins.
    ///
    /// @param names the addresses that it sees the sender at; none when they are not known
    void outside(End destination, List<Cidr> names) {
        if (!trip.doors().isEmpty()) {
            new Entrance(trip, journey, walk, names).enter();
        } else if (destination.guise() != Guise.INTERNET
                && terrain.interfaceAtPublic(destination.address()).isPresent()) {
            new Entrance(trip, journey, walk, names)
                    .enter(terrain.interfaceAtPublic(destination.address()).get());
        } else if (destination.address().isIpv6() && !destination.vpcId().isEmpty()) {
            String what = "whether " + destination.vpcId() + " lets " + destination.address() + " in from the internet";
            journey.doubt(Part.TARGET, new Missing(what, ""));
        } else if (trip.listens()) {
            journey.pass("AWS takes it at its public endpoint", "");
        } else {
            journey.pass("the internet takes it to " + trip.words(), "");
            Missing otherwise = new Missing("whether " + trip.words() + " accepts connections", "");
            journey.rest(Assumption.EXTERNAL_HOSTS_LISTEN, Part.TARGET, otherwise);
        }
    }
}
