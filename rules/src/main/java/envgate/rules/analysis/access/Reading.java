package envgate.rules.analysis.access;

import envgate.rules.analysis.access.Claim.Cover;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Actions and resources that a person would think of, made of patterns: what is tried before a witness is shown.
final class Reading {

    private static final int MOST = 40;

    private static final Map<String, List<String>> ACTIONS = new TreeMap<>();
    private static final Map<String, String> SPELLED = new TreeMap<>();

    static {
        for (Kind kind : Kind.values()) {
            for (Kind.Deed it : kind.deeds()) {
                String lower = it.action().toLowerCase(Locale.ROOT);
                ACTIONS.computeIfAbsent(kind.service(), _ -> new ArrayList<>()).add(lower);
                SPELLED.put(lower, it.action());
            }
        }
    }

    private Reading() {}

    /// An action as AWS spells it, if it is one that AWS knows.
    static String spelled(String action, Map<String, String> written) {
        String known = written.get(action);
        known = known != null ? known : SPELLED.get(action);
        return known != null
                ? known
                : Authorization.action(action).map(Authorization.Action::name).orElse(action);
    }

    /// Actions that patterns name, and known ones of the same services, those first that people know best.
    ///
    /// @param asked patterns of what was asked for
    /// @param found an action that will do
    static Stream<String> actions(List<String> asked, Collection<Claim> claims, String found) {
        Set<String> actions = new LinkedHashSet<>();
        Set<String> services = new LinkedHashSet<>(List.of(found.substring(0, found.indexOf(':'))));
        List<String> patterns = new ArrayList<>(asked);
        claims.stream().map(Claim::actions).filter(it -> !it.negated()).forEach(it -> patterns.addAll(it.patterns()));
        for (String it : patterns) {
            if (it.indexOf('*') < 0 && it.indexOf('?') < 0) {
                actions.add(it);
            }
            services.add(it.substring(0, Math.max(0, it.indexOf(':'))));
        }
        services.forEach(it -> actions.addAll(ACTIONS.getOrDefault(it, List.of())));
        for (String it : List.of("s3", "dynamodb", "sqs", "iam")) {
            ACTIONS.getOrDefault(it, List.of()).stream().limit(5).forEach(actions::add);
        }
        Stream<String> others = services.stream()
                .flatMap(it -> Authorization.of(it).stream())
                .flatMap(it -> it.actions().keySet().stream())
                .filter(it -> !actions.contains(it));
        return Stream.of(actions.stream(), others, Stream.of(found)).flatMap(it -> it);
    }

    /// ARNs that patterns describe.
    ///
    /// @param asked patterns of what was asked for
    /// @param account that they are in where nothing else is said
    static List<String> resources(List<String> asked, Collection<Claim> claims, String account) {
        Set<String> resources = new LinkedHashSet<>();
        for (String it : asked) {
            if (it.startsWith("arn:") && resources.size() < MOST) {
                resources.add(filled(it, account));
            }
        }
        for (Claim claim : claims) {
            Cover cover = claim.resources();
            for (String it : cover.negated() ? List.<String>of() : cover.patterns()) {
                if (it.startsWith("arn:") && resources.size() < MOST) {
                    resources.add(filled(it, account));
                }
            }
        }
        return List.copyOf(resources);
    }

    /// ARNs that an action can be asked for on, `*` where it knows no resources.
    static List<String> resources(String action, String account) {
        Optional<Authorization.Action> known = Authorization.action(action);
        String service = action.substring(0, action.indexOf(':'));
        return known.map(it -> it.takesResources()
                        ? it.types().stream().map(type -> type.example(account)).toList()
                        : List.of("*"))
                .orElse(List.of("arn:aws:" + service + ":eu-west-1:" + account + ":example"));
    }

    private static String filled(String pattern, String account) {
        String[] parts = pattern.split(":", 6);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String whole = switch (i) {
                case 1 -> "aws";
                case 3 -> "eu-west-1";
                case 4 -> account;
                default -> "example";
            };
            String part = parts[i].equals("*")
                    ? whole
                    : parts[i].replace("*", i < 5 ? "" : "example").replace("?", "x");
            text.append(i == 0 ? "" : ":").append(part);
        }
        for (int i = parts.length; i < 6; i++) {
            text.append(":example");
        }
        return Comparison.plain(text.toString());
    }
}
