package envgate.rules.analysis.links;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A thing that was seen in at least one environment, and the environments that it belongs to.
final class Known {

    private final Thing thing;
    private final List<String> names;
    private final SortedSet<String> owners = new TreeSet<>();
    private final SortedSet<String> seenBy = new TreeSet<>();

    /// @param names what a declaration of shared things may call it: its ARN, its name, its hosts
    Known(Thing thing, List<String> names) {
        this.thing = thing;
        this.names = List.copyOf(names);
    }

    void see(String environment, boolean own) {
        seenBy.add(environment);
        if (own) {
            owners.add(environment);
        }
    }

    Thing thing() {
        return thing;
    }

    List<String> names() {
        return names;
    }

    /// Empty when it lies in an account that was seen but is no environment's own.
    SortedSet<String> owners() {
        return owners;
    }

    boolean isOf(String environment) {
        return owners.contains(environment);
    }

    boolean isSeenBy(String environment) {
        return seenBy.contains(environment);
    }
}
