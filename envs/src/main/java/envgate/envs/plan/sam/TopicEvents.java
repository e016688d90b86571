package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages of a topic, which come straight or by way of a queue.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sns.html.
final class TopicEvents {

    private final Event event;
    private final Made role;
    private final Bench bench;

    TopicEvents(Event event, Made role, Bench bench) {
        this.event = event;
        this.role = role;
        this.bench = bench;
    }

    List<Made> of() {
        Tree topic = event.required("Topic");
        Tree way = event.properties().given("SqsSubscription");
        if (way == null) {
            return List.of(
                    event.permission("sns.amazonaws.com", topic),
                    subscription("lambda", event.target().arn()));
        }
        List<Made> made = new ArrayList<>();
        if (way instanceof Branch given) {
            Tree arn = given.given("QueueArn");
            Tree url = given.given("QueueUrl");
            if (arn == null || url == null) {
                throw event.wrong(
                        "SqsSubscription",
                        "`SqsSubscription` of the event " + Quote.of(event.name())
                                + " has no `QueueArn` and `QueueUrl`");
            }
            made.addAll(mapping(arn, given.given("BatchSize")));
            String policy = given.text("QueuePolicyLogicalId");
            made.add(policy(policy == null ? event.id() + "QueuePolicy" : policy, topic, arn, url));
            made.add(subscription("sqs", arn));
            return made;
        }
        Made queue = event.make(event.id() + "Queue", "AWS::SQS::Queue").put("FifoQueue", fifo(topic));
        made.addAll(mapping(queue.arn(), null));
        made.add(queue);
        made.add(policy(event.id() + "QueuePolicy", topic, queue.arn(), queue.ref()));
        made.add(subscription("sqs", queue.arn()));
        return made;
    }

    /// Whether the topic keeps an order, which its queue then has to keep too.
    private @Nullable Tree fifo(Tree topic) {
        Branch properties = bench.written()
                .branch(String.valueOf(Intrinsic.resource(topic)))
                .branch("Properties");
        Tree fifo = bench.known().resolve(properties.get("FifoTopic"));
        return fifo == null || !fifo.counts() ? null : fifo.copy();
    }

    private List<Made> mapping(Tree queue, @Nullable Tree batch) {
        Branch body = Branch.of(
                event.mark(),
                "Properties",
                Branch.of(
                        event.mark(),
                        "Queue",
                        queue.copy(),
                        "BatchSize",
                        batch == null ? Tree.of(10, event.mark()) : batch,
                        "Enabled",
                        true));
        Event fetched = new Event(event.name(), event.id(), body, event.of(), event.target());
        return new PullEvents(fetched, "SQS", role, bench).of(event.id() + "EventSourceMapping");
    }

    private Made policy(String id, Tree topic, Tree queue, Tree url) {
        return event.make(id, "AWS::SQS::QueuePolicy")
                .put("PolicyDocument", Grants.sendFrom(null, topic, queue))
                .put("Queues", List.of(url));
    }

    private Made subscription(String protocol, Tree endpoint) {
        return event.make(event.id(), "AWS::SNS::Subscription")
                .put("Protocol", protocol)
                .put("Endpoint", endpoint)
                .put("TopicArn", event.required("Topic").copy())
                .copy(event.properties(), "Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy");
    }
}
