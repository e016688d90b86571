package envgate.rules.engine;

import envgate.envs.model.Stack;
import envgate.rules.analysis.Facts;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Judges the stacks of one environment by the states that they are in.
public interface StackStateRule extends EnvironmentRule {

    /// Whether a deploy ends in this state.
    boolean forbids(String status);

    /// What helps this stack; nothing where the card says it.
    default Optional<String> fix(Stack stack) {
        return Optional.empty();
    }

    @Override
    default void check(Facts facts, Findings findings) {
        for (Stack stack : facts.snapshot().stacks()) {
            Place place = Place.of(facts.environment()).withResource(stack.arn().toString(), stack.origin());
            if (stack.status().isEmpty()) {
                findings.unknown(
                        place,
                        List.of(new Missing("the state of stack " + stack.name(), "cloudformation:DescribeStacks")));
            } else if (forbids(stack.status())) {
                String what = "stack " + stack.name() + " is in state " + stack.status();
                Trail trail = Trail.EMPTY.then(
                        "the state of stack " + stack.name() + " is " + stack.status(),
                        stack.arn().toString(),
                        facts.environment(),
                        stack.origin());
                fix(stack)
                        .ifPresentOrElse(
                                it -> findings.add(place, what, trail, it), () -> findings.add(place, what, trail));
            } else {
                findings.pass();
            }
        }
    }
}
