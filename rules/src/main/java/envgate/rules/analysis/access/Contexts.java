package envgate.rules.analysis.access;

import envgate.rules.analysis.access.Claim.Cover;
import envgate.rules.analysis.access.Demand.Several;
import envgate.rules.analysis.access.Demand.Test;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks for values of condition keys under which a formula holds for one action and resource.
///
/// Each key takes one value for each way in which the policies can tell its values apart, so that trying them all
/// answers for all values there are. Where a policy variable compares keys with each other or with the resource the
/// values that could be equal are tried; when none of them will do, [Outcome.Unsure] says so.
final class Contexts {

    private static final int MOST_TRIES = 200_000;

    /// Claims that are looked at in all tries together.
    private static final int MOST_WORK = 2_000_000;

    private final Formula formula;
    private final List<Claim> claims;
    private final int[][] groups;
    private final int groupCount;
    private final int[] covered;
    private final String resource;
    private final Keys keys;
    private final Set<String> variables = new TreeSet<>();
    private final List<String> order;
    private final Map<String, Set<List<String>>> taken;
    private boolean complete = true;
    private final int most;
    private int tries;

    /// What came of looking.
    sealed interface Outcome {

        /// The formula holds under these values of the keys that matter.
        record Found(Settled settled) implements Outcome {}

        /// It holds under no values.
        record Nothing() implements Outcome {}

        /// Nothing was found, and it may hold all the same.
        record Unsure(List<String> why) implements Outcome {}
    }

    /// @param covered of each claim whether it covers action and resource; [Formula#MAYBE] where variables decide it
    private Contexts(
            Formula formula,
            List<Claim> claims,
            int[][] groups,
            int groupCount,
            int[] covered,
            String resource,
            Keys keys,
            Settled settled,
            Map<String, Set<List<String>>> taken) {
        this.keys = keys;
        this.taken = taken;
        this.formula = formula;
        this.claims = claims;
        this.groups = groups;
        this.groupCount = groupCount;
        this.covered = covered;
        this.resource = resource;
        long atOnce = Arrays.stream(covered).filter(it -> it != Formula.NO).count();
        this.most = (int) Math.min(MOST_TRIES, MOST_WORK / (1 + atOnce));
        Set<String> free = new TreeSet<>();
        for (int i = 0; i < claims.size(); i++) {
            if (covered[i] != Formula.NO) {
                for (Demand it : claims.get(i).demands()) {
                    free.add(it.key());
                    it.values()
                            .forEach(value -> variables.addAll(
                                    Variables.of(value, it.version(), settled).unset()));
                }
                if (covered[i] == Formula.MAYBE) {
                    for (String it : claims.get(i).resources().open()) {
                        variables.addAll(Variables.of(it, "2012-10-17", settled).unset());
                    }
                }
            }
        }
        free.addAll(variables);
        free.removeAll(settled.values().keySet());
        this.order = free.stream()
                .sorted(Comparator.comparing((String it) -> !variables.contains(it))
                        .thenComparing(it -> it))
                .toList();
    }

    /// @param taken of some keys the values that are tried elsewhere
    static Outcome find(
            Formula formula,
            List<Claim> claims,
            int[][] groups,
            int groupCount,
            int[] covered,
            String resource,
            Keys keys,
            Settled settled,
            Map<String, Set<List<String>>> taken) {
        Contexts search = new Contexts(formula, claims, groups, groupCount, covered, resource, keys, settled, taken);
        if (search.value(settled) == Formula.NO) {
            return new Outcome.Nothing();
        }
        Settled found = search.search(settled, 0);
        if (found != null) {
            Settled least = search.least(found, settled);
            return new Outcome.Found(least);
        }
        return search.isRuledOut(settled) ? new Outcome.Nothing() : new Outcome.Unsure(search.why());
    }

