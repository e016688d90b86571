package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The claims of a question, each once, and the groups that its formula speaks of.
final class Board {

    private final Map<Claim, Integer> numbers = new LinkedHashMap<>();
    private final List<List<Integer>> groups = new ArrayList<>();
    private final Map<Claim, List<String>> statements = new LinkedHashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private int groupCount;

    /// A group of claims: it holds when one of them does.
    Formula any(List<Claim> claims) {
        if (claims.isEmpty()) {
            return Formula.Fixed.FALSE;
        }
        int group = group();
        claims.forEach(it -> put(it, group));
        return new Formula.Any(group);
    }

    /// Tells texts apart by a claim that nothing hangs on.
    void tellApart(Claim claim) {
        put(claim, group());
    }

    private int group() {
        return groupCount++;
    }

    private void put(Claim claim, int group) {
        int number = numbers.computeIfAbsent(claim, _ -> {
            groups.add(new ArrayList<>());
            return groups.size() - 1;
        });
        if (!groups.get(number).contains(group)) {
            groups.get(number).add(group);
        }
    }

    /// Keeps the name of a statement that allows what a claim says.
    void name(Claim claim, String statement) {
        List<String> names = statements.computeIfAbsent(claim, _ -> new ArrayList<>());
        if (!names.contains(statement)) {
            names.add(statement);
        }
    }

    boolean isNamed(Claim claim) {
        return statements.containsKey(claim);
    }

    /// Keeps how someone wrote an action.
    void spell(String action) {
        written.putIfAbsent(action.toLowerCase(Locale.ROOT), action);
    }

    String spelled(String action) {
        return Reading.spelled(action, written);
    }

    List<String> statements(List<Claim> claims) {
        return claims.stream()
                .flatMap(it -> statements.getOrDefault(it, List.of()).stream())
                .sorted()
                .distinct()
                .toList();
    }

    List<Claim> claims() {
        return List.copyOf(numbers.keySet());
    }

    int groupCount() {
        return groupCount;
    }

    /// The groups of each claim.
    int[][] groups() {
        return groups.stream()
                .map(it -> it.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
