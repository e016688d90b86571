package envgate.rules.analysis.drift;

import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.finding.Trail;

/// A variable that takes its value from an output, as the source environment shows, and whether it still does so in
/// the target.
///
/// @param output of the target, in words: `output TableName of stack orders`
/// @param whole whether the output is all of the value, not a part of it
/// @param follows whether the target's variable holds what the target's output says
public record Wire(String output, boolean whole, Equality follows, Trail trail) {}
