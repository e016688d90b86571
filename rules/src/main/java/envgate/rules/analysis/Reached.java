package envgate.rules.analysis;

import envgate.envs.model.Call;
import envgate.rules.analysis.reach.Fault;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Blocker;
import java.util.List;
import java.util.Map;

/// A service that a function calls, and whether it gets there.
///
/// @param faults what stops it altogether, by the kind of mistake
public record Reached(Call call, Path path, Map<Fault, List<Blocker>> faults) {

    public Reached {
        faults = Map.copyOf(faults);
    }

    public List<Blocker> blockers(Fault fault) {
        return faults.getOrDefault(fault, List.of());
    }
}
