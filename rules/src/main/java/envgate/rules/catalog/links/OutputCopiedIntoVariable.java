package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.STACKS;
import static envgate.envs.model.Area.STACK_RESOURCES;
import static envgate.envs.model.Area.TEMPLATES;
import static envgate.rules.finding.Severity.NOTE;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.drift.Coincidence;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;

/// Finds variables whose template holds by value what a stack of the environment puts out.
///
/// Only a template tells a value that was written down from one that is referred to.
@RuleCard(
        id = "output-copied-into-variable",
        code = "OUT-009",
        severity = NOTE,
        needs = {FUNCTIONS, STACKS, STACK_RESOURCES, TEMPLATES},
        title = "Variable repeats a stack's output by value",
        why = """
        The value was copied from the output into the template. When the resource is made anew, the output changes and
        the variable does not; and in the next environment the copy is one more thing to remember.
        """,
        fix = """
        Refer to it: `Fn::GetAtt` or `Ref` in the same stack, `Fn::ImportValue` or a parameter from another one.
        """,
        bad = """
        environment: prod
        functions: {Orders: {environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com}, stack: orders-prod}}
        stacks:
          base-prod: {outputs: {DbHost: orders.c1.eu-west-1.rds.amazonaws.com}}
          orders-prod: {written: {Orders.Variables.DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com}}
        """,
        good = """
        environment: prod
        functions: {Orders: {environment: {DB_HOST: orders.c1.eu-west-1.rds.amazonaws.com}, stack: orders-prod}}
        stacks:
          base-prod: {outputs: {DbHost: orders.c1.eu-west-1.rds.amazonaws.com}}
          orders-prod: {written: {Orders.Variables.DB_HOST: {reference: ""}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
            "https://github.com/serverless/serverless/issues/8435"
        })
@AutoService(Rule.class)
public final class OutputCopiedIntoVariable implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        switch (facts.template(function)) {
            case Sight.Unseen<Stack.Template>(var gap) ->
                findings.unknown(Place.of(facts.environment(), function), gap);
            case Sight.Absent<Stack.Template> _ -> {}
            case Sight.Seen<Stack.Template>(Stack.Template template) ->
                function.environment()
                        .keySet()
                        .forEach(key -> template.variable(function.logicalName(), key)
                                .ifPresent(written -> judge(key, written, function, facts, findings)));
        }
    }

    private static void judge(String key, Value written, LambdaFunction function, Facts facts, Findings findings) {
        if (written instanceof Value.Unresolved(String why)) {
            Place place = Place.of(facts.environment(), function).withKey(key);
            findings.unknown(place, List.of(new Missing(why, "")));
            return;
        }
        if (!(written instanceof Value.Plain(String text)) || Coincidence.mayBe(text)) {
            findings.pass();
            return;
        }
        for (Stack stack : facts.snapshot().stacks()) {
            for (Stack.Output output : stack.outputs().values()) {
                if (output.value().equals(written)) {
                    Trail trail = Trail.EMPTY
                            .then(
                                    "the template of stack " + function.stack() + " holds `" + key + "` by value",
                                    function.name(),
                                    facts.environment(),
                                    function.origin())
                            .then(
                                    "output " + output.key() + " of stack " + stack.name() + " has the same value",
                                    stack.arn().toString(),
                                    facts.environment(),
                                    stack.origin());
                    findings.add(
                            Place.of(facts.environment(), function).withKey(key),
                            "`" + key + "` repeats output " + output.key() + " of stack " + stack.name() + " by value",
                            trail);
                    return;
                }
            }
        }
        findings.pass();
    }
}
