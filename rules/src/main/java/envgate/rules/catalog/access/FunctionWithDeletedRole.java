package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Provenance;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Finds functions whose role is not among the roles of their account.
@RuleCard(
        id = "function-with-deleted-role",
        code = "IAM-007",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = {},
        title = "Function's role does not exist",
        why = """
        Lambda keeps the ARN of a role that somebody deletes. Instances that run go on until their credentials end;
        then every call fails, and so does every deploy that changes the function.
        """,
        fix = """
        Deploy the stack that makes the role again, then update the function, so that what was granted to the old role
        is granted to the new one.
        """,
        bad = """
        environment: prod
        functions: {OrdersApi: {role: orders-api}}
        elsewhere: [orders-api]
        """,
        good = """
        environment: prod
        functions: {OrdersApi: {role: orders-api}}
        roles: {orders-api: {}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html",
            "https://github.com/cloud-custodian/cloud-custodian/issues/6990"
        })
@AutoService(Rule.class)
public final class FunctionWithDeletedRole implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment(), function);
        String role = function.role();
        String name = role.substring(role.lastIndexOf('/') + 1);
        Optional<Arn> arn = Arn.parse(role);
        Optional<Gap> gap =
                facts.snapshot().gapIn(ROLES, role).or(() -> facts.snapshot().gapIn(ROLES, name));
        boolean planned = facts.snapshot().provenance().kind() == Provenance.Kind.PLANNED;
        if (facts.snapshot().role(role).isPresent()) {
            findings.pass();
        } else if (arn.isEmpty()) {
            findings.unknown(place, List.of(new Missing("which role it runs as", "")));
        } else if (gap.isPresent()) {
            findings.unknown(place, gap.get());
        } else if (planned) {
            findings.unknown(place, List.of(new Missing("whether the plan makes role `" + name + "`", "")));
        } else if (!facts.snapshot().provenance().accounts().contains(arn.get().account())) {
            findings.unknown(
                    place,
                    List.of(new Missing("the roles of account " + arn.get().account() + " were not read", "")));
        } else {
            Trail trail = Trail.EMPTY
                    .then("it runs as role `" + name + "`", function.name(), facts.environment(), function.origin())
                    .then("account " + arn.get().account() + " has no such role", role);
            findings.add(place, "role `" + name + "` does not exist", trail);
        }
    }
}
