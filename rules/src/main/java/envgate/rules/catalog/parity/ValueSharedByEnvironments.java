package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.Value;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Difference;
import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.analysis.links.Content;
import envgate.rules.analysis.links.KeyWords;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Thing;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import java.util.List;

/// Finds secrets and data stores that two environments have in common.
///
/// A value that is known to be the other environment's is accused by the rules about that, and one that is taken from a
/// stack output by the rule about outputs.
@RuleCard(
        id = "value-shared-by-environments",
        code = "CFG-008",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = Lens.LINKS,
        title = "Variable that should differ is the same in both environments",
        why = """
        Environments with one password, key or data store are not apart: whoever may enter the one may enter the other,
        and a test changes what customers see. Mostly a value was copied when the target was set up.
        """,
        fix = """
        Give the target its own; if the two share it on purpose, declare the variable as the same in the inventory, or
        the resource as shared.
        """,
        bad = """
        environment: staging
        functions: {OrdersApi: {environment: {DB_PASSWORD: {hidden: tiger}}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {DB_PASSWORD: {hidden: tiger}}}}
        """,
        good = """
        environment: staging
        functions: {OrdersApi: {environment: {DB_PASSWORD: {hidden: tiger}, MAPS_HOST: maps.example.com}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {DB_PASSWORD: {hidden: lion}, MAPS_HOST: maps.example.com}}}
        """,
        sources = {"https://github.com/serverless/serverless/issues/1704"})
@AutoService(Rule.class)
public final class ValueSharedByEnvironments implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (Difference difference : promotion.differences()) {
            switch (difference) {
                case Difference.Variable it -> variable(it, promotion, findings);
                case Difference.FunctionUnseen it ->
                    findings.unknown(
                            Place.of(promotion.to().environment())
                                    .ofFunction(it.function().logicalName())
                                    .against(promotion.from().environment()),
                            it.gap());
                case Difference.FunctionOnly _, Difference.VariableOnly _, Difference.StackOnly _ -> {}
                case Difference.Output _, Difference.OutputOnly _ -> {}
            }
        }
    }

    private static void variable(Difference.Variable it, Promotion promotion, Findings findings) {
        Value value = it.target().environment().get(it.key());
        KeyWords words = KeyWords.of(it.key());
        String function = it.target().logicalName();
        boolean meant = value != null && promotion.to().content(value) == Content.MEANT;
        boolean wired =
                promotion.drift().wire(it.source(), it.target(), it.key()).isPresent();
        if (!meant || wired || words.mayBeOwnName() || words.isMode()) {
            return;
        }
        if (promotion.intent().declared(function, it.key(), Stance.SAME).isPresent()
                || promotion
                        .intent()
                        .declared(function, it.key(), Stance.DIFFERS)
                        .isPresent()) {
            findings.pass();
            return;
        }
        boolean secret =
                promotion.intent().declared(function, it.key(), Stance.SECRET).isPresent() || words.isCredential();
        boolean hidden = value instanceof Value.Hidden;
        if (hidden && (secret || words.isStore())) {
            secret(it, promotion, findings);
        } else if (!hidden) {
            pointer(it, words.isStore(), promotion, findings);
        }
    }

    private static void secret(Difference.Variable it, Promotion promotion, Findings findings) {
        switch (promotion.to().link(it.target(), it.key())) {
            case Link.Strays _ -> {}
            case Link.Leads link when link.shared() -> findings.pass();
            case Link.Unresolved link
            when !link.missing().isEmpty() && it.equality() instanceof Equality.Same ->
                findings.unknown(place(it, promotion), link.missing());
            case Link.Leads _, Link.Dangles _, Link.Unresolved _ -> {
                switch (it.equality()) {
                    case Equality.Same() -> add(it, "is the same secret", promotion, findings);
                    case Equality.Different() -> findings.pass();
                    case Equality.Unknown(String why) ->
                        findings.unknown(place(it, promotion), List.of(new Missing(why, "")));
                }
            }
        }
    }

    private static void pointer(Difference.Variable it, boolean store, Promotion promotion, Findings findings) {
        if (!(it.equality() instanceof Equality.Same)) {
            if (store && it.equality() instanceof Equality.Different) {
                findings.pass();
            }
            return;
        }
        Link there = promotion.from().link(it.source(), it.key());
        String target = promotion.to().environment();
        switch (promotion.to().link(it.target(), it.key())) {
            case Link.Leads link when link.thing().kind() == Thing.Kind.PARAMETER || link.shared() -> findings.pass();
            case Link.Leads _
            when there instanceof Link.Strays stray
                    && stray.owner().equals(target)
                    && stray.how() != Link.Evidence.NAME ->
                add(it, "names " + stray.thing().text() + " of " + target, promotion, findings);
            case Link.Leads link
            when store && link.owner().isEmpty() -> {
                if (isOneThing(link.thing(), promotion)) {
                    add(it, "names " + link.thing().text() + ", the same one,", promotion, findings);
                } else {
                    findings.pass();
                }
            }
            case Link.Leads _ -> {
                if (store) {
                    findings.pass();
                }
            }
            case Link.Unresolved link -> {
                if (store && !link.missing().isEmpty()) {
                    findings.unknown(place(it, promotion), link.missing());
                }
            }
            case Link.Strays _, Link.Dangles _ -> {}
        }
    }

    /// Whether one name means one thing in both environments: tables and the like are each account's own.
    private static boolean isOneThing(Thing thing, Promotion promotion) {
        return switch (thing.kind()) {
            case BUCKET, DATABASE, CACHE, LOAD_BALANCER, API, HOST, OUTPUT -> true;
            case QUEUE, TOPIC, TABLE, SECRET, KEY, FUNCTION, ROLE, STACK, PARAMETER ->
                !thing.account().isEmpty() || sharesAccount(promotion);
            case VPC, SUBNET, SECURITY_GROUP, VPC_ENDPOINT, ACCOUNT, OTHER, NAME -> false;
        };
    }

    private static boolean sharesAccount(Promotion promotion) {
        return promotion.from().snapshot().provenance().accounts().stream()
                .anyMatch(promotion.to().snapshot().provenance().accounts()::contains);
    }

    private static void add(Difference.Variable it, String what, Promotion promotion, Findings findings) {
        findings.add(
                place(it, promotion),
                "`" + it.key() + "` " + what + " in " + promotion.from().environment() + " and "
                        + promotion.to().environment(),
                it.trail().then("the two values are equal"));
    }

    private static Place place(Difference.Variable it, Promotion promotion) {
        return Place.of(promotion.to().environment(), it.target())
                .withKey(it.key())
                .against(promotion.from().environment());
    }
}
