package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.model.Arn;
import envgate.envs.model.Export;
import envgate.envs.model.Origin;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class StackReaderTest {

    private static final Snapshot ORDERS = Recordings.decode(Recordings.orders());

    private static Stack stack(String name) {
        return ORDERS.stacks().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_stack_has_every_member() {
        Stack stack = stack("orders-prod");

        assertThat(stack.arn())
                .isEqualTo(Arn.of("arn:aws:cloudformation:eu-west-1:111111111111:stack/orders-prod/1111"));
        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(stack.lastUpdated()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(stack.parameters()).containsEntry("Stage", new Value.Plain("prod"));
        assertThat(stack.outputs())
                .containsOnlyKeys("QueueUrl", "TableName")
                .containsEntry(
                        "TableName", new Stack.Output("TableName", new Value.Plain("orders"), "orders-prod-table"));
        assertThat(stack.resources()).hasSize(8);
        assertThat(stack.resource("orders-api"))
                .isEqualTo(new Stack.StackResource("Api", "orders-api", "AWS::Lambda::Function", "CREATE_COMPLETE"));
        assertThat(stack.tags()).containsExactly(Map.entry("app", "orders"));
        assertThat(stack.origin()).isEqualTo(new Origin.ApiCall("cloudformation", "DescribeStacks", "orders-prod"));
        assertThat(stack("billing-prod").lastUpdated()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void what_is_not_echoed_equals_nothing_else() {
        Value password = stack("orders-prod").parameters().get("Password");

        assertThat(password)
                .isInstanceOfSatisfying(
                        Value.Hidden.class,
                        it -> assertThat(it.key()).contains("orders-prod").contains("Password"));
    }

    @Test
    void a_template_tells_imports_and_conditional_outputs() {
        assertThat(stack("orders-prod").template().seen())
                .contains(new Stack.Template(
                        java.util.List.of("shared-vpc", "prod-zone"), 1, java.util.List.of("QueueUrl")));
        assertThat(stack("orders-prod-Workers-1X").template())
                .isEqualTo(new Sight.Seen<>(new Stack.Template(java.util.List.of(), 0, java.util.List.of())));
    }

    @Test
    void exports_are_those_of_all_stacks_and_know_who_imports_them() {
        assertThat(ORDERS.exports())
                .containsExactly(
                        new Export(
                                "orders-prod-table",
                                new Value.Plain("orders"),
                                "arn:aws:cloudformation:eu-west-1:111111111111:stack/orders-prod/1111",
                                "111111111111",
                                "eu-west-1",
                                java.util.List.of("billing-prod", "reports-prod")),
                        new Export(
                                "shared-vpc",
                                new Value.Plain("vpc-1"),
                                "arn:aws:cloudformation:eu-west-1:111111111111:stack/base/4444",
                                "111111111111",
                                "eu-west-1",
                                java.util.List.of()));
    }

    private static Stack.Template template(String text) {
        Site site = new Site("aws", "111111111111", "eu-west-1");
        Map<String, Value> parameters = new TreeMap<>(Map.of(
                "Stage", new Value.Plain("prod"),
                "Secret", new Value.Hidden("h", "k", Value.LengthClass.UP_TO_8, Value.Shape.TEXT, "")));
        return new TemplateReader(site, "orders-prod", "arn", parameters)
                .read(JsonNodeFactory.instance.stringNode(text));
    }

    @Test
    void names_of_imports_are_worked_out_as_far_as_parameters_go() {
        Stack.Template template = template("""
                Mappings: {Names: {prod: {Base: base-live}}}
                Resources:
                  A: {Properties: {X: {"Fn::ImportValue": {"Fn::Join": ["-", [!Ref Stage, !Ref "AWS::Region"]]}}}}
                  B: {Properties: {X: !ImportValue {"Fn::Sub": ["${Base}-${AWS::StackName}", {Base: !FindInMap [Names, !Ref Stage, Base]}]}}}
                  C: {Properties: {X: [Fn::ImportValue: !Sub "${Secret}-x"]}}
                  D: {Properties: {X: !ImportValue {"Fn::GetAtt": [A, Arn]}}}
                  E: {Properties: {X: !ImportValue {"Fn::Sub": "${!Literal}-${AWS::AccountId}"}}}
                """);

        assertThat(template.imports())
                .containsExactly("${Literal}-111111111111", "base-live-orders-prod", "prod-eu-west-1");
        assertThat(template.unresolvedImports()).isEqualTo(2);
    }

    @Test
    void a_template_in_json_is_read_as_well() {
        Stack.Template template = template("""
                {"Outputs": {"A": {"Value": {"Fn::ImportValue": "one"}, "Condition": "Live"}, "B": {"Value": 1}}}""");

        assertThat(template.imports()).containsExactly("one");
        assertThat(template.conditionalOutputs()).containsExactly("A");
    }

    @Test
    void aliases_that_explode_are_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s, %s, %s, %s]%n".formatted(i, i, alias, alias, alias, alias));
        }

        assertThatThrownBy(() -> template(bomb.toString())).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> template("a: &a [*a]")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> template("- - [")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> template("{\"a\": [")).isInstanceOf(Unreadable.class);
    }
}
