package envgate.rules.analysis.reach;

import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Ports;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.Cuts.Piece;
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

/// Answers for functions that are attached to no VPC: they run in Lambda's own, which leads to the internet
/// and to nothing that is private, over IPv4 only.
///
/// See https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html.
final class Outside {

    private static final Spot NOWHERE =
            new Spot(new Subnet("", "", "", "", "", List.of(), -1), List.of(), List.of(), Optional.empty());

    private final Terrain terrain;
    private final Set<Assumption> assumed;

    Outside(Terrain terrain, Set<Assumption> assumed) {
        this.terrain = terrain;
        this.assumed = assumed;
    }

    Path ask(LambdaFunction function, Question question) {
        Call call = question.call();
        Names names = new Names(terrain, Optional.empty(), false, false);
        Trail start = Trail.of("function " + function.name() + " is attached to no VPC", function.name());
        return switch (names.resolve(call, function.arn().region())) {
            case Resolution.Ends(Trail trail, Path.Blocker blocker) ->
                new Path.Blocked(start.then(trail), List.of(blocker));
            case Resolution.Unclear(Trail trail, Part part, List<Missing> missing) ->
                new Path.Unknown(start.then(trail), Set.of(part), missing);
            case Resolution.Asks(Trail trail, String _, List<Cidr> _, Missing missing) ->
                new Path.Unknown(start.then(trail), Set.of(Part.NAME), List.of(missing));
            case Resolution.Leads(Trail trail, List<Target> targets) -> {
                List<Member> members = new ArrayList<>();
                for (Target target : targets) {
                    for (Piece piece : terrain.cuts().destinations(terrain, target, List.of())) {
                        Outcome outcome = leaf(function, question, target, piece.first());
                        members.add(new Member(target.words(), piece.size(), outcome));
                    }
                }
                yield Outcome.meet(members, Split.ADDRESSES, "its addresses")
                        .after(start.then(trail))
                        .path();
            }
        };
    }

    private Outcome leaf(LambdaFunction function, Question question, Target target, Cidr to) {
        Call call = question.call();
        Sender sender =
                new Sender(function.name(), Kind.FUNCTION, List.of(), false, Ports.EPHEMERAL, question.forwardOnly());
        int port = call.port() == 0 ? target.port() : call.port();
        Hail hail = Hail.of(call.protocol(), port, to);
        Journey journey = Journey.of(assumed, hail, sender.ports());
        Trip trip = new Trip(terrain, "", target, sender, NOWHERE, hail);
        boolean host = target.groups().isPresent() && target.service().isPresent();
        Guise guise = host ? Guise.INTERNET : Guise.NONE;
        End end = new End(to, target.vpcId(), "", End.NO_GROUPS, target.service(), guise);
        if (!target.vpcId().isEmpty() || to.isPrivate() || to.isIpv6()) {
            String detail = target.words() + " has an address that only its VPC reaches";
            journey.block(Part.ROUTES, Code.LAMBDA_NOT_IN_VPC, function.name(), detail);
        } else {
            new Border(trip, journey, new Walk(trip, journey)).outside(end, List.of());
        }
        return journey.outcome();
    }
}
