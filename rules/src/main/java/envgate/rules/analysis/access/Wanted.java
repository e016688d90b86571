package envgate.rules.analysis.access;

import java.util.List;

/// Access that is asked for: any of the actions on any of the resources.
///
/// @param actions patterns; empty means any action
/// @param resources patterns of ARNs; empty means any resource
public record Wanted(List<String> actions, List<String> resources) {

    public static final Wanted ANYTHING = new Wanted(List.of(), List.of());

    public Wanted {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }
}
