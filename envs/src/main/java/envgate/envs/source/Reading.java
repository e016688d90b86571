package envgate.envs.source;

import envgate.envs.model.Area;
import envgate.envs.source.capture.Redaction;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How environments are read in one run.
///
/// @param redaction what everything passes at the door
/// @param areas what is needed; calls that answer nothing of it are not made
/// @param deadline for all live reads of the run together; what was not read by then is a gap
/// @param settings the process's environment variables (`AWS_PROFILE`, `AWS_REGION`, ...), for live reads
/// @param progress is told what is going on
public record Reading(
        Redaction redaction,
        Set<Area> areas,
        Duration deadline,
        Clock clock,
        Map<String, String> settings,
        Progress progress) {

    public Reading {
        EnumSet<Area> copy = EnumSet.noneOf(Area.class);
        copy.addAll(areas);
        areas = Collections.unmodifiableSet(copy);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /// Told what is read, from any thread, as often as it happens.
    public interface Progress {

        Progress SILENT = (_, _, _) -> {};

        /// @param done calls that were answered or refused so far in this environment
        /// @param known calls that are known to be needed so far, `done` included
        void calls(String environment, int done, int known);
    }
}
