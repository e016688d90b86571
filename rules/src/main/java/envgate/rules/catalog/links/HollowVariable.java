package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;

/// Finds variables that are there and say nothing.
@RuleCard(
        id = "hollow-variable",
        code = "CFG-003",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Variable is empty or a word for nothing",
        why = """
        A deploy tool that cannot resolve a value often warns and goes on with an empty text, or with the word that its
        language has for nothing: `undefined`, `null`, `None`, `NaN`. The code sees that the variable is set.
        """,
        fix = """
        Find out where the value should come from, or declare in the inventory that the variable may be empty.
        """,
        bad = """
        environment: prod
        functions: {OrdersApi: {environment: {API_HOST: "undefined"}}}
        """,
        good = """
        inventory: {variables: {MAINTENANCE_NOTE: empty}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {API_HOST: api.example.com, MAINTENANCE_NOTE: ""}}}
        """,
        sources = {
            "https://github.com/serverless/serverless/issues/4012",
            "https://github.com/awslabs/seed-farmer/issues/392",
            "https://github.com/CarnegieLearningWeb/UpGrade/issues/276"
        })
@AutoService(Rule.class)
public final class HollowVariable implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            Place place = Place.of(facts.environment(), function).withKey(key);
            switch (facts.content(value)) {
                case HOLLOW -> hollow(function, key, value, facts, findings);
                case MEANT, PLACEHOLDER -> findings.pass();
                case UNKNOWN -> findings.unknown(place, List.of(new Missing(why(value), "")));
            }
        });
    }

    private static void hollow(LambdaFunction function, String key, Value value, Facts facts, Findings findings) {
        if (facts.intent().declared(function.logicalName(), key, Stance.EMPTY).isPresent()) {
            findings.pass();
            return;
        }
        String what = isBlank(value) ? "is empty" : "holds a word for nothing";
        findings.add(
                Place.of(facts.environment(), function).withKey(key),
                "`" + key + "` " + what,
                Trail.EMPTY.then(
                        "`" + key + "` is set and " + what, function.name(), facts.environment(), function.origin()));
    }

    private static boolean isBlank(Value value) {
        return switch (value) {
            case Value.Plain(String text) -> text.isBlank();
            case Value.Hidden hidden -> hidden.shape() != Value.Shape.NOTHING;
            case Value.Reference _, Value.Unresolved _ -> false;
        };
    }

    private static String why(Value value) {
        return value instanceof Value.Unresolved(String reason) ? reason : "the value is not known yet";
    }
}
