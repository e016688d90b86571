package envgate.rules.analysis;

import envgate.envs.model.Intent;
import envgate.rules.analysis.drift.Difference;
import envgate.rules.analysis.drift.Drift;
import java.util.List;
import java.util.Optional;

/// What follows from an ordered pair of environments, the unit that the gate judges.
public final class Promotion {

    private final Facts from;
    private final Facts to;
    private final Intent intent;
    private final Drift drift;
    private final Optional<Facts> before;

    Promotion(Facts from, Facts to, Intent intent, Optional<Facts> before) {
        this.from = from;
        this.to = to;
        this.intent = intent;
        this.before = before;
        this.drift = new Drift(from.snapshot(), to.snapshot(), intent);
    }

    public Facts from() {
        return from;
    }

    public Facts to() {
        return to;
    }

    /// The target as it is now, where `to` is what a plan would leave of it.
    public Optional<Facts> before() {
        return before;
    }

    public Intent intent() {
        return intent;
    }

    public Drift drift() {
        return drift;
    }

    public List<Difference> differences() {
        return drift.differences();
    }
}
