package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Value;
import envgate.rules.analysis.access.Demand.Test;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One way to settle the keys that stand as policy variables in resources: with a value that nothing else is equal to,
/// absent, with a value that a condition names, or free with any value but the last.
///
/// Where a variable is settled its pattern is one like any other, and all is exact again. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html.
///
/// @param settled the keys that are settled, those that follow from who asks among them
/// @param taken of keys that are free the values that other cases stand for
record Cases(Settled settled, Map<String, Set<List<String>>> taken) {

    private static final int MOST = 32;

    Cases {
        taken = Map.copyOf(taken);
    }

    /// All cases; the one where each key has a value of its own is the first, for it reads best.
    static List<Cases> of(Settled asker, Stream<Rights> policies) {
        List<PolicyDocument> documents = policies.flatMap(Cases::documents).toList();
        Map<String, Set<String>> values = new TreeMap<>();
        for (PolicyDocument document : documents) {
            for (Statement it : document.statements()) {
                for (String pattern : it.resources().patterns()) {
                    Variables.of(pattern, document.version(), asker)
                            .unset()
                            .forEach(key -> values.computeIfAbsent(key, _ -> new TreeSet<>()));
                }
            }
        }
        if (values.isEmpty()) {
            return List.of(new Cases(asker, Map.of()));
        }
        documents.forEach(it -> it.statements().forEach(statement -> gather(statement, it.version(), values)));
        List<Cases> cases = new ArrayList<>(List.of(new Cases(asker, Map.of())));
        for (Map.Entry<String, Set<String>> it : values.entrySet()) {
            if (cases.size() * (3 + it.getValue().size()) <= MOST) {
                cases = split(cases, it.getKey(), it.getValue());
            }
        }
        return cases;
    }

    private static Stream<PolicyDocument> documents(Rights it) {
        return Stream.of(
                        it.identity().stream(),
                        it.boundary().stream(),
                        it.session().stream(),
                        it.resource().stream(),
                        it.endpoint().stream(),
                        it.serviceControl().stream().flatMap(List::stream),
                        it.resourceControl().stream().flatMap(List::stream))
                .flatMap(documents -> documents);
    }

    /// The values that conditions compare a key with, letter by letter.
    private static void gather(Statement statement, String version, Map<String, Set<String>> values) {
        for (Statement.Condition it : statement.conditions()) {
            Demand demand = Demand.of(it, version);
            Set<String> known = values.get(demand.key());
            boolean like = demand.test() == Test.STRING_LIKE;
            if (known != null && (like || demand.test() == Test.STRING_EQUALS)) {
                for (Value value : it.values()) {
                    if (value instanceof Value.Plain(String text)
                            && Template.isPlain(text, version)
                            && !(like && (text.contains("*") || text.contains("?")))) {
                        known.add(text);
                    }
                }
            }
        }
    }

    private static List<Cases> split(List<Cases> cases, String key, Set<String> values) {
        Set<List<String>> taken = new java.util.LinkedHashSet<>();
        if (!Candidates.isNeverAbsent(key)) {
            taken.add(List.of());
        }
        values.forEach(it -> taken.add(List.of(it)));
        List<Cases> split = new ArrayList<>();
        String own = key.endsWith("account") ? "123456789012" : "example";
        cases.forEach(it -> split.add(new Cases(it.settled().with(key, List.of(own)), it.taken())));
        for (Cases it : cases) {
            Map<String, Set<List<String>>> more = new HashMap<>(it.taken());
            more.put(key, taken);
            split.add(new Cases(it.settled(), more));
        }
        for (Cases it : cases) {
            taken.forEach(value -> split.add(new Cases(it.settled().with(key, value), it.taken())));
        }
        return split;
    }
}
