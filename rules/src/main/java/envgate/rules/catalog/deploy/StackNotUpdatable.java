package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Stack;
import envgate.rules.engine.Rule;
import envgate.rules.engine.StackStateRule;
import envgate.rules.finding.RuleCard;
import java.util.Optional;
import java.util.Set;

/// Finds stacks whose state does not let anybody deploy them.
@RuleCard(
        id = "stack-not-updatable",
        code = "DEP-001",
        severity = ERROR,
        needs = {STACKS},
        through = {},
        title = "Stack is in a state in which it cannot be deployed",
        why = """
        A stack whose first deploy failed can only be deleted, and one whose roll back failed waits for somebody to
        help it. Every deploy ends with a `ValidationError` before it looks at the template.
        """,
        fix = """
        Delete a stack in `ROLLBACK_COMPLETE`, `ROLLBACK_FAILED` or `DELETE_FAILED` and deploy it anew;
        continue the roll back of one in `UPDATE_ROLLBACK_FAILED`.
        """,
        bad = """
        environment: prod
        stacks: {orders-prod: {status: ROLLBACK_COMPLETE}}
        """,
        good = """
        environment: prod
        stacks: {orders-prod: {status: UPDATE_ROLLBACK_COMPLETE}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html",
            "https://github.com/serverless/serverless/issues/5630",
            "https://github.com/cfn-sphere/cfn-sphere/issues/28",
            "https://github.com/aws/copilot-cli/issues/450",
            "https://github.com/aws/aws-cdk/issues/5151"
        })
@AutoService(Rule.class)
public final class StackNotUpdatable implements StackStateRule {

    /// States that lead nowhere by themselves. `UPDATE_ROLLBACK_COMPLETE` is none of them, and neither are
    /// `CREATE_FAILED` and `UPDATE_FAILED`, which stand only where failed deploys may be gone on with:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html.
    private static final Set<String> STUCK = Set.of(
            "ROLLBACK_COMPLETE",
            "ROLLBACK_FAILED",
            "DELETE_FAILED",
            "UPDATE_ROLLBACK_FAILED",
            "IMPORT_ROLLBACK_FAILED");

    @Override
    public boolean forbids(String status) {
        return STUCK.contains(status);
    }

    @Override
    public Optional<String> fix(Stack stack) {
        return Optional.of(
                stack.status().startsWith("UPDATE_")
                        ? "Continue the roll back of stack " + stack.name()
                                + " (`aws cloudformation continue-update-rollback`)."
                        : "Delete stack " + stack.name() + ", keeping what it holds, and deploy it anew.");
    }
}
