package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Arn;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Role;
import envgate.envs.model.Selection;
import envgate.envs.model.Statement;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.NamedResource;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.access.Actions;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.drift.Drift;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds actions that a function's role is allowed in the source and, on whatever resource, not in the target.
///
/// What the role of the target may do more is not its matter, and neither is what other rules tell more precisely: the
/// interfaces of a VPC, and services of which the target's role may use nothing that a variable names.
@RuleCard(
        id = "role-narrower-in-target",
        code = "IAM-012",
        severity = WARNING,
        needs = {FUNCTIONS, ROLES},
        through = {Lens.LINKS, Lens.ACCESS},
        title = "Function's role may do less in the target than in the source",
        why = """
        The tests of the source ran with permissions that the function will not have. The call that needs one ends in
        `AccessDenied`, often in a branch that runs for the first time in production.
        """,
        fix = """
        Give both roles the same actions, each on its own environment's resources, or take the action out of the source
        if the function does not need it.
        """,
        bad = """
        environment: staging
        functions: {Orders: {permissions: ["allow dynamodb:PutItem, dynamodb:DeleteItem on *"]}}
        ---
        environment: prod
        functions: {Orders: {permissions: ["allow dynamodb:PutItem on *"]}}
        """,
        good = """
        environment: staging
        functions: {Orders: {permissions: ["allow dynamodb:* on *"]}}
        ---
        environment: prod
        functions: {Orders: {permissions: ["allow dynamodb:PutItem, dynamodb:DeleteItem on *"]}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions_create-policies.html",
            "https://github.com/CMSgov/bcda-app/issues/1404"
        })
@AutoService(Rule.class)
public final class RoleNarrowerInTarget implements PromotionRule {

    /// Tracing is switched on for an environment together with its permissions.
    private static final Set<String> SWITCHED_BY_ENVIRONMENT = Set.of("xray");

    /// What `AWSLambdaVPCAccessExecutionRole` allows besides:
    /// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html.
    private static final Set<String> ATTACHMENT =
            Set.of("ec2:describesubnets", "ec2:assignprivateipaddresses", "ec2:unassignprivateipaddresses");

    @Override
    public void check(Promotion promotion, Findings findings) {
        Set<String> judged = new TreeSet<>();
        for (Drift.FunctionPair pair : promotion.drift().functionPairs()) {
            String roles = pair.source().role() + " " + pair.target().role();
            if (judged.add(roles)) {
                Optional<Role> source =
                        promotion.from().snapshot().role(pair.source().role());
                Optional<Role> target =
                        promotion.to().snapshot().role(pair.target().role());
                Place place = Place.of(promotion.to().environment(), pair.target())
                        .against(promotion.from().environment());
                if (source.isEmpty() || target.isEmpty()) {
                    String unseen = source.isEmpty()
                            ? pair.source().role()
                            : pair.target().role();
                    findings.unknown(place, List.of(new Missing("role `" + unseen + "` was not found", "")));
                } else {
                    judge(pair, source.get(), target.get(), place, promotion, findings);
                }
            }
        }
    }

    private static void judge(
            Drift.FunctionPair pair, Role source, Role target, Place place, Promotion promotion, Findings findings) {
        Set<String> lacking = Actions.lacking(source, target, it -> isForOwn(it, source, promotion.from()));
        Set<String> told = forbiddenServices(pair.target(), promotion.to());
        lacking.removeIf(it -> told.contains(service(it)) || isForInterfaces(it));
        List<Gap> hidden = lacking.isEmpty() ? Actions.unseen(source, target) : target.unseenPolicies();
        List<Missing> unclear = Actions.unclear(lacking.isEmpty() ? source : target);
        if (!hidden.isEmpty() || !unclear.isEmpty()) {
            findings.unknown(
                    place,
                    Stream.concat(hidden.stream().map(Missing::of), unclear.stream())
                            .toList());
        } else if (lacking.isEmpty()) {
            findings.pass();
        } else {
            Trail trail = Trail.EMPTY
                    .then(
                            "role `" + source.name() + "` is allowed `" + String.join("`, `", lacking) + "`",
                            source.arn().toString(),
                            promotion.from().environment(),
                            source.origin())
                    .then(
                            "no statement of role `" + target.name() + "` allows any of it",
                            target.arn().toString(),
                            promotion.to().environment(),
                            target.origin());
            String message = "its role may not do `" + String.join("`, `", lacking) + "` anywhere, and in "
                    + promotion.from().environment() + " it may";
            findings.add(place.withParts(lacking), message, trail);
        }
    }

    /// Whether a statement is about things of its own environment; what is about others' is a crossing.
    private static boolean isForOwn(Statement statement, Role role, Facts facts) {
        List<String> resources = statement.resources().patterns();
        return statement.resources().negated()
                || resources.isEmpty()
                || resources.stream().anyMatch(it -> {
                    String account = Arn.parse(it).map(Arn::account).orElse("");
                    Set<String> named = facts.names().in(it);
                    boolean own = account.isEmpty()
                            || Selection.matches(account, role.arn().account());
                    return own && (named.isEmpty() || named.contains(facts.environment()));
                });
    }

    /// Services of which the function may use nothing that it is told of.
    private static Set<String> forbiddenServices(LambdaFunction function, Facts facts) {
        Set<String> services = new TreeSet<>(SWITCHED_BY_ENVIRONMENT);
        for (NamedResource it : NamedResource.of(function, facts)) {
            if (it.anyAccess() instanceof Decision.Denied) {
                services.add(it.thing().arn().service());
            }
        }
        return services;
    }

    private static String service(String action) {
        return action.split(":", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static boolean isForInterfaces(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return lower.startsWith("ec2:") && (lower.contains("networkinterface") || ATTACHMENT.contains(lower));
    }
}
