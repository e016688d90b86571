package envgate.envs.source.aws;

import envgate.envs.model.Area;
import envgate.envs.model.Selection;
import envgate.envs.source.capture.Operation;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which operations answer what is needed: those of the areas, and those that tell what to ask them about.
final class Needs {

    /// Without these nobody knows which function is which, or belongs to whom.
    private static final Set<Area> ALWAYS = EnumSet.of(Area.FUNCTIONS, Area.STACKS, Area.STACK_RESOURCES);

    private Needs() {}

    static Set<Operation> of(Set<Area> areas, Collection<Selection> selections) {
        Set<Area> wanted = EnumSet.copyOf(ALWAYS);
        wanted.addAll(areas);
        if (selections.stream().anyMatch(it -> !it.tags().isEmpty())) {
            // Only GetFunction tells a function's tags.
            wanted.add(Area.FUNCTION_DETAILS);
        }
        EnumSet<Operation> needed = EnumSet.noneOf(Operation.class);
        for (Operation it : Operation.values()) {
            if (it.isAsked() && it.areas().stream().anyMatch(wanted::contains)) {
                add(it, needed);
            }
        }
        return Collections.unmodifiableSet(needed);
    }

    private static void add(Operation operation, EnumSet<Operation> needed) {
        if (needed.add(operation)) {
            Items.after(operation).forEach(it -> add(it, needed));
        }
    }

    /// Areas that no operation of the table answers yet.
    static List<Area> unanswerable(Set<Area> areas) {
        return areas.stream()
                .filter(area -> java.util.Arrays.stream(Operation.values())
                        .noneMatch(it -> it.isAsked() && it.areas().contains(area)))
                .sorted()
                .toList();
    }
}
