package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECURITY_GROUPS;
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

/// Finds functions that the security groups of an interface endpoint do not let in.
@RuleCard(
        id = "endpoint-rejects-function",
        code = "NET-007",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, SECURITY_GROUPS, VPC_ENDPOINTS},
        through = Lens.REACH,
        title = "Interface endpoint does not let the function in",
        why = """
        An endpoint with private DNS takes over the service's name for the whole VPC, also for functions that its security
        groups do not let in. They hang, though a NAT gateway would have carried them before the endpoint was there.
        """,
        fix = """
        Let the endpoint's security group take in port 443 from the function's security group.
        """,
        bad = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        security-groups: {sg-pay: {}, sg-endpoint: {}}
        endpoints: {vpce-sm: {service: secretsmanager, subnets: [inner], security-groups: [sg-endpoint]}}
        functions:
          Pay: {subnets: [inner], security-groups: [sg-pay], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}
        """,
        good = """
        environment: prod
        subnets: {inner: {}}
        security-groups: {sg-pay: {}, sg-endpoint: {in: [tcp 443 from sg-pay]}}
        endpoints: {vpce-sm: {service: secretsmanager, subnets: [inner], security-groups: [sg-endpoint]}}
        functions:
          Pay: {subnets: [inner], security-groups: [sg-pay], calls: ["secretsmanager.eu-west-1.amazonaws.com:443"]}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
            "https://github.com/Worklytics/psoxy/issues/677",
            "https://github.com/awslabs/aws-athena-query-federation/issues/1337"
        })
@AutoService(Rule.class)
public final class EndpointRejectsFunction implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.ENDPOINT_GROUPS);
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place),
                    stopped.components() + " does not let it in to " + stopped.services(),
                    stopped.evidence());
        }
    }
}
