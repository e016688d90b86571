package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.SECRETS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Thing;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.Optional;

/// Finds variables that name a secret which is about to be deleted and cannot be read any more.
@RuleCard(
        id = "secret-scheduled-for-deletion",
        code = "PRM-010",
        severity = ERROR,
        needs = {FUNCTIONS, SECRETS},
        through = Lens.LINKS,
        title = "Variable names a secret that is scheduled for deletion",
        why = """
        From the day on which a secret is scheduled for deletion it cannot be read: the call ends in
        `InvalidRequestException`. Its name stays taken until it is gone, so no stack can make it anew either.
        """,
        fix = """
        Restore the secret (`aws secretsmanager restore-secret`), or name another one.
        """,
        bad = """
        environment: prod
        functions: {Orders: {environment: {SECRET_NAME: orders/db}}}
        secrets: {orders/db: {deleted: 2026-12-01}}
        """,
        good = """
        environment: prod
        functions: {Orders: {environment: {SECRET_NAME: orders/db}}}
        secrets: [orders/db]
        """,
        sources = {
            "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
            "https://github.com/nasa/cumulus-orca/issues/114",
            "https://github.com/DataBiosphere/azul/issues/2637"
        })
@AutoService(Rule.class)
public final class SecretScheduledForDeletion implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        for (String key : function.environment().keySet()) {
            Place place = Place.of(facts.environment(), function).withKey(key);
            Optional<Resource.Secret> going = Optional.empty();
            for (Link link : facts.links(function, key)) {
                going = going.or(() -> going(link, facts));
            }
            if (going.isEmpty()) {
                findings.pass();
                continue;
            }
            Trail trail = Trail.EMPTY
                    .then("`" + key + "` names it", function.name(), facts.environment(), function.origin())
                    .then(
                            "secret `" + going.get().name() + "` is scheduled for deletion: "
                                    + going.get().deletedDate(),
                            going.get().arn().toString(),
                            facts.environment(),
                            going.get().origin());
            findings.add(
                    place,
                    "`" + key + "` names secret `" + going.get().name() + "`, which is scheduled for deletion",
                    trail);
        }
    }

    private static Optional<Resource.Secret> going(Link link, Facts facts) {
        for (Resource it : facts.snapshot().resources()) {
            if (link instanceof Link.Leads
                    && link.thing().kind() == Thing.Kind.SECRET
                    && it instanceof Resource.Secret secret
                    && secret.name().equals(link.thing().name())
                    && !secret.deletedDate().isEmpty()) {
                return Optional.of(secret);
            }
        }
        return Optional.empty();
    }
}
