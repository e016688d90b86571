package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROUTE_TABLES;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.Stopped;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds functions that get to a service from some of their subnets, addresses or ports, and from others
/// not.
@RuleCard(
        id = "host-sometimes-out-of-reach",
        code = "NET-003",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES},
        through = Lens.REACH,
        title = "Function gets to a service only sometimes",
        why = """
        Lambda runs a function in any of its subnets, and a connection leaves from any port. Where they are not treated
        alike, some calls hang and others do not, and it looks like bad luck.
        """,
        fix = """
        Give all subnets of the function the same routes and network ACLs, or attach it only to those that reach the
        service; let answers in on ports 1024-65535.
        """,
        bad = """
        environment: prod
        subnets: {left: {routes: {0.0.0.0/0: nat-1}}, right: {}}
        functions: {Pay: {subnets: [left, right], calls: ["api.example.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {left: {routes: {0.0.0.0/0: nat-1}}, right: {routes: {0.0.0.0/0: nat-2}}}
        functions: {Pay: {subnets: [left, right], calls: ["api.example.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-networking.html",
            "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports",
            "https://github.com/codeforamerica/intake/issues/1327"
        })
@AutoService(Rule.class)
public final class HostSometimesOutOfReach implements FunctionRule {

    private static final String PLACES =
            "Let the function reach every place that may answer: a database answers from another subnet after a failover.";

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        List<Reached> cutOff = new ArrayList<>();
        Set<String> reasons = new TreeSet<>();
        Severity severity = WARNING;
        for (Reached it : facts.reached(function)) {
            switch (it.path()) {
                case Path.Partial partial
                when isOfTheAddress(partial, it) ->
                    findings.unknown(
                            place,
                            List.of(new Missing("the address of " + it.call().host(), "")));
                case Path.Partial partial -> {
                    cutOff.add(it);
                    reasons.add(partial.which());
                    severity = partial.splits().equals(Set.of(Split.TARGETS)) ? severity : ERROR;
                }
                case Path.Unknown unknown -> findings.unknown(place, unknown.missing());
                case Path.Open _, Path.Blocked _, Path.Fragile _ -> findings.pass();
            }
        }
        Stopped stopped = new Stopped(cutOff, List.of());
        if (!stopped.isEmpty()) {
            String blocked = String.join("; ", reasons);
            String message = "reaches " + stopped.services() + " only sometimes, blocked: " + blocked;
            if (severity == ERROR) {
                findings.add(stopped.at(place), message, stopped.evidence());
            } else {
                findings.add(stopped.at(place), message, stopped.evidence(), severity, PLACES);
            }
        }
    }

    /// A host whose address nobody told may have one of those that pass.
    private static boolean isOfTheAddress(Path.Partial partial, Reached it) {
        return partial.splits().equals(Set.of(Split.ADDRESSES))
                && Cidr.parse(it.call().host()).isEmpty();
    }
}
