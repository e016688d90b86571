package envgate.rules.analysis.access;

import envgate.envs.model.Gap;
import envgate.envs.model.Role;
import envgate.envs.model.Selection;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The actions that a role's own policies allow, on whatever resources, and which of them another role lacks.
///
/// A role with fewer, narrower or otherwise written patterns lacks nothing as long as it is allowed some action that
/// the pattern of the other covers; what is left out on purpose and what was forgotten look alike beyond that.
public final class Actions {

    private Actions() {}

    /// Action patterns of `has` (as written, one of each) of which `lacks` is allowed nothing.
    ///
    /// @param counts which statements of `has` are looked at
    public static Set<String> lacking(Role has, Role lacks, Predicate<Statement> counts) {
        List<Statement> others = allowing(lacks);
        TreeMap<String, String> lacking = new TreeMap<>();
        for (Statement it : allowing(has)) {
            if (!it.actions().negated() && counts.test(it)) {
                for (String action : it.actions().patterns()) {
                    if (others.stream().noneMatch(other -> meets(action, other))) {
                        lacking.putIfAbsent(action.toLowerCase(Locale.ROOT), action);
                    }
                }
            }
        }
        return new TreeSet<>(lacking.values());
    }

    /// Policies that one role has and whose documents were not seen, and the other has not.
    public static List<Gap> unseen(Role has, Role other) {
        return has.unseenPolicies().stream()
                .filter(it -> other.unseenPolicies().stream()
                        .noneMatch(gap -> gap.resource().equals(it.resource())))
                .toList();
    }

    /// What statements of a role allow that have elements that could not be read.
    public static List<Missing> unclear(Role role) {
        return role.policies().stream()
                .flatMap(policy -> policy.statements().stream()
                        .filter(it -> !it.unknown().isEmpty())
                        .map(it -> new Missing(
                                "what statement `" + it.id() + "` of policy `" + policy.name() + "` allows", "")))
                .toList();
    }

    private static List<Statement> allowing(Role role) {
        return role.policies().stream()
                .flatMap(it -> it.statements().stream())
                .filter(it -> it.effect() == Effect.ALLOW && it.unknown().isEmpty())
                .toList();
    }

    private static boolean meets(String action, Statement other) {
        String lower = action.toLowerCase(Locale.ROOT);
        boolean named = other.actions().patterns().stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .anyMatch(it -> Selection.matches(it, lower) || Selection.matches(lower, it));
        return named != other.actions().negated();
    }
}
