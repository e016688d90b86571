package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Kind.Deed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a role's own statements allow somewhere, sorted by what they could be used on.
///
/// Most roles touch few kinds of things, so this is what decides for most things that there is nothing to ask.
final class OwnAllows {

    private final boolean unseen;
    private final Map<Kind, List<Grant>> grants = new EnumMap<>(Kind.class);

    /// A statement that allows some of what can be done to things of a kind.
    ///
    /// @param deeds places of the actions among those of the kind
    /// @param starts beginnings of what it may cover
    record Grant(Clause clause, BitSet deeds, List<String> starts) {}

    /// @param known the deeds that lists of actions stand for, which roles have in common
    OwnAllows(Layer policies, Map<Matcher, Map<Kind, BitSet>> known) {
        this.unseen = !policies.unseen().isEmpty();
        for (Clause clause : policies.clauses()) {
            if (clause.allows()) {
                add(clause, known.computeIfAbsent(clause.actions(), _ -> deeds(clause)));
            }
        }
    }

    private void add(Clause clause, Map<Kind, BitSet> deeds) {
        List<String> starts = clause.starts();
        deeds.forEach((kind, some) -> {
            if (starts.stream().anyMatch(it -> isAbout(it, kind.service()))) {
                grants.computeIfAbsent(kind, _ -> new ArrayList<>()).add(new Grant(clause, some, starts));
            }
        });
    }

    private static Map<Kind, BitSet> deeds(Clause clause) {
        Map<Kind, BitSet> all = new EnumMap<>(Kind.class);
        List<String> actions = clause.actionStarts();
        for (Kind kind : Kind.values()) {
            if (actions.stream().anyMatch(it -> isOf(it, kind.service()))) {
                BitSet deeds = deeds(clause, kind);
                if (!deeds.isEmpty()) {
                    all.put(kind, deeds);
                }
            }
        }
        return all;
    }

    private static BitSet deeds(Clause clause, Kind kind) {
        BitSet deeds = new BitSet();
        List<Deed> all = kind.deeds();
        for (int i = 0; i < all.size(); i++) {
            deeds.set(i, clause.coversAction(kind.lowerActions().get(i)));
        }
        return deeds;
    }

    /// Whether actions that begin like this can be a service's.
    private static boolean isOf(String start, String service) {
        int end = start.indexOf(':');
        return end < 0 ? service.startsWith(start) : end == service.length() && start.startsWith(service);
    }

    /// Whether ARNs that begin like this can be a service's: the beginning may end before the service does.
    private static boolean isAbout(String start, String service) {
        int partition = start.indexOf(':', "arn:".length());
        if (!start.startsWith("arn:") || partition < 0) {
            return true;
        }
        int end = start.indexOf(':', partition + 1);
        return end < 0
                ? service.startsWith(start.substring(partition + 1))
                : service.equals(start.substring(partition + 1, end));
    }

    /// Whether some of the role's policies were not seen, so that it may do anything.
    boolean unseen() {
        return unseen;
    }

    /// The statements that allow something on things of a kind.
    List<Grant> on(Kind kind) {
        return grants.getOrDefault(kind, List.of());
    }

    /// The kinds of things that it has any power over.
    Iterable<Kind> kinds() {
        return grants.keySet();
    }

    /// Whether it may cover something of a kind that begins with `start`.
    boolean mayReachUnder(String start, Kind kind, Context context) {
        if (unseen) {
            return true;
        }
        for (Grant it : on(kind)) {
            if (it.clause().mayCoverUnder(start, context)) {
                return true;
            }
        }
        return false;
    }
}
