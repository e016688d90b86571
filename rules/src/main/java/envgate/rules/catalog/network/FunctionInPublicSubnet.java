package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROUTE_TABLES;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.Stopped;
import envgate.rules.analysis.reach.Code;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;

/// Finds functions that would have to leave through an internet gateway, which takes nothing from them.
@RuleCard(
        id = "function-in-public-subnet",
        code = "NET-001",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES},
        through = Lens.REACH,
        title = "Function in a public subnet calls the internet",
        why = """
        Lambda gives a function no public address, whatever the subnet says, and an internet gateway takes nothing
        without one. Every call hangs until the timeout, and no log line says why.
        """,
        fix = """
        Move the function to subnets whose default route leads to a NAT gateway, or reach the service over a VPC
        endpoint.
        """,
        bad = """
        environment: prod
        subnets: {outer: {routes: {0.0.0.0/0: igw-1}}}
        functions: {Pay: {subnets: [outer], calls: ["api.example.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
            "https://github.com/open-guides/og-aws/issues/768",
            "https://github.com/awslabs/aws-lambda-redshift-loader/issues/140",
            "https://github.com/cattle-ops/terraform-aws-gitlab-runner/issues/1284"
        })
@AutoService(Rule.class)
public final class FunctionInPublicSubnet implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        List<Reached> cutOff = new ArrayList<>();
        for (Reached it : facts.reached(function)) {
            switch (it.path()) {
                case Path.Blocked(Trail _, List<Path.Blocker> blockers)
                when blockers.stream().anyMatch(blocker -> blocker.code() == Code.LAMBDA_NO_PUBLIC_IPV4) ->
                    cutOff.add(it);
                case Path.Fragile(Trail trail, String why) ->
                    findings.add(
                            place.withParts(List.of(it.call().lasting())),
                            "reaches " + it.call().text() + " only by luck: " + why,
                            trail,
                            WARNING,
                            "Move the function to subnets whose default route leads to a NAT gateway.");
                case Path.Unknown unknown
                when unknown.parts().contains(Part.ROUTES) -> findings.unknown(place, unknown.missing());
                case Path.Open _, Path.Blocked _, Path.Partial _, Path.Unknown _ -> findings.pass();
            }
        }
        Stopped stopped = new Stopped(cutOff, List.of());
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place),
                    "cannot reach " + stopped.services() + " from its public subnets",
                    stopped.evidence());
        }
    }
}
