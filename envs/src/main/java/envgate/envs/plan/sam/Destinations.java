package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the results of a function's asynchronous invocations go; queues and topics that are not
/// named are made.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokeconfiguration.html.
final class Destinations {

    private static final List<String> TYPES = List.of("SQS", "SNS", "EventBridge", "Lambda", "S3Bucket");

    private final Written function;
    private final Bench bench;
    private final List<Made> made = new ArrayList<>();

    Destinations(Written function, Bench bench) {
        this.function = function;
        this.bench = bench;
    }

    /// @param grants what the function's role needs for it is added here
    List<Made> of(Branch written, @Nullable Made alias, List<Branch> grants) {
        String id = function.id() + "EventInvokeConfig";
        Made config = new Made(id, "AWS::Lambda::EventInvokeConfig", written.mark(), function.attributes());
        Branch destinations = new Branch(written.mark());
        for (String it : List.of("OnSuccess", "OnFailure")) {
            if (written.branch("DestinationConfig").get(it) instanceof Branch destination) {
                destinations.put(
                        it, Branch.of(destination.mark(), "Destination", destination(destination, it, id, grants)));
            }
        }
        config.put("FunctionName", Intrinsic.ref(function.id(), written.mark()))
                .put("Qualifier", alias == null ? "$LATEST" : alias.properties().get("Name"))
                .put("DestinationConfig", destinations)
                .put("MaximumEventAgeInSeconds", written.get("MaximumEventAgeInSeconds"))
                .put("MaximumRetryAttempts", written.get("MaximumRetryAttempts"));
        if (alias != null) {
            config.dependsOn(List.of(alias.id()));
        }
        made.add(config);
        return made;
    }

    private Tree destination(Branch written, String event, String id, List<Branch> grants) {
        String type = String.valueOf(written.text("Type"));
        if (!TYPES.contains(type)) {
            throw new SamMistake(written, "the `Type` of a destination is one of " + Quote.of(TYPES), "");
        }
        Tree given = written.get("Destination");
        Choice choice = choice(given, id);
        Tree target = given == null || choice != null ? own(written, type, id + event, choice) : given;
        grants.add(
                switch (type) {
                    case "SQS" -> Grants.sendTo(id + event, target);
                    case "SNS" -> Grants.publishTo(id + event, target);
                    case "EventBridge" -> Grants.putTo(id + event, target);
                    case "Lambda" -> Grants.invoke(id + event, target);
                    default -> Grants.writeTo(id + event, target);
                });
        return target.copy();
    }

    /// What gives the queue or topic that is made here.
    private Tree own(Branch written, String type, String id, @Nullable Choice choice) {
        if (!type.equals("SQS") && !type.equals("SNS")) {
            throw new SamMistake(written, "a destination of the type " + Quote.of(type) + " is to be named", "");
        }
        boolean queue = type.equals("SQS");
        Made resource =
                function.beside(id + (queue ? "Queue" : "Topic"), queue ? "AWS::SQS::Queue" : "AWS::SNS::Topic");
        resource.attributes().put("Condition", both(resource.condition(), choice));
        made.add(resource);
        Branch arn = queue ? resource.arn() : resource.ref();
        return choice == null ? arn : Intrinsic.choice(choice.condition(), arn, choice.otherwise());
    }

    /// A destination that is made only where a condition holds.
    private record Choice(String condition, Tree otherwise) {}

    private @Nullable Choice choice(@Nullable Tree destination, String id) {
        if (destination == null || !Intrinsic.isIf(destination)) {
            return null;
        }
        List<Tree> parts = Intrinsic.parts(destination);
        String condition = String.valueOf(Tree.text(parts.getFirst()));
        boolean first = Intrinsic.isNoValue(parts.get(1));
        boolean second = Intrinsic.isNoValue(parts.get(2));
        if (first == second) {
            return null;
        }
        if (first) {
            return new Choice(condition, parts.get(2));
        }
        String opposite = "NOT" + condition + Digest.of(id);
        bench.conditions().put(opposite, Intrinsic.not(condition, destination.mark()));
        return new Choice(opposite, parts.get(1));
    }

    private @Nullable String both(@Nullable String own, @Nullable Choice choice) {
        if (own == null || choice == null) {
            return choice == null ? own : choice.condition();
        }
        String name = own + "AND" + choice.condition();
        String both = name + Digest.of(function.id());
        bench.conditions().put(both, Intrinsic.all(List.of(own, choice.condition()), function.mark()));
        return both;
    }
}
