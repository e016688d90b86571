package envgate.rules.analysis.drift;

import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.finding.Trail;

/// A variable that takes its value from a stack output, as the source environment shows, and whether it still does so
/// in the target.
///
/// @param stack the target's stack
/// @param whole whether the output is all of the value, not a part of it
/// @param follows whether the target's variable holds what the target's output says
public record Wire(String stack, String output, boolean whole, Equality follows, Trail trail) {}
