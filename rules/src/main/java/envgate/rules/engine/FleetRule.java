package envgate.rules.engine;

import envgate.rules.analysis.Fleet;

/// Judges all environments together.
public non-sealed interface FleetRule extends Rule {

    void check(Fleet fleet, Findings findings);
}
