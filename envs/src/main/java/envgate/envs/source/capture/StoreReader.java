package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Resource;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads what messages and things lie in: queues, topics, tables, buckets.
final class StoreReader {

    private static final SortedMap<String, String> UNTAGGED = Collections.unmodifiableSortedMap(new TreeMap<>());

    private final Answers answers;
    private final Listing listing;
    private final Ownership ownership;

    StoreReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.listing = new Listing(answers);
        this.ownership = ownership;
    }

    List<Resource> read() {
        List<Resource> found = new ArrayList<>();
        found.addAll(listing.readTexts(Operation.SQS_LIST_QUEUES, it -> it.arn().toString(), this::queue));
        found.addAll(listing.read(
                Operation.SNS_LIST_TOPICS, "TopicArn", it -> it.arn().toString(), this::topic));
        found.addAll(
                listing.readTexts(Operation.DYNAMODB_LIST_TABLES, it -> it.arn().toString(), this::table));
        found.addAll(
                listing.read(Operation.S3_LIST_BUCKETS, "Name", it -> it.arn().toString(), this::bucket));
        found.addAll(made(
                "AWS::ECR::Repository",
                "repository/%s",
                Operation.ECR_GET_REPOSITORY_POLICY,
                it -> it.policy("policyText"),
                Resource.Repository::new));
        found.addAll(made(
                "AWS::Events::EventBus",
                "event-bus/%s",
                Operation.EVENTS_DESCRIBE_EVENT_BUS,
                it -> it.policyIfAny("Policy"),
                Resource.EventBus::new));
        return found;
    }

    /// How a resource is made that has a policy and is known by its name.
    private interface Maker {
        Resource make(
                Arn arn, String name, Sight<PolicyDocument> policy, SortedMap<String, String> tags, Origin origin);
    }

    /// What the environment's stacks made of a type that is not listed.
    ///
    /// @param form of the ARN's last part, with `%s` for the name
    private List<Resource> made(
            String type,
            String form,
            Operation operation,
            Function<Inquiry, Sight<PolicyDocument>> policy,
            Maker maker) {
        List<Resource> made = new ArrayList<>();
        for (Stack stack : ownership.stacks()) {
            Site site = new Site(
                    stack.arn().partition(), stack.arn().account(), stack.arn().region());
            for (Stack.StackResource it : stack.resources()) {
                String name = it.physicalId();
                if (it.type().equals(type) && !it.status().equals("DELETE_COMPLETE") && !name.isEmpty()) {
                    Arn arn = site.arn(operation.service(), form.formatted(name));
                    boolean owned = ownership.claim(arn, type, List.of(name), UNTAGGED);
                    Inquiry inquiry = inquiry(operation, site, name, owned, name);
                    made.add(maker.make(arn, name, policy.apply(inquiry), UNTAGGED, origin(operation, name)));
                }
            }
        }
        return made;
    }

    /// A queue by its URL, `https://sqs.eu-west-1.amazonaws.com/111111111111/orders`.
    private Resource.Queue queue(String url, Site site) {
        String[] parts = url.split("/", -1);
        String name = parts[parts.length - 1];
        if (name.isEmpty() || parts.length < 2) {
            throw new Unreadable("`QueueUrls[]` is no URL of a queue");
        }
        Arn likely = new Arn(
                site.partition(),
                "sqs",
                site.region(),
                parts[parts.length - 2].matches("[0-9]{12}") ? parts[parts.length - 2] : site.account(),
                name);
        Operation operation = Operation.SQS_GET_QUEUE_ATTRIBUTES;
        boolean owned = ownership.claim(likely, "AWS::SQS::Queue", List.of(Subject.normal(operation, url)), UNTAGGED);
        Inquiry inquiry = new Inquiry(
                answers,
                operation,
                Area.RESOURCE_POLICIES,
                site,
                name,
                ownership.mayOwn(owned),
                List.of(url, likely.toString()));
        Optional<Integer> timeout =
                inquiry.read(StoreReader::visibilityTimeout).seen().flatMap(it -> it);
        return new Resource.Queue(
                likely,
                name,
                timeout.orElse(null),
                inquiry.policyIfAny("Attributes", "Policy"),
                UNTAGGED,
                origin(Operation.SQS_LIST_QUEUES, name));
    }

    private static Optional<Integer> visibilityTimeout(Item body) {
        Item attributes = body.in("Attributes");
        return attributes.raw("VisibilityTimeout").map(_ -> attributes.count("VisibilityTimeout", 0));
    }

    private Resource.Topic topic(Item item, Site site) {
        Arn arn = item.arn("TopicArn");
        boolean owned = ownership.claim(arn, "AWS::SNS::Topic", List.of(arn.toString()), UNTAGGED);
        return new Resource.Topic(
                arn,
                arn.name(),
                inquiry(Operation.SNS_GET_TOPIC_ATTRIBUTES, site, arn.name(), owned, arn.toString())
                        .policyIfAny("Attributes", "Policy"),
                UNTAGGED,
                origin(Operation.SNS_LIST_TOPICS, arn.name()));
    }

    private Resource.Table table(String name, Site site) {
        Arn arn = site.arn("dynamodb", "table/" + name);
        boolean owned = ownership.claim(arn, "AWS::DynamoDB::", List.of(name), UNTAGGED);
        return new Resource.Table(
                arn,
                name,
                inquiry(Operation.DYNAMODB_GET_RESOURCE_POLICY, site, name, owned, arn.toString())
                        .policy("Policy"),
                UNTAGGED,
                origin(Operation.DYNAMODB_LIST_TABLES, name));
    }

    private Resource.Bucket bucket(Item item, Site site) {
        String name = item.needed("Name");
        Arn arn = new Arn(site.partition(), "s3", "", "", name);
        boolean owned = ownership.claim(arn, "AWS::S3::Bucket", List.of(name), UNTAGGED);
        Sight<PolicyDocument> policy =
                inquiry(Operation.S3_GET_BUCKET_POLICY, site, name, owned, name).policy("Policy");
        return new Resource.Bucket(arn, name, policy, UNTAGGED, origin(Operation.S3_LIST_BUCKETS, name));
    }

    private Inquiry inquiry(Operation operation, Site site, String label, boolean owned, String asked) {
        return new Inquiry(answers, operation, site, label, ownership.mayOwn(owned), asked);
    }

    static Origin origin(Operation operation, String name) {
        return new Origin.ApiCall(operation.service(), operation.operation(), name);
    }
}
