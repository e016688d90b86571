package envgate.rules.analysis.access;

import envgate.envs.model.Assumption;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a role can make of itself by rewriting its own policies.
///
/// Whoever may put, attach or version a policy of its own has all that its boundary and its organization leave, and
/// with that it can take away what its other policies deny, and the boundary, unless they deny that, too:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html,
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html.
final class Widening {

    private static final String PUT = "iam:PutRolePolicy";
    private static final String ATTACH = "iam:AttachRolePolicy";
    private static final String VERSION = "iam:CreatePolicyVersion";
    private static final List<String> LOWER =
            List.of("iam:putrolepolicy", "iam:attachrolepolicy", "iam:createpolicyversion");
    private static final Matcher ALL = new Matcher(false, List.of("*"));

    private final Set<Assumption> assumed;
    private final Actor role;
    private final boolean perhaps;
    private final List<Missing> missing = new ArrayList<>();
    private Actor now;
    private Trail trail = Trail.EMPTY;
    private List<PolicyDocument> kept;

    private Widening(Actor role, boolean perhaps, Set<Assumption> assumed) {
        this.role = role;
        this.perhaps = perhaps;
        this.assumed = assumed;
        this.now = role;
        this.kept = role.role().policies();
    }

    /// The role as it is then.
    ///
    /// @param trail how it begins
    /// @param missing what it hangs on; empty where it surely can
    record Widened(Actor actor, Trail trail, List<Missing> missing) {

        Widened {
            missing = List.copyOf(missing);
        }
    }

    /// What it surely can make of itself, and what perhaps; nothing where it cannot widen itself.
    static List<Widened> of(Actor role, Set<Assumption> assumed) {
        if (!role.mayReachUnder("arn:", LOWER, role.context())) {
            return List.of();
        }
        List<Widened> all = new ArrayList<>();
        new Widening(role, false, assumed).end().ifPresent(all::add);
        new Widening(role, true, assumed)
                .end()
                .filter(it -> !it.missing().isEmpty())
                .ifPresent(all::add);
        return all;
    }

    private Optional<Widened> end() {
        boolean begins = may(PUT) || may(ATTACH) || kept.stream().anyMatch(this::rewrites);
        if (!begins) {
            return Optional.empty();
        }
        boolean goesOn = true;
        while (goesOn) {
            List<PolicyDocument> before = kept;
            Optional<Layer> limit = now.boundary();
            now = now.having(policies(before), limit);
            kept = before.stream().filter(it -> !drops(it)).toList();
            boolean frees = limit.isPresent()
                    && (may("iam:DeleteRolePermissionsBoundary") || may("iam:PutRolePermissionsBoundary"));
            now = now.having(policies(kept), frees ? Optional.empty() : limit);
            goesOn = frees || kept.size() < before.size();
        }
        return Optional.of(new Widened(now, trail, missing));
    }

    private boolean drops(PolicyDocument policy) {
        return isManaged(policy)
                ? may("iam:DetachRolePolicy") || rewrites(policy)
                : may(PUT) || may("iam:DeleteRolePolicy");
    }

    private boolean rewrites(PolicyDocument policy) {
        return isManaged(policy) && !policy.name().contains(":iam::aws:") && may(VERSION, policy.name());
    }

    private static boolean isManaged(PolicyDocument policy) {
        return policy.name().contains(":policy/");
    }

    private boolean may(String action) {
        return may(action, role.role().arn().toString());
    }

    private boolean may(String action, String arn) {
        Target target = Target.plain(arn, role.account(), role.environment());
        return switch (Weighing.decide(now, target, action, assumed)) {
            case Decision.Allowed(Trail how) -> {
                trail = trail.isEmpty() ? how : trail;
                yield true;
            }
            case Decision.Unknown(Trail how, List<Missing> some) -> {
                trail = trail.isEmpty() && perhaps ? how : trail;
                missing.addAll(perhaps ? some : List.of());
                yield perhaps;
            }
            case Decision.Denied _ -> false;
        };
    }

    private Layer policies(List<PolicyDocument> others) {
        Statement all = new Statement("#1", Effect.ALLOW, Matcher.NONE, ALL, ALL, List.of(), List.of());
        List<PolicyDocument> documents = new ArrayList<>(others);
        documents.add(new PolicyDocument(
                "what it gives itself", "2012-10-17", List.of(all), role.role().origin()));
        return Layer.of(
                "what role `" + role.role().name() + "` can give itself", Layer.Kind.IDENTITY, documents, List.of());
    }
}
