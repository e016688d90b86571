package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Stack;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;

/// Finds stacks on which somebody is at work.
///
/// `REVIEW_IN_PROGRESS` is none of them: nothing is done but a change set described, and a deploy goes through.
@RuleCard(
        id = "deploy-under-way",
        code = "DEP-002",
        severity = ERROR,
        needs = {STACKS},
        title = "Another deploy of the stack is under way",
        why = """
        CloudFormation takes one operation on a stack at a time: a second one ends at once with
        `ValidationError: Stack … is in UPDATE_IN_PROGRESS state and can not be updated`. And what is judged now is
        not what will be there when the other deploy has ended.
        """,
        fix = """
        Wait until the other deploy has ended, `aws cloudformation wait stack-update-complete`, and judge again.
        """,
        bad = """
        environment: prod
        stacks: {orders-prod: {status: UPDATE_IN_PROGRESS}}
        """,
        good = """
        environment: prod
        stacks: {orders-prod: {status: UPDATE_COMPLETE}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html",
            "https://github.com/appleboy/lambda-action/issues/46"
        })
@AutoService(Rule.class)
public final class DeployUnderWay implements EnvironmentRule {

    @Override
    public void check(Facts facts, Findings findings) {
        for (Stack stack : facts.snapshot().stacks()) {
            Place place = Place.of(facts.environment()).withResource(stack.arn().toString(), stack.origin());
            if (stack.status().isEmpty()) {
                findings.unknown(
                        place,
                        List.of(new Missing("the state of stack " + stack.name(), "cloudformation:DescribeStacks")));
            } else if (stack.status().endsWith("_IN_PROGRESS")
                    && !stack.status().equals("REVIEW_IN_PROGRESS")) {
                findings.add(
                        place,
                        "stack " + stack.name() + " is in state " + stack.status(),
                        Trail.EMPTY.then(
                                "the state of stack " + stack.name() + " is " + stack.status(),
                                stack.arn().toString(),
                                facts.environment(),
                                stack.origin()));
            } else {
                findings.pass();
            }
        }
    }
}
