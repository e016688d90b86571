package envgate.rules.analysis.reach;

import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.rules.analysis.reach.Cuts.Piece;
import envgate.rules.analysis.reach.Outcome.Kind;
import envgate.rules.analysis.reach.Outcome.Member;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Answers from one of the sender's subnets, for all addresses that it may have there and all that a call may lead to.
final class Spread {

    private final Terrain terrain;
    private final Set<Assumption> assumed;
    private final Sender sender;
    private final Places places;

    Spread(Terrain terrain, Set<Assumption> assumed, Sender sender, Places places) {
        this.terrain = terrain;
        this.assumed = assumed;
        this.sender = sender;
        this.places = places;
    }

    Outcome over(Call call, Spot from, List<Target> targets, boolean own) {
        List<Member> answers = new ArrayList<>();
        for (Target target : targets) {
            answers.add(new Member(target.words(), 1, target(call, from, target, own)));
        }
        return Outcome.meet(answers, Split.TARGETS, "places of " + call.host());
    }

    private Outcome target(Call call, Spot from, Target target, boolean own) {
        List<Member> members = new ArrayList<>();
        List<String> groups = own ? from.groups() : List.of();
        List<Piece> pieces = terrain.cuts().destinations(terrain, target, groups);
        if (pieces.size() > Cuts.MOST) {
            String what = "what holds for each of " + pieces.size() + " ranges of " + target.words()
                    + " that rules tell apart: ask about less";
            return Outcome.unknown(Trail.EMPTY, List.of(new Doubt(Part.TARGET, new Missing(what, ""))), List.of());
        }
        for (Piece it : pieces) {
            members.add(new Member(it.text(), it.size(), sources(call, from, target, it.first(), own)));
        }
        return target.every()
                ? Outcome.meet(members, Split.ADDRESSES, "ranges of addresses")
                : oneOf(members, new Missing("which address " + target.words() + " has", ""));
    }

    /// It is one of them, and we do not know which.
    static Outcome oneOf(List<Member> members, Missing missing) {
        Outcome met = Outcome.meet(members, Split.ADDRESSES, "addresses");
        boolean alike = members.stream()
                .allMatch(it -> it.outcome().isLike(members.getFirst().outcome()));
        return alike || met.kind() == Kind.UNKNOWN
                ? met.withCommonBlockers()
                : Outcome.unknown(met.trail(), List.of(new Doubt(Part.TARGET, missing)), met.blockers());
    }

    private Outcome sources(Call call, Spot from, Target target, Cidr to, boolean own) {
        List<Cidr> blocks =
                from.blocks().stream().filter(it -> it.isIpv6() == to.isIpv6()).toList();
        if (to.isIpv6() && (blocks.isEmpty() || (sender.isFunction() && !sender.dualStack()))) {
            return ipv6Refused(from);
        }
        End end = places.end(target, to);
        List<String> held = end.groups() instanceof Known.Seen<List<String>>(List<String> it) ? it : List.of();
        boolean named = Cidr.parse(call.host()).isEmpty() && !call.host().startsWith("arn:");
        String host = named ? AwsNames.plain(call.host()) : "";
        List<Member> members = new ArrayList<>();
        for (Cidr block : blocks) {
            for (Span piece : terrain.cuts().sources(terrain, block, held)) {
                Sending.Way way = new Sending.Way(from, piece.first(), host, target, end, own);
                members.add(
                        new Member(piece.text(), piece.size(), new Sending(terrain, assumed, sender).all(call, way)));
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

    static Outcome blocked(Code code, String component, String detail) {
        Blocker blocker = new Blocker(code, Part.ROUTES, component, detail);
        return Outcome.blocked(Trail.of(detail, component), List.of(blocker));
    }

    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-ipv6
    private Outcome ipv6Refused(Spot from) {
        if (!sender.isFunction()) {
            String detail = sender.name() + " has no IPv6 address";
            return blocked(Code.ENI_ADDRESS_RESTRICTION, sender.name(), detail);
        }
        if (!sender.ipv6()) {
            String detail = sender.name() + " is not allowed to use IPv6";
            return blocked(Code.IPV6_NOT_ALLOWED_FOR_DUAL_STACK, sender.name(), detail);
        }
        // INVARIANT: all its subnets count, not only the one that it runs in.
        String without = sender.spots().stream()
                .filter(it -> it.blocks().stream().noneMatch(Cidr::isIpv6))
                .map(it -> it.subnet().id())
                .findFirst()
                .orElse(from.subnet().id());
        return blocked(Code.IPV6_SUBNET_NOT_DUAL_STACK, without, without + " has no IPv6 block");
    }
}
