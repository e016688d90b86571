package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events that Lambda fetches for a function: a mapping, and the right of the function's role to
/// fetch them.
final class PullEvents {

    static final List<String> TYPES =
            List.of("SQS", "Kinesis", "DynamoDB", "MSK", "MQ", "SelfManagedKafka", "DocumentDB");

    private static final Map<String, String> SOURCES = Map.of(
            "SQS",
            "Queue",
            "Kinesis",
            "Stream",
            "DynamoDB",
            "Stream",
            "MSK",
            "Stream",
            "MQ",
            "Broker",
            "DocumentDB",
            "Cluster");

    private static final Map<String, String> MANAGED = Map.of(
            "SQS", "AWSLambdaSQSQueueExecutionRole",
            "Kinesis", "AWSLambdaKinesisExecutionRole",
            "DynamoDB", "AWSLambdaDynamoDBExecutionRole",
            "MSK", "AWSLambdaMSKExecutionRole");

    private static final List<String> INTERFACES = List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeVpcs",
            "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups");

    private static final List<String> SASL = List.of(
            "SASL_SCRAM_256_AUTH",
            "SASL_SCRAM_512_AUTH",
            "BASIC_AUTH",
            "CLIENT_CERTIFICATE_TLS_AUTH",
            "OAUTHBEARER_AUTH",
            "SERVER_ROOT_CA_CERTIFICATE");

    private final Event event;
    private final String type;
    private final Made role;
    private final Bench bench;

    PullEvents(Event event, String type, Made role, Bench bench) {
        this.event = event;
        this.type = type;
        this.role = role;
        this.bench = bench;
    }

    /// @param id of the mapping
    List<Made> of(String id) {
        String source = SOURCES.get(type);
        Made mapping = event.make(id, "AWS::Lambda::EventSourceMapping")
                .put("FunctionName", event.target().ref())
                .put(
                        "EventSourceArn",
                        source == null ? null : event.required(source).copy())
                .copy(
                        event.properties(),
                        "StartingPosition",
                        "StartingPositionTimestamp",
                        "BatchSize",
                        "Enabled",
                        "MaximumBatchingWindowInSeconds",
                        "MaximumRetryAttempts",
                        "BisectBatchOnFunctionError",
                        "MaximumRecordAgeInSeconds",
                        "ParallelizationFactor",
                        "Topics",
                        "Queues",
                        "SourceAccessConfigurations",
                        "TumblingWindowInSeconds",
                        "FunctionResponseTypes",
                        "FilterCriteria",
                        "KmsKeyArn",
                        "ScalingConfig",
                        "ProvisionedPollerConfig",
                        "MetricsConfig",
                        "LoggingConfig");
        kafka(mapping);
        Branch failure = failure(mapping, id);
        if (type.equals("DocumentDB")) {
            mapping.put(
                    "DocumentDBEventSourceConfig",
                    Branch.of(
                            event.mark(),
                            "DatabaseName",
                            event.get("DatabaseName"),
                            "CollectionName",
                            event.properties().given("CollectionName"),
                            "FullDocument",
                            event.properties().given("FullDocument")));
        }
        grant(id, failure);
        return List.of(mapping);
    }

    private void kafka(Made mapping) {
        Tree servers = event.properties().given("KafkaBootstrapServers");
        if (servers != null) {
            mapping.put(
                    "SelfManagedEventSource",
                    Branch.of(
                            event.mark(),
                            "Endpoints",
                            Branch.of(event.mark(), "KafkaBootstrapServers", servers.copy())));
        }
        Branch config = Branch.of(
                event.mark(),
                "ConsumerGroupId",
                event.properties().given("ConsumerGroupId"),
                "SchemaRegistryConfig",
                event.properties().given("SchemaRegistryConfig"));
        if (!config.isEmpty()) {
            mapping.put(
                    type.equals("MSK") ? "AmazonManagedKafkaEventSourceConfig" : "SelfManagedKafkaEventSourceConfig",
                    config.copy());
        }
    }

    /// Where failed events go, and what that takes; null where nothing is to be granted.
    private @Nullable Branch failure(Made mapping, String id) {
        if (!(event.properties().given("DestinationConfig") instanceof Branch written)) {
            return null;
        }
        Branch config = written.copy();
        mapping.put("DestinationConfig", config);
        String kind = Tree.text(config.branch("OnFailure").remove("Type"));
        Tree target = config.branch("OnFailure").get("Destination");
        if (kind == null || kind.equals("Kafka") || target == null) {
            return null;
        }
        return switch (kind) {
            case "SQS" -> Grants.sendTo(id, target);
            case "SNS" -> Grants.publishTo(id, target);
            case "S3" -> Grants.writeTo(id, target);
            default -> throw new SamMistake(written, "failed events go to `SQS`, `SNS`, `S3` or `Kafka`", "");
        };
    }

    private void grant(String id, @Nullable Branch failure) {
        String managed = MANAGED.get(type);
        if (managed != null) {
            role.properties()
                    .growRow("ManagedPolicyArns")
                    .addNew(Tree.of(bench.roles().managed("service-role/" + managed), event.mark()));
        }
        List<Branch> statements = statements();
        if (!statements.isEmpty()) {
            Branch policy = Grants.inline(policyName(id), statements, event.mark());
            if (type.equals("SelfManagedKafka")) {
                policy.branch("PolicyDocument").put("Version", "2012-10-17");
            }
            add(policy);
        }
        if (failure != null) {
            add(failure);
        }
    }

    private String policyName(String id) {
        return switch (type) {
            case "MQ" ->
                event.properties().isTrue("DynamicPolicyName") ? id + "AMQPolicy" : "SamAutoGeneratedAMQPolicy";
            case "DocumentDB" -> "SamAutoGeneratedDocumentDBPolicy";
            case "MSK" -> "MSKExecutionRolePolicy";
            default -> "SelfManagedKafkaExecutionRolePolicy";
        };
    }

    /// Puts a policy into the role unless one says the same.
    private void add(Branch policy) {
        Row policies = role.properties().growRow("Policies");
        boolean there = policies.items().stream()
                .anyMatch(it -> it instanceof Branch one
                        && policy.branch("PolicyDocument").equals(one.get("PolicyDocument")));
        if (!there) {
            policies.add(policy);
        }
    }

    private List<Branch> statements() {
        List<Branch> all = new ArrayList<>();
        switch (type) {
            case "MQ" -> {
                all.add(Grants.allow(List.of("secretsmanager:GetSecretValue"), credentials()));
                all.add(Grants.allow(
                        List.of("mq:DescribeBroker"), event.required("Broker").copy()));
                key(all, "kms:Decrypt");
            }
            case "DocumentDB" -> {
                all.add(Grants.allow(List.of("secretsmanager:GetSecretValue"), credentials()));
                all.add(Grants.allow(List.of("rds:DescribeDBClusterParameters"), own("rds", "cluster-pg:*")));
                all.add(Grants.allow(List.of("rds:DescribeDBSubnetGroups"), own("rds", "subgrp:*")));
                all.add(Grants.allow(
                        List.of("rds:DescribeDBClusters"),
                        event.required("Cluster").copy()));
                all.add(Grants.allow(INTERFACES, "*", event.mark()));
                key(all, List.of("kms:Decrypt"));
            }
            case "MSK" -> {
                registry(all);
                secrets(all, List.of("CLIENT_CERTIFICATE_TLS_AUTH"));
            }
            case "SelfManagedKafka" -> {
                secrets(all, SASL.subList(0, SASL.size() - 1));
                secrets(all, SASL.subList(SASL.size() - 1, SASL.size()));
                if (configurations("VPC_SUBNET") && configurations("VPC_SECURITY_GROUP")) {
                    all.add(Grants.allow(INTERFACES, "*", event.mark()));
                }
                key(all, List.of("kms:Decrypt"));
                registry(all);
            }
            default -> {}
        }
        return all;
    }

    private boolean configurations(String kind) {
        return event.properties().items("SourceAccessConfigurations").stream()
                .anyMatch(it -> it instanceof Branch one && kind.equals(one.text("Type")));
    }

    private void secrets(List<Branch> all, List<String> kinds) {
        for (Tree it : event.properties().items("SourceAccessConfigurations")) {
            if (it instanceof Branch one && kinds.contains(String.valueOf(one.text("Type")))) {
                Tree uri = one.given("URI");
                if (uri != null) {
                    all.add(Grants.allow(List.of("secretsmanager:GetSecretValue"), uri.copy()));
                }
            }
        }
    }

    private Tree credentials() {
        for (Tree it : event.properties().items("SourceAccessConfigurations")) {
            Tree uri = it instanceof Branch one && "BASIC_AUTH".equals(one.text("Type")) ? one.given("URI") : null;
            if (uri != null) {
                return uri.copy();
            }
        }
        throw event.wrong(
                "SourceAccessConfigurations",
                "`SourceAccessConfigurations` of the event " + Quote.of(event.name()) + " has no `BASIC_AUTH`");
    }

    private Branch own(String service, String resource) {
        return Intrinsic.sub(
                "arn:${AWS::Partition}:" + service + ":${AWS::Region}:${AWS::AccountId}:" + resource, event.mark());
    }

    private void key(List<Branch> all, Object action) {
        String key = event.properties().text("SecretsManagerKmsKeyId");
        if (key != null) {
            all.add(Grants.allow(action, own("kms", "key/" + key)));
        }
    }

    private void registry(List<Branch> all) {
        if (!(event.properties().given("SchemaRegistryConfig") instanceof Branch config)) {
            return;
        }
        for (Tree it : config.items("AccessConfigs")) {
            Tree uri = it instanceof Branch one ? one.get("URI") : null;
            if (uri != null) {
                all.add(Grants.allow(List.of("secretsmanager:GetSecretValue"), uri.copy()));
            }
        }
        Tree uri = config.get("SchemaRegistryURI");
        String text = Tree.text(uri);
        if (uri instanceof Branch call && bench.known().resolve(call.copy()) instanceof Branch known) {
            text = known.text("Fn::Sub");
        }
        String[] words = String.valueOf(text).split(":", -1);
        if (uri != null && words.length >= 6 && words[0].equals("arn") && words[5].startsWith("registry/")) {
            all.add(Grants.allow(List.of("glue:GetRegistry"), uri.copy()));
            String schemas = "schema/" + words[5].substring("registry/".length()) + "/*";
            all.add(Branch.of(
                    event.mark(),
                    "Action",
                    List.of("glue:GetSchemaVersion"),
                    "Effect",
                    "Allow",
                    "Resource",
                    List.of(own("glue", schemas))));
        }
    }
}
