package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules of EventBridge that call a function or start a state machine.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventbridgerule.html.
final class RuleEvents {

    private static final int LONGEST_TARGET = 64;

    private final Event event;
    private final Made rule;
    private final @Nullable Tree boundary;

    RuleEvents(Event event) {
        this(event, null);
    }

    /// @param boundary of the role that starts a state machine
    RuleEvents(Event event, @Nullable Tree boundary) {
        this.event = event;
        this.rule = event.make(event.id(), "AWS::Events::Rule");
        this.boundary = boundary;
    }

    List<Made> schedule() {
        rule.put("ScheduleExpression", event.required("Schedule")).copy(event.properties(), "Name", "Description");
        return made();
    }

    List<Made> pattern() {
        rule.copy(event.properties(), "EventBusName")
                .put("EventPattern", event.get("Pattern"))
                .put("Name", event.get("RuleName"));
        return made();
    }

    private boolean isFunction() {
        return !event.target().type().startsWith("AWS::StepFunctions");
    }

    private List<Made> made() {
        state();
        List<Made> made = new ArrayList<>();
        made.add(rule);
        Tree queue = deadLetters(made);
        Branch target = Branch.of(event.mark(), "Arn", event.target().arn(), "Id", targetId());
        if (!isFunction()) {
            target.put("RoleArn", role(made));
        }
        for (String it : List.of("Input", "InputPath", "RetryPolicy", "InputTransformer")) {
            Tree value = event.get(it);
            target.put(it, value == null ? null : value.copy());
        }
        if (queue != null) {
            target.put("DeadLetterConfig", Branch.of(event.mark(), "Arn", queue));
        }
        rule.put("Targets", List.of(target));
        if (isFunction()) {
            made.add(event.permission("events.amazonaws.com", rule.arn()));
        }
        return made;
    }

    private void state() {
        Tree state = event.properties().given("State");
        Tree enabled = event.get("Enabled");
        if (state != null && enabled != null) {
            throw event.wrong(
                    "State", "`State` and `Enabled` of the event " + Quote.of(event.name()) + " are both given");
        }
        rule.put("State", state);
        if (enabled != null) {
            rule.put("State", enabled.counts() && !"false".equals(Tree.text(enabled)) ? "ENABLED" : "DISABLED");
        }
    }

    private Object targetId() {
        Tree given = event.properties().branch("Target").get("Id");
        String suffix = isFunction() ? "LambdaTarget" : "StepFunctionsTarget";
        String id = event.id();
        return given == null
                ? id.substring(0, Math.min(id.length(), LONGEST_TARGET - suffix.length())) + suffix
                : given.copy();
    }

    private Tree role(List<Made> made) {
        Tree given = event.get("RoleArn");
        if (given != null) {
            return given.copy();
        }
        Made role = Starting.role(event, "events.amazonaws.com", boundary);
        made.add(role);
        return role.arn();
    }

    /// The queue for what could not be delivered; null where there is none.
    private @Nullable Tree deadLetters(List<Made> made) {
        if (!(event.get("DeadLetterConfig") instanceof Branch config)) {
            return null;
        }
        Tree arn = config.get("Arn");
        if (arn != null && config.get("Type") == null) {
            return arn.copy();
        }
        if (arn != null || !"SQS".equals(config.text("Type"))) {
            throw new SamMistake(config, "`DeadLetterConfig` has either `Arn` or `Type: SQS`", "");
        }
        String id = config.text("QueueLogicalId");
        Made queue = event.make(id == null ? event.id() + "Queue" : id, "AWS::SQS::Queue");
        made.add(queue);
        made.add(event.make(event.id() + "QueuePolicy", "AWS::SQS::QueuePolicy")
                .put("PolicyDocument", Grants.sendFrom("events.amazonaws.com", rule.arn(), queue.arn()))
                .put("Queues", List.of(queue.ref())));
        return queue.arn();
    }
}
