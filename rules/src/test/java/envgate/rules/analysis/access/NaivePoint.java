package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How AWS decides one request of anybody when everything is known, in the words of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html.
///
/// It is slow, and has nothing in common with [Simulation] but the model.
final class NaivePoint {

    /// @param owner account of the resource
    record Ask(Policies policies, String caller, String owner, String action, String resource) {}

    private final Ask ask;
    private final Map<String, List<String>> context;
    private final String account;
    private final String kind;
    private final String role;
    private final Map<String, String> names = new TreeMap<>();

    private NaivePoint(Ask ask, Map<String, List<String>> given) {
        this.ask = ask;
        String[] parts = ask.caller().split("[:/]", -1);
        this.account = ask.caller().startsWith("arn:") ? parts[4] : "";
        this.kind = ask.caller().equals("*") ? "anonymous" : account.isEmpty() ? "service" : parts[5];
        this.role = kind.equals("assumed-role")
                ? "arn:aws:iam::" + account + ":role/" + parts[6]
                : kind.equals("role") ? ask.caller() : "";
        names.put((kind.equals("service") ? "Service:" : "AWS:") + ask.caller(), "itself");
        names.put("AWS:" + role, "role");
        names.put("AWS:" + account, "account");
        names.put("AWS:arn:aws:iam::" + account + ":root", "account");
        names.put("*", "anyone");
        names.put("AWS:*", "anyone");
        String principal = role.isEmpty() ? ask.caller() : role;
        this.context = NaiveOperators.context(given, account, principal, kind.equals("user"), ask.owner());
    }

    static Ruling.Verdict decide(Ask ask, Map<String, List<String>> given) {
        return new NaivePoint(ask, given).decide();
    }

    private Ruling.Verdict decide() {
        Policies all = ask.policies();
        boolean uncontrolled = ask.resource().startsWith("arn:aws:ec2:");
        List<List<PolicyDocument>> rcp = uncontrolled ? List.of() : all.resourceControl();
        List<List<PolicyDocument>> scp = account.isEmpty() ? List.of() : all.serviceControl();
        Stream<PolicyDocument> own = account.isEmpty()
                ? Stream.of()
                : Stream.of(all.identity(), all.boundary(), all.session()).flatMap(List::stream);
        boolean denied = Stream.of(
                        own,
                        all.resource().stream(),
                        all.endpoint().stream(),
                        rcp.stream().flatMap(List::stream),
                        scp.stream().flatMap(List::stream))
                .flatMap(it -> it)
                .anyMatch(it -> says(it, Effect.DENY, "itself", "role", "account", "anyone"));
        if (denied) {
            return Ruling.Verdict.EXPLICITLY_DENIED;
        }
        return rcp.stream().allMatch(this::anyAllows)
                        && scp.stream().allMatch(this::anyAllows)
                        && (all.endpoint().isEmpty() || anyAllows(all.endpoint()))
                        && granted(all)
                ? Ruling.Verdict.ALLOWED
                : Ruling.Verdict.IMPLICITLY_DENIED;
    }

    private boolean granted(Policies all) {
        if (account.isEmpty()) {
            return names("itself") || names("anyone");
        }
        boolean root = kind.equals("root");
        if (root && ask.action().equals("sts:AssumeRole")) {
            return false; // "You cannot call AssumeRole by using AWS account root user credentials"
        }
        boolean identity = root || anyAllows(all.identity());
        boolean limits = root
                || ((all.boundary().isEmpty() || anyAllows(all.boundary()))
                        && (all.session().isEmpty() || anyAllows(all.session())));
        if (!account.equals(ask.owner())) {
            return identity && limits && (names("itself") || names("role") || names("account") || names("anyone"));
        }
        if (names("itself") || names("anyone") || (names("role") && limits)) {
            return true; // "Permissions granted directly to a session are not limited by an implicit deny"
        }
        boolean gatekeeper = ask.action().equals("sts:AssumeRole")
                || (ask.action().startsWith("kms:") && all.resource().isPresent());
        return identity && limits && (!gatekeeper || names("account"));
    }

    private boolean anyAllows(List<PolicyDocument> documents) {
        return documents.stream().anyMatch(it -> says(it, Effect.ALLOW, "itself", "role", "account", "anyone"));
    }

    private boolean names(String by) {
        Optional<PolicyDocument> resource = ask.policies().resource();
        return resource.isPresent() && says(resource.get(), Effect.ALLOW, by);
    }

    /// Whether a statement of this effect matches that names the caller in one of these ways.
    private boolean says(PolicyDocument document, Effect effect, String... named) {
        return document.statements().stream()
                .filter(it -> it.effect() == effect)
                .filter(it -> it.principals().negated() ? !isSpared(it) : isNamed(it, List.of(named)))
                .filter(it -> it.actions().negated()
                        != it.actions().patterns().stream().anyMatch(p -> PlainMatcher.ignoringCase(p, ask.action())))
                .filter(it -> it.resources().patterns().isEmpty()
                        || it.resources().negated()
                                != it.resources().patterns().stream()
                                        .anyMatch(p -> NaiveOperators.resolve(p, document.version(), context)
                                                .filter(text -> PlainMatcher.arn(text, ask.resource()))
                                                .isPresent()))
                .anyMatch(it ->
                        it.conditions().stream().allMatch(c -> NaiveOperators.isMet(c, document.version(), context)));
    }

    /// `NotPrincipal` has to list the account, the role and the session; nobody with a boundary is spared.
    private boolean isSpared(Statement statement) {
        Stream<String> needed = switch (kind) {
            case "root" -> Stream.of("account");
            case "service" -> Stream.of("itself");
            case "role" -> Stream.of("account", "role");
            case "user" -> Stream.of("account", "itself");
            default -> Stream.of("account", "role", "itself");
        };
        boolean bounded = !account.isEmpty() && !ask.policies().boundary().isEmpty();
        return isNamed(statement, List.of("anyone"))
                || (!bounded && needed.allMatch(it -> isNamed(statement, List.of(it))));
    }

    private boolean isNamed(Statement statement, List<String> named) {
        List<String> patterns = statement.principals().patterns();
        return (patterns.isEmpty() && named.contains("anyone"))
                || patterns.stream().anyMatch(it -> named.contains(names.getOrDefault(it, "nobody")));
    }
}
