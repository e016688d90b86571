package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How AWS decides one request of a role's session when everything is known, in the words of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html.
///
/// It is slow, and has nothing in common with the analysis but the model.
final class NaiveSpec {

    /// @param context values of condition keys, in lower case; a key that is not there is absent
    record Ask(
            String account, String role, String session, String action, String resource, Map<String, String> context) {
        String roleArn() {
            return "arn:aws:iam::" + account + ":role/" + role;
        }

        String sessionArn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session;
        }
    }

    /// All that has a say, and nothing unseen.
    ///
    /// @param gatekeeper whether the resource lets nobody in by the identity's policies alone
    record World(
            List<PolicyDocument> identity,
            Optional<PolicyDocument> boundary,
            List<List<PolicyDocument>> serviceControl,
            List<List<PolicyDocument>> resourceControl,
            Optional<PolicyDocument> resource,
            boolean sameAccount,
            boolean gatekeeper) {}

    enum Answer {
        ALLOWED,
        EXPLICITLY_DENIED,
        IMPLICITLY_DENIED
    }

    private final World world;
    private final Ask ask;

    private NaiveSpec(World world, Ask ask) {
        this.world = world;
        this.ask = ask;
    }

    static Answer decide(World world, Ask ask) {
        return new NaiveSpec(world, ask).decide();
    }

    private Answer decide() {
        boolean denied = Stream.of(
                        world.identity().stream(),
                        world.boundary().stream(),
                        world.serviceControl().stream().flatMap(List::stream),
                        world.resourceControl().stream().flatMap(List::stream),
                        world.resource().stream())
                .flatMap(it -> it)
                .anyMatch(it -> says(it, Effect.DENY, "session", "role", "account", "anyone"));
        if (denied) {
            return Answer.EXPLICITLY_DENIED;
        }
        boolean allowed = everyLevelAllows(world.resourceControl())
                && everyLevelAllows(world.serviceControl())
                && (world.sameAccount() ? allowedWithinAccount() : allowedAcrossAccounts());
        return allowed ? Answer.ALLOWED : Answer.IMPLICITLY_DENIED;
    }

    private boolean everyLevelAllows(List<List<PolicyDocument>> levels) {
        return levels.stream().allMatch(level -> level.stream().anyMatch(it -> says(it, Effect.ALLOW, "anyone")));
    }

    private boolean allowedWithinAccount() {
        boolean bounded =
                world.boundary().map(it -> says(it, Effect.ALLOW, "anyone")).orElse(true);
        boolean identity = bounded && world.identity().stream().anyMatch(it -> says(it, Effect.ALLOW, "anyone"));
        if (resourceAllows("session") || resourceAllows("anyone")) {
            return true; // "not limited by an implicit deny in a permissions boundary"
        }
        if (bounded && resourceAllows("role")) {
            return true;
        }
        return identity && (!world.gatekeeper() || resourceAllows("account"));
    }

    private boolean allowedAcrossAccounts() {
        return world.boundary().map(it -> says(it, Effect.ALLOW, "anyone")).orElse(true)
                && world.identity().stream().anyMatch(it -> says(it, Effect.ALLOW, "anyone"))
                && Stream.of("session", "role", "account", "anyone").anyMatch(this::resourceAllows);
    }

    private boolean resourceAllows(String named) {
        return world.resource().filter(it -> says(it, Effect.ALLOW, named)).isPresent();
    }

    /// Whether a statement of this effect matches that names the caller in one of these ways.
    private boolean says(PolicyDocument document, Effect effect, String... named) {
        return document.statements().stream()
                .filter(it -> it.effect() == effect && it.unknown().isEmpty())
                .filter(it -> isMeant(it, List.of(named)))
                .filter(it -> it.actions().negated()
                        != it.actions().patterns().stream()
                                .anyMatch(p -> PlainMatcher.text(lower(p), lower(ask.action()))))
                .filter(it -> it.resources().patterns().isEmpty()
                        || it.resources().negated()
                                != it.resources().patterns().stream()
                                        .anyMatch(p -> NaiveConditions.resolve(p, document.version(), ask.context())
                                                .filter(text -> PlainMatcher.arn(text, ask.resource()))
                                                .isPresent()))
                .anyMatch(it -> it.conditions().stream()
                        .allMatch(c -> NaiveConditions.isMet(c, document.version(), ask.context())));
    }

    private boolean isMeant(Statement statement, List<String> named) {
        if (statement.principals().patterns().isEmpty()) {
            return named.contains("anyone");
        }
        return statement.principals().patterns().stream()
                .anyMatch(it -> (named.contains("anyone") && (it.equals("*") || it.equals("AWS:*")))
                        || (named.contains("session") && it.equals("AWS:" + ask.sessionArn()))
                        || (named.contains("role") && it.equals("AWS:" + ask.roleArn()))
                        || (named.contains("account")
                                && (it.equals("AWS:" + ask.account())
                                        || it.equals("AWS:arn:aws:iam::" + ask.account() + ":root"))));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
