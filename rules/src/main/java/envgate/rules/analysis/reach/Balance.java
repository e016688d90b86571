package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Ports;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.Resource.LoadBalancer.Listener;
import envgate.envs.model.Resource.LoadBalancer.Node;
import envgate.envs.model.Sight;
import envgate.envs.model.Subnet;
import envgate.envs.model.TargetGroup;
import envgate.rules.analysis.reach.Outcome.Kind;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From a node of a load balancer to one of the targets of the listener.
///
/// See https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html and
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html. Of functions and
/// load balancers as targets, that the load balancer listens is all that is asked.
final class Balance {

    private final Trip trip;
    private final Terrain terrain;
    private final Journey journey;

    Balance(Trip trip, Journey journey) {
        this.trip = trip;
        this.terrain = trip.terrain();
        this.journey = journey;
    }

    void from(LoadBalancer balancer, Subnet node, End destination) {
        Hail hail = trip.hail();
        if (!hail.hasPorts() || balancer.listeners().isEmpty()) {
            return;
        }
        Optional<Listener> listener = balancer.listeners().stream()
                .filter(it -> it.port() == hail.port() && speaks(it, hail))
                .findFirst();
        if (listener.isEmpty()) {
            boolean classic = balancer.type().equals("classic");
            Code code = classic ? Code.ELB_LISTENERS_MISMATCH : Code.ELBV2_LISTENERS_MISMATCH;
            String detail = "load balancer " + balancer.name() + " does not listen on " + hail;
            journey.block(Part.TARGET, code, balancer.name(), detail);
            return;
        }
        List<TargetGroup> groups = terrain.network().targetGroups().stream()
                .filter(it -> listener.get().targetGroupArns().contains(it.arn().toString()))
                .toList();
        List<Journey> ways = new ArrayList<>();
        if (groups.size() < listener.get().targetGroupArns().size()) {
            String what = "target groups of load balancer " + balancer.name();
            journey.doubt(Part.TARGET, terrain.missing(Area.LOAD_BALANCER_TARGETS, what));
            return;
        }
        boolean empty = !groups.isEmpty();
        boolean elsewhere = false;
        for (TargetGroup group : groups) {
            if (group.type().equals("lambda") || group.type().equals("alb")) {
                return;
            }
            if (!(group.targets() instanceof Sight.Seen<List<TargetGroup.Target>>(List<TargetGroup.Target> targets))) {
                String what = "targets of " + group.name() + ", to which load balancer " + balancer.name() + " sends,";
                journey.doubt(Part.TARGET, terrain.missing(Area.LOAD_BALANCER_TARGETS, what));
                return;
            }
            empty &= targets.isEmpty();
            for (TargetGroup.Target it : targets) {
                if (crosses(balancer, group) || isIn(it, node)) {
                    to(balancer, group, it, node, destination).ifPresent(ways::add);
                } else {
                    elsewhere = true;
                }
            }
        }
        boolean classic = balancer.type().equals("classic");
        if (empty) {
            String detail = "the listener " + hail + " of load balancer " + balancer.name() + " has no targets";
            journey.block(Part.TARGET, Code.ELBV2_LISTENER_HAS_NO_TG, balancer.name(), detail);
        } else if (ways.isEmpty() && elsewhere) {
            String detail = "load balancer " + balancer.name() + " has no target in " + node.availabilityZone()
                    + ", and does not send to other zones";
            Code code = classic ? Code.ELB_NOT_CROSSZONE : Code.ELBV2_NO_TARGETS_IN_AZ;
            journey.block(Part.TARGET, code, balancer.name(), detail);
        } else if (!ways.isEmpty()) {
            journey.follow(best(ways));
        }
    }

    /// Targets that the load balancer does not reach are unhealthy, and it sends to the others.
    private static Journey best(List<Journey> ways) {
        Journey best = ways.getFirst();
        for (Kind kind : List.of(Kind.OPEN, Kind.FRAGILE, Kind.PARTIAL, Kind.UNKNOWN)) {
            for (Journey it : ways) {
                if (it.outcome().kind() == kind) {
                    return it;
                }
            }
        }
        return best;
    }

