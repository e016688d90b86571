package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.EVENT_SOURCE_MAPPINGS;
import static envgate.envs.model.Area.STACKS;
import static envgate.envs.model.Area.STACK_RESOURCES;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.Provenance;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.StackResource;
import envgate.envs.model.Trigger;
import envgate.rules.analysis.Facts;
import envgate.rules.engine.EnvironmentRule;
import envgate.rules.engine.Findings;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds event source mappings that a stack has and Lambda does not.
@RuleCard(
        id = "event-source-mapping-vanished",
        code = "DEP-007",
        severity = WARNING,
        needs = {STACKS, STACK_RESOURCES, EVENT_SOURCE_MAPPINGS},
        title = "Stack's event source mapping is there no more",
        why = """
        Somebody deleted the mapping behind the stack's back. Nothing polls the queue or stream any more, and the next
        deploy that touches the mapping ends in `404` and rolls back. CloudFormation's own drift detection does not look
        at event source mappings.
        """,
        fix = """
        Take the mapping out of the template, deploy, and put it back under another logical id.
        """,
        bad = """
        environment: prod
        stacks: {orders-prod: {resources: {Poll: {type: "AWS::Lambda::EventSourceMapping", id: 0d1c-gone}}}}
        """,
        good = """
        environment: prod
        functions: {Orders: {}}
        queues: [jobs]
        event-sources: [{queue: jobs, function: Orders, id: 0d1c}]
        stacks: {orders-prod: {resources: {Poll: {type: "AWS::Lambda::EventSourceMapping", id: 0d1c}}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import-supported-resources.html",
            "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2260"
        })
@AutoService(Rule.class)
public final class EventSourceMappingVanished implements EnvironmentRule {

    @Override
    public void check(Facts facts, Findings findings) {
        if (facts.snapshot().provenance().kind() == Provenance.Kind.PLANNED) {
            return;
        }
        Set<String> there = facts.snapshot().triggers().stream()
                .flatMap(it -> it instanceof Trigger.EventSourceMapping mapping
                        ? java.util.stream.Stream.of(mapping.uuid())
                        : java.util.stream.Stream.<String>empty())
                .collect(Collectors.toSet());
        for (Stack stack : facts.snapshot().stacks()) {
            for (StackResource it : stack.resources()) {
                boolean mapping = it.type().equals("AWS::Lambda::EventSourceMapping")
                        && !it.physicalId().isEmpty()
                        && !it.status().equals("DELETE_COMPLETE");
                if (mapping) {
                    judge(stack, it, there, facts, findings);
                }
            }
        }
    }

    private static void judge(Stack stack, StackResource it, Set<String> there, Facts facts, Findings findings) {
        Place place = Place.of(facts.environment())
                .withResource(stack.arn().toString(), stack.origin())
                .withKey(it.logicalId());
        Optional<Gap> gap =
                facts.snapshot().gapsIn(EVENT_SOURCE_MAPPINGS).stream().findFirst();
        if (there.contains(it.physicalId())) {
            findings.pass();
        } else if (gap.isPresent()) {
            findings.unknown(place, gap.get());
        } else {
            findings.add(
                    place,
                    "event source mapping `" + it.physicalId() + "` of stack " + stack.name() + " is there no more",
                    Trail.EMPTY
                            .then(
                                    "stack " + stack.name() + " has it as " + it.logicalId(),
                                    stack.arn().toString(),
                                    facts.environment(),
                                    stack.origin())
                            .then("Lambda lists no mapping of this id"));
        }
    }
}
