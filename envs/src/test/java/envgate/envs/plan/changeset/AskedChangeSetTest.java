package envgate.envs.plan.changeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import envgate.envs.document.BadInput;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.envs.plan.template.Plans;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import envgate.envs.wire.Behaviour;
import envgate.envs.wire.WireFake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Change sets are asked for over the wire, with those that are nested in them.
class AskedChangeSetTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ARN = "arn:aws:cloudformation:eu-west-1:111111111111:";
    private static final String STACK = ARN + "stack/orders/1";
    private static final String CHILD = ARN + "stack/orders-Child-X/2";
    private static final String CHILD_SET = ARN + "changeSet/next-Child/3";

    private static final String API = """
            {"FunctionName": "orders-api", "Runtime": "python3.13", "Handler": "a.b", "Timeout": 3, "MemorySize": 128,
             "Role": "arn:aws:iam::111111111111:role/orders", "Code": {"S3Bucket": "b", "S3Key": "k"},
             "Environment": {"Variables": {"QUEUE": "{{changeSet:KNOWN_AFTER_APPLY}}", "STAGE": "prod", "TOKEN": "****"}}}""";

    private static final String TEMPLATE = """
            {"Parameters": {"Stage": {"Type": "String"}, "Token": {"Type": "String", "NoEcho": true}},
             "Resources": {
              "Work": {"Type": "AWS::SQS::Queue"},
              "Old": {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": true}},
              "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://b.s3.amazonaws.com/c"}},
              "Api": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "orders-api", "Runtime": "python3.13",
               "Handler": "a.b", "Role": "arn:aws:iam::111111111111:role/orders", "Code": {"S3Bucket": "b", "S3Key": "k"},
               "Environment": {"Variables": {"QUEUE": {"Ref": "Work"}, "STAGE": {"Ref": "Stage"}, "TOKEN": {"Ref": "Token"}}}}}},
             "Outputs": {"Url": {"Value": {"Ref": "Work"}, "Export": {"Name": "orders-url"}},
              "OldUrl": {"Value": {"Ref": "Old"}}, "Secret": {"Value": {"Ref": "Token"}}}}""";

    private final WireFake aws = WireFake.start();
    private final ArrayNode changes = JSON.createArrayNode();

    @AfterEach
    void stop() {
        aws.close();
    }

    private void give(Operation operation, String request, String body) {
        aws.give(List.of(new Answer(
                "111111111111",
                "eu-west-1",
                operation.service(),
                operation.operation(),
                (ObjectNode) JSON.readTree(request),
                new Answer.Response(JSON.readTree(body)))));
    }

    private void account() {
        give(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "{}", """
                {"Stacks": [
                  {"StackName": "orders", "StackStatus": "UPDATE_COMPLETE", "StackId": "%s",
                   "CreationTime": "2026-11-01T00:00:00Z"},
                  {"StackName": "orders-Child-X", "StackStatus": "UPDATE_COMPLETE", "StackId": "%s", "ParentId": "%s",
                   "CreationTime": "2026-11-01T00:00:00Z"}]}
                """.formatted(STACK, CHILD, STACK));
        give(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, "{\"StackName\": \"orders\"}", """
                {"StackResourceSummaries": [
                  {"LogicalResourceId": "Api", "PhysicalResourceId": "orders-api", "ResourceType": "AWS::Lambda::Function",
                   "ResourceStatus": "UPDATE_COMPLETE", "LastUpdatedTimestamp": "2026-11-01T00:00:00Z"},
                  {"LogicalResourceId": "Old", "ResourceType": "AWS::SQS::Queue", "ResourceStatus": "CREATE_COMPLETE",
                   "PhysicalResourceId": "https://sqs.eu-west-1.amazonaws.com/111111111111/orders-Old-Y",
                   "LastUpdatedTimestamp": "2026-11-01T00:00:00Z"},
                  {"LogicalResourceId": "Child", "PhysicalResourceId": "%s", "ResourceType": "AWS::CloudFormation::Stack",
                   "ResourceStatus": "UPDATE_COMPLETE", "LastUpdatedTimestamp": "2026-11-01T00:00:00Z"}]}
                """.formatted(CHILD));
        give(Operation.LAMBDA_LIST_FUNCTIONS, "{}", """
                {"Functions": [
                  {"FunctionName": "orders-api", "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:orders-api",
                   "Runtime": "python3.12", "Role": "arn:aws:iam::111111111111:role/orders", "Timeout": 3, "MemorySize": 128}]}
                """);
    }

    private AskedChangeSetTest change(
            String action, String id, String physical, String type, String after, String more) {
        ObjectNode change = JSON.createObjectNode()
                .put("Action", action)
                .put("LogicalResourceId", id)
                .put("PhysicalResourceId", physical)
                .put("ResourceType", type)
                .put("AfterContext", "{\"Properties\": " + after + "}");
        change.setAll((ObjectNode) JSON.readTree(more));
        changes.add(JSON.createObjectNode().put("Type", "Resource").set("ResourceChange", change));
        return this;
    }

    private static ObjectNode set(String id, String stack, String name) {
        return JSON.createObjectNode()
                .put("ChangeSetName", "next")
                .put("ChangeSetId", id)
                .put("StackId", stack)
                .put("StackName", name)
                .put("Status", "CREATE_COMPLETE")
                .put("ExecutionStatus", "AVAILABLE");
    }

    /// The change set `next` of the stack, with its template.
    private void next() {
        account();
        change("Modify", "Api", "orders-api", "AWS::Lambda::Function", API, "{\"Replacement\": \"False\"}")
                .change("Add", "Work", "", "AWS::SQS::Queue", "{}", "{}")
                .change(
                        "Modify",
                        "Old",
                        "old",
                        "AWS::SQS::Queue",
                        "{\"FifoQueue\": \"true\"}",
                        "{\"Replacement\": \"True\"}");
        ObjectNode set = set(ARN + "changeSet/next/1", STACK, "orders");
        set.putArray("Parameters")
                .add(JSON.createObjectNode().put("ParameterKey", "Stage").put("ParameterValue", "prod"))
                .add(JSON.createObjectNode().put("ParameterKey", "Token").put("ParameterValue", "****"));
        give(
                Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET,
                "{\"ChangeSetName\": \"next\", \"StackName\": \"orders\", \"IncludePropertyValues\": \"true\"}",
                set.set("Changes", changes).toString());
        give(
                Operation.CLOUDFORMATION_GET_TEMPLATE,
                "{\"ChangeSetName\": \"next\", \"StackName\": \"orders\", \"TemplateStage\": \"Processed\"}",
                JSON.createObjectNode().put("TemplateBody", TEMPLATE).toString());
    }

    private Snapshot planned(String name, String stack) {
        AwsAccount account = new AwsAccount(
                "111111111111",
                List.of("eu-west-1"),
                new Credentials.Role("arn:aws:iam::111111111111:role/read", "", "", new Credentials.DefaultChain()),
                new TreeMap<>(Map.of("", aws.endpoint().toString())));
        return planned(account, name, stack);
    }

    private static Snapshot planned(Whereabouts where, String name, String stack) {
        Selection selection = new Selection(List.of("orders"), Map.of(), List.of());
        EnvironmentEntry entry = new EnvironmentEntry("prod", where, selection, new Origin.Unknown());
        Reading reading = new Reading(
                Plans.REDACTION,
                EnumSet.allOf(Area.class),
                Duration.ofMinutes(5),
                Clock.systemUTC(),
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test", "AWS_MAX_ATTEMPTS", "1"),
                Reading.Progress.SILENT);
        return Sources.prospects(
                        List.of(entry),
                        reading,
                        Map.of(
                                "prod",
                                it -> new AskedChangeSet(name, stack)
                                        .asking((region, of, set) -> Sources.changeSet(entry, reading, region, of, set))
                                        .over(it, Plans.REDACTION)))
                .getFirst()
                .snapshot();
    }

    private static Stack orders(Snapshot snapshot) {
        return snapshot.stacks().stream()
                .filter(it -> it.name().equals("orders"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_aws_evaluated_is_taken_and_what_it_does_not_know_yet_is_what_its_template_says() {
        next();

        Snapshot planned = planned("next", "");

        LambdaFunction function = planned.functions().getFirst();
        assertThat(function.runtime()).isEqualTo("python3.13");
        assertThat(function.environment())
                .containsEntry("STAGE", new Value.Plain("prod"))
                .containsEntry(
                        "QUEUE",
                        new Value.Plain("https://sqs.eu-west-1.amazonaws.com/111111111111/orders-Work-planned"))
                .containsEntry("TOKEN", new Value.Unresolved("its value is not shown"));
        assertThat(orders(planned).outputs())
                .hasEntrySatisfying(
                        "OldUrl", it -> assertThat(it.value().toString()).contains("orders-Old-planned"))
                .hasEntrySatisfying("Secret", it -> assertThat(it.value()).isInstanceOf(Value.Unresolved.class));
        assertThat(planned.exports()).extracting(it -> it.name()).containsExactly("orders-url");
        assertThat(planned.gapsIn(Area.STACKS)).isEmpty();
        assertThat(aws.callsOf("cloudformation:DescribeChangeSet")).isEqualTo(1);
    }

    @Test
    void all_pages_are_read() {
        next();
        aws.page(Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET, "NextToken", "NextToken", 1);

        assertThat(orders(planned("next", "orders")).resources())
                .extracting(it -> it.logicalId())
                .contains("Work", "Old", "Api");
        assertThat(aws.callsOf("cloudformation:DescribeChangeSet")).isEqualTo(3);
    }

    @Test
    void what_is_nested_is_asked_for_as_well() {
        change(
                "Modify",
                "Child",
                CHILD,
                "AWS::CloudFormation::Stack",
                "{}",
                "{\"ChangeSetId\": \"%s\"}".formatted(CHILD_SET));
        next();
        ObjectNode child = set(CHILD_SET, CHILD, "orders-Child-X").put("ParentChangeSetId", ARN + "changeSet/next/1");
        child.set("Changes", JSON.readTree("""
                [{"Type": "Resource", "ResourceChange": {"Action": "Add", "LogicalResourceId": "Mail",
                  "ResourceType": "AWS::SQS::Queue", "AfterContext": "{\\"Properties\\": {\\"QueueName\\": \\"mail\\"}}"}}]"""));
        give(
                Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET,
                "{\"ChangeSetName\": \"%s\"}".formatted(CHILD_SET),
                child.toString());

        Snapshot planned = planned("next", "");

        assertThat(planned.resources()).extracting(it -> it.name()).contains("mail");
        assertThat(planned.gapsIn(Area.STACK_RESOURCES)).isEmpty();
    }

    @Test
    void a_refusal_hides_all_that_may_change_and_names_the_permission() {
        next();
        aws.when("cloudformation:DescribeChangeSet", Behaviour.refuse("AccessDenied", 403));

        Snapshot planned = planned("next", "");

        for (Area it : Area.values()) {
            assertThat(planned.gapIn(it)).as(it.name()).isPresent();
        }
        assertThat(planned.gaps())
                .extracting(Gap::permission, Gap::reason)
                .contains(tuple(
                        "cloudformation:DescribeChangeSet",
                        "what the change set `next` changes could not be read: AccessDenied"));
        assertThat(planned.toString()).doesNotContain(WireFake.SECRET);
    }

    @Test
    void without_the_template_outputs_are_not_known() {
        next();
        aws.when(
                "cloudformation:GetTemplate",
                (exchange, call) -> !call.parameter("ChangeSetName").isEmpty()
                        && Behaviour.refuse("AccessDenied", 403).answer(exchange, call));

        Snapshot planned = planned("next", "");

        assertThat(planned.functions().getFirst().environment())
                .containsEntry("QUEUE", new Value.Unresolved("it is known after the deploy"));
        assertThat(planned.gaps()).extracting(Gap::permission).contains("cloudformation:GetTemplate");
        assertThat(planned.gapsIn(Area.STACKS)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ChangeSetNotFound,404", "ValidationError,400"})
    void what_is_not_there_is_bad_input(String code, int status) {
        next();
        aws.when("cloudformation:DescribeChangeSet", Behaviour.refuse(code, status));

        assertThatThrownBy(() -> planned("other", "orders"))
                .isInstanceOf(BadInput.class)
                .hasMessage("changeset:other: there is no such change set of the stack `orders`: `aws cloudformation"
                        + " list-change-sets --stack-name orders` lists those that there are");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE_IN_PROGRESS||the status of this change set is `CREATE_IN_PROGRESS`: it can be judged when
            FAILED|Requires capabilities : [CAPABILITY_IAM]|the status of this change set is `FAILED`: `Requires capabilities : [CAPABILITY_IAM]`
            """)
    void what_cannot_be_executed_is_bad_input_with_the_reason(String status, String reason, String message) {
        account();
        ObjectNode set = set(ARN + "changeSet/next/1", STACK, "orders").put("Status", status);
        if (reason != null) {
            set.put("StatusReason", reason);
        }
        give(
                Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET,
                "{\"ChangeSetName\": \"next\"}",
                set.set("Changes", JSON.createArrayNode()).toString());

        assertThatThrownBy(() -> planned("next", "orders"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("changeset:next: " + message);
    }

    @Test
    void a_change_set_that_changes_nothing_leaves_all_as_it_is() {
        account();
        ObjectNode set = set(ARN + "changeSet/next/1", STACK, "orders")
                .put("Status", "FAILED")
                .put("ExecutionStatus", "UNAVAILABLE")
                .put("StatusReason", "The submitted information didn't contain changes. Submit different information.");
        give(Operation.CLOUDFORMATION_DESCRIBE_CHANGE_SET, "{\"ChangeSetName\": \"next\"}", set.toString());

        assertThat(planned("next", "").functions()).hasSize(1);
    }

    @Test
    void a_capture_holds_no_change_sets() {
        assertThatThrownBy(() -> Sources.changeSet(
                        new EnvironmentEntry(
                                "prod",
                                new Whereabouts.CaptureFolder(Path.of("prod")),
                                Selection.EVERYTHING,
                                new Origin.Unknown()),
                        new Reading(
                                Plans.REDACTION,
                                EnumSet.allOf(Area.class),
                                Duration.ofMinutes(5),
                                Clock.systemUTC(),
                                Map.of(),
                                Reading.Progress.SILENT),
                        "eu-west-1",
                        "orders",
                        "next"))
                .isInstanceOf(BadInput.class)
                .hasMessage("`prod` is not read live, so that nobody can ask for the change set `next`: write `aws"
                        + " cloudformation describe-change-set --include-property-values --change-set-name next"
                        + " --stack-name orders > change-set.json`, and give `--plan change-set.json`");
    }

    @Test
    void it_has_to_be_clear_which_stack_is_meant() {
        next();
        give(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "{}", "{\"Stacks\": []}");

        assertThatThrownBy(() -> planned(ARN.replace("eu-west-1", "us-east-1") + "changeSet/next/1", ""))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("it is in the region `us-east-1`, and `prod` is in `eu-west-1`");
    }
}
