package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Moment;
import envgate.envs.model.Role;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.access.Decision;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds functions with variables whose role was deleted and made again under the same name since they were last
/// changed: what let the old one decrypt the variables does not hold for the new one.
///
/// Lambda grants the key to the role as it was, by an id that a new role does not have. Only where a policy lets the
/// role use a key of the account's own does nothing hang on the grant.
@RuleCard(
        id = "role-younger-than-function",
        code = "IAM-008",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = Lens.ACCESS,
        title = "Function's role was made again after the function was last changed",
        why = """
        The grant that lets the role decrypt the function's variables is bound to the deleted role, although the new one
        has the same name. Every new instance fails with `Lambda was unable to decrypt the environment variables because
        KMS access was denied`, and no deploy repairs it as long as nothing changes in the function.
        """,
        fix = """
        Change the function's role to another one and back, or change its variables, so that Lambda grants the key anew.
        """,
        bad = """
        environment: prod
        functions: {Orders: {role: orders, last-modified: 2026-10-01T00:00:00Z, environment: {PLAIN: text}}}
        roles: {orders: {created: 2026-11-01T00:00:00Z}}
        """,
        good = """
        environment: prod
        functions: {Orders: {role: orders, last-modified: 2026-11-02T00:00:00Z, environment: {PLAIN: text}}}
        roles: {orders: {created: 2026-11-01T00:00:00Z}}
        """,
        sources = {
            "https://repost.aws/knowledge-center/lambda-kmsaccessdeniedexception-errors",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
            "https://github.com/serverless/examples/issues/279",
            "https://github.com/aws/chalice/issues/1103",
            "https://github.com/DataBiosphere/azul/issues/4200",
            "https://github.com/claranet/terraform-aws-lambda/issues/9"
        })
@AutoService(Rule.class)
public final class RoleYoungerThanFunction implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Optional<Role> role = facts.snapshot().role(function.role());
        if (function.environment().isEmpty() || role.isEmpty()) {
            return;
        }
        Place place = Place.of(facts.environment(), function);
        Optional<Instant> made = Moment.parse(role.get().createDate());
        Optional<Instant> changed = Moment.parse(function.lastModified());
        if (made.isEmpty() || changed.isEmpty()) {
            findings.unknown(place, List.of(new Missing("when the function and its role were last changed", "")));
        } else if (!made.get().isAfter(changed.get()) || isAllowedByPolicy(function, facts)) {
            findings.pass();
        } else {
            Trail trail = Trail.EMPTY
                    .then(
                            "the function was last changed at " + changed.get(),
                            function.name(),
                            facts.environment(),
                            function.origin())
                    .then(
                            "role `" + role.get().name() + "` was made at " + made.get(),
                            role.get().arn().toString(),
                            facts.environment(),
                            role.get().origin());
            String message = "its role `" + role.get().name() + "` was made again after the function was last changed, "
                    + "and may not decrypt its variables";
            findings.add(place, message, trail);
        }
    }

    /// AWS's own key goes by grants alone.
    private static boolean isAllowedByPolicy(LambdaFunction function, Facts facts) {
        return !function.kmsKeyArn().isEmpty()
                && facts.access().lambdaMay(function, "kms:Decrypt", function.kmsKeyArn()) instanceof Decision.Allowed;
    }
}
