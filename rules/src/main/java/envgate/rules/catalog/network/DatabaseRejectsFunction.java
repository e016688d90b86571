package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECURITY_GROUPS;
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

/// Finds databases and caches whose security groups do not let in a function that calls them.
@RuleCard(
        id = "database-rejects-function",
        code = "NET-014",
        severity = ERROR,
        needs = {FUNCTIONS, SECURITY_GROUPS},
        through = Lens.REACH,
        title = "Database does not let in a function that calls it",
        why = """
        A database lets in only what its security groups name. A function with a group that they do not name hangs on
        every connection until the timeout.
        """,
        fix = """
        Add an ingress rule for the database's port with the function's security group as source.
        """,
        bad = """
        environment: prod
        subnets: {inner: {}}
        security-groups: {sg-db: {in: [tcp 5432 from sg-other]}, sg-other: {}}
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [inner], security-groups: [sg-db]}}
        functions: {Pay: {subnets: [inner], environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com}}}
        """,
        good = """
        environment: prod
        subnets: {inner: {}}
        security-groups: {sg-db: {in: [tcp 5432 from sg-pay]}, sg-pay: {}}
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com, subnets: [inner], security-groups: [sg-db]}}
        functions:
          Pay:
            subnets: [inner]
            security-groups: [sg-pay]
            environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com}
        """,
        sources = {
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
            "https://github.com/binxio/cfn-mysql-user-provider/issues/11",
            "https://github.com/aws/aws-lambda-dotnet/issues/288",
            "https://github.com/smoketurner/serverless-vpc-plugin/issues/417"
        })
@AutoService(Rule.class)
public final class DatabaseRejectsFunction implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Stopped stopped = findings.stopped(place, facts.reached(function), Fault.DATABASE_GROUPS);
        if (!stopped.isEmpty()) {
            String message = stopped.components() + " does not let it in to " + stopped.services();
            findings.add(stopped.at(place), message, stopped.evidence());
        }
    }
}
