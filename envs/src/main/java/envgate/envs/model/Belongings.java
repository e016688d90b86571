package envgate.envs.model;

import java.util.Set;
import java.util.TreeSet;

/// What belongs to an environment among all that was seen in its accounts.
///
/// @param everything whether all of the accounts' resources do, because no selection narrows it
/// @param identifiers ARNs and physical ids of what the selection names: members of its stacks, tagged things,
/// functions
public record Belongings(boolean everything, Set<String> identifiers) {

    public static final Belongings ALL = new Belongings(true, Set.of());

    public Belongings {
        identifiers = java.util.Collections.unmodifiableSet(new TreeSet<>(identifiers));
    }

    public boolean holds(Resource resource) {
        return everything || identifiers.contains(resource.arn().toString()) || identifiers.contains(resource.name());
    }

    public boolean holds(String identifier) {
        return everything || identifiers.contains(identifier);
    }
}
