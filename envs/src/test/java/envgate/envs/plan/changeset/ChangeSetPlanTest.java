package envgate.envs.plan.changeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.document.BadInput;
import envgate.envs.model.Area;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.envs.plan.template.Plans;
import envgate.envs.source.capture.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ChangeSetPlanTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STACK = "arn:aws:cloudformation:eu-west-1:111111111111:stack/orders/1";
    private static final String FUNCTION = """
            {"FunctionName": "orders-api", "Runtime": "python3.13", "Handler": "a.b", "Timeout": 3, "MemorySize": 128,
             "Role": "arn:aws:iam::111111111111:role/orders", "Code": {"S3Bucket": "b", "S3Key": "k"},
             "Environment": {"Variables": {"STAGE": "prod"}}}""";

    private final ArrayNode changes = JSON.createArrayNode();
    private final ObjectNode set = JSON.createObjectNode()
            .put("ChangeSetName", "next")
            .put("StackId", STACK)
            .put("StackName", "orders")
            .put("Status", "CREATE_COMPLETE")
            .put("ExecutionStatus", "AVAILABLE");

    private static Plans world() {
        return Plans.empty()
                .answer(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "{}", """
                        {"Stacks": [{"StackName": "orders", "StackStatus": "UPDATE_COMPLETE", "StackId": "%s",
                          "LastUpdatedTime": "2026-10-31T10:00:00+01:00",
                          "Outputs": [{"OutputKey": "Url", "OutputValue": "https://example.com"}]}]}
                        """.formatted(STACK))
                .answer(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, "{\"StackName\": \"orders\"}", """
                        {"StackResourceSummaries": [
                          {"LogicalResourceId": "Api", "PhysicalResourceId": "orders-api", "ResourceType": "AWS::Lambda::Function",
                           "ResourceStatus": "UPDATE_COMPLETE"},
                          {"LogicalResourceId": "Old", "PhysicalResourceId": "orders-old", "ResourceType": "AWS::Lambda::Function",
                           "ResourceStatus": "UPDATE_COMPLETE"}]}
                        """)
                .answer(Operation.LAMBDA_LIST_FUNCTIONS, "{}", """
                        {"Functions": [
                          {"FunctionName": "orders-api", "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:orders-api",
                           "Runtime": "python3.12", "Role": "arn:aws:iam::111111111111:role/orders", "Timeout": 3, "MemorySize": 128},
                          {"FunctionName": "orders-old", "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:orders-old",
                           "Runtime": "python3.12", "Role": "arn:aws:iam::111111111111:role/orders", "Timeout": 3, "MemorySize": 128}]}
                        """);
    }

    private ChangeSetPlanTest change(
            String action, String replacement, String id, String physical, String type, String before, String after) {
        ObjectNode change = JSON.createObjectNode()
                .put("Action", action)
                .put("LogicalResourceId", id)
                .put("PhysicalResourceId", physical)
                .put("ResourceType", type);
        if (!replacement.isEmpty()) {
            change.put("Replacement", replacement);
        }
        if (!before.isEmpty()) {
            change.put("BeforeContext", "{\"Properties\": " + before + "}");
        }
        if (!after.isEmpty()) {
            change.put("AfterContext", "{\"Properties\": " + after + "}");
        }
        ObjectNode item = JSON.createObjectNode().put("Type", "Resource");
        changes.add(item.set("ResourceChange", change));
        return this;
    }

    private Snapshot planned() {
        set.set("Changes", changes);
        ChangeSetPlan plan = new ChangeSetPlan("set.json", set.toPrettyString().getBytes(StandardCharsets.UTF_8));
        return Plans.decode(Plans.REDACTION.apply(plan.over(world().live(), Plans.REDACTION)));
    }

    @Test
    void what_changes_stands_as_aws_evaluated_it_and_the_rest_stays() {
        String after = FUNCTION.replace("\"STAGE\": \"prod\"", """
                "STAGE": "prod", "NEW": "{{changeSet:KNOWN_AFTER_APPLY}}", "TOKEN": "****",
                "HOST": "{{resolve:ssm:/orders/host}}\"""");
        change("Modify", "False", "Api", "orders-api", "AWS::Lambda::Function", FUNCTION, after);
        change("Remove", "", "Old", "orders-old", "AWS::Lambda::Function", FUNCTION, "");
        change("Add", "", "Work", "", "AWS::SQS::Queue", "", "{\"VisibilityTimeout\": \"60\"}");

        Snapshot planned = planned();

        LambdaFunction function = planned.functions().getFirst();
        assertThat(planned.functions()).hasSize(1);
        assertThat(function.logicalName()).isEqualTo("Api");
        assertThat(function.runtime()).isEqualTo("python3.13");
        assertThat(function.environment())
                .containsEntry("STAGE", new Value.Plain("prod"))
                .containsEntry("NEW", new Value.Unresolved("it is known after the deploy"))
                .containsEntry("TOKEN", new Value.Unresolved("its value is not shown"))
                .containsEntry("HOST", new Value.Unresolved("a dynamic reference is put in when it is deployed"));
        assertThat(planned.resources())
                .filteredOn(Resource.Queue.class::isInstance)
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("orders-Work-planned"));
        assertThat(planned.stacks().getFirst().resources())
                .extracting(it -> it.logicalId())
                .containsExactlyInAnyOrder("Api", "Work");
        assertThat(planned.stacks().getFirst().outputs())
                .hasEntrySatisfying("Url", it -> assertThat(it.value()).isInstanceOf(Value.Unresolved.class));
    }

    @Test
    void what_is_replaced_gets_a_new_name() {
        String after = FUNCTION.replace("\"FunctionName\": \"orders-api\",", "");
        change("Modify", "True", "Api", "orders-api", "AWS::Lambda::Function", FUNCTION, after);

        assertThat(planned().functions())
                .extracting(LambdaFunction::name)
                .containsExactlyInAnyOrder("orders-Api-planned", "orders-old");
    }

    @Test
    void what_is_decided_at_the_deploy_is_a_gap() {
        change("Modify", "Conditional", "Api", "orders-api", "AWS::Lambda::Function", FUNCTION, FUNCTION);
        change("Dynamic", "", "Group", "sg-1", "AWS::EC2::SecurityGroup", "", "");
        change(
                "Add",
                "",
                "Rule",
                "",
                "AWS::EC2::Route",
                "",
                "{\"RouteTableId\": \"{{changeSet:KNOWN_AFTER_APPLY}}\", \"DestinationCidrBlock\": \"0.0.0.0/0\"}");

        Snapshot planned = planned();

        assertThat(planned.gapIn(Area.SECURITY_GROUPS)).isPresent();
        assertThat(planned.gapIn(Area.ROUTE_TABLES)).isPresent();
        assertThat(planned.gapIn(Area.FUNCTIONS, "orders-api")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Status|CREATE_IN_PROGRESS|the status of this change set is `CREATE_IN_PROGRESS`
            ExecutionStatus|OBSOLETE|this change set can no longer be executed, it is `OBSOLETE`
            StackId|arn:aws:cloudformation:us-east-1:222222222222:stack/orders/1|this change set is of `222222222222`, `us-east-1`
            StackId|''|this change set does not say its `StackId`
            StackName|others|the stack `others` does not belong to `prod`
            NextToken|x|this is only one page of a change set
            Status|FAILED|the status of this change set is `FAILED`
            CreationTime|2026-10-31T08:00:00.5+00:00|and the stack `orders` was updated after it, at `2026-10-31T10:00:00+01:00`
            """)
    void what_cannot_be_executed_there_is_refused_with_its_line(String member, String value, String message) {
        set.put(member, value);

        assertThatThrownBy(this::planned)
                .isInstanceOf(BadInput.class)
                .hasMessageMatching("(?s)set.json:[0-9]+:[0-9]+: .*")
                .hasMessageContaining(message);
    }

    @Test
    void a_change_set_that_is_younger_than_the_last_update_is_taken() {
        set.put("CreationTime", "2026-10-31T09:00:00.5+00:00");

        assertThat(planned().functions()).hasSize(2);
    }

    /// Each value in turn is one that AWS does not know yet, does not show, or puts in when it deploys: what hangs
    /// on it is unknown, and nothing else is.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"python3.13\"",
                "\"a.b\"",
                "3",
                "128",
                "\"arn:aws:iam::111111111111:role/orders\"",
                "{\"Variables\": {\"STAGE\": \"prod\"}}",
                "\"prod\""
            })
    void nothing_that_is_not_known_passes(String value) {
        for (String hole : List.of("{{changeSet:KNOWN_AFTER_APPLY}}", "****", "{{resolve:ssm:/x}}")) {
            changes.removeAll();
            String after = FUNCTION.replace(": " + value, ": \"" + hole + "\"");
            assertThat(after).isNotEqualTo(FUNCTION);
            change("Modify", "False", "Api", "orders-api", "AWS::Lambda::Function", FUNCTION, after);

            Snapshot planned = planned();

            boolean variable = value.equals("\"prod\"");
            assertThat(planned.functions())
                    .filteredOn(it -> it.name().equals("orders-api"))
                    .allSatisfy(it -> assertThat(variable && it.environment().get("STAGE") instanceof Value.Unresolved)
                            .as(hole)
                            .isTrue());
            assertThat(variable || planned.gapIn(Area.FUNCTIONS, "orders-api").isPresent())
                    .as(hole)
                    .isTrue();
        }
    }

    @Test
    void a_change_set_without_property_values_is_refused() {
        change("Modify", "False", "Api", "orders-api", "AWS::Lambda::Function", "", "");

        assertThatThrownBy(this::planned)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("--include-property-values");
    }

    @Test
    void a_change_set_that_changes_nothing_leaves_all_as_it_is() {
        set.put("Status", "FAILED").put("StatusReason", "The submitted information didn't contain changes.");

        assertThat(planned().functions()).hasSize(2);
    }
}
