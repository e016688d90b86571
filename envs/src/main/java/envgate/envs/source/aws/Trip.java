package envgate.envs.source.aws;

import envgate.envs.model.Area;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What all environments share that are read in one run: what is asked for, how long it may take, and how
/// fast.
///
/// @param areas what is needed; calls that answer nothing of it are not made
/// @param deadline for all of the run's calls together
/// @param budgets are kept by account and region, because several environments may share one
/// @param settings the process's environment variables
/// @param states whether every function is asked how it stands, which its listing does not say
public record Trip(
        Set<Area> areas,
        Deadline deadline,
        Budgets budgets,
        Clock clock,
        Map<String, String> settings,
        Progress progress,
        boolean states) {

    public Trip {
        EnumSet<Area> copy = EnumSet.noneOf(Area.class);
        copy.addAll(areas);
        areas = Collections.unmodifiableSet(copy);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /// A run in which nobody asks how functions stand.
    public Trip(
            Set<Area> areas,
            Deadline deadline,
            Budgets budgets,
            Clock clock,
            Map<String, String> settings,
            Progress progress) {
        this(areas, deadline, budgets, clock, settings, progress, false);
    }

    /// Told how far an environment has got, from any thread.
    public interface Progress {

        /// @param done calls that were answered or refused so far
        /// @param known calls that are known to be needed so far, `done` included
        void calls(String environment, int done, int known);
    }

    /// The value of an environment variable, empty when it is not set.
    String setting(String name) {
        return settings.getOrDefault(name, "").strip();
    }
}
