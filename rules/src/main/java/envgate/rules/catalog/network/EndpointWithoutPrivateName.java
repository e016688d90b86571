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
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;

/// Finds functions that call a service by its usual name while the endpoint for it answers to another one only.
@RuleCard(
        id = "endpoint-without-private-name",
        code = "NET-008",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES, VPC_ENDPOINTS},
        through = Lens.REACH,
        title = "Endpoint is there, but the service's name does not lead to it",
        why = """
        Without private DNS the service's usual name still leads to its public addresses, which the VPC has no way to. The
        endpoint looks right in the console, and every call by the SDK hangs.
        """,
        fix = """
        Switch on private DNS for the endpoint, and `enableDnsSupport` and `enableDnsHostnames` for its VPC; or give the
        client the endpoint's own URL.
        """,
        bad = """
        environment: prod
        subnets: {inner: {}}
        endpoints: {vpce-sm: {service: secretsmanager, subnets: [inner], private-dns: false}}
        functions: {Pay: {subnets: [inner], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {}}
        endpoints: {vpce-sm: {service: secretsmanager, subnets: [inner]}}
        functions: {Pay: {subnets: [inner], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-private-dns",
            "https://github.com/coveooss/spring-boot-parameter-store-integration/issues/2",
            "https://github.com/boto/boto3/issues/2554"
        })
@AutoService(Rule.class)
public final class EndpointWithoutPrivateName implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.ENDPOINT_NAME);
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place),
                    "cannot reach " + stopped.services() + " by its usual name: " + stopped.reasons(Part.NAME),
                    stopped.evidence());
        }
    }
}
