package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.document.BadInput;
import envgate.envs.model.Alias;
import envgate.envs.model.Area;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Trigger;
import envgate.envs.model.Value;
import envgate.envs.source.capture.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPlanTest {

    private static final String FUNCTION = """
            Parameters:
              Stage: {Type: String, Default: prod}
              Token: {Type: String, NoEcho: true, Default: 'made-up-7Gk2'}
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
                  Policies:
                    - PolicyName: queue
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}]
              Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'orders-${Stage}'}}
              Api:
                Type: AWS::Lambda::Function
                Properties:
                  FunctionName: !Sub 'orders-${Stage}-api'
                  Handler: app.handler
                  Runtime: python3.13
                  Role: !GetAtt Role.Arn
                  Timeout: 20
                  Code: {ZipFile: x}
                  Environment:
                    Variables:
                      QUEUE_URL: !Ref Queue
                      TOKEN: !Ref Token
                      BOTH: !Sub 'https://user:${Token}@example.com/x'
                      CUSTOM: !GetAtt Thing.Value
                  VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [!GetAtt Group.GroupId]}
              Thing: {Type: 'Custom::Thing', Properties: {ServiceToken: x}}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: api
                  VpcId: vpc-1
                  SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/8}]
              In:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: !Ref Group, IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref Group}
              Allow:
                Type: AWS::Lambda::Permission
                Properties: {FunctionName: !Ref Api, Action: lambda:InvokeFunction, Principal: events.amazonaws.com, SourceAccount: !Ref AWS::AccountId}
              Poll:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {FunctionName: !Ref Api, EventSourceArn: !GetAtt Queue.Arn}
            Outputs:
              Url: {Value: !Ref Queue, Export: {Name: !Sub '${AWS::StackName}-url'}}
            """;

    @TempDir
    private Path folder;

    @Test
    void roles_that_sam_makes_of_what_is_not_worked_out_here_are_a_gap() {
        Snapshot planned = Plans.empty().everything().plan(folder, """
                Resources:
                  Graph: {Type: 'AWS::Serverless::GraphQLApi', Properties: {SchemaUri: x, Source: !Ref Queue}}
                  Queue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Sub '${Graph}-jobs'}}
                """);

        assertThat(planned.gapIn(Area.ROLES, "Graph"))
                .hasValueSatisfying(it -> assertThat(it.reason())
                        .isEqualTo(
                                "what SAM makes of a `AWS::Serverless::GraphQLApi`, roles among it, is not worked out"
                                        + " here: give the processed template"));
    }

    @Test
    void policies_of_repositories_event_buses_and_apis_are_those_that_the_template_writes() {
        Snapshot planned = Plans.empty().everything().plan(folder, """
                Resources:
                  Images:
                    Type: AWS::ECR::Repository
                    Properties:
                      RepositoryName: orders/api
                      RepositoryPolicyText: {Statement: [{Sid: pull, Effect: Allow, Principal: '*', Action: 'ecr:*'}]}
                  Plain: {Type: AWS::ECR::Repository, Properties: {RepositoryName: plain}}
                  Bus:
                    Type: AWS::Events::EventBus
                    Properties:
                      Name: orders
                      Policy: {Statement: [{Sid: put, Effect: Allow, Principal: '*', Action: 'events:PutEvents'}]}
                  Other: {Type: AWS::Events::EventBus, Properties: {Name: other}}
                  More:
                    Type: AWS::Events::EventBusPolicy
                    Properties: {EventBusName: other, StatementId: x, Action: 'events:PutEvents', Principal: '*'}
                  Api:
                    Type: AWS::ApiGateway::RestApi
                    Properties:
                      Name: api
                      Policy: {Statement: [{Sid: call, Effect: Allow, Principal: '*', Action: 'execute-api:Invoke'}]}
                  Key: {Type: AWS::KMS::Key, Properties: {Description: x}}
                """);

        Map<String, String> policies = new TreeMap<>();
        for (Resource it : planned.resources()) {
            switch (it) {
                case Resource.Repository one -> policies.put(one.name(), told(one.policy()));
                case Resource.EventBus one -> policies.put(one.name(), told(one.policy()));
                case Resource.Api one -> policies.put(one.name(), told(one.policy()));
                case Resource.Key one -> policies.put("grants", told(one.grants()));
                default -> {}
            }
        }
        assertThat(policies)
                .containsExactly(
                        Map.entry("api", "call"),
                        Map.entry("grants", ""),
                        Map.entry("orders", "put"),
                        Map.entry("orders/api", "pull"),
                        Map.entry("other", "unseen"),
                        Map.entry("plain", "absent"));
    }

    /// The statements of a policy, by their ids.
    private static String told(Sight<PolicyDocument> policy) {
        return switch (policy) {
            case Sight.Seen<PolicyDocument>(PolicyDocument it) ->
                String.join(" ", it.statements().stream().map(Statement::id).toList());
            case Sight.Absent<PolicyDocument> _ -> "absent";
            case Sight.Unseen<PolicyDocument> _ -> "unseen";
        };
    }

    @Test
    void a_function_url_is_known_after_the_deploy_and_its_function_before() {
        Snapshot planned = Plans.empty()
                .everything()
                .plan(folder, "Transform: AWS::Serverless-2016-10-31\n" + FUNCTION.replace("Outputs:", """
                  Front: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref Api, AuthType: NONE}}
                  Side: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt Api.Arn, AuthType: NONE, Qualifier: live}}
                  Simple:
                    Type: AWS::Serverless::Function
                    Properties:
                      InlineCode: x
                      Handler: a.b
                      Runtime: python3.13
                      FunctionUrlConfig: {AuthType: AWS_IAM}
                Outputs:
                  Front: {Value: !GetAtt Front.FunctionUrl}
                  FrontArn: {Value: !GetAtt Front.FunctionArn}
                  SideArn: {Value: !GetAtt Side.FunctionArn}
                  Simple: {Value: !GetAtt SimpleUrl.FunctionUrl}
                """));
        Map<String, Value> outputs = new TreeMap<>();
        planned.stacks().getFirst().outputs().forEach((key, it) -> outputs.put(key, it.value()));

        String later = "` of a new `AWS::Lambda::Url` is known after the deploy";
        assertThat(outputs)
                .containsEntry("Front", new Value.Unresolved("`Front.FunctionUrl" + later))
                .containsEntry("Simple", new Value.Unresolved("`SimpleUrl.FunctionUrl" + later))
                .containsEntry("SideArn", new Value.Unresolved("`Side.FunctionArn" + later))
                .containsEntry(
                        "FrontArn", new Value.Plain("arn:aws:lambda:eu-west-1:111111111111:function:orders-prod-api"));
    }

    @Test
    void pieces_of_what_aws_names_later_are_unknown() {
        Snapshot planned = Plans.empty().everything().plan(folder, """
                Resources:
                  Jobs: {Type: AWS::Batch::JobQueue, Properties: {Priority: !!int 1}}
                  Named: {Type: AWS::SQS::Queue, Properties: {QueueName: a-b}}
                Outputs:
                  Name: {Value: !Select [1, !Split ['/', !Ref Jobs]]}
                  Second: {Value: !Select [1, !Split ['-', !GetAtt Named.QueueName]]}
                """);

        assertThat(planned.stacks().getFirst().outputs().values())
                .extracting(it -> it.value())
                .containsExactly(
                        new Value.Unresolved("what is split is named by AWS, after the deploy"), new Value.Plain("b"));
    }

    @Test
    void an_alias_leads_to_the_version_that_it_names_or_to_one_that_is_yet_to_be_published() {
        String qualified = FUNCTION.replace("Outputs:", """
                  Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Api}}
                  Live:
                    Type: AWS::Lambda::Alias
                    Properties:
                      Name: live
                      FunctionName: !Ref Api
                      FunctionVersion: !GetAtt Version.Version
                      RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion: '1', FunctionWeight: 0.1}]}
                  Old: {Type: AWS::Lambda::Alias, Properties: {Name: old, FunctionName: !GetAtt Api.Arn, FunctionVersion: '1'}}
                  Canary: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Live, EventSourceArn: !GetAtt Queue.Arn}}
                Outputs:""".indent(0).stripTrailing());

        Snapshot planned = Plans.empty().plan(folder, qualified);

        assertThat(planned.functions().getFirst().aliases())
                .isEqualTo(new Sight.Seen<>(List.of(
                        new Alias(
                                "live",
                                new Value.Unresolved(
                                        "`Version.Version` of a new `AWS::Lambda::Version` is known after the deploy"),
                                new TreeMap<>(Map.of("1", 0.1))),
                        new Alias("old", new Value.Plain("1"), new TreeMap<>()))));
        assertThat(planned.triggers())
                .anyMatch(it ->
                        it.functionArn().equals("arn:aws:lambda:eu-west-1:111111111111:function:orders-prod-api:live"));
    }

    @Test
    void a_new_stack_stands_in_the_planned_environment_as_aws_would_show_it() {
        Snapshot planned = Plans.empty().plan(folder, FUNCTION);

        LambdaFunction function = planned.functions().getFirst();
        assertThat(planned.provenance().kind()).isEqualTo(Provenance.Kind.PLANNED);
        assertThat(function.name()).isEqualTo("orders-prod-api");
        assertThat(function.logicalName()).isEqualTo("Api");
        assertThat(function.stack()).isEqualTo("orders");
        assertThat(function.timeout()).hasSeconds(20);
        assertThat(function.origin()).isEqualTo(new Origin.FileLine("template.yaml", 15));
        assertThat(function.environment())
                .containsEntry(
                        "QUEUE_URL", new Value.Plain("https://sqs.eu-west-1.amazonaws.com/111111111111/orders-prod"))
                .containsEntry(
                        "CUSTOM",
                        new Value.Unresolved("`Thing.Value` of a new `Custom::Thing` is known after the deploy"));
        assertThat(function.environment().get("TOKEN")).isInstanceOf(Value.Hidden.class);
        assertThat(function.environment().get("BOTH"))
                .isInstanceOfSatisfying(
                        Value.Hidden.class, it -> assertThat(it.visible()).isEqualTo("https://***@example.com/x"));
        Role role = planned.roles().getFirst();
        assertThat(function.role()).isEqualTo(role.arn().toString());
        assertThat(role.policies()
                        .getFirst()
                        .statements()
                        .getFirst()
                        .resources()
                        .patterns())
                .containsExactly("arn:aws:sqs:eu-west-1:111111111111:orders-prod");
        SecurityGroup group = planned.network().securityGroups().getFirst();
        assertThat(function.vpc())
                .isEqualTo(new LambdaFunction.VpcConfig(List.of("subnet-1"), List.of(group.id()), false));
        assertThat(group.egress()).containsExactly(new IpPermission("tcp", 5432, 5432, List.of("10.0.0.0/8")));
        assertThat(group.ingress())
                .singleElement()
                .satisfies(it -> assertThat(it.peers()).containsExactly(group.id()));
        assertThat(function.policy())
                .isInstanceOfSatisfying(
                        Sight.Seen.class,
                        it -> assertThat(it.toString())
                                .contains("Service:events.amazonaws.com", "AWS:SourceAccount", "111111111111"));
        assertThat(planned.triggers())
                .singleElement()
                .isInstanceOfSatisfying(
                        Trigger.EventSourceMapping.class,
                        it -> assertThat(it.functionArn())
                                .isEqualTo(function.arn().toString()));
        assertThat(planned.exports())
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("orders-url"));
        assertThat(planned.notes()).anySatisfy(it -> assertThat(it.text()).contains("Custom::Thing"));
        assertThat(planned.toString()).doesNotContain("made-up-7Gk2");
    }

    @Test
    void a_planned_environment_is_a_capture_like_any_other(@TempDir Path capture) {
        var planned = Plans.empty();
        Snapshot expected = planned.plan(folder, FUNCTION);
        Snapshot read =
                Plans.overDisk(planned.recording(folder, "template.yaml", Map.of()), capture.resolve("planned"));

        assertThat(read.functions()).isEqualTo(expected.functions());
        assertThat(read.stacks()).isEqualTo(expected.stacks());
        assertThat(read.roles()).isEqualTo(expected.roles());
        assertThat(read.resources()).isEqualTo(expected.resources());
        assertThat(read.network()).isEqualTo(expected.network());
        assertThat(read.triggers()).isEqualTo(expected.triggers());
        assertThat(read.provenance().kind()).isEqualTo(Provenance.Kind.PLANNED);
        assertThat(read.gaps()).isEqualTo(expected.gaps());
    }

    /// The stack of the tests above, as it is before an update.
    private static Plans stack(String template) {
        return Plans.empty()
                .answer(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "{}", """
                        {"Stacks": [{"StackName": "orders", "StackStatus": "UPDATE_COMPLETE",
                          "StackId": "arn:aws:cloudformation:eu-west-1:111111111111:stack/orders/1",
                          "Parameters": [{"ParameterKey": "Stage", "ParameterValue": "live"}]}]}
                        """)
                .answer(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, "{\"StackName\": \"orders\"}", """
                        {"StackResourceSummaries": [
                          {"LogicalResourceId": "Queue", "PhysicalResourceId": "https://sqs.eu-west-1.amazonaws.com/111111111111/orders-live",
                           "ResourceType": "AWS::SQS::Queue", "ResourceStatus": "CREATE_COMPLETE"},
                          {"LogicalResourceId": "Old", "PhysicalResourceId": "arn:aws:sns:eu-west-1:111111111111:old",
                           "ResourceType": "AWS::SNS::Topic", "ResourceStatus": "CREATE_COMPLETE"},
                          {"LogicalResourceId": "Group", "PhysicalResourceId": "sg-0a1b2c3d",
                           "ResourceType": "AWS::EC2::SecurityGroup", "ResourceStatus": "CREATE_COMPLETE"}]}
                        """)
                .answer(
                        Operation.CLOUDFORMATION_GET_TEMPLATE,
                        "{\"StackName\": \"orders\"}",
                        "{\"TemplateBody\": "
                                + tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(template) + "}")
                .answer(
                        Operation.SQS_LIST_QUEUES,
                        "{}",
                        "{\"QueueUrls\": [\"https://sqs.eu-west-1.amazonaws.com/111111111111/orders-live\"]}")
                .answer(
                        Operation.SNS_LIST_TOPICS,
                        "{}",
                        "{\"Topics\": [{\"TopicArn\": \"arn:aws:sns:eu-west-1:111111111111:old\"}]}")
                .answer(Operation.EC2_DESCRIBE_SECURITY_GROUPS, "{}", """
                        {"SecurityGroups": [{"GroupId": "sg-0a1b2c3d", "GroupName": "api", "VpcId": "vpc-1",
                          "IpPermissions": [
                            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                             "IpRanges": [{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "192.0.2.1/32"}]}],
                          "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]}
                        """);
    }

    private static String group(String ingress, String more) {
        return """
                Parameters: {Stage: {Type: String, Default: prod}}
                Resources:
                  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'orders-${Stage}'}}
                  Group:
                    Type: AWS::EC2::SecurityGroup
                    Properties:
                      GroupDescription: api
                      VpcId: vpc-1
                      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: %s}]
                %s""".formatted(ingress, more);
    }

    @Test
    void an_update_keeps_ids_takes_previous_values_drops_and_respects_what_others_did() {
        String before = group("10.0.0.0/8", "  Old: {Type: AWS::SNS::Topic}\n");

        Snapshot planned = stack(before).plan(folder, group("172.16.0.0/12", ""));

        assertThat(planned.resources()).extracting(Resource::name).containsExactly("orders-live");
        SecurityGroup group = planned.network().securityGroups().getFirst();
        assertThat(group.id()).isEqualTo("sg-0a1b2c3d");
        assertThat(group.ingress())
                .containsExactlyInAnyOrder(
                        new IpPermission("tcp", 443, 443, List.of("172.16.0.0/12")),
                        new IpPermission("tcp", 443, 443, List.of("192.0.2.1/32")));
        assertThat(group.egress()).containsExactly(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0")));
    }

    @Test
    void what_is_retained_stays() {
        String before = group("10.0.0.0/8", "  Old: {Type: AWS::SNS::Topic, DeletionPolicy: Retain}\n");

        Snapshot planned = stack(before).plan(folder, group("10.0.0.0/8", ""));

        assertThat(planned.resources()).extracting(Resource::name).containsExactlyInAnyOrder("orders-live", "old");
    }

    @Test
    void a_new_name_replaces() {
        Snapshot planned = stack(group("10.0.0.0/8", "")).plan(folder, group("10.0.0.0/8", ""), "Stage=next");

        assertThat(planned.resources()).extracting(Resource::name).containsExactly("orders-next");
    }

    @Test
    void all_mistakes_are_said_at_once_with_their_lines() {
        String template = """
                Parameters:
                  Stage: {Type: String}
                Resources:
                  A: {Type: AWS::SQS::Queue, DependsOn: B}
                  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref A}}
                  C: {Type: AWS::SQS::Queue, Properties: {QueueName: !Foo x, Other: !Ref Stge}}
                  D: {Properties: {}}
                """;

        assertThatThrownBy(() -> Plans.empty().plan(folder, template, "Nope=1"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.mistakes())
                                .extracting(BadInput.Mistake::text)
                                .containsExactly(
                                        "command line: no template has the parameter `Nope`: known are `Stage`",
                                        "template.yaml:2:3: the parameter `Stage` has no value: give it with"
                                                + " `--parameters Stage=…`",
                                        "template.yaml:4:3: resources wait for each other: `A`, `B`: break the circle",
                                        "template.yaml:6:54: unknown function `Fn::Foo`: did you mean `Fn::Not`?",
                                        "template.yaml:6:69: `Stge` is neither a parameter nor a resource of this template:"
                                                + " did you mean `Stage`?",
                                        "template.yaml:7:3: `D` has no `Type` like `AWS::SQS::Queue`"));
    }

    @Test
    void a_bomb_is_refused() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n" + "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                + "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\n" + "f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n";

        assertThatThrownBy(() -> Plans.empty().plan(folder, bomb))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("aliases make this text too large");
    }

    @Test
    void areas_that_nobody_saw_stay_unseen_with_a_plan() {
        Plans blind = Plans.empty().without(Operation.LAMBDA_LIST_FUNCTIONS);

        Snapshot planned = blind.plan(folder, FUNCTION);

        assertThat(planned.gapIn(Area.FUNCTIONS)).isPresent();
        assertThat(planned.functions()).hasSize(1);
    }
}
