package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.WARNING;

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

/// Finds variables of the target that nobody tried in the source: left behind, or put there by hand.
@RuleCard(
        id = "variable-only-in-target",
        code = "CFG-002",
        severity = WARNING,
        needs = {FUNCTIONS},
        through = {},
        title = "Variable of the target does not exist in the source",
        why = """
        Nobody tried the code with this variable before the target. Often it was set by hand in the console, and the
        next deploy takes it away again; or the code stopped reading it and it was left behind.
        """,
        fix = """
        Put the variable into the template so that the source has it too, remove it, or declare in the inventory that
        it differs or is only in some environments.
        """,
        bad = """
        environment: staging
        functions: {OrdersApi: {environment: {PAGE_SIZE: "20"}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {PAGE_SIZE: "20", HOTFIX_7: "on"}}}
        """,
        good = """
        inventory: {variables: {HOTFIX_7: {only-in: [prod], reason: until the new release, owner: orders}}}
        ---
        environment: staging
        functions: {OrdersApi: {environment: {PAGE_SIZE: "20"}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {PAGE_SIZE: "20", HOTFIX_7: "on"}}}
        """,
        sources = {"https://github.com/mirego/hanzo/issues/18"})
@AutoService(Rule.class)
public final class VariableOnlyInTarget implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (Difference difference : promotion.differences()) {
            switch (difference) {
                case Difference.VariableOnly it
                when it.environment().equals(promotion.to().environment()) -> orphan(it, promotion, findings);
                case Difference.FunctionUnseen it -> findings.unknown(unseen(promotion, it), it.gap());
                case Difference.Variable _ -> findings.pass();
                case Difference.VariableOnly _, Difference.FunctionOnly _, Difference.StackOnly _ -> {}
                case Difference.Output _, Difference.OutputOnly _ -> {}
            }
        }
    }

    private static void orphan(Difference.VariableOnly it, Promotion promotion, Findings findings) {
        String source = promotion.from().environment();
        if (KeyWords.of(it.key()).isOfAgent() || isDeclared(it, promotion, source)) {
            findings.pass();
            return;
        }
        findings.add(
                place(promotion, it.function()).withKey(it.key()),
                "`" + it.key() + "` is set in " + it.environment() + " and unknown in " + source,
                it.trail());
    }

    private static boolean isDeclared(Difference.VariableOnly it, Promotion promotion, String source) {
        String function = it.function().logicalName();
        return promotion.intent().declared(function, it.key(), Stance.DIFFERS).isPresent()
                || promotion
                        .intent()
                        .declared(function, it.key(), Stance.ONLY_IN)
                        .filter(declared -> !declared.onlyIn().contains(source))
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
