package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Value;
import envgate.envs.source.capture.Operation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What AWS's pages print as the result of their examples:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html.
class PageExamplesTest {

    @TempDir
    private Path folder;

    private Value output(String expression, String... more) {
        return output(Plans.empty(), expression, more);
    }

    private Value output(Plans world, String expression, String... more) {
        String template = String.join("\n", more)
                + "\nResources:\n  Topic: {Type: AWS::SNS::Topic}\nOutputs:\n  Out:\n    Value: " + expression + "\n";
        Snapshot planned = world.plan(folder, template);
        Stack stack = planned.stacks().getFirst();
        return stack.outputs().values().iterator().next().value();
    }

    private static Value plain(String text) {
        return new Value.Plain(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "!Base64 AWS CloudFormation # QVdTIENsb3VkRm9ybWF0aW9u",
                "!Join [':', [a, b, c]] # a:b:c",
                "!Select ['1', [apples, grapes, oranges, mangoes]] # grapes",
                "!Join ['-', !Split ['|', 'a|b|c']] # a-b-c",
                "!Join ['-', !Split ['|', 'a||c|']] # a--c-",
                "!Select [2, !Split [',', 'subnet-1,subnet-2,subnet-3']] # subnet-3",
                "!Join [' ', !Cidr ['192.168.0.0/24', 6, 5]] # 192.168.0.0/27 192.168.0.32/27 192.168.0.64/27 192.168.0.96/27 192.168.0.128/27 192.168.0.160/27",
                "!Join [' ', !Cidr ['10.0.0.0/16', '2', '8']] # 10.0.0.0/24 10.0.1.0/24",
                "!Select [1, !Cidr ['2001:db8::/56', 2, 64]] # 2001:db8:0:1::/64",
                "!Sub 'arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:vpc/x' # arn:aws:ec2:eu-west-1:111111111111:vpc/x",
                "!Sub ['www.${Domain}', {Domain: example.com}] # www.example.com",
                "!Sub '${!Literal}' # ${Literal}",
                "!Join ['', ['arn:', !Ref 'AWS::Partition', ':s3:::elasticbeanstalk-*-', !Ref 'AWS::AccountId']] # arn:aws:s3:::elasticbeanstalk-*-111111111111",
                "!Ref 'AWS::StackName' # orders",
                "!Ref Topic # arn:aws:sns:eu-west-1:111111111111:orders-Topic-planned",
                "!GetAtt Topic.TopicName # orders-Topic-planned",
                "!GetAtt [Topic, TopicName] # orders-Topic-planned",
                "!Sub '${Topic.TopicName}!' # orders-Topic-planned!",
                "{'Fn::Length': [a, b, c]} # 3",
                "{'Fn::ToJsonString': {key1: value1, key2: !Sub 'a-${AWS::Region}'}} # {\"key1\":\"value1\",\"key2\":\"a-eu-west-1\"}",
                "!Join ['', [a, !Ref 'AWS::NoValue', b]] # ab",
            })
    void functions_make_what_their_pages_print(String expression, String result) {
        Value made = output(expression, "Transform: AWS::LanguageExtensions");

        assertThat(made).isIn(plain(result), Plans.REDACTION.hide(result, ""));
    }

