package envgate.rules.analysis.reach;

import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Outcome.Kind;
import envgate.rules.analysis.reach.Outcome.Member;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Answers for senders in a VPC: Lambda may run a function in any of its subnets, at any free address, and
/// connections may lead to any address of the destination, so the answer is what holds for all of them.
final class Survey {

    private final Terrain terrain;
    private final Set<Assumption> assumed;
    private final Sender sender;
    private final Places places;

    Survey(Terrain terrain, Set<Assumption> assumed, Sender sender) {
        this.terrain = terrain;
        this.assumed = assumed;
        this.sender = sender;
        this.places = new Places(terrain, sender.first().vpcId());
    }

    /// @param region the sender's
    Path ask(Call call, String region) {
        Optional<Vpc> vpc = terrain.vpc(sender.first().vpcId()) instanceof Known.Seen<Vpc>(Vpc it)
                ? Optional.of(it)
                : Optional.empty();
        Names names = new Names(terrain, vpc, true, sender.dualStack());
        return switch (names.resolve(call, region)) {
            case Resolution.Ends(Trail trail, Blocker blocker) -> new Path.Blocked(trail, List.of(blocker));
            case Resolution.Unclear(Trail trail, Part part, List<Missing> missing) ->
                anywhere(call, trail, part, missing);
            case Resolution.Leads(Trail trail, List<Target> targets) -> {
                Outcome outcome = all(call, targets);
                yield maybeIpv6(call, targets, outcome).after(trail).path();
            }
        };
    }

    /// Wherever the name leads, what stops all packets stops these.
    private Path anywhere(Call call, Trail trail, Part part, List<Missing> missing) {
        List<Span> spans = new ArrayList<>(List.of(Span.of(Cidr.ANY_IPV4)));
        if (sender.dualStack()) {
            spans.add(Span.of(Cidr.ANY_IPV6));
        }
        Outcome outcome = all(call, List.of(Target.at(call.host(), spans)));
        if (outcome.kind() == Kind.BLOCKED) {
            return outcome.withCommonBlockers().after(trail).path();
        }
        Set<Part> parts = EnumSet.of(part);
        outcome.doubts().forEach(it -> parts.add(it.part()));
        outcome.blockers().forEach(it -> parts.add(it.part()));
        Trail told = trail;
        for (Missing it : missing) {
            told = told.then(it.what());
        }
        return new Path.Unknown(told, parts, missing);
    }

    /// A host of the internet of which only the name is known may have an IPv6 address besides.
    private Outcome maybeIpv6(Call call, List<Target> targets, Outcome outcome) {
        boolean open = outcome.kind() == Kind.OPEN || outcome.kind() == Kind.UNKNOWN;
        boolean host = targets.stream()
                .allMatch(it -> it.service().equals(Optional.of(""))
                        && it.vpcId().isEmpty()
                        && it.doors().isEmpty());
        if (open || !host || !sender.dualStack()) {
            return outcome;
        }
        Outcome other = all(call, List.of(Target.host(call.host(), Span.INTERNET_IPV6)));
        Missing missing = new Missing("whether " + call.host() + " has an IPv6 address", "");
        return other.kind() == Kind.BLOCKED
                ? outcome
                : Outcome.unknown(outcome.trail(), List.of(new Doubt(Part.NAME, missing)), outcome.blockers());
    }

    private Outcome all(Call call, List<Target> targets) {
        List<Member> members = new ArrayList<>();
        for (Spot it : sender.spots()) {
            List<Member> answers = new ArrayList<>();
            for (Target target : targets) {
                answers.add(new Member(target.words(), 1, target(call, it, target)));
            }
            String id = it.subnet().id();
            Trail start = Trail.of("from " + id + " in " + it.subnet().availabilityZone(), id);
            Outcome outcome = Outcome.meet(answers, Split.TARGETS, "places of " + call.host());
            members.add(new Member(id, 1, outcome.after(start)));
        }
        return Outcome.meet(members, Split.SUBNETS, "subnets");
    }

    private Outcome target(Call call, Spot from, Target target) {
        List<Member> members = new ArrayList<>();
        for (Span span : target.spans()) {
            for (Span piece : span.cut(terrain.cuts().places().of(span.width()))) {
                members.add(new Member(piece.text(), piece.size(), sources(call, from, target, piece.first())));
            }
        }
        return target.every()
                ? Outcome.meet(members, Split.ADDRESSES, "ranges of addresses")
                : oneOf(members, new Missing("which address " + target.words() + " has", ""));
    }

