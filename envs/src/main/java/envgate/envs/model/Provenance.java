package envgate.envs.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a snapshot came about.
///
/// @param source what it was read from, for people: `account 111111111111`, `captures/prod`
/// @param accounts 12 digits each
/// @param caller ARN that read it, empty when not known
/// @param takenAt null when not known
public record Provenance(
        Kind kind,
        String source,
        List<String> accounts,
        List<String> regions,
        String caller,
        @Nullable Instant takenAt) {

    /// Live, recorded, as a plan would leave it, or written by hand.
    public enum Kind {
        LIVE,
        CAPTURE,
        PLANNED,
        TEXT
    }

    public Provenance {
        accounts = accounts.stream().sorted().distinct().toList();
        regions = List.copyOf(regions);
    }
}
