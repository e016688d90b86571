package envgate.envs.plan.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.moto.Account;
import envgate.envs.moto.MotoServer;
import envgate.envs.plan.Plan;
import envgate.envs.plan.Succession;
import envgate.envs.plan.template.Plans;
import envgate.envs.plan.template.SnapshotFields;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// What a Terraform plan predicts is what is read once its resources are made by the calls of their services, which
/// is what Terraform's provider does.
class TerraformMotoTest {

    private static final String ACCOUNT = "666666666666";
    private static final String TRUST = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Principal\": {\"Service\": \"lambda.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}";
    private static final String POLICY = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": \"sqs:SendMessage\", \"Resource\": \"arn:aws:sqs:eu-west-1:666666666666:tf-queue\"}]}";

    /// What a plan says nothing about, because only AWS settles it; see `MotoAgreementTest`.
    private static final String UNTOLD = ".*(codeSha256|lastUpdated|lastModified|createDate|owner|state|tags.*)";

    /// Where a prediction and the emulator part, and why.
    private static final Map<String, String> EXPLAINED = new TreeMap<>();

    private record Deployment(String name, Laid plan, Consumer<Account> apply) {}

    private static Laid laid() {
        return Laid.over(Plans.empty());
    }

    private static String quoted(String json) {
        return json.replace("\"", "\\\"");
    }

    private static void role(Account account, String name) {
        try (IamClient iam = account.client(IamClient.builder())) {
            iam.createRole(it -> it.roleName(name).assumeRolePolicyDocument(TRUST));
        }
    }

