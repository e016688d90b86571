package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.FUNCTION_DETAILS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;

/// Finds functions that cannot be called, or whose last update did not take.
///
/// `Inactive` is no fault: Lambda has put an idle function away, and the next call brings it back. The listing of
/// functions does not tell how they stand; `envgate verify` asks each of them, and where nobody asked nothing is
/// judged.
@RuleCard(
        id = "function-not-ready",
        code = "DEP-003",
        severity = ERROR,
        needs = {FUNCTIONS},
        title = "Function is not active, or its last update failed",
        why = """
        A function whose state is `Failed` answers every call with an error. One whose last update failed runs on with
        what it had before, so a deploy seems to have worked and has not; while an update is in progress, the next
        one ends in `ResourceConflictException`.
        """,
        fix = """
        Mend what the state's reason names (subnet, security group, key, role, image) and update the function again;
        wait for one that is in progress.
        """,
        bad = """
        environment: prod
        functions: {Orders: {state: Failed, state-reason: EniLimitExceeded}}
        """,
        good = """
        environment: prod
        functions: {Orders: {state: Inactive, state-reason: Idle, last-update: Successful}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html",
            "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
            "https://github.com/motdotla/node-lambda/issues/535",
            "https://github.com/aws/aws-cli/issues/6585"
        })
@AutoService(Rule.class)
public final class FunctionNotReady implements FunctionRule {

    private static final String WAIT = "Wait until it is done, `aws lambda wait function-updated-v2`, and judge again.";

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        switch (function.state()) {
            case "Active", "Inactive" -> updated(function, place, facts, findings);
            case "" ->
                facts.snapshot().gapsIn(FUNCTION_DETAILS).stream()
                        .filter(it -> !it.permission().isEmpty() && names(it, function))
                        .findFirst()
                        .ifPresent(it -> findings.unknown(place, it));
            case "Pending" ->
                findings.add(place, "its state is Pending" + reason(function), seen(function, facts), WARNING, WAIT);
            default ->
                findings.add(place, "its state is " + function.state() + reason(function), seen(function, facts));
        }
    }

    private static boolean names(Gap gap, LambdaFunction function) {
        return gap.isWhole()
                || gap.resource().equals(function.name())
                || gap.resource().equals(function.arn().toString());
    }

    private static void updated(LambdaFunction function, Place place, Facts facts, Findings findings) {
        switch (function.lastUpdateStatus()) {
            case "Successful" -> findings.pass();
            case "" ->
                findings.unknown(place, List.of(new Missing("whether its last update took", "lambda:GetFunction")));
            case "InProgress" ->
                findings.add(place, "an update of it is in progress", seen(function, facts), WARNING, WAIT);
            default -> findings.add(place, "its last update is " + function.lastUpdateStatus(), seen(function, facts));
        }
    }

    private static String reason(LambdaFunction function) {
        return function.stateReasonCode().isEmpty() ? "" : ", because of " + function.stateReasonCode();
    }

    private static Trail seen(LambdaFunction function, Facts facts) {
        return Trail.EMPTY.then(
                "its state is " + function.state()
                        + (function.lastUpdateStatus().isEmpty()
                                ? ""
                                : ", its last update " + function.lastUpdateStatus()),
                function.name(),
                facts.environment(),
                function.origin());
    }
}
