package envgate.rules.engine;

import envgate.rules.analysis.Deploy;

/// Judges what a plan makes of one environment; asked only where a plan is laid over one.
public non-sealed interface DeployRule extends Rule {

    void check(Deploy deploy, Findings findings);
}
