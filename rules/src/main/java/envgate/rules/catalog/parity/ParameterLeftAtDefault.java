package envgate.rules.catalog.parity;

import static envgate.envs.model.Area.STACKS;
import static envgate.envs.model.Area.TEMPLATES;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.Template;
import envgate.envs.model.Value;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Difference.Equality;
import envgate.rules.analysis.drift.Drift.StackPair;
import envgate.rules.analysis.drift.Values;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Finds parameters of stacks that the source sets and the target leaves at the template's default.
///
/// Where both have the default, it is meant; where only the target sets one, somebody thought of it.
@RuleCard(
        id = "parameter-left-at-default",
        code = "DEP-012",
        severity = WARNING,
        needs = {STACKS, TEMPLATES},
        title = "Stack of the target has a parameter's default, and the source does not",
        why = """
        A default is what a developer needs. When the pipeline forgets a parameter for one environment, the deploy goes
        through without a word, with the default.
        """,
        fix = """
        Give the parameter in the target as well, or waive this where the default is meant.
        """,
        bad = """
        environment: staging
        stacks: {orders-staging: {parameters: {DatabaseHost: db.staging.internal}, defaults: {DatabaseHost: localhost}}}
        ---
        environment: prod
        stacks: {orders-prod: {parameters: {DatabaseHost: localhost}, defaults: {DatabaseHost: localhost}}}
        """,
        good = """
        environment: staging
        stacks: {orders-staging: {parameters: {DatabaseHost: db.staging.internal}, defaults: {DatabaseHost: localhost}}}
        ---
        environment: prod
        stacks: {orders-prod: {parameters: {DatabaseHost: db.prod.internal}, defaults: {DatabaseHost: localhost}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
            "https://github.com/aws/aws-sam-cli/issues/4572",
            "https://github.com/aws/aws-sam-cli/issues/3594"
        })
@AutoService(Rule.class)
public final class ParameterLeftAtDefault implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (StackPair pair : promotion.drift().stackPairs()) {
            Optional<Gap> gap = gap(pair.target()).or(() -> gap(pair.source()));
            if (gap.isPresent()) {
                findings.unknown(place(pair, promotion), gap.get());
                continue;
            }
            Template target = pair.target().template().seen().orElse(new Template(List.of(), 0, List.of()));
            Template source = pair.source().template().seen().orElse(target);
            target.defaults().forEach((key, standard) -> {
                Value there = pair.target().parameters().get(key);
                Value here = pair.source().parameters().get(key);
                if (there != null && here != null) {
                    Value before = source.defaults().getOrDefault(key, standard);
                    judge(
                            key,
                            Values.compare(there, standard),
                            Values.compare(here, before),
                            pair,
                            promotion,
                            findings);
                }
            });
        }
    }

    private static Optional<Gap> gap(Stack stack) {
        return stack.template() instanceof Sight.Unseen<Template>(Gap gap) ? Optional.of(gap) : Optional.empty();
    }

    private static void judge(
            String key, Equality target, Equality source, StackPair pair, Promotion promotion, Findings findings) {
        boolean set = target instanceof Equality.Different;
        boolean alike = source instanceof Equality.Same;
        if (set || alike) {
            findings.pass();
        } else if (target instanceof Equality.Same && source instanceof Equality.Different) {
            Trail trail = Trail.EMPTY
                    .then(
                            "parameter `" + key + "` of stack " + pair.source().name() + " is set",
                            pair.source().arn().toString(),
                            promotion.from().environment(),
                            pair.source().origin())
                    .then(
                            "that of stack " + pair.target().name() + " is the template's default",
                            pair.target().arn().toString(),
                            promotion.to().environment(),
                            pair.target().origin());
            findings.add(
                    place(pair, promotion).withKey(key),
                    "parameter `" + key + "` of stack " + pair.target().name() + " is left at its default, and "
                            + promotion.from().environment() + " sets it",
                    trail);
        } else {
            findings.unknown(
                    place(pair, promotion).withKey(key),
                    List.of(new Missing("whether parameter `" + key + "` is at its default", "")));
        }
    }

    private static Place place(StackPair pair, Promotion promotion) {
        return Place.of(promotion.to().environment())
                .withResource(pair.target().arn().toString(), pair.target().origin())
                .against(promotion.from().environment());
    }
}
