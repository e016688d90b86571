package envgate.rules.engine;

import envgate.rules.analysis.Outcome;

/// Judges what came of a plan; asked only where a deploy is verified against one.
public non-sealed interface OutcomeRule extends Rule {

    void check(Outcome outcome, Findings findings);
}
