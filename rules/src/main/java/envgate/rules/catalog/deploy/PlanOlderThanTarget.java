package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Moment;
import envgate.envs.model.Outlook;
import envgate.envs.model.Stack;
import envgate.rules.analysis.Deploy;
import envgate.rules.analysis.Deploy.Kept;
import envgate.rules.engine.DeployRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds plans that were made before what they change was last changed.
///
/// Change sets and Terraform plans compare with what was there when they were made. A template is compared with what
/// is there now, so it has no age; what a plan does not change may change without it.
@RuleCard(
        id = "plan-older-than-target",
        code = "DEP-017",
        severity = ERROR,
        needs = {STACKS, FUNCTIONS},
        title = "Plan was made before the target was last changed",
        why = """
        What the plan says it changes was worked out from what is no longer there: it may take back what somebody
        deployed since, and what was judged is not what will happen.
        """,
        fix = """
        Make the plan again from what is there now, and judge that.
        """,
        bad = """
        environment: prod
        functions: {Orders: {timeout: 3}}
        stacks: {orders-prod: {last-updated: 2026-11-21T00:00:00Z, outputs: {Version: "1"}}}
        ---
        environment: prod
        planned: 2026-11-20T00:00:00Z
        functions: {Orders: {timeout: 10}}
        stacks: {orders-prod: {last-updated: 2026-11-21T00:00:00Z, outputs: {Version: "2"}}}
        """,
        good = """
        environment: prod
        functions: {Orders: {timeout: 3, last-modified: 2026-11-01T00:00:00Z}}
        stacks: {orders-prod: {last-updated: 2026-11-01T00:00:00Z}}
        ---
        environment: prod
        planned: 2026-11-20T00:00:00Z
        functions: {Orders: {timeout: 10, last-modified: 2026-11-01T00:00:00Z}}
        stacks: {orders-prod: {last-updated: 2026-11-01T00:00:00Z}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html",
            "https://developer.hashicorp.com/terraform/internals/json-format"
        })
@AutoService(Rule.class)
public final class PlanOlderThanTarget implements DeployRule {

    @Override
    public void check(Deploy deploy, Findings findings) {
        Outlook outlook = deploy.after().snapshot().outlook();
        Instant made = outlook == null ? null : outlook.madeAt();
        if (made == null) {
            findings.pass();
            return;
        }
        Set<String> said = new TreeSet<>();
        for (Kept<Stack> it : deploy.stacks()) {
            boolean changes = !alike(it.before(), it.after())
                    || deploy.functions().stream()
                            .anyMatch(one ->
                                    one.before().stack().equals(it.before().name())
                                            && !alike(one.before(), one.after()));
            if (changes) {
                said.add(it.before().name());
                Place place = Place.of(deploy.environment())
                        .withResource(it.before().arn().toString(), it.after().origin());
                String what = "stack " + it.before().name();
                judge(what, it.before().lastUpdated(), made, place, deploy, findings);
            }
        }
        for (Kept<LambdaFunction> it : deploy.functions()) {
            if (!said.contains(it.before().stack()) && !alike(it.before(), it.after())) {
                Place place = Place.of(deploy.environment(), it.after());
                judge("function " + it.before().name(), it.before().lastModified(), made, place, deploy, findings);
            }
        }
    }

    private static boolean alike(Stack before, Stack after) {
        return before.parameters().equals(after.parameters())
                && before.outputs().equals(after.outputs())
                && before.resources().equals(after.resources());
    }

    private static boolean alike(LambdaFunction before, LambdaFunction after) {
        return before.withOrigin(after.origin()).equals(after.withOrigin(after.origin()));
    }

    private static void judge(
            String what, String changed, Instant made, Place place, Deploy deploy, Findings findings) {
        Optional<Instant> last = Moment.parse(changed);
        if (last.isEmpty()) {
            findings.unknown(place, List.of(new Missing("when " + what + " was last changed", "")));
        } else if (last.get().isAfter(made)) {
            findings.add(
                    place,
                    what + " was changed after the plan was made",
                    Trail.EMPTY
                            .then("the plan was made at " + made)
                            .then(
                                    what + " was last changed at " + last.get(),
                                    "",
                                    deploy.environment(),
                                    place.origin()));
        } else {
            findings.pass();
        }
    }
}
