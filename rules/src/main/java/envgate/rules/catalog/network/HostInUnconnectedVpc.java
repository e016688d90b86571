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

/// Finds functions that call a database or load balancer in a VPC to which theirs has no way.
@RuleCard(
        id = "host-in-unconnected-vpc",
        code = "NET-016",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES},
        through = Lens.REACH,
        title = "Function calls something in another VPC that its own is not connected to",
        why = """
        Private addresses mean nothing outside of their VPC. Without a peering connection, a transit gateway or an endpoint,
        and routes on both sides, the call hangs until the timeout.
        """,
        fix = """
        Attach the function to the VPC of what it calls, or connect the two VPCs and add the routes on both sides.
        """,
        bad = """
        environment: prod
        vpcs: {vpc: {cidrs: [10.0.0.0/16]}, vpc-data: {cidrs: [10.9.0.0/16]}}
        subnets: {inner: {vpc: vpc}, data: {vpc: vpc-data, cidr: 10.9.1.0/24}}
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [data]}}
        functions: {Pay: {subnets: [inner], calls: ["orders.c1.eu-west-1.rds.amazonaws.com:5432"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {}, data: {}}
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [data]}}
        functions: {Pay: {subnets: [inner], calls: ["orders.c1.eu-west-1.rds.amazonaws.com:5432"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html",
            "https://github.com/jkehler/awslambda-psycopg2/issues/41"
        })
@AutoService(Rule.class)
public final class HostInUnconnectedVpc implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.OTHER_VPC);
        if (!stopped.isEmpty()) {
            findings.add(
                    stopped.at(place),
                    "calls " + stopped.services() + " in another VPC without a way there and back",
                    stopped.evidence());
        }
    }
}
