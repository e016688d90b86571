package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.NOTE;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Role;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.access.Crossing;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.access.Namesakes;
import envgate.rules.analysis.access.Namesakes.Namesake;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds patterns in the policies of a role that will reach into another environment of the account as soon as that
/// one has a thing of the same name but for the environment in it.
///
/// What the other environment has already is a crossing, which has a rule of its own.
@RuleCard(
        id = "pattern-spans-environments",
        code = "IAM-004",
        severity = WARNING,
        needs = {FUNCTIONS, ROLES},
        through = {Lens.LINKS, Lens.ACCESS},
        title = "Role's resource pattern covers two environments of one account",
        why = """
        In one account nothing but the pattern keeps two environments apart. `orders-*` means the own table today, and
        tomorrow, when the other environment gets its own, that one as well, without any policy being touched.
        """,
        fix = """
        Put the environment's name into the pattern: `orders-staging-*`, or refer to the resource itself.
        """,
        bad = """
        environment: staging
        account: "333333333333"
        functions: {Orders: {permissions: ["allow dynamodb:PutItem on arn:aws:dynamodb:eu-west-1:333333333333:table/orders-*"]}}
        tables: [orders-staging]
        ---
        environment: prod
        account: "333333333333"
        functions: {Orders: {}}
        """,
        good = """
        environment: staging
        account: "333333333333"
        functions: {Orders: {permissions: ["allow dynamodb:PutItem on arn:aws:dynamodb:eu-west-1:333333333333:table/orders-staging*"]}}
        tables: [orders-staging]
        ---
        environment: prod
        account: "333333333333"
        functions: {Orders: {}}
        """,
        sources = {
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
            "https://github.com/serverless/examples/issues/64",
            "https://github.com/serverless/serverless/issues/4791"
        })
@AutoService(Rule.class)
public final class PatternSpansEnvironments implements FleetRule {

    @Override
    public void check(Fleet fleet, Findings findings) {
        List<Facts> environments = fleet.environments();
        for (int from = 0; from < environments.size(); from++) {
            for (int to = 0; to < environments.size(); to++) {
                if (from != to && shareAccount(environments.get(from), environments.get(to), fleet)) {
                    Severity severity = from < to ? WARNING : NOTE;
                    check(environments.get(from), environments.get(to), severity, fleet, findings);
                } else if (from != to) {
                    findings.pass();
                }
            }
        }
    }

    private static boolean shareAccount(Facts one, Facts other, Fleet fleet) {
        Set<String> shared = accounts(one, fleet);
        shared.retainAll(accounts(other, fleet));
        return !shared.isEmpty();
    }

    private static Set<String> accounts(Facts of, Fleet fleet) {
        Set<String> accounts = new TreeSet<>(of.snapshot().provenance().accounts());
        fleet.intent().environments().stream()
                .filter(it -> it.name().equals(of.environment()))
                .forEach(it -> accounts.addAll(it.accounts()));
        return accounts;
    }

    private static void check(Facts from, Facts to, Severity severity, Fleet fleet, Findings findings) {
        Namesakes namesakes = new Namesakes(from.snapshot(), to.environment(), fleet.intent());
        for (Crossing crossing : fleet.overlap().crossings(from.snapshot(), to.snapshot())) {
            Optional<Role> role = from.snapshot().role(crossing.role());
            Optional<Namesake> spanning = role.isPresent() && crossing instanceof Crossing.Isolated
                    ? namesakes
                            .of(role.get())
                            .filter(it -> fleet.intent().shares(it.theirs()).isEmpty())
                    : Optional.empty();
            LambdaFunction function = from.functionsOf(crossing.role()).getFirst();
            if (spanning.isPresent() && !isDenied(spanning.get(), function, from)) {
                accuse(spanning.get(), function, from, to, severity, findings);
            } else {
                findings.pass();
            }
        }
    }

    private static void accuse(
            Namesake it, LambdaFunction function, Facts from, Facts to, Severity severity, Findings findings) {
        Trail trail = Trail.EMPTY.then(
                "statement `" + it.statement() + "` allows it on " + it.pattern() + ", which covers " + it.own()
                        + " and " + it.theirs(),
                function.role(),
                from.environment(),
                function.origin());
        String message = "its role's pattern " + it.pattern() + " covers what " + to.environment() + " would call "
                + it.theirs();
        Place place =
                Place.of(from.environment(), function).against(to.environment()).withParts(List.of(it.pattern()));
        findings.add(place, message, trail, severity, fix(from));
    }

    private static String fix(Facts from) {
        return "Put the name of " + from.environment() + " into the pattern, or refer to the resource itself.";
    }

    private static boolean isDenied(Namesake it, LambdaFunction function, Facts from) {
        return !it.action().isEmpty()
                && from.access().may(function, it.action(), it.theirs())
                        instanceof Decision.Denied(var _, boolean explicit)
                && explicit;
    }
}
