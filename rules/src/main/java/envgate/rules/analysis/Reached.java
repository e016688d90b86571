package envgate.rules.analysis;

import envgate.envs.model.Call;
import envgate.rules.analysis.reach.Path;

/// A service that a function calls, and whether it gets there.
public record Reached(Call call, Path path) {}
