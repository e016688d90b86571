package envgate.rules.engine;

import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;

/// Judges one function of one environment at a time.
public non-sealed interface FunctionRule extends Rule {

    void check(LambdaFunction function, Facts facts, Findings findings);
}
