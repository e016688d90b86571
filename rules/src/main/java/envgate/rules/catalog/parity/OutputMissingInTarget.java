package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.NOTE;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Stack;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Difference;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import java.util.List;

/// Finds stack outputs that the target does not have, so that nothing can be wired to them there.
@RuleCard(
        id = "output-missing-in-target",
        code = "OUT-001",
        severity = ERROR,
        needs = {STACKS},
        through = Lens.TEMPLATES,
        title = "Stack output of the source is missing in the target",
        why = """
        Whatever takes this output in the source (a variable, another stack, a deploy script) finds nothing in the
        target. Mostly the target's stack is older than the source's, or was never deployed.
        """,
        fix = """
        Deploy the stack that has the output before what depends on it.
        """,
        bad = """
        environment: staging
        stacks: {orders-staging: {outputs: {ApiUrl: "https://a1.example.com", QueueUrl: "https://q1.example.com"}}}
        ---
        environment: prod
        stacks: {orders-prod: {outputs: {ApiUrl: "https://a2.example.com"}}}
        """,
        good = """
        environment: staging
        stacks: {orders-staging: {outputs: {ApiUrl: "https://a1.example.com"}}}
        ---
        environment: prod
        stacks: {orders-prod: {outputs: {ApiUrl: "https://a2.example.com"}}}
        """,
        sources = {"https://github.com/Kotaimen/awscfncli/issues/69"})
@AutoService(Rule.class)
public final class OutputMissingInTarget implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        String from = promotion.from().environment();
        for (Difference difference : promotion.differences()) {
            switch (difference) {
                case Difference.OutputOnly it when it.environment().equals(from) -> output(it, promotion, findings);
                case Difference.StackOnly it when it.environment().equals(from) -> stack(it, promotion, findings);
                case Difference.Output _ -> findings.pass();
                case Difference.OutputOnly _, Difference.StackOnly _, Difference.FunctionOnly _ -> {}
                case Difference.VariableOnly _, Difference.Variable _, Difference.FunctionUnseen _ -> {}
            }
        }
    }

    private static void output(Difference.OutputOnly it, Promotion promotion, Findings findings) {
        Place place = place(promotion, it.partner()).withKey(it.key());
        String message = "stack " + it.partner().name() + " has no output " + it.key();
        switch (it.guard()) {
            case NONE -> findings.add(place, message, it.trail());
            case CONDITION -> {
                String fix = "Check that the condition of the output is meant to be false in "
                        + promotion.to().environment() + ".";
                findings.add(place, message + ", which a condition guards", it.trail(), NOTE, fix);
            }
            case UNSEEN ->
                findings.unknown(
                        place,
                        List.of(new Missing(
                                message + ", and whether a condition guards it was not seen",
                                "cloudformation:GetTemplate")));
        }
    }

    /// A stack without its counterpart may be named otherwise, so this is not as sure.
    private static void stack(Difference.StackOnly it, Promotion promotion, Findings findings) {
        if (it.stack().outputs().isEmpty()) {
            return;
        }
        String target = promotion.to().environment();
        Place place = Place.of(target).against(promotion.from().environment());
        List<Gap> gaps = promotion.to().snapshot().gapsIn(Area.STACKS);
        if (!gaps.isEmpty()) {
            findings.unknown(place, gaps.getFirst());
            return;
        }
        findings.add(
                place.withResource(it.stack().name(), place.origin()),
                target + " has no counterpart of stack " + it.stack().name() + ", which has outputs",
                it.trail(),
                WARNING,
                "Deploy the stack to " + target + ", or name the two alike but for the environment's name.");
    }

    private static Place place(Promotion promotion, Stack target) {
        return Place.of(promotion.to().environment())
                .withResource(target.arn().toString(), target.origin())
                .against(promotion.from().environment());
    }
}
