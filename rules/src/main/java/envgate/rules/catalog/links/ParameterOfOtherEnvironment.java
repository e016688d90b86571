package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.Content;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Thing;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import java.util.List;

/// Finds variables that name an SSM parameter of another environment: `/orders/staging/db-host` in prod.
@RuleCard(
        id = "parameter-of-other-environment",
        code = "PRM-014",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = Lens.LINKS,
        title = "Variable names an SSM parameter of another environment",
        why = """
        The function takes its settings from another environment's parameter: it is refused, finds none, or, where the
        account is shared, works with the other's database and keys.
        """,
        fix = """
        Name this environment's own parameter, best with the environment's name as a template parameter in the path; if
        the parameter is used by several environments on purpose, declare it as shared in the inventory.
        """,
        bad = """
        environment: staging
        ---
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST_PARAM: /orders/staging/db-host}}}
        """,
        good = """
        environment: staging
        ---
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST_PARAM: /orders/prod/db-host}}}
        parameters: {/orders/prod/db-host: db.internal}
        """,
        sources = {"https://github.com/rails-lambda/crypteia/issues/50"})
@AutoService(Rule.class)
public final class ParameterOfOtherEnvironment implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            List<Link> links = facts.links(function, key).stream()
                    .filter(it -> it.thing().kind() == Thing.Kind.PARAMETER)
                    .toList();
            if (links.isEmpty() || facts.content(value) != Content.MEANT) {
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
            case Link.Strays it ->
                findings.add(
                        place.against(it.owner()),
                        "`" + place.key() + "` names " + it.thing().text() + " of " + it.owner(),
                        it.trail());
            case Link.Unresolved it -> findings.unknown(place, it.missing());
            case Link.Leads _, Link.Dangles _ -> findings.pass();
        }
    }
}