    private @Nullable Settled search(Settled settled, int next) {
        int value = value(settled);
        if (value == Formula.YES) {
            return settled;
        }
        if (value == Formula.NO || next == order.size()) {
            complete &= value == Formula.NO;
            return null;
        }
        if (++tries > most) {
            complete = false;
            return null;
        }
        String key = order.get(next);
        Candidates candidates = keys.candidates(key, settled, worthTrying(key));
        complete &= candidates.complete() && !variables.contains(key);
        for (List<String> it : candidates.values()) {
            Settled found = search(settled.with(key, it), next + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Values of a variable that could make something equal to something.
    private Collection<String> worthTrying(String key) {
        if (!variables.contains(key)) {
            return List.of();
        }
        Set<String> values = new LinkedHashSet<>();
        values.add("example");
        for (Claim it : claims) {
            for (Demand demand : it.demands()) {
                demand.values().stream().filter(value -> !value.contains("${")).forEach(values::add);
            }
        }
        for (int start = 0; start <= resource.length() && values.size() < 500; start++) {
            if (start == 0 || !Character.isLetterOrDigit(resource.charAt(start - 1))) {
                for (int end = start + 1; end <= resource.length(); end++) {
                    if (end == resource.length() || !Character.isLetterOrDigit(resource.charAt(end))) {
                        values.add(resource.substring(start, end));
                    }
                }
            }
        }
        return values;
    }

    /// The same without the keys that do not matter.
    private Settled least(Settled found, Settled settled) {
        Settled least = found;
        for (String it : order) {
            Settled fewer = least.without(it);
            least = value(fewer) == Formula.YES ? fewer : least;
        }
        return least.values().isEmpty() ? settled : least;
    }

    /// Whether the formula cannot hold even if every comparison with a variable came out as one likes.
    private boolean isRuledOut(Settled settled) {
        return complete || (!variables.isEmpty() && new Free(settled).isRuledOut(0, settled));
    }

    private List<String> why() {
        Set<String> why = new LinkedHashSet<>();
        for (int i = 0; i < claims.size(); i++) {
            if (covered[i] != Formula.NO) {
                if (!claims.get(i).flaw().isEmpty()) {
                    why.add(claims.get(i).flaw());
                }
                for (Demand it : claims.get(i).demands()) {
                    if (it.test() == Test.UNKNOWN) {
                        why.add("a condition on `" + it.written() + "` cannot be read");
                    }
                }
            }
        }
        if (why.isEmpty() && !variables.isEmpty()) {
            why.add("it hangs on the policy variables " + String.join(", ", variables));
        }
        if (why.isEmpty()) {
            why.add("it hangs on conditions on " + String.join(", ", order) + ", which are too many to try");
        }
        return List.copyOf(why);
    }

    private int value(Settled settled) {
        int[] values = new int[groupCount];
        for (int i = 0; i < claims.size(); i++) {
            int value = value(i, settled);
            for (int group : groups[i]) {
                values[group] = Math.max(values[group], value);
            }
        }
        return formula.value(values);
    }

    private int value(int claim, Settled settled) {
        int value = covered[claim];
        if (value == Formula.NO) {
            return value;
        }
        if (value == Formula.MAYBE) {
            value = claims.get(claim).resources().value(resource, settled);
        }
        for (Demand it : claims.get(claim).demands()) {
            value = value == Formula.NO ? value : Math.min(value, keys.value(it, settled));
        }
        return claims.get(claim).flaw().isEmpty() ? value : Math.min(value, Formula.MAYBE);
    }

    /// Tries to refute the formula with comparisons with variables as free choices, each the same wherever it stands.
    private final class Free {

        private final List<Object> choices;
        private final Map<Object, Boolean> chosen = new HashMap<>();
        private final List<String> others;
        private int left = most;

        Free(Settled settled) {
            Set<Object> open = new LinkedHashSet<>();
            Set<String> plain = new TreeSet<>();
            for (int i = 0; i < claims.size(); i++) {
                if (covered[i] == Formula.NO) {
                    continue;
                }
                if (covered[i] == Formula.MAYBE) {
                    open.add(claims.get(i).resources());
                }
                for (Demand it : claims.get(i).demands()) {
                    if (isOpen(it, settled)) {
                        open.add(positive(it));
                    } else {
                        plain.add(it.key());
                    }
                }
            }
            this.choices = List.copyOf(open);
            this.others = plain.stream().filter(it -> settled.of(it) == null).toList();
        }

        private boolean isOpen(Demand demand, Settled settled) {
            return demand.values().stream()
                    .anyMatch(it ->
                            !Variables.of(it, demand.version(), settled).unset().isEmpty());
        }

        /// The same comparison, whether negated or not: where one value meets it the other form does not.
        private Demand positive(Demand it) {
            return it.several() == Several.ONE_VALUE
                    ? new Demand(it.key(), it.key(), it.test(), false, false, it.several(), it.values(), it.version())
                    : it;
        }

        boolean isRuledOut(int next, Settled settled) {
            if (--left < 0) {
                return false;
            }
            int value = value(settled);
            if (value == Formula.NO) {
                return true;
            }
            if (next < choices.size()) {
                Boolean forced = forced(choices.get(next), settled);
                for (boolean it : forced == null ? List.of(true, false) : List.of(forced)) {
                    chosen.put(choices.get(next), it);
                    boolean out = isRuledOut(next + 1, settled);
                    chosen.remove(choices.get(next));
                    if (!out) {
                        return false;
                    }
                }
                return true;
            }
            int place = next - choices.size();
            if (value == Formula.YES || place == others.size()) {
                return false;
            }
            String key = others.get(place);
            List<Demand> plain =
                    keys.on(key).stream().filter(it -> !isOpen(it, settled)).toList();
            Candidates candidates = Candidates.of(key, plain, settled, List.of());
            Set<List<String>> elsewhere = taken.getOrDefault(key, Set.of());
            return candidates.complete()
                    && candidates.values().stream()
                            .filter(it -> !elsewhere.contains(it))
                            .allMatch(it -> isRuledOut(next + 1, settled.with(key, it)));
        }

        /// What a comparison has to come to, given what others have: a pattern that includes another one matches
        /// where that does.
        private @Nullable Boolean forced(Object open, Settled settled) {
            if (!(open instanceof Cover cover)) {
                return null;
            }
            for (Map.Entry<Object, Boolean> it : chosen.entrySet()) {
                if (it.getKey() instanceof Cover other) {
                    boolean matches = it.getValue() != other.negated();
                    if (matches && isIncluded(other, cover, settled)) {
                        return !cover.negated();
                    }
                    if (!matches && isIncluded(cover, other, settled)) {
                        return cover.negated();
                    }
                }
            }
            return null;
        }

        /// Whether each open pattern that may match the resource is included in an open one of the other cover.
        private boolean isIncluded(Cover narrow, Cover wide, Settled settled) {
            return narrow.open().stream()
                    .filter(it -> {
                        Variables known = Variables.of(it, "2012-10-17", settled);
                        return !known.matchesNothing() && Comparison.matches(known.text(), narrow.manner(), resource);
                    })
                    .allMatch(it -> wide.open().stream()
                            .anyMatch(w -> isSurelyThere(it) && isSurelyThere(w) && Inclusion.of(it, w, settled)));
        }

        /// Whether no default value can stand for a variable.
        private boolean isSurelyThere(String open) {
            return !open.contains(",")
                    || Variables.of(open, "2012-10-17", Settled.NOTHING).unset().stream()
                            .allMatch(it -> taken.getOrDefault(it, Set.of()).contains(List.of()));
        }

        private int value(Settled settled) {
            int[] values = new int[groupCount];
            for (int i = 0; i < claims.size(); i++) {
                int value = covered[i];
                if (value == Formula.MAYBE) {
                    value = choice(claims.get(i).resources());
                }
                for (Demand it : claims.get(i).demands()) {
                    value = value == Formula.NO ? value : Math.min(value, value(it, settled));
                }
                value = claims.get(i).flaw().isEmpty() ? value : Math.min(value, Formula.MAYBE);
                for (int group : groups[i]) {
                    values[group] = Math.max(values[group], value);
                }
            }
            return formula.value(values);
        }

        private int value(Demand demand, Settled settled) {
            Demand positive = positive(demand);
            if (!choices.contains(positive)) {
                return keys.value(demand, settled);
            }
            List<String> values = settled.of(demand.key());
            if (values != null && values.isEmpty()) {
                return keys.value(demand, settled);
            }
            int choice = choice(positive);
            if (demand.several() != Several.ONE_VALUE) {
                return choice;
            }
            int met = demand.negated() ? Formula.YES - choice : choice;
            return demand.ifExists() && values == null && !demand.negated() ? Math.max(met, Formula.MAYBE) : met;
        }

        private int choice(Object open) {
            Boolean it = chosen.get(open);
            return it == null ? Formula.MAYBE : it ? Formula.YES : Formula.NO;
        }
    }
}
