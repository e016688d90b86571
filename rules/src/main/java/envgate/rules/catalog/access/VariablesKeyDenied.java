package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.KEYS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
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
import java.util.List;
import java.util.Optional;

/// Finds functions that cannot read their own variables, because the key that encrypts them is out of use or a policy
/// forbids their role to decrypt with it.
///
/// Lambda grants the role the use of the key when the function is made: a grant is as good as a policy, and lost when
/// the role is made anew.
@RuleCard(
        id = "variables-key-denied",
        code = "IAM-013",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES, KEYS},
        through = Lens.ACCESS,
        title = "Function cannot decrypt its variables",
        why = """
        Lambda decrypts the variables with the function's role before every start. With a key that is disabled or about
        to be deleted, or that a policy forbids the role, no new instance starts: every call ends in
        `KMSAccessDeniedException` or `KMSDisabledException`.
        """,
        fix = """
        Enable the key, or take the role out of the statement that denies `kms:Decrypt`; else encrypt the variables with
        a key of this environment.
        """,
        bad = """
        environment: prod
        functions: {Orders: {kms-key: orders-key, role: orders, environment: {PLAIN: text}}}
        roles: {orders: {policies: ["deny kms:Decrypt on *"]}}
        keys: {orders-key: {}}
        """,
        good = """
        environment: prod
        functions: {Orders: {kms-key: orders-key, role: orders, environment: {PLAIN: text}}}
        roles: {orders: {policies: ["allow kms:Decrypt on arn:aws:kms:eu-west-1:111111111111:key/orders-key"]}}
        keys: {orders-key: {}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
            "https://docs.aws.amazon.com/kms/latest/developerguide/grants.html",
            "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
            "https://github.com/cattle-ops/terraform-aws-gitlab-runner/issues/1253"
        })
@AutoService(Rule.class)
public final class VariablesKeyDenied implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        if (function.kmsKeyArn().isEmpty() || function.environment().isEmpty()) {
            return;
        }
        Place place = Place.of(facts.environment(), function);
        Optional<Resource.Key> key = key(function, facts);
        String state = key.map(Resource.Key::state).orElse("");
        if (key.isPresent() && !state.isEmpty() && !state.equals("Enabled")) {
            Trail trail = Trail.EMPTY
                    .then(
                            "its variables are encrypted with key `" + key.get().name() + "`",
                            function.name(),
                            facts.environment(),
                            function.origin())
                    .then(
                            "the key's state is " + state,
                            key.get().arn().toString(),
                            facts.environment(),
                            key.get().origin());
            findings.add(
                    place,
                    "the key of its variables, `" + key.get().name() + "`, is in state " + state,
                    trail,
                    "Enable key `" + key.get().name() + "`, or encrypt the variables with another key.");
            return;
        }
        switch (facts.access().lambdaMay(function, "kms:Decrypt", function.kmsKeyArn())) {
            case Decision.Allowed(Trail trail) -> findings.pass(Trail.EMPTY.assuming(trail.assumptions()));
            case Decision.Unknown(Trail _, List<Missing> missing) -> findings.unknown(place, missing);
            case Decision.Denied(Trail trail, boolean _) ->
                findings.add(place, "its role may not decrypt its variables", trail);
        }
    }

    private static Optional<Resource.Key> key(LambdaFunction function, Facts facts) {
        return facts.snapshot().resources().stream()
                .filter(it -> it.arn().toString().equals(function.kmsKeyArn()))
                .flatMap(it -> it instanceof Resource.Key key
                        ? Optional.of(key).stream()
                        : Optional.<Resource.Key>empty().stream())
                .findFirst();
    }
}
