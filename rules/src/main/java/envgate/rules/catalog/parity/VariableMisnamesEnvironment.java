package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.Content;
import envgate.rules.analysis.links.KeyWords;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds functions that are told a wrong name for the environment in which they run.
@RuleCard(
        id = "variable-misnames-environment",
        code = "CFG-023",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Variable gives the environment a wrong name",
        why = """
        Code decides by `STAGE` or `ENVIRONMENT` which tables, topics and switches to use, and names its logs and metrics
        by it. With another environment's name it does the other environment's work.
        """,
        fix = """
        Set the variable to this environment's name; if it goes by another name, list that under `also-called` in the
        inventory.
        """,
        bad = """
        environment: staging
        ---
        environment: prod
        functions: {OrdersApi: {environment: {STAGE: staging}}}
        """,
        good = """
        environment: staging
        ---
        environment: prod
        also-called: [live]
        functions: {OrdersApi: {environment: {STAGE: live, NODE_ENV: production}}}
        """,
        sources = {"https://github.com/appleboy/lambda-action/issues/82"})
@AutoService(Rule.class)
public final class VariableMisnamesEnvironment implements FunctionRule {

    /// Names that mean the same to everyone: an environment that is called by one goes by the others unasked.
    private static final List<Set<String>> SYNONYMS = List.of(
            Set.of("dev", "develop", "development"),
            Set.of("test", "tst", "testing"),
            Set.of("staging", "stage", "stg"),
            Set.of("prod", "prd", "production"));

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            KeyWords words = KeyWords.of(key);
            if (words.mayBeOwnName() && facts.content(value) == Content.MEANT) {
                judge(function, key, value, words.isOwnName(), facts, findings);
            }
        });
    }

    /// @param sure whether the value must be the environment's name, not only may
    private static void judge(
            LambdaFunction function, String key, Value value, boolean sure, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function).withKey(key);
        if (!(value instanceof Value.Plain(String text))) {
            findings.unknown(place, List.of(new Missing("the value of `" + key + "` is hidden", "")));
            return;
        }
        Set<String> named = facts.names().in(text);
        boolean declared = facts.intent()
                .declared(function.logicalName(), key, Stance.SAME)
                .isPresent();
        if (declared || named.contains(facts.environment()) || isSynonym(text, facts.environment())) {
            findings.pass();
        } else if (!named.isEmpty()) {
            String other = named.iterator().next();
            findings.add(
                    place.against(other),
                    "`" + key + "` says " + other + " in " + facts.environment(),
                    trail("`" + key + "` names " + other, function, facts));
        } else if (sure && text.strip().matches("[A-Za-z0-9_.-]{1,40}")) {
            findings.add(
                    place,
                    "`" + key + "` is no name of " + facts.environment(),
                    trail("`" + key + "` names none of the declared environments", function, facts));
        }
    }

    private static boolean isSynonym(String text, String environment) {
        String said = text.strip().toLowerCase(Locale.ROOT);
        String own = environment.toLowerCase(Locale.ROOT);
        return SYNONYMS.stream().anyMatch(it -> it.contains(said) && it.contains(own));
    }

    private static Trail trail(String text, LambdaFunction function, Facts facts) {
        return Trail.EMPTY
                .then(text, function.name(), facts.environment(), function.origin())
                .then("the function runs in " + facts.environment());
    }
}
