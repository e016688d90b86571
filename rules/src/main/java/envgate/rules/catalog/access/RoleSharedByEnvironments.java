package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds execution roles that functions of several environments run as.
@RuleCard(
        id = "role-shared-by-environments",
        code = "IAM-001",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Functions of two environments run as one role",
        why = """
        Whatever the role may do for one environment it may do for the other: a mistake in the lower one acts on the
        data of the higher one, and no policy can tell the two apart. Narrowing the role for one breaks the other.
        """,
        fix = """
        Give each environment a role of its own, made by the environment's own stack, with that environment's
        resources alone.
        """,
        bad = """
        environment: staging
        account: "333333333333"
        functions: {OrdersApi: {role: orders-api}}
        ---
        environment: prod
        account: "333333333333"
        functions: {OrdersApi: {role: orders-api}}
        roles: {orders-api: {}}
        """,
        good = """
        environment: staging
        account: "333333333333"
        functions: {OrdersApi: {role: staging-orders-api}}
        roles: {staging-orders-api: {}}
        ---
        environment: prod
        account: "333333333333"
        functions: {OrdersApi: {role: prod-orders-api}}
        roles: {prod-orders-api: {}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
            "https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/identity-and-access-management.html",
            "https://github.com/LBHackney-IT/Data-Platform/issues/1747"
        })
@AutoService(Rule.class)
public final class RoleSharedByEnvironments implements FleetRule {

    /// Who runs as a role in one environment.
    private record Use(Facts environment, List<LambdaFunction> functions) {

        Place place() {
            return Place.of(environment.environment(), functions.getFirst());
        }

        String words() {
            LambdaFunction first = functions.getFirst();
            return first.logicalName() + " of " + environment.environment()
                    + (functions.size() == 1 ? "" : " and " + (functions.size() - 1) + " more");
        }

        Trail told(Trail trail) {
            LambdaFunction first = functions.getFirst();
            return trail.then(
                    words() + (functions.size() == 1 ? " runs" : " run") + " as role " + first.role(),
                    first.name(),
                    environment.environment(),
                    first.origin());
        }
    }

    @Override
    public void check(Fleet fleet, Findings findings) {
        SortedMap<String, List<Use>> uses = new TreeMap<>();
        for (Facts facts : fleet.environments()) {
            facts.snapshot().functions().stream()
                    .map(LambdaFunction::role)
                    .distinct()
                    .forEach(role -> uses.computeIfAbsent(role, _ -> new ArrayList<>())
                            .add(new Use(facts, facts.functionsOf(role))));
        }
        uses.forEach((role, users) -> judge(role, users, fleet.intent(), findings));
    }

    /// Each environment but the highest has to change.
    private static void judge(String role, List<Use> uses, Intent intent, Findings findings) {
        if (role.isEmpty()) {
            uses.forEach(it -> findings.unknown(it.place(), List.of(new Missing("which role it runs as", ""))));
            return;
        }
        String name = role.substring(role.lastIndexOf('/') + 1);
        Use highest = uses.getLast();
        findings.pass();
        for (Use it : uses.subList(0, uses.size() - 1)) {
            if (intent.shares(role, name).isPresent()) {
                findings.pass();
            } else {
                findings.add(
                        it.place().against(highest.environment().environment()),
                        "runs as role `" + name + "`, as " + highest.words() + " does",
                        highest.told(it.told(Trail.EMPTY)));
            }
        }
    }
}
