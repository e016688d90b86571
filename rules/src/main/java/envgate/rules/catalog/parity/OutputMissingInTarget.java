package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.NOTE;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Outlook;
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
import envgate.rules.finding.Trail;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds outputs of stacks and of Terraform that the target does not have, so that nothing can be wired to them there.
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
        terraform(promotion, findings);
    }

    /// AWS does not know what Terraform puts out: it is told where a plan is laid over an environment.
    private static void terraform(Promotion promotion, Findings findings) {
        String from = promotion.from().environment();
        String to = promotion.to().environment();
        List<Outlook.Output> known = promotion.to().snapshot().terraformOutputs();
        Set<String> there = new HashSet<>();
        known.stream().filter(it -> it.value() != null).forEach(it -> there.add(it.name()));
        for (Outlook.Output it : promotion.from().snapshot().terraformOutputs()) {
            Place place = Place.of(to)
                    .against(from)
                    .withResource(
                            "Terraform",
                            known.isEmpty() ? it.origin() : known.getFirst().origin())
                    .withKey(it.name());
            if (it.value() == null || there.contains(it.name())) {
                findings.pass();
            } else if (known.isEmpty()) {
                String why = "what Terraform puts out in " + to + " is not told, give its plan with `--plan`";
                findings.unknown(place, List.of(new Missing(why, "")));
            } else {
                Trail trail = Trail.EMPTY
                        .then("Terraform puts out " + it.name() + " in " + from, it.name(), from, it.origin())
                        .then("its plan for " + to + " does not");
                String fix = "Apply the configuration that has the output before what depends on it.";
                findings.add(place, "Terraform has no output " + it.name(), trail, ERROR, fix);
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
