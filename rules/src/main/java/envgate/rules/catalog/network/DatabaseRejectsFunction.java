package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECURITY_GROUPS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds databases and caches whose security groups do not let in a function that calls them.
@RuleCard(
        id = "database-rejects-function",
        code = "NET-014",
        severity = ERROR,
        needs = {FUNCTIONS, SECURITY_GROUPS},
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
        List<String> services = new ArrayList<>();
        Set<String> groups = new TreeSet<>();
        Trail evidence = Trail.EMPTY;
        for (Reached it : facts.reached(function)) {
            switch (it.path()) {
                case Path.Blocked(Trail trail, List<Blocker> blockers)
                when !database(blockers).isEmpty() -> {
                    services.add(it.call().text());
                    database(blockers).forEach(blocker -> groups.add(blocker.component()));
                    evidence = evidence.isEmpty() ? trail : evidence;
                }
                case Path.Unknown unknown
                when unknown.parts().contains(Part.DATABASE_GROUPS) -> findings.unknown(place, unknown.missing());
                case Path.Open _, Path.Blocked _, Path.Partial _, Path.Fragile _, Path.Unknown _ -> findings.pass();
            }
        }
        if (!services.isEmpty()) {
            String message = String.join(", ", groups) + " does not let it in to " + String.join(", ", services);
            findings.add(place, message, evidence);
        }
    }

    private static List<Blocker> database(List<Blocker> blockers) {
        return blockers.stream().filter(it -> it.part() == Part.DATABASE_GROUPS).toList();
    }
}
