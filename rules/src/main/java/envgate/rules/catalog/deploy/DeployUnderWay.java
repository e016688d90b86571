package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.rules.engine.Rule;
import envgate.rules.engine.StackStateRule;
import envgate.rules.finding.RuleCard;

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
public final class DeployUnderWay implements StackStateRule {

    @Override
    public boolean forbids(String status) {
        return status.endsWith("_IN_PROGRESS") && !status.equals("REVIEW_IN_PROGRESS");
    }
}
