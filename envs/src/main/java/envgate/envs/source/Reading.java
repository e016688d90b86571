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
/// @param states whether every function is asked how it stands, which its listing does not say
public record Reading(
        Redaction redaction,
        Set<Area> areas,
        Duration deadline,
        Clock clock,
        Map<String, String> settings,
        Progress progress,
        boolean states) {

    public Reading {
        EnumSet<Area> copy = EnumSet.noneOf(Area.class);
        copy.addAll(areas);
        areas = Collections.unmodifiableSet(copy);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /// A run in which nobody asks how functions stand.
    public Reading(
            Redaction redaction,
            Set<Area> areas,
            Duration deadline,
            Clock clock,
            Map<String, String> settings,
            Progress progress) {
        this(redaction, areas, deadline, clock, settings, progress, false);
    }

    /// The same, asking every function how it stands.
    public Reading withStates() {
        return new Reading(redaction, areas, deadline, clock, settings, progress, true);
    }

    /// Told what is read, from any thread, as often as it happens.
    public interface Progress {

        Progress SILENT = (_, _, _) -> {};

        /// @param done calls that were answered or refused so far in this environment
        /// @param known calls that are known to be needed so far, `done` included
        void calls(String environment, int done, int known);
    }
}
