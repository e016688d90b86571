package envgate.rules.analysis.reach;

import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.rules.analysis.reach.Outcome.Kind;
import envgate.rules.analysis.reach.Outcome.Member;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Sends what is asked about from one address to another: one protocol and port, or all that are meant.
final class Sending {

    private final Terrain terrain;
    private final Set<Assumption> assumed;
    private final Sender sender;

    Sending(Terrain terrain, Set<Assumption> assumed, Sender sender) {
        this.terrain = terrain;
        this.assumed = assumed;
        this.sender = sender;
    }

    /// From an address to an address.
    ///
    /// @param own whether the own groups are asked
    /// @param host the name that is asked for; empty when it is an address
    record Way(Spot from, Cidr source, String host, Target target, End end, boolean own) {}

    /// All protocols: what is neither TCP, UDP nor ICMP passes only where all do, and what denies ports
    /// denies some of all.
    Outcome all(Call call, Way way) {
        int port = call.port() == 0 ? way.target().port() : call.port();
        Call asked = new Call(call.host(), port, call.protocol(), call.from());
        return each(call.protocol().equals("any") ? call : asked, way.source(), hail -> leaf(hail, way));
    }

    /// The same, however one protocol and port is sent.
    Outcome each(Call call, Cidr from, Function<Hail, Outcome> leaf) {
        if (!call.protocol().equals("any")) {
            return ports(call, from, leaf);
        }
        Outcome others = leaf.apply(new Hail(Hail.OTHER, 0));
        boolean protocols = !others.blockers().isEmpty()
                && others.blockers().stream()
                        .allMatch(it -> it.code() == Code.PROTOCOL_RESTRICTION
                                || it.code() == Code.VPCE_GATEWAY_PROTOCOL_RESTRICTION);
        if (others.kind() != Kind.OPEN && others.kind() != Kind.FRAGILE && !protocols) {
            return others;
        }
        List<Member> members = new ArrayList<>(List.of(new Member("other protocols", 1, others)));
        for (String protocol : List.of("tcp", "udp")) {
            Set<Integer> ports = call.port() == 0 ? PortCuts.ofAcls(terrain.network()) : Set.of(call.port());
            for (int port : ports) {
                Hail hail = new Hail(protocol, port);
                members.add(new Member(hail.toString(), 1, leaf.apply(hail)));
            }
        }
        Hail echo = Hail.of("icmp", 0, from);
        members.add(new Member(echo.toString(), 1, leaf.apply(echo)));
        return Outcome.meet(members, Split.PROTOCOLS, "protocols");
    }

    private Outcome ports(Call call, Cidr from, Function<Hail, Outcome> leaf) {
        Hail hail = Hail.of(call.protocol(), call.port(), from);
        if (call.port() != 0 || !hail.hasPorts()) {
            return leaf.apply(hail);
        }
        List<Member> members = new ArrayList<>();
        for (int it : PortCuts.of(terrain.network(), new TreeSet<>())) {
            Hail one = new Hail(hail.protocol(), it);
            members.add(new Member(one.toString(), 1, leaf.apply(one)));
        }
        return Spread.oneOf(members, new Missing("which port " + call.host() + " is called on", ""));
    }

    private Outcome leaf(Hail hail, Way way) {
        Journey journey = Journey.of(assumed, hail, sender.ports());
        Target target = way.target();
        Spot from = way.from();
        Trip trip = new Trip(terrain, way.host(), target, sender, from, hail);
        Known<List<String>> own = new Known.Seen<>(from.groups());
        String subnet = from.subnet().id();
        End here = new End(way.source(), from.subnet().vpcId(), subnet, own, Optional.of(""), End.Guise.NONE);
        Walk walk = new Walk(trip, journey);
        if (way.own()) {
            walk.letOut(way.end());
        }
        walk.go(from.subnet(), here, way.end());
        return journey.outcome();
    }
}
