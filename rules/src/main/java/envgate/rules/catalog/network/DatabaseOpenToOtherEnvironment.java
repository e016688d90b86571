package envgate.rules.catalog.network;

import static envgate.envs.model.Area.DATABASES;
import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECURITY_GROUPS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.reach.Path;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.util.List;

/// Finds functions of one environment whose packets get to a database or cache of another that lies in the same
/// account, so that nothing but a password keeps them apart.
///
/// Ways from account to account (peerings, transit gateways) are not followed.
@RuleCard(
        id = "database-open-to-other-environment",
        code = "NET-022",
        severity = ERROR,
        needs = {FUNCTIONS, DATABASES, SECURITY_GROUPS},
        through = Lens.REACH,
        title = "Database can be reached by another environment's function",
        why = """
        Environments that share a VPC are kept apart by security groups alone. With an open path one wrong host name,
        or one secret in the wrong place, lets a test write into production. From a lower environment into a higher one
        this is an error; the other way round it is a warning.
        """,
        fix = """
        Let the database's security group name its own environment's groups instead of an address range that both have.
        """,
        bad = """
        environment: staging
        account: "333333333333"
        subnets: {inner: {}}
        functions: {Orders: {subnets: [inner]}}
        ---
        environment: prod
        account: "333333333333"
        security-groups: {sg-db: {in: [tcp 5432 from 10.0.0.0/16]}}
        databases: {orders-prod: {host: orders.p1.eu-west-1.rds.amazonaws.com, subnets: [inner], security-groups: [sg-db]}}
        """,
        good = """
        environment: staging
        account: "333333333333"
        subnets: {inner: {}}
        functions: {Orders: {subnets: [inner]}}
        ---
        environment: prod
        account: "333333333333"
        security-groups: {sg-db: {in: [tcp 5432 from sg-prod]}, sg-prod: {}}
        databases: {orders-prod: {host: orders.p1.eu-west-1.rds.amazonaws.com, subnets: [inner], security-groups: [sg-db]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html"
        })
@AutoService(Rule.class)
public final class DatabaseOpenToOtherEnvironment implements FleetRule {

    @Override
    public void check(Fleet fleet, Findings findings) {
        List<Facts> environments = fleet.environments();
        for (int from = 0; from < environments.size(); from++) {
            for (int to = 0; to < environments.size(); to++) {
                if (from != to) {
                    Severity severity = from < to ? ERROR : WARNING;
                    check(environments.get(from), environments.get(to), severity, fleet, findings);
                }
            }
        }
    }

    private static void check(Facts from, Facts to, Severity severity, Fleet fleet, Findings findings) {
        for (Resource it : to.snapshot().resources()) {
            if (it instanceof Resource.Database database
                    && to.snapshot().belongings().holds(it)
                    && !from.snapshot().belongings().holds(it)
                    && from.snapshot().resources().contains(it)
                    && fleet.intent().shares(it.arn().toString(), it.name()).isEmpty()) {
                from.snapshot().functions().stream()
                        .filter(function -> function.vpc() != null)
                        .forEach(function -> judge(function, database, from, to, severity, findings));
            }
        }
    }

    private static void judge(
            LambdaFunction function,
            Resource.Database database,
            Facts from,
            Facts to,
            Severity severity,
            Findings findings) {
        Place place =
                Place.of(from.environment(), function).against(to.environment()).withKey(database.name());
        for (String host : database.hosts()) {
            Path path = from.reach().from(function).to(new Call(host, database.port(), "tcp", "declared"));
            switch (path) {
                case Path.Open _, Path.Partial _, Path.Fragile _ -> {
                    Trail trail = Trail.EMPTY
                            .then(
                                    database.kind() + " `" + database.name() + "` belongs to " + to.environment(),
                                    database.arn().toString(),
                                    to.environment(),
                                    database.origin())
                            .then(path.trail());
                    findings.add(
                            place,
                            "reaches " + database.kind() + " `" + database.name() + "` of " + to.environment(),
                            trail,
                            severity,
                            "Let the security groups of `" + database.name() + "` name the groups of "
                                    + to.environment()
                                    + " alone; where both use it on purpose, declare it under `shared`.");
                    return;
                }
                case Path.Unknown it -> {
                    findings.unknown(place, it.missing());
                    return;
                }
                case Path.Blocked _ -> {}
            }
        }
        findings.pass();
    }
}