    @Test
    void mappings_are_found_by_region_and_have_defaults() {
        String map = "Mappings: {RegionMap: {eu-west-1: {HVM64: ami-01, HVMG2: ami-02}}}";

        assertThat(output("!FindInMap [RegionMap, !Ref 'AWS::Region', HVM64]", map))
                .isEqualTo(plain("ami-01"));
        assertThat(output("!FindInMap [RegionMap, mars-1, HVM64, {DefaultValue: none}]", map))
                .isEqualTo(plain("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "!Equals [!Ref Env, prod] # yes",
                "!Not [!Equals [!Ref Env, prod]] # no",
                "!And [!Equals [!Ref Env, prod], !Equals [a, a]] # yes",
                "!And [!Equals [!Ref Env, prod], !Equals [a, b]] # no",
                "!Or [!Equals [!Ref Env, test], !Equals [a, a]] # yes",
                "!Not [!Condition Other] # yes",
            })
    void conditions_choose(String condition, String result) {
        assertThat(output(
                        "!If [It, 'yes', 'no']",
                        "Parameters: {Env: {Type: String, Default: prod}}",
                        "Conditions:",
                        "  Other: !Equals [a, b]",
                        "  It: " + condition))
                .isEqualTo(plain(result));
    }

    @Test
    void what_cannot_be_known_makes_a_choice_unknown_unless_it_decides_nothing() {
        String parameter = "Parameters: {Env: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /not/there}}";

        assertThat(output("!If [It, 'yes', 'no']", parameter, "Conditions: {It: !Equals [!Ref Env, prod]}"))
                .isInstanceOf(Value.Unresolved.class);
        assertThat(output("!If [It, 'same', 'same']", parameter, "Conditions: {It: !Equals [!Ref Env, prod]}"))
                .isEqualTo(plain("same"));
        assertThat(output(
                        "!If [It, 'yes', 'no']",
                        parameter,
                        "Conditions: {It: !And [!Equals [!Ref Env, prod], !Equals [a, b]]}"))
                .isEqualTo(plain("no"));
    }

    @Test
    void lists_of_parameters_are_trimmed() {
        assertThat(output(
                        "!Select [1, !Ref Subnets]",
                        "Parameters: {Subnets: {Type: CommaDelimitedList, Default: 'subnet-1, subnet-2'}}"))
                .isEqualTo(plain("subnet-2"));
    }

    @Test
    void imports_come_from_the_exports_of_the_target() {
        Plans world = Plans.empty().answer(Operation.CLOUDFORMATION_LIST_EXPORTS, "{}", """
                        {"Exports": [{"Name": "net-VpcId", "Value": "vpc-0a1b2c3d",
                          "ExportingStackId": "arn:aws:cloudformation:eu-west-1:111111111111:stack/net/1"}]}
                        """);

        assertThat(output(world, "!ImportValue net-VpcId")).isEqualTo(plain("vpc-0a1b2c3d"));
        assertThat(output(world, "!ImportValue net-Vpc"))
                .isEqualTo(new Value.Unresolved("no stack exports `net-Vpc`, so that the deploy would fail"));
    }

    @Test
    void parameters_of_ssm_are_resolved_and_secrets_never() {
        Plans world = Plans.empty()
                .answer(Operation.SSM_DESCRIBE_PARAMETERS, "{}", """
                        {"Parameters": [{"Name": "/orders/host", "Type": "String", "Version": 3},
                          {"Name": "/orders/key", "Type": "SecureString", "Version": 1}]}
                        """)
                .answer(Operation.SSM_GET_PARAMETERS, "{\"Names\": [\"/orders/host\"]}", """
                        {"Parameters": [{"Name": "/orders/host", "Type": "String", "Value": "db.internal", "Version": 3}]}
                        """)
                .answer(Operation.SECRETSMANAGER_LIST_SECRETS, "{}", """
                        {"SecretList": [{"Name": "db", "ARN": "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf"}]}
                        """);

        assertThat(output(world, "'tcp://{{resolve:ssm:/orders/host}}:5432'"))
                .isEqualTo(plain("tcp://db.internal:5432"));
        assertThat(output(world, "'{{resolve:ssm:/orders/host:3}}'")).isEqualTo(plain("db.internal"));
        assertThat(List.of(
                        output(world, "'{{resolve:ssm:/orders/host:2}}'"),
                        output(world, "'{{resolve:ssm-secure:/orders/key}}'"),
                        output(world, "'{{resolve:secretsmanager:db:SecretString:password}}'"),
                        output(world, "'{{resolve:secretsmanager:nothing}}'")))
                .extracting(it -> ((Value.Unresolved) it).reason())
                .containsExactly(
                        "the value of the SSM parameter `/orders/host` in this version was not read",
                        "it is taken from the SecureString `/orders/key`, which is there",
                        "it is taken from the secret `db`, which is there",
                        "there is no secret `nothing`, so that the deploy would fail");
    }

    @Test
    void loops_are_written_out() {
        Snapshot planned = Plans.empty().plan(folder, """
                Transform: AWS::LanguageExtensions
                Parameters: {Names: {Type: CommaDelimitedList, Default: 'Success,Failure'}}
                Resources:
                  'Fn::ForEach::Topics':
                    - Name
                    - !Ref Names
                    - 'Topic${Name}':
                        Type: AWS::SNS::Topic
                        Properties: {TopicName: !Sub '${Name}.fifo'}
                """);

        assertThat(planned.resources()).extracting(it -> it.name()).containsExactly("Failure.fifo", "Success.fifo");
    }
}
