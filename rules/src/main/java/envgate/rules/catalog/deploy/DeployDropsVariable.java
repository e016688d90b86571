package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Stack;
import envgate.rules.analysis.Deploy;
import envgate.rules.analysis.Deploy.Kept;
import envgate.rules.engine.DeployRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds variables that a function has now and will not have after the deploy.
///
/// One that the live template sets was taken out of it by somebody, which is a warning; one that no template sets
/// was put there by hand or by a pipeline, and nobody meant to lose it. What the source of a promotion has and the
/// target will not is `variable-missing-in-target`'s to say.
@RuleCard(
        id = "deploy-drops-variable",
        code = "DEP-005",
        severity = ERROR,
        needs = {FUNCTIONS},
        title = "Deploy takes away a variable that the function has",
        why = """
        A deploy writes all variables of a function at once: what the plan does not name is gone, whoever put it there.
        A key that was set by hand in the console, or by a script of the pipeline, is missed only when the code asks
        for it.
        """,
        fix = """
        Set the variable where the others are set, or declare in the inventory that this environment has none.
        """,
        bad = """
        environment: prod
        functions: {Orders: {environment: {TABLE: orders, LICENCE_KEY: {hidden: tiger}}}}
        ---
        environment: prod
        planned: true
        functions: {Orders: {environment: {TABLE: orders}}}
        """,
        good = """
        environment: prod
        functions: {Orders: {environment: {TABLE: orders}}}
        ---
        environment: prod
        planned: true
        functions: {Orders: {environment: {TABLE: orders-2, PAGE_SIZE: "20"}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html",
            "https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/692",
            "https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/667",
            "https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/480"
        })
@AutoService(Rule.class)
public final class DeployDropsVariable implements DeployRule {

    @Override
    public void check(Deploy deploy, Findings findings) {
        Map<String, Gap> unseen = new TreeMap<>();
        deploy.before().snapshot().gapsIn(FUNCTIONS).forEach(it -> unseen.put(it.resource(), it));
        deploy.after().snapshot().gapsIn(FUNCTIONS).forEach(it -> unseen.put(it.resource(), it));
        unseen.forEach((name, gap) ->
                findings.unknown(Place.of(deploy.environment()).withResource(name, new Origin.Unknown()), gap));
        for (Kept<LambdaFunction> it : deploy.functions()) {
            if (unseen.containsKey(it.after().name())
                    || unseen.containsKey(it.after().arn().toString())) {
                continue;
            }
            for (String key : it.before().environment().keySet()) {
                if (it.after().environment().containsKey(key)
                        || isMeant(deploy, it.after(), key)
                        || sourceHas(deploy, it.after(), key)) {
                    findings.pass();
                } else {
                    accuse(it, key, deploy, findings);
                }
            }
        }
    }

    /// Whether the inventory says that the environment has no such variable.
    private static boolean isMeant(Deploy deploy, LambdaFunction function, String key) {
        return deploy.after()
                .intent()
                .declared(function.logicalName(), key, Stance.ONLY_IN)
                .filter(it -> !it.onlyIn().contains(deploy.environment()))
                .isPresent();
    }

    private static boolean sourceHas(Deploy deploy, LambdaFunction function, String key) {
        return deploy.promotion()
                .map(it -> it.drift().functionPairs().stream()
                        .anyMatch(pair -> pair.target().equals(function)
                                && pair.source().environment().containsKey(key)))
                .orElse(false);
    }

    private static void accuse(Kept<LambdaFunction> it, String key, Deploy deploy, Findings findings) {
        LambdaFunction before = it.before();
        Optional<Stack.Template> template = deploy.before().template(before).seen();
        boolean written =
                template.flatMap(one -> one.variable(before.logicalName(), key)).isPresent();
        boolean unwritten =
                template.filter(one -> one.tellsVariables(before.logicalName())).isPresent();
        Trail trail = Trail.EMPTY
                .then("`" + key + "` is set now", before.name(), deploy.environment(), before.origin())
                .then(
                        "the plan does not set it",
                        it.after().name(),
                        deploy.environment(),
                        it.after().origin());
        Place place = Place.of(deploy.environment(), it.after()).withKey(key);
        if (written) {
            String fix = "Make sure that the code asks for `" + key + "` no more, or put it back into the template.";
            findings.add(
                    place,
                    "the deploy takes away `" + key + "`, which was taken out of the template",
                    trail.then("the template of stack " + before.stack() + " sets it until now"),
                    WARNING,
                    fix);
        } else {
            findings.add(
                    place,
                    "the deploy takes away `" + key + "`" + (unwritten ? ", which no template sets" : ""),
                    unwritten ? trail.then("the template of stack " + before.stack() + " does not set it") : trail);
        }
    }
}
