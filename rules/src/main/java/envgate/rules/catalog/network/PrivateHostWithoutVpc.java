package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
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

/// Finds functions that call a private address without being attached to a VPC.
@RuleCard(
        id = "private-host-without-vpc",
        code = "NET-017",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = Lens.REACH,
        title = "Function outside of any VPC calls a private host",
        why = """
        A function that is attached to no VPC runs in one of Lambda's, from where private addresses of yours do not exist.
        The connection hangs until the timeout.
        """,
        fix = """
        Attach the function to the VPC of the host, or call it by a public address.
        """,
        bad = """
        environment: prod
        subnets: {data: {}}
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [data]}}
        functions: {Pay: {calls: ["orders.c1.eu-west-1.rds.amazonaws.com:5432"]}}
        """,
        good = """
        environment: prod
        subnets: {data: {}}
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [data]}}
        functions: {Pay: {subnets: [data], calls: ["orders.c1.eu-west-1.rds.amazonaws.com:5432"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
            "https://github.com/jkehler/awslambda-psycopg2/issues/41",
            "https://github.com/Miserlou/Zappa/issues/1046"
        })
@AutoService(Rule.class)
public final class PrivateHostWithoutVpc implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        if (function.vpc() != null) {
            findings.pass();
            return;
        }
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.NOT_IN_VPC);
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place), "is attached to no VPC and calls " + stopped.services(), stopped.evidence());
        }
    }
}
