package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.STACKS;
import static envgate.envs.model.Area.STACK_RESOURCES;
import static envgate.envs.model.Area.TEMPLATES;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Provenance;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.analysis.drift.Values;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds functions that are not as the template says that made them.
///
/// Only what stands in the template as it is can be compared; what refers to something is not judged here. A variable
/// that no template sets is `deploy-drops-variable`'s and `variable-only-in-target`'s to say.
@RuleCard(
        id = "function-changed-by-hand",
        code = "DEP-006",
        severity = WARNING,
        needs = {FUNCTIONS, STACKS, STACK_RESOURCES, TEMPLATES},
        title = "Function is not as its template says",
        why = """
        Somebody changed the function behind the stack's back, often in an incident. The next deploy that touches the
        function writes what the template says over it, and the incident is back.
        """,
        fix = """
        Put the change into the template, or undo it. `aws cloudformation detect-stack-drift` tells the rest.
        """,
        bad = """
        environment: prod
        functions: {Orders: {timeout: 60}}
        stacks: {orders-prod: {written: {Orders.Timeout: 10}}}
        """,
        good = """
        environment: prod
        functions: {Orders: {timeout: 10, environment: {TABLE: orders}}}
        stacks: {orders-prod: {written: {Orders.Timeout: 10, Orders.Variables.TABLE: {reference: ""}}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html",
            "https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/597"
        })
@AutoService(Rule.class)
public final class FunctionChangedByHand implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        if (facts.snapshot().provenance().kind() == Provenance.Kind.PLANNED) {
            return;
        }
        switch (facts.template(function)) {
            case Sight.Unseen<Stack.Template>(var gap) ->
                findings.unknown(Place.of(facts.environment(), function), gap);
            case Sight.Absent<Stack.Template> _ -> {}
            case Sight.Seen<Stack.Template>(Stack.Template template) -> {
                settings(template, function, facts, findings);
                variables(template, function, facts, findings);
            }
        }
    }

    private static void settings(Stack.Template template, LambdaFunction function, Facts facts, Findings findings) {
        Map<String, String> live = new TreeMap<>(Map.of(
                "MemorySize", Integer.toString(function.memorySize()),
                "Timeout", Long.toString(function.timeout().toSeconds())));
        if (function.packageType() == LambdaFunction.PackageType.ZIP) {
            live.put("Runtime", function.runtime());
            live.put("Handler", function.handler());
        }
        live.forEach((name, value) -> {
            Value written = template.written().get(function.logicalName() + "." + name);
            if (written != null) {
                judge(name, written, new Value.Plain(value), function, facts, findings);
            }
        });
    }

    private static void variables(Stack.Template template, LambdaFunction function, Facts facts, Findings findings) {
        function.environment()
                .forEach((key, value) -> template.variable(function.logicalName(), key)
                        .ifPresent(written -> judge(key, written, value, function, facts, findings)));
    }

    private static void judge(
            String name, Value written, Value live, LambdaFunction function, Facts facts, Findings findings) {
        if (written instanceof Value.Reference || written instanceof Value.Unresolved) {
            return;
        }
        Place place = Place.of(facts.environment(), function).withKey(name);
        switch (Values.compare(live, written)) {
            case Equality.Same() -> findings.pass();
            case Equality.Unknown(String why) -> findings.unknown(place, List.of(new Missing(why, "")));
            case Equality.Different() ->
                findings.add(
                        place,
                        "`" + name + "` is not what stands in the template of stack " + function.stack(),
                        trail(name, function, facts));
        }
    }

    private static Trail trail(String name, LambdaFunction function, Facts facts) {
        return Trail.EMPTY
                .then(
                        "`" + name + "` of the function was read",
                        function.name(),
                        facts.environment(),
                        function.origin())
                .then("the template of stack " + function.stack() + " was read, and says something else");
    }
}
