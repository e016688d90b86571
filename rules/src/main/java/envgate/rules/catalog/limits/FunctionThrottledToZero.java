package envgate.rules.catalog.limits;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.FUNCTION_DETAILS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;

/// Finds functions whose reserved concurrency is zero, so that every call is throttled.
@RuleCard(
        id = "function-throttled-to-zero",
        code = "TRG-022",
        severity = ERROR,
        needs = {FUNCTIONS, FUNCTION_DETAILS},
        title = "Function's reserved concurrency is zero",
        why = """
        Zero is the emergency stop: Lambda throttles every call of the function. Pulled in an incident and forgotten, it
        survives each deploy of a template that says nothing about concurrency.
        """,
        fix = """
        Remove the reservation (`aws lambda delete-function-concurrency`) or reserve what the function needs; a stop on
        purpose belongs under `waivers`, with an end.
        """,
        bad = """
        environment: prod
        functions: {Orders: {concurrency: 0}}
        """,
        good = """
        environment: prod
        functions: {Orders: {concurrency: 5}, Search: {}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
            "https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html"
        })
@AutoService(Rule.class)
public final class FunctionThrottledToZero implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Integer reserved = function.reservedConcurrency();
        if (reserved == null || reserved > 0) {
            findings.pass();
            return;
        }
        findings.add(
                Place.of(facts.environment(), function),
                "reserves a concurrency of 0, so that every call is throttled",
                Trail.EMPTY.then(
                        "its reserved concurrency is 0", function.name(), facts.environment(), function.origin()));
    }
}
