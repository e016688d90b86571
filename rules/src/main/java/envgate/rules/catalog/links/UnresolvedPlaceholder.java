package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.DynamicReference;
import envgate.rules.analysis.links.KeyWords;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;

/// Finds variables that still hold what a deploy should have replaced.
@RuleCard(
        id = "unresolved-placeholder",
        code = "CFG-004",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Variable still holds a placeholder",
        why = """
        Lambda replaces nothing in a variable: the function gets `${…}` or `{{resolve:…}}` as it stands. Whatever
        should have put the value there did not run, or does not know this notation.
        """,
        fix = """
        Resolve the reference where it is deployed: `Fn::Sub` for `${…}`, a dynamic reference in a place where
        CloudFormation resolves it, a value for `<TODO>`.
        """,
        bad = """
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST: "${DbHost}"}}}
        """,
        good = """
        environment: prod
        functions: {OrdersApi: {environment: {DB_HOST: db.internal, MAIL_TEMPLATE: "Dear ${name}"}}}
        """,
        sources = {
            "https://github.com/aws/aws-sam-cli/issues/894",
            "https://github.com/aws/aws-cdk/issues/3771",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html"
        })
@AutoService(Rule.class)
public final class UnresolvedPlaceholder implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            switch (facts.content(value)) {
                case PLACEHOLDER -> {
                    if (KeyWords.of(key).isTemplate()) {
                        findings.pass();
                    } else if (DynamicReference.flaw(value, facts.snapshot()).isEmpty()) {
                        // References that can never be resolved have rules of their own.
                        placeholder(function, key, facts, findings);
                    }
                }
                case MEANT, HOLLOW -> findings.pass();
                // Not known yet is said once, by the rule about hollow variables.
                case UNKNOWN -> {}
            }
        });
    }

    private static void placeholder(LambdaFunction function, String key, Facts facts, Findings findings) {
        findings.add(
                Place.of(facts.environment(), function).withKey(key),
                "`" + key + "` still holds a placeholder",
                Trail.EMPTY.then(
                        "the value of `" + key + "` has a reference in it that nothing resolved",
                        function.name(),
                        facts.environment(),
                        function.origin()));
    }
}
