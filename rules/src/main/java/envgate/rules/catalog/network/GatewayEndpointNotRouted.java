package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROUTE_TABLES;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.envs.model.Area.VPC_ENDPOINTS;
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

/// Finds functions that call S3 or DynamoDB past a gateway endpoint that their route table does not know.
@RuleCard(
        id = "gateway-endpoint-not-routed",
        code = "NET-009",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES, VPC_ENDPOINTS},
        through = Lens.REACH,
        title = "Gateway endpoint is not in the function's route table",
        why = """
        A gateway endpoint serves only the subnets whose route tables it was added to. From all others S3 and DynamoDB are
        as far away as any host of the internet.
        """,
        fix = """
        Add the route table of the function's subnets to the gateway endpoint.
        """,
        bad = """
        environment: prod
        subnets: {inner: {routes: {}}, other: {routes: {}}}
        endpoints: {vpce-s3: {service: s3, subnets: [other]}}
        functions: {Pay: {subnets: [inner], calls: ["s3.eu-west-1.amazonaws.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {}}
        endpoints: {vpce-s3: {service: s3}}
        functions: {Pay: {subnets: [inner], calls: ["s3.eu-west-1.amazonaws.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
            "https://github.com/brefphp/bref/issues/608"
        })
@AutoService(Rule.class)
public final class GatewayEndpointNotRouted implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.ENDPOINT_NOT_ROUTED);
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place),
                    "cannot reach " + stopped.services() + ": " + stopped.components()
                            + " has no route to the endpoint",
                    stopped.evidence());
        }
    }
}