    /// It is one of them, and we do not know which.
    private static Outcome oneOf(List<Member> members, Missing missing) {
        Outcome met = Outcome.meet(members, Split.ADDRESSES, "addresses");
        boolean alike = members.stream()
                .allMatch(it -> it.outcome().isLike(members.getFirst().outcome()));
        return alike || met.kind() == Kind.UNKNOWN
                ? met.withCommonBlockers()
                : Outcome.unknown(met.trail(), List.of(new Doubt(Part.TARGET, missing)), met.blockers());
    }

    private Outcome sources(Call call, Spot from, Target target, Cidr to) {
        List<Cidr> blocks =
                from.blocks().stream().filter(it -> it.isIpv6() == to.isIpv6()).toList();
        if (to.isIpv6() && (!sender.ipv6() || blocks.isEmpty())) {
            return ipv6Refused(from);
        }
        List<Member> members = new ArrayList<>();
        for (Cidr block : blocks) {
            for (Span piece : Span.of(block).cut(terrain.cuts().rules().of(block.width()))) {
                members.add(new Member(piece.text(), piece.size(), protocols(call, from, piece.first(), target, to)));
            }
        }
        if (!members.isEmpty()) {
            return Outcome.meet(members, Split.SOURCE_ADDRESSES, "ranges of the subnet's addresses");
        } else if (from.blocks().isEmpty()) {
            Missing missing = new Missing("the addresses of " + from.subnet().id(), "");
            return Outcome.unknown(Trail.EMPTY, List.of(new Doubt(Part.ROUTES, missing)), List.of());
        }
        String detail = sender.name() + " has no IPv4 address";
        return blocked(Code.ENI_ADDRESS_RESTRICTION, sender.name(), detail);
    }

    private static Outcome blocked(Code code, String component, String detail) {
        Blocker blocker = new Blocker(code, Part.ROUTES, component, detail);
        return Outcome.blocked(Trail.of(detail, component), List.of(blocker));
    }

    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-ipv6
    private Outcome ipv6Refused(Spot from) {
        if (!sender.isFunction()) {
            String detail = sender.name() + " has no IPv6 address";
            return blocked(Code.ENI_ADDRESS_RESTRICTION, sender.name(), detail);
        }
        return sender.ipv6()
                ? blocked(
                        Code.IPV6_SUBNET_NOT_DUAL_STACK,
                        from.subnet().id(),
                        from.subnet().id() + " has no IPv6 block")
                : blocked(
                        Code.IPV6_NOT_ALLOWED_FOR_DUAL_STACK,
                        sender.name(),
                        sender.name() + " is not allowed to use IPv6");
    }

    /// All protocols: what is neither TCP, UDP nor ICMP passes only where all do, and what denies ports
    /// denies some of all.
    private Outcome protocols(Call call, Spot from, Cidr source, Target target, Cidr to) {
        if (!call.protocol().equals("any")) {
            return ports(call, from, source, target, to);
        }
        Outcome others = leaf(new Hail(Hail.OTHER, 0), from, source, target, to);
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
                members.add(new Member(hail.toString(), 1, leaf(hail, from, source, target, to)));
            }
        }
        Hail echo = Hail.of("icmp", 0, to);
        members.add(new Member(echo.toString(), 1, leaf(echo, from, source, target, to)));
        return Outcome.meet(members, Split.PROTOCOLS, "protocols");
    }

    private Outcome ports(Call call, Spot from, Cidr source, Target target, Cidr to) {
        int port = call.port() == 0 ? target.port() : call.port();
        Hail hail = Hail.of(call.protocol(), port, to);
        if (port != 0 || !hail.hasPorts()) {
            return leaf(hail, from, source, target, to);
        }
        List<Member> members = new ArrayList<>();
        for (int it : PortCuts.of(terrain.network(), new TreeSet<>())) {
            Hail one = new Hail(hail.protocol(), it);
            members.add(new Member(one.toString(), 1, leaf(one, from, source, target, to)));
        }
        return oneOf(members, new Missing("which port " + target.words() + " is called on", ""));
    }

    private Outcome leaf(Hail hail, Spot from, Cidr source, Target target, Cidr to) {
        Journey journey = Journey.of(assumed, hail, sender.ports());
        Trip trip =
                new Trip(terrain, target.words(), sender, from, hail, target.listens(), target.doors(), target.guard());
        Known<List<String>> own = new Known.Seen<>(from.groups());
        String subnet = from.subnet().id();
        End here = new End(source, from.subnet().vpcId(), subnet, own, Optional.of(""), End.Guise.NONE);
        new Walk(trip, journey).go(from.subnet(), here, places.end(target, to));
        return journey.outcome();
    }
}
