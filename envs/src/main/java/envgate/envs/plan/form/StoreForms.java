package envgate.envs.plan.form;

import envgate.envs.model.Area;
import envgate.envs.source.capture.Operation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What messages, things, keys and secrets lie in, with the policies on them.
final class StoreForms {

    private StoreForms() {}

    static void queue(Draft draft) {
        String arn = draft.arn("sqs", draft.name());
        Optional<ObjectNode> live = draft.overlay()
                .answer(Operation.SQS_GET_QUEUE_ATTRIBUTES, draft.id())
                .or(() -> draft.overlay().answer(Operation.SQS_GET_QUEUE_ATTRIBUTES, arn));
        String url = url(draft);
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.SQS_LIST_QUEUES, url);
            draft.overlay().forget(Operation.SQS_GET_QUEUE_ATTRIBUTES, draft.id());
            return;
        }
        draft.overlay().put(Operation.SQS_LIST_QUEUES, url);
        if (!draft.isNew() && live.isEmpty()) {
            return; // what is unseen stays so
        }
        ObjectNode body = live.orElse(Shape.object());
        ObjectNode attributes = body.path("Attributes") instanceof ObjectNode known ? known : Shape.object();
        attributes.put("QueueArn", arn);
        attributes.set(
                "VisibilityTimeout",
                draft.has("VisibilityTimeout") ? draft.get("VisibilityTimeout") : Shape.node("30"));
        attributes(draft, url, attributes);
    }

    private static void attributes(Draft draft, String url, ObjectNode attributes) {
        draft.overlay().forget(Operation.SQS_GET_QUEUE_ATTRIBUTES, url);
        draft.overlay()
                .add(
                        Operation.SQS_GET_QUEUE_ATTRIBUTES,
                        Shape.object().put("QueueUrl", url),
                        Shape.object().set("Attributes", attributes));
    }

    /// The URL as the listing spells it: emulators and endpoints have other hosts than the stack says.
    private static String url(Draft draft) {
        return url(draft, draft.id());
    }

    private static String url(Draft draft, String id) {
        String end = id.replaceFirst("^https?://[^/]*", "");
        return draft.overlay().items(Operation.SQS_LIST_QUEUES).keySet().stream()
                .filter(it -> it.endsWith(end))
                .findFirst()
                .orElse(id);
    }

    static void queuePolicy(Draft draft) {
        for (JsonNode it : Shape.items(draft.before() == null ? draft.properties() : draft.before(), "Queues")) {
            change(draft, it.asString(""), true);
        }
        if (!draft.isDropped()) {
            Shape.items(draft.properties(), "Queues").forEach(it -> change(draft, it.asString(""), false));
        }
    }

    private static void change(Draft draft, String queue, boolean remove) {
        String url = url(draft, queue);
        Optional<ObjectNode> live = draft.overlay().answer(Operation.SQS_GET_QUEUE_ATTRIBUTES, url);
        if (live.isPresent() && live.get().path("Attributes") instanceof ObjectNode attributes) {
            attributes.remove("Policy");
            if (!remove) {
                attributes.set("Policy", Shape.asText(draft.get("PolicyDocument")));
            }
            attributes(draft, url, attributes);
        }
    }

    static void topic(Draft draft) {
        String arn = draft.id();
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.SNS_LIST_TOPICS, arn);
            draft.overlay().forget(Operation.SNS_GET_TOPIC_ATTRIBUTES, arn);
            return;
        }
        draft.overlay().put(Operation.SNS_LIST_TOPICS, Shape.object().put("TopicArn", arn));
        if (draft.isNew()) {
            topicPolicy(draft, arn, Shape.node(usual(draft, arn)));
        }
    }

    /// The policy of a topic that nobody gave one:
    /// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html.
    private static String usual(Draft draft, String arn) {
        return """
                {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
                "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
                "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
                "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
                "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}""".formatted(arn, draft.overlay().account());
    }

    private static void topicPolicy(Draft draft, String arn, JsonNode policy) {
        draft.overlay().forget(Operation.SNS_GET_TOPIC_ATTRIBUTES, arn);
        ObjectNode attributes = Shape.object().put("TopicArn", arn);
        attributes.set("Policy", policy);
        draft.overlay()
                .add(
                        Operation.SNS_GET_TOPIC_ATTRIBUTES,
                        Shape.object().put("TopicArn", arn),
                        Shape.object().set("Attributes", attributes));
    }

    static void topicPolicies(Draft draft) {
        for (JsonNode it : Shape.items(draft.before() == null ? draft.properties() : draft.before(), "Topics")) {
            if (draft.isDropped()) {
                topicPolicy(draft, it.asString(""), Shape.node(usual(draft, it.asString(""))));
            }
        }
        if (!draft.isDropped()) {
            Shape.items(draft.properties(), "Topics")
                    .forEach(it -> topicPolicy(draft, it.asString(""), Shape.asText(draft.get("PolicyDocument"))));
        }
    }

    static void table(Draft draft) {
        String arn = draft.arn("dynamodb", "table/" + draft.id());
        Operation operation = Operation.DYNAMODB_GET_RESOURCE_POLICY;
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.DYNAMODB_LIST_TABLES, draft.id());
            draft.overlay().forget(operation, arn);
            return;
        }
        draft.overlay().put(Operation.DYNAMODB_LIST_TABLES, draft.id());
        policy(
                draft,
                operation,
                arn,
                "ResourceArn",
                "PolicyNotFoundException",
                draft.get("ResourcePolicy").path("PolicyDocument"));
    }

    static void bucket(Draft draft) {
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.S3_LIST_BUCKETS, draft.id());
            draft.overlay().forget(Operation.S3_GET_BUCKET_POLICY, draft.id());
            return;
        }
        draft.overlay().put(Operation.S3_LIST_BUCKETS, Shape.object().put("Name", draft.id()));
        if (draft.isNew()) {
            policy(
                    draft,
                    Operation.S3_GET_BUCKET_POLICY,
                    draft.id(),
                    "Bucket",
                    "NoSuchBucketPolicy",
                    Shape.object().path(""));
        }
    }

    static void bucketPolicy(Draft draft) {
        String bucket = draft.text("Bucket");
        policy(
                draft,
                Operation.S3_GET_BUCKET_POLICY,
                bucket,
                "Bucket",
                "NoSuchBucketPolicy",
                draft.isDropped() ? Shape.object().path("") : draft.get("PolicyDocument"));
    }

    /// What AWS says about the policy of a thing from now on; that there is none where it is missing.
    private static void policy(
            Draft draft, Operation operation, String item, String member, String none, JsonNode document) {
        draft.overlay().forget(operation, item);
        ObjectNode request = Shape.object().put(member, item);
        if (document.isMissingNode()) {
            draft.overlay().absent(operation, request, none);
        } else {
            draft.overlay().add(operation, request, Shape.object().set("Policy", Shape.asText(document)));
        }
    }

    static void key(Draft draft) {
        String arn = draft.arn("kms", "key/" + draft.id());
        draft.overlay().forget(Operation.KMS_DESCRIBE_KEY, draft.id());
        if (draft.isDropped()) {
            pending(draft, arn, "PendingDeletion");
            return;
        }
        draft.overlay()
                .put(
                        Operation.KMS_LIST_KEYS,
                        Shape.object().put("KeyId", draft.id()).put("KeyArn", arn));
        pending(draft, arn, draft.text("Enabled", "true").equalsIgnoreCase("false") ? "Disabled" : "Enabled");
        draft.overlay().forget(Operation.KMS_GET_KEY_POLICY, draft.id());
        JsonNode policy = draft.has("KeyPolicy") ? draft.get("KeyPolicy") : Shape.node(usualKey(draft));
        draft.overlay()
                .add(
                        Operation.KMS_GET_KEY_POLICY,
                        Shape.object().put("KeyId", draft.id()),
                        Shape.object().set("Policy", Shape.asText(policy)));
        if (draft.isNew()) {
            ObjectNode none = Shape.object();
            none.withArray("Grants");
            draft.overlay().add(Operation.KMS_LIST_GRANTS, Shape.object().put("KeyId", draft.id()), none);
        }
    }

    /// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html.
    private static String usualKey(Draft draft) {
        return """
                {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions",\
                "Effect":"Allow","Principal":{"AWS":"arn:%s:iam::%s:root"},"Action":"kms:*","Resource":"*"}]}""".formatted(draft.overlay().partition(), draft.overlay().account());
    }

    /// A key that is deleted stays for a while, and is of no use.
    private static void pending(Draft draft, String arn, String state) {
        ObjectNode metadata =
                Shape.object().put("KeyId", draft.id()).put("Arn", arn).put("KeyState", state);
        draft.overlay()
                .add(
                        Operation.KMS_DESCRIBE_KEY,
                        Shape.object().put("KeyId", draft.id()),
                        Shape.object().set("KeyMetadata", metadata));
    }

    static void repository(Draft draft) {
        Operation operation = Operation.ECR_GET_REPOSITORY_POLICY;
        draft.overlay().forget(operation, draft.id());
        if (draft.isDropped()) {
            return;
        }
        ObjectNode request = Shape.object().put("repositoryName", draft.id());
        if (draft.has("RepositoryPolicyText")) {
            JsonNode policy = Shape.asText(draft.get("RepositoryPolicyText"));
            draft.overlay().add(operation, request, Shape.object().set("policyText", policy));
        } else {
            draft.overlay().absent(operation, request, "RepositoryPolicyNotFoundException");
        }
    }

    static void eventBus(Draft draft) {
        Operation operation = Operation.EVENTS_DESCRIBE_EVENT_BUS;
        draft.overlay().forget(operation, draft.id());
        if (draft.isDropped()) {
            return;
        }
        ObjectNode bus = Shape.object().put("Name", draft.id());
        if (draft.has("Policy")) {
            bus.set("Policy", Shape.asText(draft.get("Policy")));
        }
        draft.overlay().add(operation, Shape.object().put("Name", draft.id()), bus);
    }

    /// Statements that are added to a bus's policy one at a time are not put together.
    static void eventBusPolicy(Draft draft) {
        String bus = draft.text("EventBusName", "default");
        draft.overlay().forget(Operation.EVENTS_DESCRIBE_EVENT_BUS, bus);
        draft.unseen(
                Operation.EVENTS_DESCRIBE_EVENT_BUS,
                Area.RESOURCE_POLICIES,
                bus,
                "its policy is put together of statements that the template adds");
    }

    static void alias(Draft draft) {
        draft.overlay().remove(Operation.KMS_LIST_ALIASES, draft.id());
        if (!draft.isDropped()) {
            String key = draft.text("TargetKeyId");
            draft.overlay()
                    .put(
                            Operation.KMS_LIST_ALIASES,
                            Shape.object()
                                    .put("AliasName", draft.id())
                                    .put("TargetKeyId", key.replaceFirst("^arn:.*:key/", "")));
        }
    }

    static void secret(Draft draft) {
        String arn = draft.id();
        String name = arn.replaceFirst("^arn:.*:secret:", "").replaceFirst("-[A-Za-z0-9]{6}$", "");
        Operation policy = Operation.SECRETSMANAGER_GET_RESOURCE_POLICY;
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.SECRETSMANAGER_LIST_SECRETS, arn);
            draft.overlay().forget(policy, arn);
            draft.overlay().forget(policy, name);
            return;
        }
        ObjectNode to =
                draft.overlay().item(Operation.SECRETSMANAGER_LIST_SECRETS, arn).orElse(Shape.object());
        to.put("ARN", arn).put("Name", name);
        to.set("Tags", draft.tagList());
        draft.overlay().put(Operation.SECRETSMANAGER_LIST_SECRETS, to);
        if (draft.isNew()) {
            draft.overlay()
                    .add(
                            policy,
                            Shape.object().put("SecretId", arn),
                            Shape.object().put("ARN", arn).put("Name", name));
        }
    }

    static void secretPolicy(Draft draft) {
        Operation operation = Operation.SECRETSMANAGER_GET_RESOURCE_POLICY;
        String secret = draft.text("SecretId");
        String name = secret.replaceFirst("^arn:.*:secret:", "").replaceFirst("-[A-Za-z0-9]{6}$", "");
        String arn = secret.startsWith("arn:")
                ? secret
                : draft.overlay().items(Operation.SECRETSMANAGER_LIST_SECRETS).values().stream()
                        .filter(it -> Shape.text(it, "Name").equals(secret))
                        .map(it -> Shape.text(it, "ARN"))
                        .findFirst()
                        .orElse(secret);
        draft.overlay().forget(operation, arn);
        draft.overlay().forget(operation, name);
        ObjectNode body = Shape.object().put("ARN", arn).put("Name", name);
        if (!draft.isDropped()) {
            body.set("ResourcePolicy", Shape.asText(draft.get("ResourcePolicy")));
        }
        draft.overlay().add(operation, Shape.object().put("SecretId", arn), body);
    }

    static void parameter(Draft draft) {
        String name = draft.id();
        boolean gone = draft.isDropped();
        boolean changed =
                draft.before() == null || !draft.before().path("Value").equals(draft.get("Value"));
        Optional<ObjectNode> live = draft.overlay().item(Operation.SSM_DESCRIBE_PARAMETERS, name);
        draft.overlay().removeEach(Operation.SSM_GET_PARAMETERS, "Parameters", "Name", name);
        draft.overlay().remove(Operation.SSM_DESCRIBE_PARAMETERS, name);
        if (gone) {
            return;
        }
        String type = draft.text("Type", "String");
        int version = live.map(it -> it.path("Version").asInt(0)).orElse(0);
        ObjectNode to = Shape.object()
                .put("Name", name)
                .put("Type", type)
                .put("Version", version == 0 ? 1 : changed ? version + 1 : version);
        draft.overlay().put(Operation.SSM_DESCRIBE_PARAMETERS, to);
        if (!type.equals("SecureString")) {
            ObjectNode value = to.deepCopy();
            Shape.copy(draft.properties(), value, "Value");
            ObjectNode request = Shape.object();
            request.set("Names", Shape.array().add(Shape.node(name)));
            draft.overlay()
                    .add(
                            Operation.SSM_GET_PARAMETERS,
                            request,
                            Shape.object().set("Parameters", Shape.array().add(value)));
        }
    }
}
