package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.DynamicReference;
import envgate.rules.analysis.links.DynamicReference.Flaw;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;

/// Finds variables that refer to a secure parameter in the notation that CloudFormation does not resolve there.
@RuleCard(
        id = "secure-parameter-in-variable",
        code = "PRM-003",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Variable refers to a secure parameter by `ssm-secure`",
        why = """
        CloudFormation resolves `{{resolve:ssm-secure:…}}` in a short list of properties, and a function's variables are
        not on it: the deploy fails with `SSM Secure reference is not supported in`, whatever the parameter holds.
        """,
        fix = """
        Give the function the parameter's name and let its code read it, or keep the secret in Secrets Manager and
        refer to it by `{{resolve:secretsmanager:…}}`.
        """,
        bad = """
        environment: prod
        functions: {Orders: {environment: {TOKEN: {reference: "{{resolve:ssm-secure:/orders/token:1}}"}}}}
        """,
        good = """
        environment: prod
        functions: {Orders: {environment: {TOKEN_PARAM: /orders/token}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html",
            "https://github.com/aws/serverless-application-model/issues/1528",
            "https://github.com/aws/aws-cdk/issues/18747",
            "https://github.com/lumigo-io/lumigo-cdk-constructs/issues/62"
        })
@AutoService(Rule.class)
public final class SecureParameterInVariable implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            Place place = Place.of(facts.environment(), function).withKey(key);
            if (value instanceof Value.Unresolved(String reason)) {
                findings.unknown(place, List.of(new Missing(reason, "")));
            } else if (DynamicReference.flaw(value, facts.snapshot())
                    .filter(Flaw.SECURE_IN_VARIABLE::equals)
                    .isPresent()) {
                findings.add(
                        place,
                        "`" + key + "` refers to a parameter by `ssm-secure`, which is not resolved in variables",
                        Trail.EMPTY.then(
                                "the value of `" + key + "` is a dynamic reference of `ssm-secure`",
                                function.name(),
                                facts.environment(),
                                function.origin()));
            } else {
                findings.pass();
            }
        });
    }
}
