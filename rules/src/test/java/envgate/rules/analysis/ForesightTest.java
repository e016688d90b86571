package envgate.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a plan takes away and makes.
class ForesightTest {

    private static Facts facts(String things) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", "environment: prod\n" + things);
        return Fleet.of(form.snapshots(), form.intent()).environment("prod");
    }

    private static List<String> changes(String was, String is) {
        return Foresight.of(facts(was), facts("planned: true\n" + is)).stream()
                .map(it -> it.kind().word() + " " + it.subject() + ": " + it.detail())
                .toList();
    }

    @Test
    void a_function_that_is_not_there_any_more_is_dropped() {
        assertThat(changes("functions: {Orders: {}}\n", "functions: {}\n"))
                .containsExactly("drops Orders: function `prod-Orders`");
    }

    @Test
    void a_function_of_which_something_is_not_known_yet_is_not_dropped() {
        assertThat(
                        changes(
                                "functions: {Orders: {}}\n",
                                "unseen: [{area: FUNCTIONS, resource: prod-Orders, reason: its variables are known after apply}]\n"))
                .isNotEmpty()
                .allMatch(it -> it.startsWith("cannot tell prod-Orders"));
    }

    @Test
    void what_no_stack_holds_is_told_as_well() {
        String removed = "{type: AWS::DynamoDB::Table, id: orders}";
        String replaced = "{type: AWS::SQS::Queue, id: jobs, replaced: true}";
        String kept = "{type: AWS::S3::Bucket, id: files, kept: true}";

        assertThat(changes(
                        "queues: [jobs, more]\n",
                        "queues: [jobs, more, other]\nremoves: {aws_dynamodb_table.orders: "
                                + removed + ", aws_sqs_queue.jobs: " + replaced + ", aws_s3_bucket.files: " + kept
                                + "}\n"))
                .containsExactly(
                        "drops aws_dynamodb_table.orders: AWS::DynamoDB::Table `orders`",
                        "replaces aws_sqs_queue.jobs: AWS::SQS::Queue `jobs`",
                        "adds other: SQS queue");
    }

    @Test
    void a_stack_that_makes_a_thing_again_under_its_name_replaces_it() {
        String stack = "stacks: {orders: {resources: {Table: {type: AWS::DynamoDB::Table, id: orders}}}}\n";

        assertThat(
                        changes(
                                stack,
                                stack
                                        + "removes: {Table: {stack: orders, type: AWS::DynamoDB::Table, id: orders, replaced: true}}\n"))
                .containsExactly("replaces Table: AWS::DynamoDB::Table `orders` by another of the same name, which"
                        + " CloudFormation refuses");
    }

    private static List<String> deviations(String before, String planned, String after) {
        Facts plan = facts("planned: true\n" + planned);
        return Aftermath.of(facts(before), plan, facts(after), it -> it.contains("-planned")).stream()
                .map(it -> it.kind() + " " + it.change().subject() + ": "
                        + it.change().detail())
                .toList();
    }

    @Test
    void what_a_stack_should_hold_and_does_not_is_missing_whatever_its_name_would_have_been() {
        String stack = "stacks: {orders: {resources: {Old: {type: AWS::SNS::Topic, id: old}%s}}}\n";

        assertThat(deviations(
                        stack.formatted(""),
                        stack.formatted(", Jobs: {type: AWS::SQS::Queue, id: orders-Jobs-planned}"),
                        stack.formatted("")))
                .containsExactly("MISSING Jobs: AWS::SQS::Queue `orders-Jobs-planned`");
    }

    @Test
    void a_stack_that_was_planned_and_is_not_there_is_missing() {
        assertThat(deviations("stacks: {}\n", "stacks: {orders: {}}\n", "stacks: {}\n"))
                .containsExactly("MISSING orders: stack");
    }
}
