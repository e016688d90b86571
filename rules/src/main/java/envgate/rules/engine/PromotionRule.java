package envgate.rules.engine;

import envgate.rules.analysis.Promotion;

/// Judges an ordered pair of environments.
public non-sealed interface PromotionRule extends Rule {

    void check(Promotion promotion, Findings findings);
}
