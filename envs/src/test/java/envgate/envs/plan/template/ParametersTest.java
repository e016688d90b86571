package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.document.BadInput;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {

    private static final String QUEUE = "Resources: {Queue: {Type: AWS::SQS::Queue}}\n";

    @TempDir
    private Path folder;

    @Test
    void values_that_their_declarations_forbid_are_refused_all_at_once() {
        String template = """
                Parameters:
                  Low: {Type: Number, MinValue: 3, Default: 2.5}
                  High: {Type: Number, MaxValue: 3, Default: 7}
                  Each: {Type: List<Number>, Default: '1, b'}
                  Odd: {Type: Nmber, Default: 1}
                  Token: {Type: Number, NoEcho: true, MaxValue: 3, Default: 4711}
                """ + QUEUE;

        assertThatThrownBy(() -> Plans.empty().plan(folder, template))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.mistakes())
                                .extracting(BadInput.Mistake::text)
                                .containsExactly(
                                        "template.yaml:2:3: `2.5` is below the 3 of the parameter `Low`",
                                        "template.yaml:3:3: `7` is above the 3 of the parameter `High`",
                                        "template.yaml:4:3: `1, b` is no number of the parameter `Each`",
                                        "template.yaml:5:15: `Nmber` is no type of a parameter: did you mean `Number`?",
                                        "template.yaml:6:3: its value is above the 3 of the parameter `Token`"));
    }

    @Test
    void values_within_their_bounds_and_types_of_aws_are_taken() {
        String template = """
                Parameters:
                  Count: {Type: Number, MinValue: 0, MaxValue: 10, Default: 10}
                  Vpc: {Type: AWS::EC2::VPC::Id, Default: vpc-1}
                  Subnets: {Type: List<AWS::EC2::Subnet::Id>, Default: 'subnet-1,subnet-2'}
                  Image: {Type: AWS::SSM::Parameter::Value<List<String>>, Default: /x}
                """ + QUEUE;

        assertThat(Plans.empty().plan(folder, template).resources()).hasSize(1);
    }

    @Test
    void what_no_template_may_be_is_refused() {
        String template = """
                AWSTemplateFormatVersion: '2011-01-01'
                Conditions: {Lone: !And [!Equals [a, a]]}
                Resources: {}
                """;

        assertThatThrownBy(() -> Plans.empty().plan(folder, template))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.mistakes())
                                .extracting(BadInput.Mistake::text)
                                .contains(
                                        "template.yaml:1:27: this is no version of templates: write `2010-09-09`",
                                        "template.yaml:3:12: `Resources` holds none, and a stack has at least one"));
    }

    @Test
    void a_loop_without_its_transform_is_told_so() {
        String template = """
                Resources:
                  Fn::ForEach::Queues: [Name, [a, b], {'Queue${Name}': {Type: AWS::SQS::Queue}}]
                """;

        assertThatThrownBy(() -> Plans.empty().plan(folder, template))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.mistakes())
                                .extracting(BadInput.Mistake::text)
                                .containsExactly("template.yaml:2:3: `Fn::ForEach` needs a transform:"
                                        + " write `Transform: AWS::LanguageExtensions`"));
    }
}
