package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Makes what the events of a function need: permissions, mappings, rules, subscriptions.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html.
final class FunctionEvents {

    private static final List<String> TYPES = List.of(
            "AlexaSkill",
            "Api",
            "CloudWatchEvent",
            "CloudWatchLogs",
            "Cognito",
            "DocumentDB",
            "DynamoDB",
            "EventBridgeRule",
            "HttpApi",
            "IoTRule",
            "Kinesis",
            "MQ",
            "MSK",
            "S3",
            "SNS",
            "SQS",
            "Schedule",
            "ScheduleV2",
            "SelfManagedKafka");

    private final Written function;
    private final Made target;
    private final Made role;
    private final Bench bench;

    /// @param role the role that is made for the function, whether it takes it or not
    FunctionEvents(Written function, Made target, Made role, Bench bench) {
        this.function = function;
        this.target = target;
        this.role = role;
        this.bench = bench;
    }

    List<Made> of(Branch events) {
        List<Event> all = new ArrayList<>();
        for (String it : events.members().keySet()) {
            if (!(events.get(it) instanceof Branch body)) {
                throw new SamMistake(events.keyMark(it), "the event " + Quote.of(it) + " has no `Type`", "");
            }
            all.add(new Event(it, function.id() + it, body, function, target));
        }
        all.sort(Comparator.comparing(FunctionEvents::rank));
        List<Made> made = new ArrayList<>();
        all.forEach(it -> made.addAll(of(it)));
        return made;
    }

    private static String rank(Event event) {
        String path = event.properties().text("Path");
        return path == null ? event.name() : path;
    }

    private List<Made> of(Event event) {
        String type = String.valueOf(event.body().text("Type"));
        return switch (type) {
            case "Api" -> new ApiEvents(event, bench).rest();
            case "HttpApi" -> new ApiEvents(event, bench).http();
            case "Schedule" -> new RuleEvents(event).schedule();
            case "CloudWatchEvent", "EventBridgeRule" -> new RuleEvents(event).pattern();
            case "ScheduleV2" -> SchedulerEvents.of(event);
            case "S3" -> bucket(event);
            case "SNS" -> new TopicEvents(event, role, bench).of();
            case "Cognito" -> pool(event);
            case "IoTRule" -> thing(event);
            case "CloudWatchLogs" -> logs(event);
            case "AlexaSkill" ->
                List.of(event.permission("alexa-appkit.amazon.com", null)
                        .put("EventSourceToken", event.get("SkillId")));
            default -> {
                if (!PullEvents.TYPES.contains(type)) {
                    throw new SamMistake(
                            event.body(),
                            "the event " + Quote.of(event.name()) + " is of no type that SAM knows",
                            Quote.nearest(type, TYPES));
                }
                yield new PullEvents(event, type, role, bench).of(event.id());
            }
        };
    }

    private List<Made> bucket(Event event) {
        Branch bucket = event.referred("Bucket", bench.written());
        Made permission = event.permission("s3.amazonaws.com", null)
                .put("SourceAccount", Intrinsic.ref("AWS::AccountId", event.mark()));
        Branch properties = bucket.grow("Properties");
        String condition = permission.condition();
        if (condition == null) {
            Tree before = bucket.get("DependsOn");
            Tree.Row dependencies = new Tree.Row(bucket.mark()).addAll(Tree.items(before));
            dependencies.addNew(Tree.of(permission.id(), event.mark()));
            bucket.put("DependsOn", dependencies);
        } else {
            Branch depends = Branch.of(event.mark(), "Fn::If", List.of(condition, permission.ref(), "no dependency"));
            properties
                    .growRow("Tags")
                    .add(Branch.of(
                            event.mark(), "Key", "sam:ConditionalDependsOn:" + permission.id(), "Value", depends));
        }
        Tree.Row notifications = properties.grow("NotificationConfiguration").growRow("LambdaConfigurations");
        for (Tree it : Tree.items(event.required("Events"))) {
            Branch notification = Branch.of(event.mark(), "Function", target.arn())
                    .put("Filter", event.get("Filter"))
                    .put("Event", it.copy());
            notifications.addNew(condition == null ? notification : Intrinsic.where(condition, notification));
        }
        return List.of(permission, again(event.referredId("Bucket"), bucket));
    }

    private List<Made> pool(Event event) {
        Branch pool = event.referred("UserPool", bench.written());
        String id = event.referredId("UserPool");
        Made permission = event.permission(
                target.id() + "Cognito", "", "cognito-idp.amazonaws.com", Intrinsic.attribute(id, "Arn", event.mark()));
        Branch triggers = pool.grow("Properties").grow("LambdaConfig");
        for (Tree it : Tree.items(event.required("Trigger"))) {
            String trigger = String.valueOf(Tree.text(it));
            if (triggers.has(trigger)) {
                throw event.wrong("Trigger", "the trigger " + Quote.of(trigger) + " is there twice");
            }
            triggers.put(trigger, target.arn());
        }
        return List.of(permission, again(id, pool));
    }

    /// A resource of the template to which something was added.
    private static Made again(String id, Branch body) {
        Made made = new Written(id, body).becomes(String.valueOf(body.text("Type")));
        made.properties().putAll(body.branch("Properties"));
        return made;
    }

    private List<Made> thing(Event event) {
        Branch source = Intrinsic.sub(
                bench.arn("iot", "rule/${RuleName}"),
                Branch.of(event.mark(), "RuleName", Intrinsic.ref(event.id(), event.mark())));
        Made permission = event.permission("iot.amazonaws.com", source)
                .put("SourceAccount", Intrinsic.sub("${AWS::AccountId}", event.mark()));
        Branch action = Branch.of(event.mark(), "Lambda", Branch.of(event.mark(), "FunctionArn", target.arn()));
        Branch payload = Branch.of(
                event.mark(),
                "Sql",
                event.required("Sql"),
                "RuleDisabled",
                false,
                "Actions",
                List.of(action),
                "AwsIotSqlVersion",
                event.properties().given("AwsIotSqlVersion"));
        return List.of(permission, event.make(event.id(), "AWS::IoT::TopicRule").put("TopicRulePayload", payload));
    }

    private List<Made> logs(Event event) {
        Tree group = event.required("LogGroupName");
        Branch source = Intrinsic.sub(
                bench.arn("logs", "log-group:${__LogGroupName__}:*"),
                Branch.of(event.mark(), "__LogGroupName__", group));
        Made permission = event.permission("logs.amazonaws.com", source);
        Made filter = event.make(event.id(), "AWS::Logs::SubscriptionFilter")
                .put("LogGroupName", group)
                .put("FilterPattern", event.required("FilterPattern"))
                .put("DestinationArn", target.arn());
        filter.dependsOn(List.of(permission.id()));
        return List.of(permission, filter);
    }
}
