package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.access.Crossing;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import java.util.List;

/// Finds roles of functions that can become a role of another environment, directly or from role to role.
@RuleCard(
        id = "role-assumes-into-other-environment",
        code = "IAM-020",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = Lens.ACCESS,
        title = "Function's role can become a role of another environment",
        why = """
        Whoever runs in the one environment has all rights of the other one's role, however well its resources are
        guarded against the first. A chain over a third role is enough, and so is passing the role to a function, task,
        instance or stack that is launched with it, replacing the code of a function that runs as it, rewriting its
        trust policy, or rewriting one's own policies first. From a lower environment into a higher one this is an
        error; the other way round it is a warning.
        """,
        fix = """
        Take the role, or its account, out of the trust policy at the end of the chain, and narrow `sts:AssumeRole` to
        the environment's own roles; so narrow `iam:PassRole`, `iam:UpdateAssumeRolePolicy`, `iam:PutRolePolicy`,
        `iam:AttachRolePolicy`, `iam:CreatePolicyVersion` and `lambda:UpdateFunctionCode`.
        """,
        bad = """
        environment: staging
        functions: {Audit: {permissions: ["allow sts:AssumeRole on arn:aws:iam::222222222222:role/support"]}}
        ---
        environment: prod
        roles: {support: {trust: ["allow 111111111111"]}}
        """,
        good = """
        environment: staging
        functions: {Audit: {permissions: ["allow sts:AssumeRole on arn:aws:iam::222222222222:role/support"]}}
        ---
        environment: prod
        roles: {support: {trust: ["allow 222222222222"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_aws-accounts.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html"
        })
@AutoService(Rule.class)
public final class RoleAssumesIntoOtherEnvironment implements FleetRule {

    @Override
    public void check(Fleet fleet, Findings findings) {
        List<Facts> environments = fleet.environments();
        for (int from = 0; from < environments.size(); from++) {
            for (int to = 0; to < environments.size(); to++) {
                if (from != to) {
                    Severity severity = from < to ? ERROR : WARNING;
                    check(environments.get(from), environments.get(to), severity, fleet, findings);
                }
            }
        }
    }

    private static void check(Facts from, Facts to, Severity severity, Fleet fleet, Findings findings) {
        for (Crossing crossing : fleet.overlap().assumptionsOfRoles(from.snapshot(), to.snapshot())) {
            List<LambdaFunction> functions = from.functionsOf(crossing.role());
            Place place = Place.of(from.environment(), functions.getFirst()).against(to.environment());
            switch (crossing) {
                case Crossing.Isolated it -> findings.pass(it.trail());
                case Crossing.Unknown it -> findings.unknown(place, it.missing());
                case Crossing.Crosses it ->
                    findings.add(
                            place.withParts(List.of(it.resource())),
                            "can become `" + it.resource() + "` of " + it.owner(),
                            it.trail(),
                            severity,
                            fix(it, from));
            }
        }
    }

    private static String fix(Crossing.Crosses it, Facts from) {
        if (!it.action().equals("sts:AssumeRole")) {
            return "Deny `" + it.action() + "` about `" + it.resource() + "` to the function's role and to each role on"
                    + " the way, or allow it on the environment's own alone.";
        }
        return "Take " + from.environment() + " out of the trust policy of `" + it.resource()
                + "` or of a role on the way, or deny `sts:AssumeRole` on it to the function's role.";
    }
}
