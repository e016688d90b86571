package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Schedules of EventBridge Scheduler, with the role that they take on.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html.
final class SchedulerEvents {

    private SchedulerEvents() {}

    static List<Made> of(Event event) {
        Branch properties = event.properties();
        Made schedule = event.make(event.id(), "AWS::Scheduler::Schedule")
                .put("ScheduleExpression", event.required("ScheduleExpression"))
                .put("State", properties.given("State"))
                .copy(
                        properties,
                        "Description",
                        "FlexibleTimeWindow",
                        "StartDate",
                        "EndDate",
                        "ScheduleExpressionTimezone",
                        "GroupName",
                        "KmsKeyArn");
        if (properties.given("FlexibleTimeWindow") == null) {
            schedule.put("FlexibleTimeWindow", Branch.of(event.mark(), "Mode", "OFF"));
        }
        Tree name = properties.given("Name");
        if (!properties.isTrue("OmitName")) {
            schedule.put("Name", name == null ? event.id() : name);
        } else if (name != null) {
            throw event.wrong("Name", "`Name` of the event " + Quote.of(event.name()) + " is given and omitted");
        }
        List<Made> made = new ArrayList<>();
        made.add(schedule);
        Tree queue = deadLetters(event, made);
        Tree role = properties.given("RoleArn");
        Branch target = Branch.of(
                event.mark(),
                "Arn",
                event.target().arn(),
                "RoleArn",
                role == null ? role(event, queue, made) : role,
                "Input",
                event.get("Input"),
                "RetryPolicy",
                event.get("RetryPolicy"));
        if (queue != null) {
            target.put("DeadLetterConfig", Branch.of(event.mark(), "Arn", queue));
        }
        schedule.put("Target", target);
        return made;
    }

    private static Tree role(Event event, @Nullable Tree queue, List<Made> made) {
        Tree target = event.target().arn();
        List<Branch> policies = new ArrayList<>();
        policies.add(
                event.target().type().startsWith("AWS::StepFunctions")
                        ? Grants.start(event.id(), target)
                        : Grants.invoke(event.id(), target));
        if (queue != null) {
            policies.add(Grants.sendTo(event.id(), queue));
        }
        Made role = event.make(event.id() + "Role", "AWS::IAM::Role")
                .put("AssumeRolePolicyDocument", Grants.trust("scheduler.amazonaws.com", event.mark()))
                .put("Policies", policies)
                .put("PermissionsBoundary", event.properties().given("PermissionsBoundary"));
        made.add(role);
        return role.arn();
    }

    private static @Nullable Tree deadLetters(Event event, List<Made> made) {
        if (!(event.get("DeadLetterConfig") instanceof Branch config)) {
            return null;
        }
        Tree arn = config.get("Arn");
        if (arn != null) {
            return arn.copy();
        }
        String id = config.text("QueueLogicalId");
        Made queue = event.make(id == null ? event.id() + "Queue" : id, "AWS::SQS::Queue");
        made.add(queue);
        return queue.arn();
    }
}
