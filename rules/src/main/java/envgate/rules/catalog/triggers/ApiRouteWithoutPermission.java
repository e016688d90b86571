package envgate.rules.catalog.triggers;

import static envgate.envs.model.Area.APIS;
import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.FUNCTION_POLICIES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Trigger.ApiIntegration;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.invocation.Invocation;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Whether every API may call the functions that its routes lead to.
@RuleCard(
        id = "api-route-without-permission",
        code = "TRG-001",
        severity = ERROR,
        needs = {FUNCTIONS, FUNCTION_POLICIES, APIS},
        through = {},
        title = "API calls a function that does not let it",
        why = """
        API Gateway needs a statement in the function's policy before it may call it, unless the integration names a
        role. Without one every request ends in an internal server error, and the function logs nothing.
        """,
        fix = """
        Allow `lambda:InvokeFunction` to `apigateway.amazonaws.com`, with the route's ARN as source, on the alias or
        version that the integration calls.
        """,
        bad = """
        environment: prod
        functions: {Orders: }
        apis: {shop: {routes: {"GET /orders": Orders}}}
        """,
        good = """
        environment: prod
        functions:
          Orders:
            policy: ["allow apigateway.amazonaws.com from arn:aws:execute-api:eu-west-1:111111111111:shop/*/GET/orders"]
        apis: {shop: {routes: {"GET /orders": Orders}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html",
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html",
            "https://github.com/serverless/serverless/issues/1913",
            "https://github.com/aws/serverless-application-model/issues/3393"
        })
@AutoService(Rule.class)
public final class ApiRouteWithoutPermission implements EnvironmentRule {

    @Override
    public void check(Facts facts, Findings findings) {
        facts.snapshot().triggers().stream()
                .flatMap(it -> it instanceof ApiIntegration api
                        ? Optional.of(api).stream()
                        : Optional.<ApiIntegration>empty().stream())
                .forEach(it -> judge(it, facts, findings));
        facts.snapshot().gapsIn(APIS).stream()
                .filter(it -> !it.isWhole())
                .forEach(it -> findings.unknown(
                        Place.of(facts.environment()).withResource(it.resource(), new Origin.Unknown()), it));
    }

    private static void judge(ApiIntegration integration, Facts facts, Findings findings) {
        String route = (integration.method() + " " + integration.path()).strip();
        Optional<LambdaFunction> called = facts.snapshot().function(integration.functionArn());
        Place place = called.map(it -> Place.of(facts.environment(), it))
                .orElseGet(() -> Place.of(facts.environment()))
                .withResource(integration.api(), integration.origin())
                .withKey(route);
        if (called.isEmpty()) {
            findings.unknown(
                    place,
                    List.of(new Missing("the function that the route calls is not one of the environment's", "")));
            return;
        }
        switch (Invocation.of(integration, called.get())) {
            case Invocation.Permitted(Trail _) -> findings.pass();
            case Invocation.Unknown(Trail _, List<Missing> missing) -> findings.unknown(place, missing);
            case Invocation.Refused(Trail trail, String which) ->
                findings.add(
                        place,
                        "does not let API `" + integration.api() + "` call it for `" + route + "`"
                                + (which.isEmpty() ? "" : ": " + which + " is refused"),
                        trail);
        }
    }
}
