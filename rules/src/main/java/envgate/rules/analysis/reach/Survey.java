package envgate.rules.analysis.reach;

import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Outcome.Kind;
import envgate.rules.analysis.reach.Outcome.Member;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Answers for functions that are attached to a VPC: Lambda may run them in any of their subnets, at any
/// free address, and their connections may lead to any address of the destination, so the answer is what
/// holds for all of them.
final class Survey {

    private final Terrain terrain;
    private final Set<Assumption> assumed;
    private final LambdaFunction function;
    private final VpcConfig config;
    private final List<Subnet> subnets;
    private final Places places;

    Survey(Terrain terrain, Set<Assumption> assumed, LambdaFunction function, VpcConfig config, List<Subnet> subnets) {
        this.terrain = terrain;
        this.assumed = assumed;
        this.function = function;
        this.config = config;
        this.subnets = subnets;
        this.places = new Places(terrain, subnets.getFirst().vpcId());
    }

    Path ask(Call call) {
        Optional<Vpc> vpc = terrain.vpc(subnets.getFirst().vpcId()) instanceof Known.Seen<Vpc>(Vpc it)
                ? Optional.of(it)
                : Optional.empty();
        Names names = new Names(terrain, vpc, true, dualStack());
        return switch (names.resolve(call, function.arn().region())) {
            case Resolution.Ends(Trail trail, Blocker blocker) -> new Path.Blocked(trail, List.of(blocker));
            case Resolution.Unclear(Trail trail, Part part, List<Missing> missing) ->
                anywhere(call, trail, part, missing);
            case Resolution.Leads(Trail trail, List<Target> targets) -> {
                Outcome outcome = all(call, targets);
                yield maybeIpv6(call, targets, outcome).after(trail).path();
            }
        };
    }

    private boolean dualStack() {
        return config.ipv6AllowedForDualStack()
                && subnets.stream().allMatch(it -> it.cidrs().stream().anyMatch(Cidr::isIpv6));
    }

    /// Wherever the name leads, what stops all packets stops these.
    private Path anywhere(Call call, Trail trail, Part part, List<Missing> missing) {
        List<Span> spans = new ArrayList<>(List.of(Span.of(Cidr.ANY_IPV4)));
        if (dualStack()) {
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
        if (open || !host || !dualStack()) {
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
        for (Subnet it : subnets) {
            List<Member> answers = new ArrayList<>();
            for (Target target : targets) {
                answers.add(new Member(target.words(), 1, target(call, it, target)));
            }
            Trail start = Trail.of("from " + it.id() + " in " + it.availabilityZone(), it.id());
            Outcome outcome = Outcome.meet(answers, Split.TARGETS, "places of " + call.host());
            members.add(new Member(it.id(), 1, outcome.after(start)));
        }
        return Outcome.meet(members, Split.SUBNETS, "subnets");
    }

    private Outcome target(Call call, Subnet from, Target target) {
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

    private Outcome sources(Call call, Subnet from, Target target, Cidr to) {
        List<Cidr> blocks =
                from.cidrs().stream().filter(it -> it.isIpv6() == to.isIpv6()).toList();
        if (to.isIpv6() && (!config.ipv6AllowedForDualStack() || blocks.isEmpty())) {
            return ipv6Refused(from);
        }
        List<Member> members = new ArrayList<>();
        for (Cidr block : blocks) {
            for (Span piece : Span.of(block).cut(terrain.cuts().rules().of(block.width()))) {
                members.add(new Member(piece.text(), piece.size(), ports(call, from, piece.first(), target, to)));
            }
        }
        return members.isEmpty()
                ? Outcome.unknown(
                        Trail.EMPTY,
                        List.of(new Doubt(Part.ROUTES, new Missing("the addresses of " + from.id(), ""))),
                        List.of())
                : Outcome.meet(members, Split.SOURCE_ADDRESSES, "ranges of the subnet's addresses");
    }

    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-ipv6
    private Outcome ipv6Refused(Subnet from) {
        boolean allowed = config.ipv6AllowedForDualStack();
        Code code = allowed ? Code.IPV6_SUBNET_NOT_DUAL_STACK : Code.IPV6_NOT_ALLOWED_FOR_DUAL_STACK;
        String component = allowed ? from.id() : function.name();
        String detail = component + (allowed ? " has no IPv6 block" : " is not allowed to use IPv6");
        Blocker blocker = new Blocker(code, Part.ROUTES, component, detail);
        return Outcome.blocked(Trail.of(detail, component), List.of(blocker));
    }

    private Outcome ports(Call call, Subnet from, Cidr source, Target target, Cidr to) {
        int port = call.port() == 0 ? target.port() : call.port();
        if (port != 0) {
            return leaf(new Hail(call.protocol(), port), from, source, target, to);
        }
        List<Member> members = new ArrayList<>();
        for (int it : PortCuts.of(terrain.network(), new TreeSet<>())) {
            Hail hail = new Hail(call.protocol(), it);
            members.add(new Member(hail.toString(), 1, leaf(hail, from, source, target, to)));
        }
        return oneOf(members, new Missing("which port " + target.words() + " is called on", ""));
    }

    private Outcome leaf(Hail hail, Subnet from, Cidr source, Target target, Cidr to) {
        Journey journey = new Journey(assumed);
        Trip trip = new Trip(
                terrain,
                target.words(),
                config.securityGroupIds(),
                hail,
                target.listens(),
                target.doors(),
                target.guard());
        Known<List<String>> own = new Known.Seen<>(config.securityGroupIds());
        End here = new End(source, from.vpcId(), from.id(), own, Optional.of(""), End.Guise.NONE);
        new Walk(trip, journey).go(from, here, places.end(target, to));
        return journey.outcome();
    }
}
