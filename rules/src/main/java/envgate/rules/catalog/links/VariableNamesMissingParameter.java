package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
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

/// Finds variables that name an SSM parameter which the environment does not have.
@RuleCard(
        id = "variable-names-missing-parameter",
        code = "PRM-001",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = Lens.LINKS,
        title = "Variable names an SSM parameter that does not exist",
        why = """
        The deploy goes through, for a variable is only a text. The function then asks for the parameter and gets
        `ParameterNotFound`, mostly on its first call.
        """,
        fix = """
        Create the parameter in this account and region before the deploy, or correct the name.
        """,
        bad = """
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST_PARAM: /orders/prod/db-hots}}}
        parameters: {/orders/prod/db-host: db.internal}
        """,
        good = """
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST_PARAM: /orders/prod/db-host}}}
        parameters: {/orders/prod/db-host: db.internal}
        """,
        sources = {
            "https://github.com/serverless/serverless/issues/5757",
            "https://github.com/serverless/serverless/issues/4447",
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html"
        })
@AutoService(Rule.class)
public final class VariableNamesMissingParameter implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            List<Link> links = facts.links(function, key).stream()
                    .filter(it -> it.thing().kind() == Thing.Kind.PARAMETER)
                    .toList();
            if (!links.isEmpty() && facts.content(value) == Content.MEANT) {
                judge(Place.of(facts.environment(), function).withKey(key), Link.decisive(links), findings);
            }
        });
    }

    private static void judge(Place place, Link link, Findings findings) {
        switch (link) {
            case Link.Dangles it ->
                findings.add(
                        place,
                        "`" + place.key() + "` names an SSM parameter that " + place.environment() + " does not have",
                        it.trail());
            case Link.Leads it -> {
                if (it.unseen().isEmpty()) {
                    findings.pass();
                } else {
                    findings.unknown(place, it.unseen());
                }
            }
            case Link.Unresolved it -> findings.unknown(place, it.missing());
            // That it is another environment's parameter is another rule's finding.
            case Link.Strays _ -> {}
        }
    }
}
