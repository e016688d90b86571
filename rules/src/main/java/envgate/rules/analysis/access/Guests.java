package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Selection;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whom of another environment a resource's policy lets in by name: its account, one of its roles, or a service on
/// behalf of its account.
///
/// Whether anyone there holds the other half of the permission does not matter here. Everyone (`*`) is a guest only
/// where a condition names the other environment. Keys are those of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html.
public final class Guests {

    private static final Set<String> ACCOUNT_KEYS =
            Set.of("aws:principalaccount", "aws:sourceaccount", "aws:sourceowner", "kms:calleraccount");
    private static final Set<String> ARN_KEYS = Set.of("aws:principalarn", "aws:sourcearn");

    private final Set<String> accounts;
    private final Set<String> arns;

    /// @param accounts of the other environment and not of the own one
    /// @param arns roles and things that are the other environment's and not the own one's
    public Guests(Set<String> accounts, Set<String> arns) {
        this.accounts = Set.copyOf(accounts);
        this.arns = Set.copyOf(arns);
    }

    /// @param statement that lets it in
    /// @param who an account, an ARN or a service
    /// @param conditional whether the statement has conditions
    public record Guest(String statement, String who, boolean conditional) {}

    /// The first guest of a policy.
    public Optional<Guest> of(PolicyDocument policy) {
        for (Statement it : policy.statements()) {
            if (it.effect() == Effect.ALLOW
                    && it.unknown().isEmpty()
                    && !it.principals().negated()) {
                Optional<String> who = who(it);
                if (who.isPresent() && !isBarred(who.get(), policy)) {
                    return Optional.of(
                            new Guest(it.id(), who.get(), !it.conditions().isEmpty()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> who(Statement statement) {
        List<Condition> naming =
                statement.conditions().stream().filter(Guests::names).toList();
        if (naming.stream().anyMatch(it -> texts(it).stream().noneMatch(text -> couldBeTheirs(it, text)))) {
            return Optional.empty();
        }
        for (String it : statement.principals().patterns()) {
            String text = it.substring(it.indexOf(':') + 1);
            if (it.startsWith("AWS:") && isTheirs(text)) {
                return Optional.of(text);
            }
            boolean anyone = it.equals("*") || text.equals("*");
            if (anyone || it.startsWith("Service:")) {
                Optional<String> named = naming.stream()
                        .flatMap(condition -> texts(condition).stream())
                        .filter(this::isTheirs)
                        .findFirst();
                if (named.isPresent()) {
                    return named.map(name -> anyone ? name : text + " for " + name);
                }
            }
        }
        return Optional.empty();
    }

    /// An account, or an ARN of one of its things.
    private boolean isTheirs(String text) {
        if (accounts.contains(text) || arns.contains(text)) {
            return true;
        }
        return Arn.parse(text).map(it -> accounts.contains(it.account())).orElse(false);
    }

    /// Whether what a condition demands can be something of theirs at all.
    private boolean couldBeTheirs(Condition condition, String text) {
        if (ACCOUNT_KEYS.contains(condition.key().toLowerCase(Locale.ROOT))) {
            return accounts.stream().anyMatch(it -> Selection.matches(text, it));
        }
        return isTheirs(text)
                || arns.stream().anyMatch(it -> Selection.matches(text, it))
                || Arn.parse(text)
                        .map(it -> it.account().isEmpty()
                                || accounts.stream().anyMatch(account -> Selection.matches(it.account(), account)))
                        .orElse(true);
    }

    /// Whether a condition says who it must be.
    private static boolean names(Condition condition) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        String operator = condition.operator();
        boolean positive = operator.startsWith("String") || operator.startsWith("Arn");
        boolean known = condition.values().stream().allMatch(Value.Plain.class::isInstance);
        return known
                && positive
                && !operator.contains("Not")
                && !operator.contains("IfExists")
                && (ACCOUNT_KEYS.contains(key) || ARN_KEYS.contains(key));
    }

    private static List<String> texts(Condition condition) {
        List<String> texts = new ArrayList<>();
        for (Value it : condition.values()) {
            if (it instanceof Value.Plain(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /// Whether a deny without conditions takes all of it back.
    private static boolean isBarred(String who, PolicyDocument policy) {
        return policy.statements().stream()
                .filter(it -> it.effect() == Effect.DENY && it.conditions().isEmpty())
                .filter(it -> it.unknown().isEmpty()
                        && !it.actions().negated()
                        && !it.principals().negated())
                .filter(it -> it.actions().patterns().stream()
                        .anyMatch(action -> action.equals("*") || action.endsWith(":*")))
                .anyMatch(it -> it.principals().patterns().stream()
                        .anyMatch(name -> name.equals("*") || name.endsWith(":" + who) || name.equals("AWS:*")));
    }
}
