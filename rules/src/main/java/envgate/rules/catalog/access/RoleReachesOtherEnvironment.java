package envgate.rules.catalog.access;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.ROLES;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.access.Crossing;
import envgate.rules.analysis.access.Crossing.Reached;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Link.Evidence;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FleetRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds roles of functions that may act on what another environment owns.
@RuleCard(
        id = "role-reaches-other-environment",
        code = "IAM-003",
        severity = ERROR,
        needs = {FUNCTIONS, ROLES},
        through = Lens.ACCESS,
        title = "Function's role may act on another environment's resource",
        why = """
        One wrong value in a variable, and the function reads or changes the other environment's data, because nothing
        stops it. From a lower environment into a higher one this is an error; the other way round it is a warning.
        """,
        fix = """
        Narrow the statement to the environment's own resources, and take the role out of the policy of the other
        environment's resource. What environments share on purpose belongs under `shared` in the inventory.
        """,
        bad = """
        environment: staging
        account: "333333333333"
        functions: {Catalog: {permissions: ["allow dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:333333333333:table/*"]}}
        tables: [catalog-staging]
        ---
        environment: prod
        account: "333333333333"
        functions: {Catalog: {permissions: ["allow dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:333333333333:table/catalog-prod"]}}
        tables: [catalog-prod]
        """,
        good = """
        environment: staging
        account: "333333333333"
        functions: {Catalog: {permissions: ["allow dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:333333333333:table/*-staging"]}}
        tables: [catalog-staging]
        ---
        environment: prod
        account: "333333333333"
        functions: {Catalog: {permissions: ["allow dynamodb:GetItem on arn:aws:dynamodb:eu-west-1:333333333333:table/catalog-prod"]}}
        tables: [catalog-prod]
        """,
        sources = {
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
            "https://github.com/serverless/examples/issues/64"
        })
@AutoService(Rule.class)
public final class RoleReachesOtherEnvironment implements FleetRule {

    /// The rules that tell of the variable alone.
    private static final List<String> INSTEAD_OF =
            List.of("variable-names-other-environment", "parameter-of-other-environment");

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
        for (Crossing crossing : fleet.overlap().crossings(from.snapshot(), to.snapshot())) {
            List<LambdaFunction> functions = from.functionsOf(crossing.role());
            Place place = Place.of(from.environment(), functions.getFirst()).against(to.environment());
            switch (crossing) {
                case Crossing.Isolated it -> findings.pass(it.trail());
                case Crossing.Unknown it -> findings.unknown(place, it.missing());
                case Crossing.Crosses it -> {
                    String fix = fix(fleet.overlap().cure(from.snapshot(), to.snapshot(), it), it);
                    List<Reached> wired = wired(it, functions, from, fix, findings);
                    if (wired.size() < it.reached().size()) {
                        findings.add(
                                place.withParts(parts(it)),
                                "may do `" + it.action() + "` on `" + it.resource() + "` of " + it.owner(),
                                it.trail(),
                                severity,
                                fix);
                    }
                }
            }
        }
    }

    private static List<String> parts(Crossing.Crosses it) {
        return it.reached().stream()
                .map(one -> one.action() + " " + one.kind() + " " + one.name())
                .toList();
    }

    /// The worst case: a function is told by a variable to use what it may use. That is said once, for both.
    private static List<Reached> wired(
            Crossing.Crosses crossing, List<LambdaFunction> functions, Facts from, String fix, Findings findings) {
        Set<Reached> wired = new LinkedHashSet<>();
        for (LambdaFunction function : functions) {
            for (String key : function.environment().keySet()) {
                Optional<Link.Strays> strays = strays(function, key, crossing.owner(), from);
                Optional<Reached> reached = strays.flatMap(it -> crossing.reached().stream()
                        .filter(one -> one.kind().equals(it.thing().kind().name())
                                && one.name().equals(it.thing().name()))
                        .findFirst());
                if (strays.isPresent() && reached.isPresent()) {
                    wired.add(reached.get());
                    Place place =
                            Place.of(from.environment(), function).withKey(key).against(crossing.owner());
                    findings.add(
                            place,
                            "`" + key + "` names " + strays.get().thing().text() + " of " + crossing.owner()
                                    + ", and its role may do `" + reached.get().action() + "` there",
                            strays.get().trail().then(reached.get().trail()),
                            ERROR,
                            "Let `" + key + "` name what belongs to " + from.environment() + ". " + fix);
                    INSTEAD_OF.forEach(it -> findings.insteadOf(it, place));
                }
            }
        }
        return List.copyOf(wired);
    }

    private static Optional<Link.Strays> strays(LambdaFunction function, String key, String owner, Facts from) {
        if (from.intent().declared(function.logicalName(), key, Stance.SAME).isPresent()) {
            return Optional.empty();
        }
        return from.links(function, key).stream()
                .flatMap(it -> it instanceof Link.Strays strays ? Stream.of(strays) : Stream.empty())
                .filter(it -> it.how() == Evidence.IDENTITY && it.owner().equals(owner))
                .findFirst();
    }

    /// A change that was tried, where there is a small one.
    private static String fix(Optional<String> cure, Crossing.Crosses it) {
        return cure.map(change -> change.substring(0, 1).toUpperCase(Locale.ROOT) + change.substring(1)
                        + ": nothing of " + it.owner() + " is left within its reach then.")
                .orElseGet(() -> "Narrow what the role may do to its own environment's resources, or deny it on what "
                        + it.owner() + " owns; where both share the resource on purpose, declare it under `shared`.");
    }
}
