package envgate.rules.catalog.deploy;

import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.EnvironmentName;
import envgate.envs.model.Provenance;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;

/// Whether what was read is the account and region that the user declared.
@RuleCard(
        id = "wrong-account-or-region",
        code = "DEP-018",
        severity = ERROR,
        needs = {},
        through = {},
        title = "Environment was read from another account or region than the inventory says",
        why = """
        With the wrong profile, role or default region, everything that follows is judged about the wrong
        place, and a deploy with the same credentials goes there, too.
        """,
        fix = """
        Use the environment's own profile or role, or correct its account and region in the inventory.
        """,
        bad = """
        inventory: {environments: {prod: {account: "333333333333"}}}
        ---
        environment: prod
        account: "222222222222"
        """,
        good = """
        inventory: {environments: {prod: {account: "333333333333"}}}
        ---
        environment: prod
        account: "333333333333"
        """,
        sources = {
            "https://github.com/alphagov/prometheus-aws-configuration-beta/issues/414",
            "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html"
        })
@AutoService(Rule.class)
public final class WrongAccountOrRegion implements EnvironmentRule {

    @Override
    public void check(Facts facts, Findings findings) {
        Provenance seen = facts.snapshot().provenance();
        for (EnvironmentName declared : facts.intent().environments()) {
            if (declared.name().equals(facts.environment())) {
                compare(declared, "account", declared.accounts(), seen, seen.accounts(), findings);
                compare(declared, "region", declared.regions(), seen, seen.regions(), findings);
            }
        }
    }

    private static void compare(
            EnvironmentName declared,
            String what,
            List<String> expected,
            Provenance provenance,
            List<String> seen,
            Findings findings) {
        Place place =
                Place.of(declared.name()).withResource("", declared.origin()).withKey(what);
        for (String it : expected) {
            if (seen.isEmpty()) {
                findings.unknown(place, List.of(new Missing("it is not known which " + what + " was read", "")));
            } else if (seen.contains(it)) {
                findings.pass();
            } else if (expected.containsAll(seen)) {
                findings.unknown(place, List.of(new Missing(what + " `" + it + "` was not read", "")));
            }
        }
        for (String it : seen) {
            if (!expected.isEmpty() && !expected.contains(it)) {
                String caller = provenance.caller().isEmpty() ? "" : " as " + provenance.caller();
                Trail trail = Trail.EMPTY
                        .then(
                                "the inventory says " + what + " " + String.join(", ", expected),
                                "",
                                declared.name(),
                                declared.origin())
                        .then("what was read is of " + what + " " + it + caller, it);
                findings.add(
                        place,
                        what + " `" + it + "` was read instead of `" + String.join("`, `", expected) + "`",
                        trail);
            }
        }
    }
}
