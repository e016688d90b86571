package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.envs.source.capture.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever cannot be known makes unknown what hangs on it, and nothing passes in silence.
class NothingIsSkippedTest {

    private static final String UNKNOWN = "!GetAtt Thing.Value";
    private static final String TEMPLATE = """
            Resources:
              Thing: {Type: 'Custom::Thing', Properties: {ServiceToken: x}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: orders-role
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
              Api:
                Type: AWS::Lambda::Function
                Properties:
                  FunctionName: orders-api
                  Handler: app.handler
                  Runtime: python3.13
                  Role: !GetAtt Role.Arn
                  Timeout: 20
                  MemorySize: 512
                  Code: {ZipFile: x}
                  KmsKeyArn: arn:aws:kms:eu-west-1:111111111111:key/1
                  Layers: [arn:aws:lambda:eu-west-1:111111111111:layer:tools:1]
                  VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}
                  Environment:
                    Variables: {HOST: db.example.com}
            Outputs:
              Host: {Value: db.example.com}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.handler",
                "python3.13",
                "!GetAtt Role.Arn",
                "20",
                "512",
                "arn:aws:kms:eu-west-1:111111111111:key/1",
                "[arn:aws:lambda:eu-west-1:111111111111:layer:tools:1]",
                "[subnet-1]",
                "[sg-1]",
                "{SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}",
                "{HOST: db.example.com}"
            })
    void an_unknown_property_of_a_function_makes_it_a_gap_with_the_reason(String value) {
        Snapshot planned = Plans.empty().plan(folder, TEMPLATE.replace(": " + value, ": " + UNKNOWN));

        assertThat(planned.functions()).isEmpty();
        assertThat(planned.gaps())
                .filteredOn(it -> it.resource().equals("orders-api"))
                .isNotEmpty()
                .extracting(Gap::reason)
                .anySatisfy(it -> assertThat(it).containsAnyOf("known after the deploy", "is no list", "is no object"));
    }

    @Test
    void an_unknown_log_group_is_not_taken_for_the_usual_one_and_the_rest_is_known() {
        String handler = "Handler: app.handler";
        String known = TEMPLATE.replace(handler, handler + "\n      LoggingConfig: {LogGroup: /shop/logs}");
        String unknown = known.replace("/shop/logs", UNKNOWN);

        assertThat(Plans.empty().plan(folder, TEMPLATE).functions().getFirst().logGroup())
                .isEqualTo("/aws/lambda/orders-api");
        assertThat(Plans.empty().plan(folder, known).functions().getFirst().logGroup())
                .isEqualTo("/shop/logs");
        assertThat(Plans.empty().plan(folder, unknown).functions().getFirst().logGroup())
                .isEmpty();
    }

    @Test
    void an_unknown_variable_or_output_is_unresolved_and_the_rest_is_known() {
        Snapshot planned = Plans.empty().plan(folder, TEMPLATE.replace("db.example.com", UNKNOWN));

        LambdaFunction function = planned.functions().getFirst();
        assertThat(function.environment().values()).singleElement().isInstanceOf(Value.Unresolved.class);
        assertThat(planned.stacks().getFirst().outputs().values())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).isInstanceOf(Value.Unresolved.class));
        assertThat(function.memorySize()).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Sub 'x-${Thing.Value}'",
                "!Join ['-', [x, !GetAtt Thing.Value]]",
                "!Select [0, !Split ['-', !GetAtt Thing.Value]]",
                "!Select [0, [!GetAtt Thing.Value, x]]",
                "!If [Maybe, x, z]",
                "!FindInMap [Map, !GetAtt Thing.Value, K]",
                "!ImportValue nobody-exports-this",
                "!ImportValue {'Fn::Sub': '${Thing.Value}'}",
                "!Base64 {'Fn::GetAtt': [Thing, Value]}",
                "{'Fn::ToJsonString': {a: !GetAtt Thing.Value}}",
                "!Join [',', !GetAZs '']",
                "'{{resolve:ssm:/not/there}}'",
                "'{{resolve:secretsmanager:not-there:SecretString:x}}'",
                "!Ref Thing",
            })
    void whatever_is_made_of_an_unknown_is_unknown(String expression) {
        String template = TEMPLATE.replace("HOST: db.example.com", "HOST: " + expression) + """
                Parameters: {Stage: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /not/there}}
                Conditions: {Maybe: !Equals [!Ref Stage, prod]}
                Mappings: {Map: {A: {K: v}}}
                """;

        Snapshot planned = Plans.empty().plan(folder, template);

        assertThat(planned.functions().getFirst().environment().values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Value.Unresolved.class, it -> assertThat(it.reason()).isNotBlank());
    }

    @Test
    void a_resource_that_may_not_be_made_is_a_gap() {
        String template =
                TEMPLATE.replace("Type: AWS::Lambda::Function", "Type: AWS::Lambda::Function\n    Condition: Maybe")
                        + """
                Parameters: {Stage: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /not/there}}
                Conditions: {Maybe: !Equals [!Ref Stage, prod]}
                """;

        Snapshot planned = Plans.empty().plan(folder, template);

        assertThat(planned.gaps())
                .extracting(Gap::reason)
                .anySatisfy(it ->
                        assertThat(it).startsWith("whether `Api` is made is not known: there is no SSM parameter"));
    }

    @Test
    void a_previous_value_that_is_not_echoed_is_unknown() {
        Plans world = Plans.empty().answer(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "{}", """
                        {"Stacks": [{"StackName": "orders", "StackStatus": "UPDATE_COMPLETE",
                          "StackId": "arn:aws:cloudformation:eu-west-1:111111111111:stack/orders/1",
                          "Parameters": [{"ParameterKey": "Token", "ParameterValue": "****"}]}]}
                        """);
        String template = TEMPLATE.replace("HOST: db.example.com", "HOST: !Ref Token")
                + "Parameters: {Token: {Type: String, NoEcho: true}}\n";

        Snapshot planned = world.plan(folder, template);

        assertThat(planned.functions().getFirst().environment())
                .isEqualTo(
                        Map.of("HOST", new Value.Unresolved("the value that the parameter `Token` has is not shown")));
        assertThat(List.of(planned.stacks().getFirst().parameters().toString()).toString())
                .doesNotContain("****");
    }
}