    private static void function(Account account, String name, String role, Map<String, String> variables) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            lambda.createFunction(it -> it.functionName(name)
                    .runtime(Runtime.PYTHON3_13)
                    .handler("app.handler")
                    .timeout(20)
                    .memorySize(256)
                    .role("arn:aws:iam::" + ACCOUNT + ":role/" + role)
                    .environment(environment -> environment.variables(variables))
                    .code(code -> code.zipFile(SdkBytes.fromByteArray(Zip.of("app.py")))));
        }
    }

    private static String roleText(String name) {
        return "{\"name\": \"%s\", \"path\": \"/\", \"assume_role_policy\": \"%s\"}".formatted(name, quoted(TRUST));
    }

    private static String functionText(String name, String role, int timeout, String variables) {
        return ("{'function_name': '%s', 'runtime': 'python3.13', 'handler': 'app.handler', 'timeout': %d,"
                        + " 'memory_size': 256, 'package_type': 'Zip', 'architectures': ['x86_64'],"
                        + " 'role': 'arn:aws:iam::666666666666:role/%s', 'environment': [{'variables': {%s}}]}")
                .formatted(name, timeout, role, variables);
    }

    private static List<Deployment> creations(String vpc) {
        String queue = "https://sqs.eu-west-1.amazonaws.com/666666666666/tf-queue";
        return List.of(
                new Deployment(
                        "function",
                        laid().create("aws_iam_role.fn", roleText("tf-fn"))
                                .create(
                                        "aws_lambda_function.fn",
                                        functionText("tf-fn", "tf-fn", 20, "'QUEUE': '" + queue + "'")),
                        account -> {
                            role(account, "tf-fn");
                            function(account, "tf-fn", "tf-fn", Map.of("QUEUE", queue));
                        }),
                new Deployment(
                        "queue",
                        laid().create(
                                        "aws_sqs_queue.q",
                                        "{'name': 'tf-queue', 'visibility_timeout_seconds': 120, 'fifo_queue': false}"),
                        account -> {
                            try (SqsClient sqs = account.client(SqsClient.builder())) {
                                sqs.createQueue(it -> it.queueName("tf-queue")
                                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "120")));
                            }
                        }),
                new Deployment("topic", laid().create("aws_sns_topic.t", "{'name': 'tf-topic'}"), account -> {
                    try (SnsClient sns = account.client(SnsClient.builder())) {
                        sns.createTopic(it -> it.name("tf-topic"));
                    }
                }),
                new Deployment(
                        "table",
                        laid().create(
                                        "aws_dynamodb_table.t",
                                        "{'name': 'tf-table', 'billing_mode': 'PAY_PER_REQUEST', 'hash_key': 'id'}"),
                        account -> {
                            try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
                                dynamo.createTable(it -> it.tableName("tf-table")
                                        .billingMode(BillingMode.PAY_PER_REQUEST)
                                        .attributeDefinitions(AttributeDefinition.builder()
                                                .attributeName("id")
                                                .attributeType(ScalarAttributeType.S)
                                                .build())
                                        .keySchema(KeySchemaElement.builder()
                                                .attributeName("id")
                                                .keyType(KeyType.HASH)
                                                .build()));
                            }
                        }),
                new Deployment(
                        "parameter",
                        laid().create(
                                        "aws_ssm_parameter.p",
                                        "{'name': '/tf/host', 'type': 'String', 'value': 'db.example.com'}"),
                        account -> {
                            try (SsmClient ssm = account.client(SsmClient.builder())) {
                                ssm.putParameter(it -> it.name("/tf/host")
                                        .type(ParameterType.STRING)
                                        .value("db.example.com"));
                            }
                        }),
                new Deployment(
                        "policy",
                        laid().create("aws_iam_role.r", roleText("tf-sender"))
                                .create(
                                        "aws_iam_role_policy.p",
                                        "{\"name\": \"send\", \"role\": \"tf-sender\", \"policy\": \"%s\"}"
                                                .formatted(quoted(POLICY))),
                        account -> {
                            role(account, "tf-sender");
                            try (IamClient iam = account.client(IamClient.builder())) {
                                iam.putRolePolicy(it -> it.roleName("tf-sender")
                                        .policyName("send")
                                        .policyDocument(POLICY));
                            }
                        }),
                new Deployment("bucket", laid().create("aws_s3_bucket.b", "{'bucket': 'tf-bucket-666'}"), account -> {
                    try (S3Client s3 = account.s3()) {
                        s3.createBucket(it -> it.bucket("tf-bucket-666")
                                .createBucketConfiguration(
                                        one -> one.locationConstraint(BucketLocationConstraint.EU_WEST_1)));
                    }
                }),
                new Deployment(
                        "group",
                        laid().create(
                                        "aws_security_group.g",
                                        ("{'name': 'tf-group', 'description': 'tf', 'vpc_id': '%s', 'ingress': [{'protocol': 'tcp',"
                                                        + " 'from_port': 443, 'to_port': 443, 'cidr_blocks': ['10.0.0.0/8'],"
                                                        + " 'self': false}], 'egress': [{'protocol': '-1', 'from_port': 0,"
                                                        + " 'to_port': 0, 'cidr_blocks': ['0.0.0.0/0'], 'self': false}]}")
                                                .formatted(vpc),
                                        "{'id': true}"),
                        account -> {
                            try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
                                String id = ec2.createSecurityGroup(it -> it.groupName("tf-group")
                                                .description("tf")
                                                .vpcId(vpc))
                                        .groupId();
                                ec2.authorizeSecurityGroupIngress(it -> it.groupId(id)
                                        .ipPermissions(IpPermission.builder()
                                                .ipProtocol("tcp")
                                                .fromPort(443)
                                                .toPort(443)
                                                .ipRanges(IpRange.builder()
                                                        .cidrIp("10.0.0.0/8")
                                                        .build())
                                                .build()));
                            }
                        }));
    }

    private static List<Deployment> changes() {
        return List.of(
                new Deployment(
                        "function update",
                        laid().update(
                                        "aws_lambda_function.fn",
                                        functionText("tf-fn", "tf-fn", 20, "'QUEUE': 'x'"),
                                        functionText("tf-fn", "tf-fn", 25, "'LEVEL': 'INFO'")),
                        account -> {
                            try (LambdaClient lambda = account.client(LambdaClient.builder())) {
                                lambda.updateFunctionConfiguration(it -> it.functionName("tf-fn")
                                        .timeout(25)
                                        .environment(one -> one.variables(Map.of("LEVEL", "INFO"))));
                            }
                        }),
                new Deployment(
                        "topic delete",
                        laid().delete(
                                        "aws_sns_topic.t",
                                        "{'name': 'tf-topic', 'arn': 'arn:aws:sns:eu-west-1:666666666666:tf-topic'}"),
                        account -> {
                            try (SnsClient sns = account.client(SnsClient.builder())) {
                                sns.deleteTopic(it -> it.topicArn("arn:aws:sns:eu-west-1:666666666666:tf-topic"));
                            }
                        }),
                new Deployment(
                        "parameter update",
                        laid().update(
                                        "aws_ssm_parameter.p",
                                        "{'name': '/tf/host', 'type': 'String', 'value': 'db.example.com'}",
                                        "{'name': '/tf/host', 'type': 'String', 'value': 'db2.example.com'}"),
                        account -> {
                            try (SsmClient ssm = account.client(SsmClient.builder())) {
                                ssm.putParameter(it -> it.name("/tf/host")
                                        .overwrite(true)
                                        .type(ParameterType.STRING)
                                        .value("db2.example.com"));
                            }
                        }));
    }

    @Test
    void what_is_planned_is_what_is_there_afterwards() {
        try (MotoServer server = MotoServer.start()) {
            AwsAccount where = new AwsAccount(
                    ACCOUNT,
                    List.of(MotoServer.REGION),
                    new Credentials.Role(
                            "arn:aws:iam::" + ACCOUNT + ":role/envgate-read", "", "", new Credentials.DefaultChain()),
                    new TreeMap<>(Map.of("", server.endpoint().toString())));
            EnvironmentEntry entry = new EnvironmentEntry("prod", where, Selection.EVERYTHING, new Origin.Unknown());
            Reading reading = new Reading(
                    Plans.REDACTION,
                    EnumSet.allOf(Area.class),
                    Duration.ofMinutes(5),
                    Clock.systemUTC(),
                    Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                    Reading.Progress.SILENT);
            Recording before = Sources.recording(entry, reading);
            String vpc =
                    Sources.decode(entry, before).network().vpcs().getFirst().id();
            Agreement agreement = new Agreement();
            for (List<Deployment> wave : List.of(creations(vpc), changes())) {
                before = Sources.recording(entry, reading);
                Snapshot planned = planned(entry, before, wave);
                wave.forEach(it -> it.apply().accept(server.account(ACCOUNT)));
                agreement.compare(planned, Sources.decode(entry, Sources.recording(entry, reading)));
            }
            System.out.printf("TERRAFORM: %d fields compared, %d explained%n", agreement.compared, agreement.explained);
            assertThat(creations(vpc).size() + changes().size()).isGreaterThanOrEqualTo(11);
            assertThat(agreement.compared).isGreaterThan(150);
            assertThat(agreement.unexplained).isEmpty();
            assertThat(agreement.explained).isLessThanOrEqualTo(agreement.compared * 2 / 100);
        }
    }

    private static Snapshot planned(EnvironmentEntry entry, Recording live, List<Deployment> wave) {
        List<Plan> plans = new ArrayList<>();
        wave.forEach(it -> plans.add(
                new TerraformPlan(it.name() + ".json", it.plan().text().getBytes(StandardCharsets.UTF_8))));
        return Sources.decode(entry, Plans.REDACTION.apply(new Succession(plans).over(live, Plans.REDACTION)));
    }

    /// Fields of two snapshots side by side.
    private static final class Agreement {

        private final TreeSet<String> unexplained = new TreeSet<>();
        private int compared;
        private int explained;

        void compare(Snapshot planned, Snapshot seen) {
            Map<String, String> expected = named(planned);
            Map<String, String> found = named(seen);
            TreeSet<String> all = new TreeSet<>(expected.keySet());
            all.addAll(found.keySet());
            all.removeIf(it -> it.matches(UNTOLD) || SnapshotFields.isUnasked(it, found));
            for (String it : all) {
                compared++;
                String a = expected.getOrDefault(it, "nothing");
                String b = found.getOrDefault(it, "nothing");
                if (a.equals(b)) {
                    continue;
                }
                if (EXPLAINED.keySet().stream().anyMatch(it::matches)) {
                    explained++;
                } else {
                    unexplained.add(it + ": planned " + a + ", seen " + b);
                }
            }
        }

        /// Groups are called by their names: a new one has no id yet.
        private static Map<String, String> named(Snapshot snapshot) {
            Map<String, String> fields = new TreeMap<>();
            Map<String, String> groups = new TreeMap<>();
            snapshot.network().securityGroups().forEach(it -> groups.put(it.id(), "<" + it.name() + ">"));
            SnapshotFields.of(snapshot, snapshot).forEach((key, value) -> {
                String path = key;
                String text = value;
                for (Map.Entry<String, String> it : groups.entrySet()) {
                    path = path.replace(it.getKey(), it.getValue());
                    text = text.replace(it.getKey(), it.getValue());
                }
                fields.put(path, text);
            });
            return fields;
        }
    }
}
