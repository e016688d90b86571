package envgate.envs.source.capture;

import envgate.envs.model.Origin;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Says of a recording that it is not what AWS answered, but what it would answer after a deploy.
///
/// @param plans the files that say what would be deployed, as the user named them
/// @param origins the line that makes a thing what it is, by the thing's ARN or id
public record Planned(List<String> plans, SortedMap<String, Origin.FileLine> origins) {

    public Planned {
        plans = plans.stream().distinct().toList();
        origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    }

    /// Two plans, one laid over the other.
    Planned and(Planned later) {
        TreeMap<String, Origin.FileLine> both = new TreeMap<>(origins);
        both.putAll(later.origins());
        return new Planned(
                java.util.stream.Stream.concat(plans.stream(), later.plans().stream())
                        .toList(),
                both);
    }
}
