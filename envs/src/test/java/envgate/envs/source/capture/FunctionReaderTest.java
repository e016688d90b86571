package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Alias;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Trigger;
import envgate.envs.model.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FunctionReaderTest {

    private static final Snapshot ORDERS = Recordings.decode(Recordings.orders());

    private static LambdaFunction function(String name) {
        return ORDERS.function(name).orElseThrow();
    }

    @Test
    void a_zip_function_has_every_member() {
        String arn = "arn:aws:lambda:eu-west-1:111111111111:function:orders-api";
        assertThat(function("orders-api"))
                .isEqualTo(new LambdaFunction(
                                "orders-api",
                                Arn.of(arn),
                                "Api",
                                "orders-prod",
                                LambdaFunction.PackageType.ZIP,
                                "python3.13",
                                "app.handler",
                                "",
                                "",
                                "abc=",
                                List.of("arm64"),
                                512,
                                Duration.ofSeconds(20),
                                new TreeMap<>(Map.of(
                                        "STAGE", new Value.Plain("prod"),
                                        "TOKEN",
                                                new Value.Hidden(
                                                        "9a".repeat(32),
                                                        "1f2e3d4c",
                                                        Value.LengthClass.UP_TO_16,
                                                        Value.Shape.TOKEN,
                                                        ""),
                                        "HOST", new Value.Reference("{{resolve:ssm:/orders/host}}"))),
                                "arn:aws:kms:eu-west-1:111111111111:key/key-1",
                                new LambdaFunction.VpcConfig(List.of("subnet-1", "subnet-2"), List.of("sg-1"), true),
                                "arn:aws:iam::111111111111:role/orders-api-role",
                                List.of(
                                        "arn:aws:lambda:eu-west-1:111111111111:layer:second:2",
                                        "arn:aws:lambda:eu-west-1:111111111111:layer:first:1"),
                                "Active",
                                "",
                                "Successful",
                                5,
                                new Sight.Seen<>(new PolicyDocument(
                                        "",
                                        "2012-10-17",
                                        List.of(new Statement(
                                                "api",
                                                Effect.ALLOW,
                                                new Matcher(false, List.of("Service:apigateway.amazonaws.com")),
                                                new Matcher(false, List.of("lambda:InvokeFunction")),
                                                new Matcher(false, List.of(arn)),
                                                List.of(new Condition(
                                                        "ArnLike",
                                                        "AWS:SourceArn",
                                                        List.of(new Value.Plain(
                                                                "arn:aws:execute-api:eu-west-1:111111111111:"
                                                                        + "rest1/*/GET/orders")))),
                                                List.of())),
                                        new Origin.ApiCall("lambda", "GetPolicy", "orders-api"))),
                                new TreeMap<>(Map.of("app", "orders")),
                                List.of(),
                                new Origin.ApiCall("lambda", "ListFunctions", "orders-api"))
                        .withAliases(new Sight.Seen<>(
                                List.of(new Alias("live", new Value.Plain("3"), new TreeMap<>(Map.of("4", 0.1)))))));
    }

    @Test
    void why_a_function_has_failed_is_read_from_the_list_too() {
        Snapshot snapshot = Recordings.decode(Recordings.change(
                Recordings.orders(),
                it -> Recordings.is(it, Operation.LAMBDA_LIST_FUNCTIONS)
                        ? Recordings.with(it, body -> {
                            ((ObjectNode) body.get("Functions").get(0)).put("StateReasonCode", "EniLimitExceeded");
                            return body;
                        })
                        : it));

        assertThat(snapshot.functions())
                .extracting(LambdaFunction::stateReasonCode)
                .contains("EniLimitExceeded");
    }

    @Test
    void aliases_that_nothing_names_were_not_asked_for_and_are_no_gap() {
        assertThat(function("orders-worker").aliases()).isInstanceOf(Sight.Unseen.class);
        assertThat(ORDERS.gapsIn(Area.ALIASES)).isEmpty();
    }

    @Test
    void a_weight_that_is_none_and_a_version_that_is_yet_to_come_are_told_apart() {
        assertThat(aliases("{\"4\": \"heavy\"}"))
                .isInstanceOfSatisfying(
                        Sight.Unseen.class,
                        it -> assertThat(it.gap().reason())
                                .isEqualTo("`RoutingConfig.AdditionalVersionWeights` has no weight"));
        assertThat(aliases("{\"{{unresolved:known after the deploy}}\": \"0.05\"}")
                        .seen()
                        .orElseThrow())
                .singleElement()
                .satisfies(it -> assertThat(it.weights()).containsExactly(Map.entry("", 0.05)));
    }

    private static Sight<List<Alias>> aliases(String weights) {
        return Recordings.decode(Recordings.replace(
                        Recordings.orders(),
                        Recordings.answer(
                                Operation.LAMBDA_LIST_ALIASES, "{\"FunctionName\": \"orders-api\"}", """
                                {"Aliases": [{"Name": "live", "FunctionVersion": "3",
                                  "RoutingConfig": {"AdditionalVersionWeights": %s}}]}""".formatted(
                                                weights))))
                .function("orders-api")
                .orElseThrow()
                .aliases();
    }

    @Test
    void an_image_has_the_digest_that_runs_and_no_runtime() {
        LambdaFunction worker = function("orders-worker");

        assertThat(worker.packageType()).isEqualTo(LambdaFunction.PackageType.IMAGE);
        assertThat(worker.runtime()).isEmpty();
        assertThat(worker.handler()).isEmpty();
        assertThat(worker.imageUri()).isEqualTo("111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:1");
        assertThat(worker.imageDigest()).isEqualTo("sha256:abcdef");
        assertThat(worker.stack()).isEqualTo("orders-prod-Workers-1X");
        assertThat(worker.logicalName()).isEqualTo("Worker");
        assertThat(worker.state()).isEqualTo("Inactive");
        assertThat(worker.stateReasonCode()).isEqualTo("Idle");
        assertThat(worker.reservedConcurrency()).isNull();
        assertThat(worker.vpc()).isNull();
        assertThat(worker.policy()).isInstanceOf(Sight.Absent.class);
    }

    @Test
    void variables_that_cannot_be_decrypted_are_a_gap() {
        assertThat(function("orders-worker").environment()).isEmpty();
        assertThat(ORDERS.gapIn(Area.FUNCTIONS, "orders-worker")).hasValueSatisfying(it -> {
            assertThat(it.permission()).isEqualTo("kms:Decrypt");
            assertThat(it.reason()).isEqualTo("its variables cannot be decrypted: AccessDeniedException");
        });
        assertThat(ORDERS.gapIn(Area.FUNCTIONS)).isEmpty();
    }

    @Test
    void a_function_outside_of_stacks_is_called_by_its_name() {
        assertThat(function("billing-job").logicalName()).isEqualTo("billing-job");
        assertThat(function("billing-job").stack()).isEmpty();
    }

    @Test
    void tags_of_cloudformation_tell_the_stack_that_was_not_seen() {
        Recording recording = Recordings.without(
                Recordings.orders(), it -> Recordings.is(it, Operation.CLOUDFORMATION_LIST_STACK_RESOURCES));
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                recording,
                Recordings.answer(Operation.LAMBDA_GET_FUNCTION, "{\"FunctionName\": \"billing-job\"}", """
                        {"Configuration": {}, "Tags": {"aws:cloudformation:stack-name": "billing-prod",
                         "aws:cloudformation:logical-id": "Job"}}""")));

        LambdaFunction job = snapshot.function("billing-job").orElseThrow();
        assertThat(job.stack()).isEqualTo("billing-prod");
        assertThat(job.logicalName()).isEqualTo("Job");
    }

    @Test
    void an_answer_about_a_function_is_enough_to_see_it() {
        Answer answer = Recordings.answer(Operation.LAMBDA_GET_FUNCTION, "{}", """
                {"Configuration": {"FunctionName": "alone", "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:alone",
                 "Role": "arn:aws:iam::111111111111:role/r", "Runtime": "python3.13", "State": "Active"}, "Tags": {"a": "b"}}""");
        Snapshot snapshot = Recordings.decode(Recordings.of(List.of(answer)));

        assertThat(snapshot.gapIn(Area.FUNCTIONS)).isPresent();
        assertThat(snapshot.function("alone")).hasValueSatisfying(it -> {
            assertThat(it.state()).isEqualTo("Active");
            assertThat(it.tags()).containsEntry("a", "b");
        });
    }

    @Test
    void a_function_whose_answer_names_no_role_is_there_all_the_same() {
        Answer answer = Recordings.answer(Operation.LAMBDA_GET_FUNCTION, "{}", """
                {"Configuration": {"FunctionName": "alone",
                 "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:alone"}}""");

        assertThat(Recordings.decode(Recordings.of(List.of(answer))).function("alone"))
                .hasValueSatisfying(it -> assertThat(it.role()).isEmpty());
    }

    @Test
    void versions_and_policies_of_aliases_are_noted() {
        Recording recording = Recordings.replace(
                Recordings.orders(),
                Recordings.answer(
                        Operation.LAMBDA_GET_POLICY,
                        "{\"FunctionName\": \"orders-worker\", \"Qualifier\": \"live\"}",
                        "{\"Policy\": \"{}\"}"));
        recording = Recordings.change(
                recording,
                it -> Recordings.is(it, Operation.LAMBDA_LIST_FUNCTIONS)
                        ? Recordings.with(it, body -> {
                            var version = (tools.jackson.databind.node.ObjectNode)
                                    body.get("Functions").get(0).deepCopy();
                            version.put("Version", "7");
                            ((tools.jackson.databind.node.ArrayNode) body.get("Functions")).add(version);
                            return body;
                        })
                        : it);
        Snapshot snapshot = Recordings.decode(recording);

        assertThat(snapshot.functions()).isEqualTo(ORDERS.functions());
        assertThat(snapshot.notes())
                .anyMatch(it -> it.text().contains("published versions"))
                .anyMatch(it -> it.text().contains("policies of aliases"));
    }

    @Test
    void event_sources_name_the_function_as_they_do() {
        assertThat(ORDERS.triggers())
                .contains(
                        new Trigger.EventSourceMapping(
                                "esm-1",
                                "arn:aws:lambda:eu-west-1:111111111111:function:orders-worker",
                                "arn:aws:sqs:eu-west-1:111111111111:orders-jobs",
                                "Enabled",
                                new Origin.ApiCall("lambda", "ListEventSourceMappings", "esm-1")),
                        new Trigger.EventSourceMapping(
                                "esm-2",
                                "arn:aws:lambda:eu-west-1:111111111111:function:billing-job:live",
                                "",
                                "Disabled",
                                new Origin.ApiCall("lambda", "ListEventSourceMappings", "esm-2")));
    }
}
