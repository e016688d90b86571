package envgate.rules.analysis.reach;

import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;

/// Something on the way that was not seen.
record Doubt(Part part, Missing missing) {}
