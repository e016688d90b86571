package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Role;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.access.LambdaTrust;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Finds functions whose role does not let Lambda in, by its principal or by a condition that names something else.
@RuleCard(
        id = "role-closed-to-lambda",
        code = "IAM-006",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = {},
        title = "Function's role does not let Lambda assume it",
        why = """
        Lambda becomes the function's role before every start. Where the trust policy names another service, or a
        condition names another account or function (copied from another environment, mostly), no new instance starts,
        and the next deploy fails with `The role defined for the function cannot be assumed by Lambda`.
        """,
        fix = """
        Allow `lambda.amazonaws.com` to `sts:AssumeRole` in the role's trust policy, and let its conditions name this
        environment's account and function.
        """,
        bad = """
        environment: prod
        functions: {OrdersApi: {role: orders-api}}
        roles: {orders-api: {trust: [allow edgelambda.amazonaws.com]}}
        """,
        good = """
        environment: prod
        functions: {OrdersApi: {role: orders-api}}
        roles: {orders-api: {trust: [allow lambda.amazonaws.com if StringEquals aws:SourceAccount = 111111111111]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
            "https://github.com/hashicorp/terraform-provider-aws/issues/29828",
            "https://github.com/numeract/aws-lambda-r/issues/20"
        })
@AutoService(Rule.class)
public final class RoleClosedToLambda implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        Optional<Role> role = facts.snapshot().role(function.role());
        if (role.isEmpty()) {
            findings.unknown(place, List.of(new Missing("role `" + function.role() + "` was not found", "")));
            return;
        }
        switch (LambdaTrust.of(role.get(), function)) {
            case Decision.Allowed _ -> findings.pass();
            case Decision.Unknown(Trail _, List<Missing> missing) -> findings.unknown(place, missing);
            case Decision.Denied(Trail trail, boolean _) ->
                findings.add(place, "role `" + role.get().name() + "` does not let Lambda assume it", trail);
        }
    }
}
