package envgate.rules.analysis.reach;

import java.util.List;

/// What is known of a way, and what would open it.
///
/// @param repair the smallest set of changes that opens a blocked or partly blocked way; empty when it is
///     open, or when nothing that we know would open it
public record Answer(Path path, List<Repair> repair) {

    public Answer {
        repair = List.copyOf(repair);
    }
}
