package envgate.envs.plan.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.document.BadInput;
import envgate.envs.plan.template.Plans;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    private static final String PLAN =
            "{'format_version': '1.2', 'terraform_version': '1.9.5', 'resource_changes': []}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'format_version': '1.2', 'terraform_version': '1.9.5', 'resource_changes': [}|plan.json:1:78: this is no JSON
            {'format_version': '1.2', 'terraform_version': '1.9.5', 'resource_changes': [|the JSON ends too early
            {'format_version': '2.0', 'resource_changes': []}|plan.json:1:20: the format version `2.0` of this plan is not known
            {'resource_changes': []}|does not say its `format_version`
            {'format_version': '1.0', 'values': {}}|this is a state and no plan
            {'format_version': '1.0', 'planned_values': {'root_module': {'resources': []}}}|has no `resource_changes`
            {'format_version': '1.2', 'resource_changes': [], 'errored': true}|plan.json:1:62: Terraform failed while it made this plan
            {'format_version': '1.2', 'resource_changes': [], 'complete': false}|this plan is not whole
            {'format_version': '1.2', 'resource_changes': [], 'deferred_changes': [{'reason': 'absent_prereq'}]}|plan.json:1:71: this plan is not whole: it defers changes
            []|this is no Terraform plan
            """)
    void what_is_no_whole_plan_is_refused_with_its_place(String plan, String message) {
        String text = plan.replace('\'', '"');

        assertThatThrownBy(() -> Laid.recording(Plans.empty(), text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("plan.json")
                .hasMessageContaining(message);
    }

    @Test
    void what_terraform_keeps_itself_is_refused_with_the_way_to_print_it() {
        assertThat(PlanFile.isOne("PK\u0003\u0004".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThatThrownBy(() -> Laid.recording(Plans.empty(), "PK\u0003\u0004"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("terraform show -json");
    }

    @Test
    void a_plan_is_told_from_a_template_by_what_it_holds_in_any_encoding() {
        String plan = PLAN.replace('\'', '"');

        assertThat(PlanFile.isOne(plan.getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(PlanFile.isOne(("\uFEFF" + plan).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(PlanFile.isOne(("\uFEFF" + plan).getBytes(StandardCharsets.UTF_16LE)))
                .isTrue();
        assertThat(PlanFile.isOne("{\"Resources\": {}}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(PlanFile.isOne("Resources: {}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(PlanFile.isOne(new byte[0])).isFalse();
        assertThat(Laid.recording(Plans.empty(), plan).planned()).isNotNull();
    }

    @Test
    void a_plan_of_another_region_is_refused() {
        assertThatThrownBy(() -> Laid.over(Plans.empty())
                        .in("us-east-1")
                        .create("aws_sqs_queue.q", "{'name': 'q'}")
                        .recording())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("this plan is for the region `us-east-1`, as `aws_sqs_queue.q` shows")
                .hasMessageContaining("`eu-west-1`");
    }

    @Test
    void a_plan_of_another_account_is_refused() {
        String queue = "{'name': 'q', 'arn': 'arn:aws:sqs:eu-west-1:222222222222:q'}";

        assertThatThrownBy(() -> Laid.over(Plans.empty())
                        .create("aws_sns_topic.t", "{'name': 't'}")
                        .same("aws_sqs_queue.q", queue)
                        .recording())
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(
                        "plan.json:[0-9]+:[0-9]+: this plan is for the account `222222222222`.*`111111111111`.*");
    }

    @Test
    void an_action_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> Laid.over(Plans.empty())
                        .change("aws_sqs_queue.q", "['teleport']", "null", "{'name': 'q'}", "{}", "{}")
                        .recording())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("what this plan does to `aws_sqs_queue.q` is not known");
    }
}
