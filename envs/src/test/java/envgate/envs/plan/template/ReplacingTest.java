package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.document.BadInput;
import envgate.envs.model.Outlook;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.source.capture.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ReplacingTest {

    private static final String TEMPLATE = """
            Parameters:
              Zone: {Type: String, Default: eu-west-1a}
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [0, !GetAZs '']}}
              Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: api, GroupDescription: of the api, VpcId: !Ref Vpc}}
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: orders
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
              Role: {Type: AWS::IAM::Role, Properties: {RoleName: api, AssumeRolePolicyDocument: {Statement: []}}}
            """;

    @TempDir
    private Path folder;

    private static Plans stack() {
        return Plans.empty()
                .answer(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "{}", """
                        {"Stacks": [{"StackName": "orders", "StackStatus": "UPDATE_COMPLETE",
                          "StackId": "arn:aws:cloudformation:eu-west-1:111111111111:stack/orders/1"}]}
                        """)
                .answer(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, "{\"StackName\": \"orders\"}", """
                        {"StackResourceSummaries": [
                          {"LogicalResourceId": "Vpc", "PhysicalResourceId": "vpc-1", "ResourceType": "AWS::EC2::VPC"},
                          {"LogicalResourceId": "Subnet", "PhysicalResourceId": "subnet-1", "ResourceType": "AWS::EC2::Subnet"},
                          {"LogicalResourceId": "Group", "PhysicalResourceId": "sg-1", "ResourceType": "AWS::EC2::SecurityGroup"},
                          {"LogicalResourceId": "Table", "PhysicalResourceId": "orders", "ResourceType": "AWS::DynamoDB::Table"},
                          {"LogicalResourceId": "Role", "PhysicalResourceId": "api", "ResourceType": "AWS::IAM::Role"}]}
                        """)
                .answer(
                        Operation.CLOUDFORMATION_GET_TEMPLATE,
                        "{\"StackName\": \"orders\"}",
                        "{\"TemplateBody\": " + JsonNodeFactory.instance.stringNode(TEMPLATE) + "}")
                .answer(
                        Operation.EC2_DESCRIBE_VPCS,
                        "{}",
                        "{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\", \"OwnerId\": \"111111111111\"}]}")
                .answer(Operation.EC2_DESCRIBE_SUBNETS, "{}", """
                        {"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
                          "AvailabilityZone": "eu-west-1a", "OwnerId": "111111111111"}]}
                        """)
                .answer(Operation.EC2_DESCRIBE_SECURITY_GROUPS, "{}", """
                        {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "api", "VpcId": "vpc-1",
                          "IpPermissions": [], "IpPermissionsEgress": []}]}
                        """);
    }

    private static List<String> replaced(Snapshot planned) {
        return Objects.requireNonNull(planned.outlook()).removals().stream()
                .filter(Outlook.Removal::replaced)
                .map(Outlook.Removal::logicalId)
                .toList();
    }

    @Test
    void the_same_template_replaces_nothing() {
        assertThat(replaced(stack().plan(folder, TEMPLATE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CidrBlock: 10.0.1.0/24                            | CidrBlock: 10.0.2.0/24                                 | Subnet
            CidrBlock: 10.0.0.0/16                            | CidrBlock: 10.0.0.0/20                                 | Group,Subnet,Vpc
            AvailabilityZone: !Select [0, !GetAZs '']         | AvailabilityZone: !Select [1, !GetAZs '']              |
            GroupName: api                                    | GroupName: other                                       | Group
            [{AttributeName: id, KeyType: HASH}]              | [{AttributeName: key, KeyType: HASH}]                  | Table
            KeyType: HASH                                     | "KeyType": HASH                                        |
            RoleName: api                                     | RoleName: api, Path: /                                 |
            RoleName: api                                     | RoleName: api, Path: /teams/                           | Role
            """)
    void what_cannot_change_in_place_makes_another_resource(String said, String says, String expected) {
        List<String> all = expected == null ? List.of() : List.of(expected.split(","));

        assertThat(replaced(stack().plan(folder, TEMPLATE.replace(said, says))))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void what_is_made_anew_has_no_id_yet_and_what_was_there_goes() {
        Snapshot planned = stack().plan(folder, TEMPLATE.replace("10.0.1.0/24", "10.0.2.0/24"));

        assertThat(planned.network().subnets())
                .extracting(Subnet::id, it -> it.cidrs().toString())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("subnet-orders-Subnet-planned", "[10.0.2.0/24]"));
        assertThat(planned.network().securityGroups())
                .extracting(SecurityGroup::id)
                .containsExactly("sg-1");
    }

    @Test
    void what_the_recording_hides_of_the_old_template_is_no_change() {
        Plans hidden = stack().answer(
                        Operation.CLOUDFORMATION_GET_TEMPLATE,
                        "{\"StackName\": \"orders\"}",
                        "{\"TemplateBody\": "
                                + JsonNodeFactory.instance.stringNode(TEMPLATE.replace(
                                        "of the api", "'hidden:d7809258:" + "ab".repeat(32) + ":UP_TO_64:TEXT:'"))
                                + "}");

        assertThat(replaced(hidden.plan(folder, TEMPLATE))).isEmpty();
    }

    @Test
    void the_type_of_a_resource_cannot_change() {
        String template = TEMPLATE.replace("Type: AWS::DynamoDB::Table", "Type: AWS::DynamoDB::GlobalTable");

        assertThatThrownBy(() -> stack().plan(folder, template))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.mistakes())
                                .extracting(BadInput.Mistake::text)
                                .containsExactly("template.yaml:8:11: `Table` is a `AWS::DynamoDB::Table` in the stack,"
                                        + " and CloudFormation changes no resource's type: give the new one another"
                                        + " name, and take the old one out"));
    }
}
