package envgate.rules.catalog.triggers;

import static envgate.envs.model.Area.EVENT_SOURCE_MAPPINGS;
import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.QUEUES;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.envs.model.Trigger;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Finds queues that hand a message out again while the function that has it may still run.
@RuleCard(
        id = "queue-shorter-than-function",
        code = "TRG-017",
        severity = ERROR,
        needs = {FUNCTIONS, QUEUES, EVENT_SOURCE_MAPPINGS},
        through = {},
        title = "Queue's visibility timeout is shorter than its function's timeout",
        why = """
        Lambda refuses to make such an event source mapping, but lets one that exists live on when the function's
        timeout grows: it works where it was updated and fails where it is new. Until then messages are worked on twice.
        """,
        fix = """
        Set the queue's visibility timeout to six times the function's timeout, as AWS advises, and at least to it.
        """,
        bad = """
        environment: prod
        functions: {Worker: {timeout: 60}}
        queues: {jobs: {visibility: 30}}
        event-sources: [{queue: jobs, function: Worker}]
        """,
        good = """
        environment: prod
        functions: {Worker: {timeout: 60}}
        queues: {jobs: {visibility: 360}}
        event-sources: [{queue: jobs, function: Worker}]
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
            "https://github.com/mongodb/docs-worker-pool/issues/878",
            "https://github.com/hashicorp/terraform-provider-aws/issues/18099",
            "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/5383"
        })
@AutoService(Rule.class)
public final class QueueShorterThanFunction implements EnvironmentRule {

    @Override
    public void check(Facts facts, Findings findings) {
        for (Trigger it : facts.snapshot().triggers()) {
            if (it instanceof Trigger.EventSourceMapping mapping
                    && mapping.eventSourceArn().contains(":sqs:")) {
                judge(mapping, facts, findings);
            }
        }
    }

    private static void judge(Trigger.EventSourceMapping mapping, Facts facts, Findings findings) {
        Optional<LambdaFunction> function = facts.snapshot().function(mapping.functionArn());
        if (function.isEmpty()) {
            return;
        }
        Place place = Place.of(facts.environment(), function.get()).withResource(mapping.uuid(), mapping.origin());
        Optional<Resource.Queue> queue = queue(mapping.eventSourceArn(), facts);
        Integer visibility = queue.map(Resource.Queue::visibilityTimeout).orElse(null);
        long timeout = function.get().timeout().toSeconds();
        if (queue.isEmpty() || visibility == null) {
            Optional<Gap> gap = facts.snapshot().gapIn(QUEUES, mapping.eventSourceArn());
            String what = "the visibility timeout of " + mapping.eventSourceArn();
            findings.unknown(
                    place, List.of(gap.map(Missing::of).orElseGet(() -> new Missing(what, "sqs:GetQueueAttributes"))));
        } else if (visibility >= timeout) {
            findings.pass();
        } else {
            Trail trail = Trail.EMPTY
                    .then(
                            "the function may run for " + timeout + " seconds",
                            function.get().name(),
                            facts.environment(),
                            function.get().origin())
                    .then(
                            "queue `" + queue.get().name() + "` hands a message out again after " + visibility
                                    + " seconds",
                            queue.get().arn().toString(),
                            facts.environment(),
                            queue.get().origin());
            String message = "queue `" + queue.get().name() + "` hands messages out again after " + visibility
                    + " seconds, and the function may run for " + timeout;
            findings.add(
                    place,
                    message,
                    trail,
                    "Set the visibility timeout of queue `" + queue.get().name() + "` to " + 6 * timeout
                            + " seconds, and at least to " + timeout + ".");
        }
    }

    private static Optional<Resource.Queue> queue(String arn, Facts facts) {
        for (Resource it : facts.snapshot().resources()) {
            if (it instanceof Resource.Queue queue && queue.arn().toString().equals(arn)) {
                return Optional.of(queue);
            }
        }
        return Optional.empty();
    }
}
