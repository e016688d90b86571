package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Difference;
import envgate.rules.analysis.links.KeyWords;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;

/// Finds variables that the target's function would boot without.
@RuleCard(
        id = "variable-missing-in-target",
        code = "CFG-001",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Variable of the source is missing in the target",
        why = """
        The code was tried with this variable in the source. In the target it boots without it: it fails on the first
        call that needs it, or silently takes a default that was meant for someone's laptop.
        """,
        fix = """
        Set the variable in the target, or declare in the inventory that it differs or is only in some environments.
        """,
        bad = """
        environment: staging
        functions: {OrdersApi: {environment: {TIMEOUT_MS: "500", PAGE_SIZE: "20"}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {PAGE_SIZE: "20"}}}
        """,
        good = """
        inventory: {variables: {TIMEOUT_MS: differs}}
        ---
        environment: staging
        functions: {OrdersApi: {environment: {TIMEOUT_MS: "500", PAGE_SIZE: "20"}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {PAGE_SIZE: "20"}}}
        """,
        sources = {
            "https://github.com/aws/chalice/issues/589",
            "https://github.com/Layr-Labs/d-inference/issues/1080",
            "https://github.com/HumanCellAtlas/data-store/issues/1979"
        })
@AutoService(Rule.class)
public final class VariableMissingInTarget implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (Difference difference : promotion.differences()) {
            switch (difference) {
                case Difference.VariableOnly it
                when it.environment().equals(promotion.from().environment()) -> missing(it, promotion, findings);
                case Difference.FunctionUnseen it -> findings.unknown(unseen(promotion, it), it.gap());
                case Difference.Variable _ -> findings.pass();
                case Difference.VariableOnly _, Difference.FunctionOnly _, Difference.StackOnly _ -> {}
                case Difference.Output _, Difference.OutputOnly _ -> {}
            }
        }
    }

    private static void missing(Difference.VariableOnly it, Promotion promotion, Findings findings) {
        String target = promotion.to().environment();
        if (KeyWords.of(it.key()).isOfAgent() || isDeclared(it, promotion, target)) {
            findings.pass();
            return;
        }
        findings.add(
                place(promotion, it.partner()).withKey(it.key()),
                "`" + it.key() + "` is set in " + it.environment() + " and missing in " + target,
                it.trail());
    }

    private static boolean isDeclared(Difference.VariableOnly it, Promotion promotion, String target) {
        String function = it.partner().logicalName();
        return promotion.intent().declared(function, it.key(), Stance.DIFFERS).isPresent()
                || promotion
                        .intent()
                        .declared(function, it.key(), Stance.ONLY_IN)
                        .filter(declared -> !declared.onlyIn().contains(target))
                        .isPresent();
    }

    private static Place unseen(Promotion promotion, Difference.FunctionUnseen it) {
        return Place.of(promotion.to().environment())
                .ofFunction(it.function().logicalName())
                .against(promotion.from().environment());
    }

    private static Place place(Promotion promotion, LambdaFunction target) {
        return Place.of(promotion.to().environment(), target)
                .against(promotion.from().environment());
    }
}
