package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.STACKS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.Value;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.analysis.drift.Drift.FunctionPair;
import envgate.rules.analysis.drift.Wire;
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

/// Finds variables that hold an output's value in the source and not in the target.
@RuleCard(
        id = "variable-differs-from-output",
        code = "OUT-002",
        severity = ERROR,
        needs = {FUNCTIONS, STACKS},
        through = Lens.LINKS,
        title = "Variable differs from the stack output that it is taken from",
        why = """
        In the source the variable has the value of a stack output. In the target it has another one than the output has
        now: the resource was made anew and the function still calls the old one, or someone typed the value.
        """,
        fix = """
        Deploy the function again with the output's present value, and wire the variable to the output instead of
        copying it.
        """,
        bad = """
        environment: staging
        functions: {OrdersApi: {environment: {ORDERS_URL: "https://a1.example.com"}}}
        stacks: {orders-staging: {outputs: {ApiUrl: "https://a1.example.com"}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {ORDERS_URL: "https://a8.example.com"}}}
        stacks: {orders-prod: {outputs: {ApiUrl: "https://a9.example.com"}}}
        """,
        good = """
        environment: staging
        functions: {OrdersApi: {environment: {ORDERS_URL: "https://a1.example.com"}}}
        stacks: {orders-staging: {outputs: {ApiUrl: "https://a1.example.com"}}}
        ---
        environment: prod
        functions: {OrdersApi: {environment: {ORDERS_URL: "https://a9.example.com"}}}
        stacks: {orders-prod: {outputs: {ApiUrl: "https://a9.example.com"}}}
        """,
        sources = {"https://github.com/serverless/serverless/issues/2074", "https://github.com/aws/aws-cdk/issues/7722"
        })
@AutoService(Rule.class)
public final class VariableDiffersFromOutput implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (FunctionPair pair : promotion.drift().functionPairs()) {
            pair.target()
                    .environment()
                    .forEach((key, value) -> promotion
                            .drift()
                            .wire(pair.source(), pair.target(), key)
                            .filter(_ -> isJudgedHere(promotion, pair, key, value))
                            .ifPresent(it -> judge(it, promotion, pair, key, findings)));
        }
    }

    /// A value that is none, or that other rules judge by what it is, is not accused twice.
    private static boolean isJudgedHere(Promotion promotion, FunctionPair pair, String key, Value value) {
        Content content = promotion.to().content(value);
        KeyWords words = KeyWords.of(key);
        String function = pair.target().logicalName();
        return (content == Content.MEANT || content == Content.UNKNOWN)
                && !words.mayBeOwnName()
                && promotion.intent().declared(function, key, Stance.SAME).isEmpty();
    }

    private static void judge(Wire wire, Promotion promotion, FunctionPair pair, String key, Findings findings) {
        Place place = Place.of(promotion.to().environment(), pair.target())
                .withKey(key)
                .against(promotion.from().environment());
        switch (wire.follows()) {
            case Equality.Same() -> findings.pass();
            case Equality.Unknown(String why) -> findings.unknown(place, List.of(new Missing(why, "")));
            case Equality.Different() -> {
                Link link = promotion.to().link(pair.target(), key);
                switch (link) {
                    case Link.Strays _ -> {}
                    case Link.Dangles it when it.thing().kind() == Thing.Kind.PARAMETER -> {}
                    case Link.Unresolved it when !it.missing().isEmpty() -> findings.unknown(place, it.missing());
                    case Link.Dangles _, Link.Leads _, Link.Unresolved _ ->
                        findings.add(place, message(wire, key), wire.trail());
                }
            }
        }
    }

    private static String message(Wire wire, String key) {
        return "`" + key + "` " + (wire.whole() ? "is not " : "does not contain ") + wire.output()
                + " although it is wired to it in the source";
    }
}
