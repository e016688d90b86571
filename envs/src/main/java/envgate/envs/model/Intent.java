package envgate.envs.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the user declared about how the environments relate: what differs on purpose, what is shared, what pairs, what
/// may be assumed.
///
/// @param environments in promotion order
/// @param calls services that no variable names, by logical function name
/// @param namespaces ARN patterns that count as an environment's own beyond what was seen, by environment
public record Intent(
        String application,
        List<EnvironmentName> environments,
        Pairing pairing,
        List<DeclaredVariable> variables,
        List<SharedResource> shared,
        SortedMap<String, List<Call>> calls,
        SortedMap<String, List<String>> namespaces,
        Set<Assumption> assumed,
        LocalDate today) {

    /// How values spell an environment.
    ///
    /// @param alsoCalled other spellings: `prd`, `live`
    public record EnvironmentName(
            String name, List<String> alsoCalled, List<String> accounts, List<String> regions, Origin origin) {

        public EnvironmentName {
            alsoCalled = List.copyOf(alsoCalled);
            accounts = List.copyOf(accounts);
            regions = List.copyOf(regions);
        }
    }

    /// How functions of two environments are matched.
    ///
    /// @param namePattern `orders-{environment}-{function}`; empty when they pair by logical id
    /// @param pairs explicit ones: logical name by environment
    public record Pairing(String namePattern, List<Map<String, String>> pairs) {

        public static final Pairing BY_LOGICAL_ID = new Pairing("", List.of());

        public Pairing {
            pairs = pairs.stream()
                    .<Map<String, String>>map(it -> java.util.Collections.unmodifiableMap(new TreeMap<>(it)))
                    .toList();
        }
    }

    /// What the user said about a variable.
    public enum Stance {
        /// It may differ between environments, or be missing.
        DIFFERS,
        /// It is a secret, whatever it looks like.
        SECRET,
        /// It exists only in the named environments.
        ONLY_IN,
        /// It is the same everywhere on purpose.
        SAME,
        /// It may be empty.
        EMPTY
    }

    /// An intended difference.
    ///
    /// @param function logical name or pattern; `*` for all
    /// @param key a key or pattern: `FEATURE_*`
    /// @param until null when it does not expire
    public record DeclaredVariable(
            String function,
            String key,
            Stance stance,
            List<String> onlyIn,
            String reason,
            String owner,
            @Nullable LocalDate until,
            Origin origin) {

        public DeclaredVariable {
            onlyIn = List.copyOf(onlyIn);
        }

        public boolean covers(String logicalName, String otherKey) {
            return Selection.matches(function, logicalName) && Selection.matches(key, otherKey);
        }
    }

    /// A resource that several environments use on purpose; `pattern` is an ARN pattern, host or name.
    public record SharedResource(
            String pattern,
            String reason,
            String owner,
            @Nullable LocalDate until,
            Origin origin) {}

    public Intent {
        environments = List.copyOf(environments);
        variables = List.copyOf(variables);
        shared = List.copyOf(shared);
        calls = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(calls));
        namespaces = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(namespaces));
        assumed =
                assumed.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(java.util.EnumSet.copyOf(assumed));
    }

    /// Nothing declared but the names of the environments, in order.
    public static Intent of(LocalDate today, String... environments) {
        return new Intent(
                "",
                java.util.Arrays.stream(environments)
                        .map(it -> new EnvironmentName(it, List.of(), List.of(), List.of(), new Origin.Unknown()))
                        .toList(),
                Pairing.BY_LOGICAL_ID,
                List.of(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                Set.of(Assumption.values()),
                today);
    }

    /// What is declared about a variable and has not expired, if anything with this stance is.
    public Optional<DeclaredVariable> declared(String logicalName, String key, Stance stance) {
        return variables.stream()
                .filter(it -> it.stance() == stance && it.covers(logicalName, key))
                .filter(it -> {
                    LocalDate until = it.until();
                    return until == null || !until.isBefore(today);
                })
                .findFirst();
    }

    /// Whether any of the names of a thing is declared as shared, and the declaration has not expired.
    public Optional<SharedResource> shares(String... names) {
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        return shared.stream()
                .filter(it -> {
                    LocalDate until = it.until();
                    return until == null || !until.isBefore(today);
                })
                .filter(it -> java.util.Arrays.stream(names).anyMatch(name -> Selection.matches(it.pattern(), name)))
                .findFirst();
    }

    /// The place of an environment in the promotion order, -1 when it is not declared.
    public int order(String environment) {
        for (int i = 0; i < environments.size(); i++) {
            if (environments.get(i).name().equals(environment)) {
                return i;
            }
        }
        return -1;
    }
}
