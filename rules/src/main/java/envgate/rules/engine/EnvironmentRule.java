package envgate.rules.engine;

import envgate.rules.analysis.Facts;

/// Judges one environment at a time.
public non-sealed interface EnvironmentRule extends Rule {

    void check(Facts facts, Findings findings);
}
