package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.PARAMETERS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.DynamicReference;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.Optional;

/// Finds variables that refer to a SecureString in the notation for plain parameters.
@RuleCard(
        id = "plain-reference-to-secure-parameter",
        code = "PRM-004",
        severity = ERROR,
        needs = {FUNCTIONS, PARAMETERS},
        through = {},
        title = "Variable refers to a SecureString as to a plain parameter",
        why = """
        `{{resolve:ssm:…}}` resolves parameters of type String and StringList. Where the parameter is a SecureString in
        one environment, as it often is in production alone, the deploy fails there.
        """,
        fix = """
        Make the parameter a String if it is no secret; else give the function its name and let the code read it.
        """,
        bad = """
        environment: prod
        functions: {Orders: {environment: {HOST: {reference: "{{resolve:ssm:/orders/host}}"}}}}
        parameters: {/orders/host: {type: SecureString}}
        """,
        good = """
        environment: prod
        functions: {Orders: {environment: {HOST: {reference: "{{resolve:ssm:/orders/host}}"}}}}
        parameters: {/orders/host: db.internal}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html",
            "https://github.com/aws/aws-cdk/issues/18747"
        })
@AutoService(Rule.class)
public final class PlainReferenceToSecureParameter implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        for (String key : function.environment().keySet()) {
            Value value = function.environment().get(key);
            if (value == null) {
                continue;
            }
            Place place = Place.of(facts.environment(), function).withKey(key);
            boolean judged = false;
            for (DynamicReference it : DynamicReference.in(value)) {
                judged = judged || judge(it, function, place, facts, findings);
            }
            if (!judged) {
                findings.pass();
            }
        }
    }

    /// Whether anything was said.
    private static boolean judge(
            DynamicReference reference, LambdaFunction function, Place place, Facts facts, Findings findings) {
        if (reference.secure()) {
            return false;
        }
        Optional<Resource.Parameter> parameter = reference.parameter(facts.snapshot());
        Optional<Gap> gap = facts.snapshot().gapIn(PARAMETERS, reference.name());
        if (parameter.isEmpty() && gap.isPresent()) {
            findings.unknown(place, gap.get());
            return true;
        }
        if (parameter.isEmpty() || !parameter.get().type().equals("SecureString")) {
            return false;
        }
        Trail trail = Trail.EMPTY
                .then(
                        "`" + place.key() + "` refers to parameter `" + reference.name() + "` by `ssm`",
                        function.name(),
                        facts.environment(),
                        function.origin())
                .then(
                        "the parameter is a SecureString",
                        parameter.get().arn().toString(),
                        facts.environment(),
                        parameter.get().origin());
        findings.add(
                place,
                "`" + place.key() + "` refers to SecureString `" + reference.name() + "` as to a plain parameter",
                trail);
        return true;
    }
}
