package envgate.rules.catalog.triggers;

import static envgate.envs.model.Area.EVENT_SOURCE_MAPPINGS;
import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Trigger;
import envgate.envs.model.Trigger.EventSourceMapping;
import envgate.rules.analysis.Promotion;
import envgate.rules.analysis.drift.Drift;
import envgate.rules.engine.Findings;
import envgate.rules.engine.PromotionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;

/// Finds queues and streams that feed a function in the source and are switched off in the target.
///
/// A deploy does not switch them on again, for the template says the same as before; drift detection does not see it.
@RuleCard(
        id = "event-source-disabled-in-target",
        code = "TRG-014",
        severity = ERROR,
        needs = {FUNCTIONS, EVENT_SOURCE_MAPPINGS},
        through = {},
        title = "Event source that is on in the source is switched off in the target",
        why = """
        Somebody switched the mapping off by hand, or Lambda did. The function is deployed, healthy and never called,
        while messages wait until they expire.
        """,
        fix = """
        Switch the event source mapping on, or write into the template that it is meant to be off.
        """,
        bad = """
        environment: staging
        functions: {Worker: {}}
        queues: [jobs-staging]
        event-sources: [{queue: jobs-staging, function: Worker}]
        ---
        environment: prod
        functions: {Worker: {}}
        queues: [jobs-prod]
        event-sources: [{queue: jobs-prod, function: Worker, state: Disabled}]
        """,
        good = """
        environment: staging
        functions: {Worker: {}}
        queues: [jobs-staging]
        event-sources: [{queue: jobs-staging, function: Worker}]
        ---
        environment: prod
        functions: {Worker: {}}
        queues: [jobs-prod]
        event-sources: [{queue: jobs-prod, function: Worker}]
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html",
            "https://github.com/aws/serverless-application-model/issues/702",
            "https://github.com/serverless/serverless/issues/5102",
            "https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/317",
            "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2260"
        })
@AutoService(Rule.class)
public final class EventSourceDisabledInTarget implements PromotionRule {

    @Override
    public void check(Promotion promotion, Findings findings) {
        for (Drift.FunctionPair pair : promotion.drift().functionPairs()) {
            List<EventSourceMapping> sources =
                    of(pair.source(), promotion.from().snapshot());
            for (EventSourceMapping it : of(pair.target(), promotion.to().snapshot())) {
                boolean off = it.state().equals("Disabled") || it.state().equals("Disabling");
                if (off
                        && sources.stream()
                                .anyMatch(other -> isOn(other) && isPartner(other, it, sources, promotion))) {
                    accuse(it, pair.target(), promotion, findings);
                } else {
                    findings.pass();
                }
            }
        }
    }

    private static List<EventSourceMapping> of(LambdaFunction function, Snapshot snapshot) {
        List<EventSourceMapping> all = new ArrayList<>();
        for (Trigger it : snapshot.triggers()) {
            if (it instanceof EventSourceMapping mapping
                    && snapshot.function(mapping.functionArn())
                            .filter(function::equals)
                            .isPresent()) {
                all.add(mapping);
            }
        }
        return all;
    }

    private static boolean isOn(EventSourceMapping mapping) {
        return mapping.state().equals("Enabled") || mapping.state().equals("Enabling");
    }

    /// A mapping of the same name but for the environment's, or the only one of its service.
    private static boolean isPartner(
            EventSourceMapping source,
            EventSourceMapping target,
            List<EventSourceMapping> sources,
            Promotion promotion) {
        boolean named = promotion.drift().isCounterpart(name(source), name(target));
        boolean only = service(source).equals(service(target))
                && sources.stream()
                                .filter(it -> service(it).equals(service(target)))
                                .count()
                        == 1;
        return named || only;
    }

    private static String name(EventSourceMapping mapping) {
        return Arn.parse(mapping.eventSourceArn()).map(Arn::resource).orElse("");
    }

    private static String service(EventSourceMapping mapping) {
        return Arn.parse(mapping.eventSourceArn()).map(Arn::service).orElse("");
    }

    private static void accuse(
            EventSourceMapping mapping, LambdaFunction function, Promotion promotion, Findings findings) {
        Place place = Place.of(promotion.to().environment(), function)
                .withResource(mapping.uuid(), mapping.origin())
                .against(promotion.from().environment());
        Trail trail = Trail.EMPTY
                .then(
                        "the mapping from " + mapping.eventSourceArn() + " is in state " + mapping.state(),
                        mapping.uuid(),
                        promotion.to().environment(),
                        mapping.origin())
                .then("its counterpart in " + promotion.from().environment() + " is on");
        findings.add(place, "does not get what is in `" + name(mapping) + "`: the mapping is switched off", trail);
    }
}
