package envgate.rules.analysis;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.rules.analysis.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What came of a deploy: whether the environment is what the plan said, and how its functions and stacks
/// stand.
public final class Aftermath {

    private static final Set<String> STATES = Set.of("Active", "Inactive");

    private final Facts planned;
    private final Facts after;
    private final Predicate<String> placeholder;
    private final Set<String> dropped = new TreeSet<>();

    private Aftermath(Facts before, Facts planned, Facts after, Predicate<String> placeholder) {
        this.planned = planned;
        this.after = after;
        this.placeholder = placeholder;
        Foresight.of(before, planned).stream()
                .filter(it -> it.kind() == Kind.DROPS)
                .forEach(it -> dropped.add(it.subject() + " " + it.detail()));
    }

    /// Where the environment is not what the plan said.
    ///
    /// @param before as it was before the deploy
    /// @param planned as the plan would leave that
    /// @param after as it is
    /// @param placeholder whether a text names something that had no name yet when it was planned
    public static List<Deviation> of(Facts before, Facts planned, Facts after, Predicate<String> placeholder) {
        Aftermath aftermath = new Aftermath(before, planned, after, placeholder);
        List<Change> changes = Foresight.of(planned, after);
        Set<String> blind = new TreeSet<>();
        changes.stream()
                .filter(it -> it.kind() == Kind.UNKNOWN && it.area() == Area.ROLES)
                .forEach(it -> blind.add(it.subject()));
        Stream<Deviation> others = changes.stream()
                .filter(it -> it.area() != Area.ALIASES)
                .map(it -> new Deviation(
                        it.area() == Area.ROLES && blind.contains(it.subject())
                                ? Deviation.Kind.UNKNOWN
                                : aftermath.kind(it),
                        it));
        return Stream.concat(others, Aliases.deviations(byArn(before.snapshot()), planned, after).stream())
                .sorted()
                .toList();
    }

    private static Map<String, LambdaFunction> byArn(Snapshot snapshot) {
        Map<String, LambdaFunction> functions = new TreeMap<>();
        snapshot.functions().forEach(it -> functions.put(it.arn().toString(), it));
        return functions;
    }

    private Deviation.Kind kind(Change change) {
        if (isOpen(change)) {
            return Deviation.Kind.UNKNOWN;
        }
        return switch (change.kind()) {
            case DROPS -> Deviation.Kind.MISSING;
            case ADDS ->
                dropped.contains(change.subject() + " " + change.detail())
                        ? Deviation.Kind.REMAINING
                        : Deviation.Kind.UNPLANNED;
            case REPLACES, CLOSES, OPENS, BROADENS, NARROWS, CHANGES -> Deviation.Kind.OTHERWISE;
            case UNKNOWN -> Deviation.Kind.UNKNOWN;
        };
    }

    /// Whether the plan left open what is there now, or it was not seen. What a stack holds is known by its logical
    /// id, whatever AWS would have called it.
    private boolean isOpen(Change change) {
        boolean held = change.area() == Area.STACK_RESOURCES && change.kind() == Kind.DROPS;
        return (!held && (placeholder.test(change.subject()) || placeholder.test(change.detail())))
                || hides(planned.snapshot(), change)
                || hides(after.snapshot(), change);
    }

    private static boolean hides(Snapshot snapshot, Change change) {
        for (Gap it : snapshot.gapsIn(change.area())) {
            if (it.isWhole()
                    || change.subject().contains(it.resource())
                    || change.detail().contains("`" + it.resource() + "`")) {
                return true;
            }
        }
        return false;
    }

    /// How functions and stacks stand that are not simply well.
    ///
    /// See https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html and
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html.
    public static List<Standing> standings(Snapshot before, Snapshot after) {
        List<Standing> standings = new ArrayList<>();
        Map<String, LambdaFunction> functions = byArn(before);
        for (LambdaFunction it : after.functions()) {
            LambdaFunction was = functions.get(it.arn().toString());
            standings.addAll(Aliases.standings(was, it));
            standing(it, was == null ? List.of() : failures(was)).forEach(standings::add);
        }
        Map<String, Stack> stacks = new TreeMap<>();
        before.stacks().forEach(it -> stacks.put(it.arn().toString(), it));
        for (Stack it : after.stacks()) {
            Stack was = stacks.get(it.arn().toString());
            boolean failed = isFailed(it.status());
            boolean same = was != null
                    && was.status().equals(it.status())
                    && was.lastUpdated().equals(it.lastUpdated());
            if (failed || it.status().endsWith("_IN_PROGRESS")) {
                standings.add(new Standing(
                        failed ? same ? Standing.Kind.STILL_FAILED : Standing.Kind.FAILED : Standing.Kind.UNFINISHED,
                        it.name(),
                        "stack " + it.status(),
                        it.origin()));
            }
        }
        for (Gap it : Stream.of(Area.FUNCTIONS, Area.STACKS, Area.ALIASES)
                .flatMap(area -> after.gapsIn(area).stream())
                .toList()) {
            standings.add(new Standing(
                    Standing.Kind.UNSEEN,
                    it.isWhole() ? it.area().name().toLowerCase(java.util.Locale.ROOT) : it.resource(),
                    it.reason(),
                    new Origin.Unknown()));
        }
        return standings.stream().distinct().sorted().toList();
    }

    private static boolean isFailed(String status) {
        boolean done = !status.endsWith("_IN_PROGRESS");
        return done && (status.contains("ROLLBACK") || status.endsWith("FAILED"));
    }

    private static List<String> failures(LambdaFunction it) {
        List<String> failures = new ArrayList<>();
        if (it.state().equals("Failed")) {
            failures.add("state Failed" + reason(it));
        }
        if (it.lastUpdateStatus().equals("Failed")) {
            failures.add("last update Failed");
        }
        return failures;
    }

    private static String reason(LambdaFunction it) {
        return it.stateReasonCode().isEmpty() ? "" : " (" + it.stateReasonCode() + ")";
    }

    private static List<Standing> standing(LambdaFunction it, List<String> before) {
        List<Standing> standings = new ArrayList<>();
        for (String failure : failures(it)) {
            standings.add(new Standing(
                    before.contains(failure) ? Standing.Kind.STILL_FAILED : Standing.Kind.FAILED,
                    it.logicalName(),
                    failure,
                    it.origin()));
        }
        if (it.state().equals("Pending") || it.lastUpdateStatus().equals("InProgress")) {
            String what = it.state().equals("Pending") ? "state Pending" + reason(it) : "last update InProgress";
            standings.add(new Standing(Standing.Kind.UNFINISHED, it.logicalName(), what, it.origin()));
        }
        boolean seen = STATES.contains(it.state()) && !it.lastUpdateStatus().isEmpty();
        if (!seen && standings.isEmpty()) {
            standings.add(new Standing(
                    Standing.Kind.UNSEEN,
                    it.logicalName(),
                    it.state().isEmpty() ? "its state was not seen" : "its last update was not seen",
                    it.origin()));
        }
        return standings;
    }
}
