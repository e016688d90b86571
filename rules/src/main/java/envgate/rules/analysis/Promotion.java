package envgate.rules.analysis;

import envgate.envs.model.Intent;
import envgate.rules.analysis.drift.Difference;
import envgate.rules.analysis.drift.Drift;
import java.util.List;

/// What follows from an ordered pair of environments, the unit that the gate judges.
public final class Promotion {

    private final Facts from;
    private final Facts to;
    private final Intent intent;
    private final Drift drift;

    Promotion(Facts from, Facts to, Intent intent) {
        this.from = from;
        this.to = to;
        this.intent = intent;
        this.drift = new Drift(from.snapshot(), to.snapshot(), intent);
    }

    public Facts from() {
        return from;
    }

    public Facts to() {
        return to;
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
