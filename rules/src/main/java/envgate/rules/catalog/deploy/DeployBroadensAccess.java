package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.rules.analysis.Deploy;
import envgate.rules.analysis.Deploy.Kept;
import envgate.rules.analysis.access.Granted;
import envgate.rules.analysis.access.Grants;
import envgate.rules.analysis.access.Rights;
import envgate.rules.engine.DeployRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Finds roles that may do more after the deploy, or may be taken by more.
///
/// Policies are compared by what they allow and not by how they are written: a statement that is split, renamed or
/// written twice broadens nothing. A role that the deploy makes is new and not broadened.
@RuleCard(
        id = "deploy-broadens-access",
        code = "DEP-016",
        severity = WARNING,
        needs = {ROLES},
        title = "Deploy allows a role more than it may now",
        why = """
        A permission that comes along with a feature is seldom taken back. Whoever approves the deploy should know that
        it widens what may be done, and see a request that will be allowed and is not now.
        """,
        fix = """
        Narrow actions and resources to what the function needs, or waive this when it is meant.
        """,
        bad = """
        environment: prod
        roles: {orders: {policies: ["allow s3:GetObject on arn:aws:s3:::orders/*"]}}
        ---
        environment: prod
        planned: true
        roles: {orders: {policies: ["allow s3:* on arn:aws:s3:::orders/*"]}}
        """,
        good = """
        environment: prod
        roles: {orders: {policies: ["allow s3:GetObject, s3:PutObject on arn:aws:s3:::orders/*"]}}
        ---
        environment: prod
        planned: true
        roles: {orders: {policies: ["allow s3:GetObject on arn:aws:s3:::orders/*"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html",
            "https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-deploy.html",
            "https://github.com/aws/aws-cdk-cli/pull/1899"
        })
@AutoService(Rule.class)
public final class DeployBroadensAccess implements DeployRule {

    @Override
    public void check(Deploy deploy, Findings findings) {
        List<Role> before = deploy.before().snapshot().roles();
        List<Role> after = deploy.after().snapshot().roles();
        for (Kept<Role> it : Deploy.kept(before, after, role -> role.arn().toString())) {
            permissions(it, deploy, findings);
            if (!it.before().trust().equals(it.after().trust())) {
                Granted more = Grants.more(
                        Rights.ofResource(it.before().trust()),
                        Rights.ofResource(it.after().trust()));
                say(more, it, "may be taken by somebody who may not take it now", deploy, findings);
            }
        }
    }

    private static void permissions(Kept<Role> it, Deploy deploy, Findings findings) {
        Role was = it.before();
        Role is = it.after();
        if (was.policies().equals(is.policies())
                && was.boundary().equals(is.boundary())
                && was.unseenPolicies().equals(is.unseenPolicies())) {
            findings.pass();
            return;
        }
        Optional<Gap> gap = unseen(is).or(() -> unseen(was));
        if (gap.isPresent()) {
            findings.unknown(place(it, deploy), gap.get());
        } else {
            say(Grants.more(rights(was), rights(is)), it, "may do what it may not now", deploy, findings);
        }
    }

    /// A policy that was not seen on either side may hold what seems to be new.
    private static Optional<Gap> unseen(Role role) {
        if (role.boundary() instanceof Sight.Unseen<PolicyDocument>(Gap gap)) {
            return Optional.of(gap);
        }
        return role.unseenPolicies().stream().findFirst();
    }

    private static Rights rights(Role role) {
        Rights own = Rights.ofIdentity(role.policies());
        return new Rights(
                own.identity(),
                role.boundary().seen().stream().toList(),
                own.session(),
                own.resource(),
                own.endpoint(),
                own.serviceControl(),
                own.resourceControl(),
                "",
                "");
    }

    private static void say(Granted more, Kept<Role> it, String what, Deploy deploy, Findings findings) {
        switch (more) {
            case Granted.Nothing() -> findings.pass();
            case Granted.Unsure(List<String> missing) ->
                findings.unknown(
                        place(it, deploy),
                        missing.stream().map(one -> new Missing(one, "")).toList());
            case Granted.Some some -> {
                String who = some.principal().isEmpty()
                        ? ""
                        : " by `" + some.principal().replaceFirst("^(AWS|Service|Federated):", "") + "`";
                String request = "`" + some.action() + "` on `" + some.resource() + "`" + who;
                String conditions = some.conditions().isEmpty()
                        ? ""
                        : ", where " + String.join(", ", some.conditions().keySet()) + " agree";
                Trail trail = Trail.EMPTY
                        .then(
                                "now, " + request + " is not allowed",
                                it.before().name(),
                                deploy.environment(),
                                it.before().origin())
                        .then(
                                "after the deploy it is" + conditions,
                                it.after().name(),
                                deploy.environment(),
                                it.after().origin());
                findings.add(
                        place(it, deploy).withParts(List.of(request)),
                        "role `" + it.after().name() + "` " + what + ": " + request + conditions,
                        trail);
            }
        }
    }

    private static Place place(Kept<Role> it, Deploy deploy) {
        return Place.of(deploy.environment())
                .withResource(it.after().arn().toString(), it.after().origin());
    }
}
