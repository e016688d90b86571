package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROUTE_TABLES;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.envs.model.Area.VPC_ENDPOINTS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.Stopped;
import envgate.rules.analysis.reach.Fault;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;

/// Finds functions that call a service of AWS from a VPC with neither an endpoint for it nor another way, and
/// says which environments have one.
@RuleCard(
        id = "aws-call-without-endpoint",
        code = "NET-006",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES, VPC_ENDPOINTS},
        through = Lens.REACH,
        title = "VPC has no endpoint for an AWS service that the function calls",
        why = """
        AWS's services have public addresses. A function in a VPC without a NAT gateway reaches them over an endpoint
        for each service, and where one was made in one environment and forgotten in the next, every call hangs there.
        """,
        fix = """
        Make the endpoint for the service in this VPC too, or route the function's subnets to a NAT gateway.
        """,
        bad = """
        environment: staging
        subnets: {inner: {}}
        endpoints: {vpce-sm: {service: secretsmanager, subnets: [inner]}}
        functions: {Pay: {subnets: [inner], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}}
        ---
        environment: prod
        subnets: {inner: {}}
        functions: {Pay: {subnets: [inner], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}}
        """,
        good = """
        environment: staging
        subnets: {inner: {}}
        endpoints: {vpce-sm: {service: secretsmanager, subnets: [inner]}}
        functions: {Pay: {subnets: [inner], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}}
        ---
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        functions: {Pay: {subnets: [inner], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
            "https://github.com/ministryofjustice/modernisation-platform/issues/12286",
            "https://github.com/ministryofjustice/modernisation-platform/issues/12271",
            "https://github.com/aws-samples/aws-genai-llm-chatbot/issues/651"
        })
@AutoService(Rule.class)
public final class AwsCallWithoutEndpoint implements FleetRule {

    @Override
    public void check(Fleet fleet, Findings findings) {
        for (Facts facts : fleet.environments()) {
            for (LambdaFunction function : facts.snapshot().functions()) {
                Place place = Place.of(facts.environment(), function);
                Stopped stopped = findings.stopped(place, facts.reached(function), Fault.NO_ENDPOINT);
                if (!stopped.isEmpty()) {
                    Trail evidence = stopped.evidence().then(elsewhere(fleet, facts, stopped));
                    findings.add(
                            stopped.at(place),
                            "has no way to " + stopped.services() + ", and its VPC no endpoint",
                            evidence);
                }
            }
        }
    }

    /// What the other environments have for the same services.
    private static Trail elsewhere(Fleet fleet, Facts here, Stopped stopped) {
        Trail trail = Trail.EMPTY;
        for (Facts other : fleet.environments()) {
            if (!other.environment().equals(here.environment())) {
                for (String endpoint : other.endpointsFor(stopped.calls())) {
                    String text = "endpoint " + endpoint + " is there for it";
                    trail = trail.then(text, endpoint, other.environment(), new Origin.Unknown());
                }
            }
        }
        return trail;
    }
}
