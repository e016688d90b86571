package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.Intent;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds resource patterns of a role that cover a thing of its own environment and, in the same account, what another
/// environment would call its own: `orders-*` covers `orders-staging` and `orders-prod`, whether that is there or not.
public final class Namesakes {

    private static final Pattern PLAIN_ACTION = Pattern.compile("[a-z0-9-]+:[A-Za-z0-9]+");

    private final Map<String, String> counterparts = new TreeMap<>();

    /// @param from whose things are looked at
    /// @param to whose name takes the place of that of `from`
    public Namesakes(Snapshot from, String to, Intent intent) {
        for (Resource it : from.resources()) {
            if (from.belongings().holds(it)) {
                String own = it.arn().toString();
                for (String spelling : spellings(from.environment(), intent)) {
                    Pattern word = Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(spelling) + "(?![A-Za-z0-9])");
                    String theirs = word.matcher(own).replaceAll(Matcher.quoteReplacement(to));
                    if (!theirs.equals(own)) {
                        counterparts.putIfAbsent(own, theirs);
                    }
                }
            }
        }
        from.resources().forEach(it -> counterparts.values().remove(it.arn().toString()));
    }

    /// @param statement that allows it
    /// @param pattern that covers both
    /// @param own a thing of the role's environment
    /// @param theirs the same of the other environment, which does not exist as far as was seen
    /// @param action one that the statement allows, empty when it names none in full
    public record Namesake(String statement, String pattern, String own, String theirs, String action) {}

    /// Whether any thing carries the environment's name, so that there is something to tell apart.
    public boolean isEmpty() {
        return counterparts.isEmpty();
    }

    /// The first pattern of a role that spans both.
    public Optional<Namesake> of(Role role) {
        return role.policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .filter(it -> it.effect() == Effect.ALLOW && it.unknown().isEmpty())
                .filter(it -> it.conditions().isEmpty())
                .filter(it -> !it.resources().negated() && !it.actions().negated())
                .flatMap(it -> of(it).stream())
                .findFirst();
    }

    private Optional<Namesake> of(Statement statement) {
        for (String pattern : statement.resources().patterns()) {
            if (!pattern.contains("*") && !pattern.contains("?")) {
                continue;
            }
            for (Map.Entry<String, String> it : counterparts.entrySet()) {
                String service = Arn.parse(it.getKey()).map(Arn::service).orElse("");
                if (acts(statement, service) && covers(pattern, it.getKey()) && covers(pattern, it.getValue())) {
                    return Optional.of(
                            new Namesake(statement.id(), pattern, it.getKey(), it.getValue(), action(statement)));
                }
            }
        }
        return Optional.empty();
    }

    /// The thing itself, or all that is in it.
    private static boolean covers(String pattern, String arn) {
        return Selection.matches(pattern, arn) || Selection.matches(pattern, arn + "/*");
    }

    private static boolean acts(Statement statement, String service) {
        return statement.actions().patterns().stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .anyMatch(it -> it.equals("*") || it.startsWith(service + ":"));
    }

    private static String action(Statement statement) {
        return statement.actions().patterns().stream()
                .filter(it -> PLAIN_ACTION.matcher(it).matches())
                .findFirst()
                .orElse("");
    }

    private static List<String> spellings(String environment, Intent intent) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(environment),
                        intent.environments().stream()
                                .filter(it -> it.name().equals(environment))
                                .flatMap(it -> it.alsoCalled().stream()))
                .distinct()
                .sorted(java.util.Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
