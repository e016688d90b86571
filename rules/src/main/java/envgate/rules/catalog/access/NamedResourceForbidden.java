package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.NOTE;

import com.google.auto.service.AutoService;
import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.envs.model.Value;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.NamedResource;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Finds functions that are told of a thing which they may do nothing with.
///
/// Which action the code does is not known, so a role that may do any is not accused; a function may as well be told
/// more than it uses, as happens where all functions of a template get the same variables: then it is a note.
@RuleCard(
        id = "named-resource-forbidden",
        code = "IAM-011",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = {Lens.LINKS, Lens.ACCESS},
        title = "Function's variable names a resource that its role may do nothing with",
        why = """
        The variable is set and right, the thing is there, and the first call ends in `AccessDenied`: the statement was
        added to the role of one environment only, or names another environment's thing.
        """,
        fix = """
        Allow the function's role the actions that it needs on the resource, in the template that sets the variable.
        """,
        bad = """
        environment: prod
        functions:
          Orders:
            permissions: ["allow dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:111111111111:table/orders-staging"]
            environment: {TABLE: orders-prod}
        tables: [orders-prod]
        """,
        good = """
        environment: prod
        functions:
          Orders:
            permissions: ["allow dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:111111111111:table/orders-prod"]
            environment: {TABLE: orders-prod}
        tables: [orders-prod]
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
            "https://github.com/guardian/support-service-lambdas/issues/136",
            "https://github.com/govuk-one-login/authentication-api/issues/535",
            "https://github.com/rails-lambda/crypteia/issues/50"
        })
@AutoService(Rule.class)
public final class NamedResourceForbidden implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        List<NamedResource> named = NamedResource.of(function, facts);
        named.forEach(it -> judge(it, named, function, facts, findings));
        NamedResource.unseen(function, facts)
                .forEach((key, missing) ->
                        findings.unknown(Place.of(facts.environment(), function).withKey(key), missing));
    }

    private static void judge(
            NamedResource named, List<NamedResource> all, LambdaFunction function, Facts facts, Findings findings) {
        String key = named.key();
        Resource thing = named.thing();
        Place place = Place.of(facts.environment(), function).withKey(key);
        switch (named.anyAccess()) {
            case Decision.Allowed(Trail trail) -> findings.pass(Trail.EMPTY.assuming(trail.assumptions()));
            case Decision.Unknown(Trail _, List<Missing> missing) -> findings.unknown(place, missing);
            case Decision.Denied _ when isMeantForAnother(named, all, function, facts) -> findings.pass();
            case Decision.Denied(Trail denied, boolean _) -> {
                Trail trail = Trail.EMPTY
                        .then(
                                "`" + key + "` names " + thing.kind() + " `" + thing.name() + "`",
                                function.name(),
                                facts.environment(),
                                function.origin())
                        .then(denied);
                String message = "may do nothing with " + thing.kind() + " `" + thing.name() + "`";
                String fix = "Allow role `"
                        + function.role().substring(function.role().lastIndexOf('/') + 1)
                        + "` the actions that the function needs on " + thing.arn() + ".";
                Optional<LambdaFunction> user = user(function, key, thing, facts);
                if (user.isPresent()) {
                    findings.add(
                            place,
                            message + ", and " + user.get().logicalName() + " with the same variable may",
                            trail,
                            NOTE,
                            "Take the variable from the function if it does not need it, or allow its role to use the "
                                    + thing.kind() + ".");
                } else {
                    findings.add(place, message, trail, fix);
                }
            }
        }
    }

    /// Whether the role may use a thing of the same kind that no variable names: then the value is what is wrong, which
    /// other rules tell.
    private static boolean isMeantForAnother(
            NamedResource named, List<NamedResource> all, LambdaFunction function, Facts facts) {
        Set<Arn> usable = facts.anyAccess().usable(function);
        return !usable.isEmpty()
                && facts.snapshot().resources().stream()
                        .anyMatch(it -> usable.contains(it.arn())
                                && it.kind().equals(named.thing().kind())
                                && all.stream().noneMatch(known -> known.thing().equals(it)));
    }

    /// Another function with the same variable that may use the thing: then the variable may be meant for that one.
    private static Optional<LambdaFunction> user(LambdaFunction function, String key, Resource thing, Facts facts) {
        Value value = function.environment().get(key);
        return facts.anyAccess().users(thing).stream()
                .filter(it -> Objects.equals(value, it.environment().get(key)) && !it.equals(function))
                .findFirst();
    }
}
