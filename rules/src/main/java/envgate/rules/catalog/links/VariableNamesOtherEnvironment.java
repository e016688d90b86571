package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.KeyWords;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Link.Evidence;
import envgate.rules.analysis.links.Thing;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import java.util.List;

/// Finds variables that name a host, queue, bucket or the like of another environment.
///
/// Accounts, parameters and the environment's own name have rules of their own.
@RuleCard(
        id = "variable-names-other-environment",
        code = "CFG-005",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = Lens.LINKS,
        title = "Variable points to another environment",
        why = """
        The function would read and write what belongs to another environment: orders of customers end up in a test
        database, or a test empties the queue of production. Nothing fails, so nobody notices.
        """,
        fix = """
        Let the variable name this environment's own resource, best through a stack output; if several environments
        use the resource on purpose, declare it as shared in the inventory.
        """,
        bad = """
        environment: staging
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com}}}
        """,
        good = """
        environment: staging
        databases: {orders: {host: orders.c1.eu-west-1.rds.amazonaws.com}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST: orders.c2.eu-west-1.rds.amazonaws.com}}}
        databases: {orders: {host: orders.c2.eu-west-1.rds.amazonaws.com}}
        """,
        sources = {
            "https://github.com/serverless/serverless/issues/1704",
            "https://github.com/serverless/serverless/issues/467",
            "https://github.com/guardian/support-service-lambdas/pull/756"
        })
@AutoService(Rule.class)
public final class VariableNamesOtherEnvironment implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            KeyWords words = KeyWords.of(key);
            boolean meant = switch (facts.content(value)) {
                case MEANT, UNKNOWN -> true;
                case HOLLOW, PLACEHOLDER -> false;
            };
            List<Link> links = facts.links(function, key).stream()
                    .filter(it -> it.thing().kind() != Thing.Kind.PARAMETER)
                    .toList();
            if (!meant || links.isEmpty() || words.mayBeOwnName() || words.isMode()) {
                return;
            }
            if (facts.intent()
                    .declared(function.logicalName(), key, Stance.SAME)
                    .isPresent()) {
                findings.pass();
                return;
            }
            judge(Place.of(facts.environment(), function).withKey(key), Link.decisive(links), findings);
        });
    }

    private static void judge(Place place, Link link, Findings findings) {
        switch (link) {
            case Link.Strays it
            when it.how() != Evidence.ACCOUNT -> {
                boolean guess = it.how() == Evidence.NAME && it.thing().kind() == Thing.Kind.NAME;
                Severity severity = guess ? WARNING : ERROR;
                findings.add(
                        place.against(it.owner()),
                        "`" + place.key() + "` names " + it.thing().text() + " of " + it.owner(),
                        it.trail(),
                        severity,
                        "Let `" + place.key() + "` name what belongs to " + place.environment()
                                + ", or declare in the inventory that " + it.owner() + "'s is shared.");
            }
            case Link.Unresolved it -> {
                if (!it.missing().isEmpty()) {
                    findings.unknown(place, it.missing());
                }
            }
            case Link.Leads _, Link.Dangles _ -> findings.pass();
            case Link.Strays _ -> {}
        }
    }
}