    private static boolean speaks(Listener listener, Hail hail) {
        boolean udp = listener.protocol().equals("UDP") || listener.protocol().equals("TCP_UDP");
        return hail.protocol().equals("udp") ? udp : !listener.protocol().equals("UDP");
    }

    private static boolean crosses(LoadBalancer balancer, TargetGroup group) {
        if (group.crossZone().equals("true") || group.crossZone().equals("false")) {
            return group.crossZone().equals("true");
        }
        Boolean own = balancer.crossZone();
        return own == null ? !balancer.type().equals("network") : own;
    }

    private boolean isIn(TargetGroup.Target target, Subnet node) {
        if (!target.availabilityZone().isEmpty()) {
            return target.availabilityZone().equals("all")
                    || target.availabilityZone().equals(node.availabilityZone());
        }
        return place(target, node.vpcId())
                .flatMap(it -> terrain.subnetAt(node.vpcId(), it))
                .filter(it -> it.availabilityZone().equals(node.availabilityZone()))
                .isPresent();
    }

    private Optional<Cidr> place(TargetGroup.Target target, String vpcId) {
        if (target.id().startsWith("i-")) {
            return terrain.networkInterface(target.id()) instanceof Known.Seen<NetworkInterface>(var it)
                    ? it.privateAddresses().stream()
                            .flatMap(address -> Cidr.parse(address).stream())
                            .filter(address -> !address.isIpv6() && it.vpcId().equals(vpcId))
                            .findFirst()
                    : Optional.empty();
        }
        return Cidr.parse(target.id());
    }

    /// The way to one target; nothing when where it is was not seen.
    private Optional<Journey> to(
            LoadBalancer balancer, TargetGroup group, TargetGroup.Target target, Subnet node, End destination) {
        Journey way = journey.fork();
        Optional<Cidr> place = place(target, node.vpcId());
        if (place.isEmpty()) {
            way.doubt(Part.TARGET, new Missing("target " + target.id() + " of " + group.name() + " was not seen", ""));
            return Optional.of(way);
        }
        way.pass(
                "load balancer " + balancer.name() + " sends it on to " + target.id() + ":" + target.port(),
                balancer.name());
        int port = target.port() == 0 ? group.port() : target.port();
        Hail hail = new Hail(group.protocol().equals("UDP") ? "udp" : "tcp", port);
        List<String> own = balancer.securityGroupIds();
        Spot spot = new Spot(node, List.of(destination.address()), own, Optional.empty());
        Sender.Kind kind = own.isEmpty() ? Sender.Kind.PACKET : Sender.Kind.INTERFACE;
        Sender sender = new Sender(
                balancer.name(),
                kind,
                List.of(spot),
                true,
                Ports.EPHEMERAL,
                trip.sender().forwardOnly());
        String name = target.id() + ":" + port;
        Target to = Target.at(name, List.of(Span.of(place.get())));
        Walk walk = new Walk(new Trip(terrain, "", to, sender, spot, hail), way);
        String subnet =
                terrain.subnetAt(node.vpcId(), place.get()).map(Subnet::id).orElse("");
        End end = new End(
                place.get(),
                node.vpcId(),
                subnet,
                Arrival.holders(terrain, node.vpcId(), place.get()),
                Optional.of(""),
                End.Guise.NONE);
        if (!own.isEmpty()) {
            walk.letOut(end);
        }
        boolean kept = Boolean.TRUE.equals(group.preservesClientAddress())
                && trip.sender().spots().size() > 0;
        Cidr from =
                kept ? trip.spot().blocks().stream().findFirst().orElse(destination.address()) : destination.address();
        End here = new End(from, node.vpcId(), node.id(), new Known.Seen<>(own), Optional.of(""), End.Guise.NONE);
        walk.go(node, here, end);
        return Optional.of(way);
    }

    /// The load balancer of which an interface is a node, as its description says.
    static Optional<String> nameOf(NetworkInterface it) {
        String[] words = it.description().split("[ /]", -1);
        boolean one = words.length > 1 && words[0].equals("ELB");
        return one ? Optional.of(words.length > 2 ? words[2] : words[1]) : Optional.empty();
    }

    static List<Cidr> addresses(Node node) {
        return node.addresses().stream().flatMap(it -> Cidr.parse(it).stream()).toList();
    }
}
