package envgate.envs.source.capture;

import envgate.envs.model.Origin;
import envgate.envs.model.Outlook;
import envgate.envs.model.Outlook.Removal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says of a recording that it is not what AWS answered, but what it would answer after a deploy.
///
/// @param plans the files that say what would be deployed, as the user named them
/// @param origins the line that makes a thing what it is, by the thing's ARN or id
/// @param madeAt when the oldest of the plans was made that compare with what was there then; null when they
///     are compared with what is there now, as templates are
/// @param removals what the deploy deletes or leaves behind
public record Planned(
        List<String> plans,
        SortedMap<String, Origin.FileLine> origins,
        @Nullable Instant madeAt,
        List<Removal> removals) {

    public Planned {
        plans = plans.stream().distinct().toList();
        removals = removals.stream().sorted().distinct().toList();
        origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    }

    public Planned(List<String> plans, SortedMap<String, Origin.FileLine> origins) {
        this(plans, origins, null, List.of());
    }

    /// The same plans, made at a time.
    public Planned madeAt(@Nullable Instant time) {
        return new Planned(plans, origins, time, removals);
    }

    /// The same plans, with what they delete or leave behind.
    Planned removing(List<Removal> gone) {
        return new Planned(plans, origins, madeAt, gone);
    }

    /// What the plans say besides what will be there.
    Outlook outlook() {
        return new Outlook(madeAt, removals);
    }

    /// Two plans, one laid over the other.
    Planned and(Planned later) {
        TreeMap<String, Origin.FileLine> both = new TreeMap<>(origins);
        both.putAll(later.origins());
        return new Planned(
                java.util.stream.Stream.concat(plans.stream(), later.plans().stream())
                        .toList(),
                both,
                earlier(madeAt, later.madeAt()),
                java.util.stream.Stream.concat(removals.stream(), later.removals().stream())
                        .toList());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
