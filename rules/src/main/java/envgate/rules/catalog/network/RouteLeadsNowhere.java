package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROUTE_TABLES;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Stopped;
import envgate.rules.analysis.reach.Fault;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;

/// Finds functions whose calls end at a route whose target is gone, failed or detached.
@RuleCard(
        id = "route-leads-nowhere",
        code = "NET-004",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES},
        through = Lens.REACH,
        title = "Route leads to something that is gone or broken",
        why = """
        The route is still there and wins, but its target was deleted, has failed or is not attached any more. Packets are
        dropped in silence, and every call hangs until the timeout.
        """,
        fix = """
        Point the route at a gateway that exists and works, or take it out so that a wider route can win.
        """,
        bad = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: {to: nat-1, state: blackhole}}}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
            "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html"
        })
@AutoService(Rule.class)
public final class RouteLeadsNowhere implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.DEAD_ROUTE);
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place),
                    "cannot reach " + stopped.services() + ": dead end at " + stopped.components(),
                    stopped.evidence());
        }
    }
}
