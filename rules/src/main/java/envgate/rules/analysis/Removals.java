package envgate.rules.analysis;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Outlook;
import envgate.envs.model.Outlook.Removal;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack.StackResource;
import envgate.rules.analysis.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a plan takes away and makes, and what is not seen after it, as far as no analysis is asked.
final class Removals {

    private final Snapshot before;
    private final Snapshot after;
    private final List<Removal> removals;

    Removals(Snapshot before, Snapshot after) {
        this.before = before;
        this.after = after;
        List<Removal> earlier = of(before);
        this.removals = of(after).stream().filter(it -> !earlier.contains(it)).toList();
    }

    private static List<Removal> of(Snapshot snapshot) {
        Outlook outlook = snapshot.outlook();
        return outlook == null ? List.of() : outlook.removals();
    }

    /// Whether a resource of a stack makes way for another one.
    boolean replaces(String stack, String logicalId) {
        return removals.stream()
                .anyMatch(it -> it.replaced()
                        && it.stack().equals(stack)
                        && it.logicalId().equals(logicalId));
    }

    /// Whether a function that is not seen after the deploy is gone: it may be there with something of it unknown.
    boolean isSure(LambdaFunction function) {
        return after.gapIn(Area.FUNCTIONS, function.name()).isEmpty()
                && after.gapIn(Area.FUNCTIONS, function.arn().toString()).isEmpty();
    }

    /// What no stack holds. An environment does not tell whether others made and took away things besides, and so
    /// only a plan is asked.
    List<Change> loose() {
        List<Change> changes = new ArrayList<>();
        if (after.outlook() == null) {
            return changes;
        }
        for (Removal it : removals) {
            if (it.stack().isEmpty() && !it.kept() && !it.type().equals("AWS::Lambda::Function")) {
                String what = it.type() + (it.physicalId().isEmpty() ? "" : " `" + it.physicalId() + "`");
                Kind kind = it.replaced() ? Kind.REPLACES : Kind.DROPS;
                changes.add(new Change(kind, Area.STACK_RESOURCES, it.logicalId(), what, it.origin()));
            }
        }
        Set<String> old =
                before.resources().stream().map(it -> it.arn().toString()).collect(Collectors.toSet());
        for (Resource it : after.resources()) {
            if (!old.contains(it.arn().toString()) && !isHeld(it)) {
                changes.add(new Change(Kind.ADDS, Area.STACK_RESOURCES, it.name(), it.kind(), it.origin()));
            }
        }
        return changes;
    }

    /// What was seen before the deploy and cannot be told after it.
    List<Change> unseen() {
        List<Change> changes = new ArrayList<>();
        for (Gap it : after.gaps()) {
            if (!before.gaps().contains(it)) {
                String subject = it.isWhole() ? it.area().name().toLowerCase(Locale.ROOT) : it.resource();
                changes.add(new Change(Kind.UNKNOWN, it.area(), subject, it.reason(), new Origin.Unknown()));
            }
        }
        return changes;
    }

    /// Whether a stack shows it, by its ARN, its name or a URL that ends in its name.
    private boolean isHeld(Resource resource) {
        String name = resource.name();
        return after.stacks().stream()
                .flatMap(it -> it.resources().stream())
                .map(StackResource::physicalId)
                .anyMatch(it -> it.equals(resource.arn().toString()) || it.equals(name) || it.endsWith("/" + name));
    }
}
