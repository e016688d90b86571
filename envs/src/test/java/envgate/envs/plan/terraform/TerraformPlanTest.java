package envgate.envs.plan.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Trigger;
import envgate.envs.model.Value;
import envgate.envs.plan.template.Plans;
import envgate.envs.source.capture.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerraformPlanTest {

    private static final String TRUST = "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
            + "\\\"Principal\\\":{\\\"Service\\\":\\\"lambda.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}";
    private static final String SEND = "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
            + "\\\"Action\\\":\\\"sqs:SendMessage\\\",\\\"Resource\\\":\\\"*\\\"}]}";

    static Plans world() {
        return Plans.empty().everything();
    }

    /// A first deploy, in which all ids are known after apply.
    static Laid first() {
        return Laid.over(world())
                .create(
                        "aws_vpc.main",
                        "{'cidr_block': '10.0.0.0/16', 'enable_dns_support': true}",
                        "{'id': true, 'arn': true}")
                .create(
                        "aws_subnet.inner[0]",
                        "{'cidr_block': '10.0.0.0/24', 'availability_zone': 'eu-west-1a'}",
                        "{'id': true, 'vpc_id': true}")
                .create(
                        "aws_subnet.inner[1]",
                        "{'cidr_block': '10.0.1.0/24', 'availability_zone': 'eu-west-1b'}",
                        "{'id': true, 'vpc_id': true}")
                .configured("aws_subnet.inner", "{'vpc_id': {'references': ['aws_vpc.main.id', 'aws_vpc.main']}}")
                .create("aws_route_table.inner", "{}", "{'id': true, 'vpc_id': true, 'route': true}")
                .configured("aws_route_table.inner", "{'vpc_id': {'references': ['aws_vpc.main.id', 'aws_vpc.main']}}")
                .create("aws_route_table_association.inner[0]", "{}", "{'subnet_id': true, 'route_table_id': true}")
                .create("aws_route_table_association.inner[1]", "{}", "{'subnet_id': true, 'route_table_id': true}")
                .configured(
                        "aws_route_table_association.inner",
                        "{'subnet_id': {'references': ['aws_subnet.inner', 'count.index']},"
                                + " 'route_table_id': {'references': ['aws_route_table.inner.id', 'aws_route_table.inner']}}")
                .create("aws_internet_gateway.main", "{}", "{'id': true, 'vpc_id': true}")
                .configured(
                        "aws_internet_gateway.main", "{'vpc_id': {'references': ['aws_vpc.main.id', 'aws_vpc.main']}}")
                .create(
                        "aws_route.out",
                        "{'destination_cidr_block': '0.0.0.0/0'}",
                        "{'route_table_id': true, 'gateway_id': true, 'instance_id': true, 'network_interface_id': true}")
                .configured(
                        "aws_route.out",
                        "{'destination_cidr_block': {'constant_value': '0.0.0.0/0'},"
                                + "'route_table_id': {'references': ['aws_route_table.inner.id', 'aws_route_table.inner']},"
                                + " 'gateway_id': {'references': ['aws_internet_gateway.main.id', 'aws_internet_gateway.main']}}")
                .create(
                        "aws_security_group.api",
                        "{'name': 'api'}",
                        "{'id': true, 'vpc_id': true, 'ingress': true, 'egress': true}")
                .configured("aws_security_group.api", "{'vpc_id': {'references': ['aws_vpc.main.id', 'aws_vpc.main']}}")
                .create(
                        "aws_security_group_rule.out",
                        "{'type': 'egress', 'protocol': 'tcp', 'from_port': 443, 'to_port': 443,"
                                + " 'cidr_blocks': ['0.0.0.0/0', '10.0.0.0/8'], 'self': false}",
                        "{'id': true, 'security_group_id': true, 'source_security_group_id': true}")
                .configured(
                        "aws_security_group_rule.out",
                        "{'security_group_id': {'references': ['aws_security_group.api.id', 'aws_security_group.api']}}")
                .create(
                        "aws_vpc_security_group_ingress_rule.in",
                        "{'ip_protocol': 'tcp', 'from_port': 80, 'to_port': 80}",
                        "{'id': true, 'security_group_id': true, 'referenced_security_group_id': true}")
                .configured(
                        "aws_vpc_security_group_ingress_rule.in",
                        "{'security_group_id': {'references': ['aws_security_group.api.id', 'aws_security_group.api']},"
                                + " 'referenced_security_group_id': {'references': ['aws_security_group.api.id', 'aws_security_group.api']}}")
                .create(
                        "aws_iam_role.api",
                        "{'name': 'orders-api', 'path': '/', 'assume_role_policy': '" + TRUST + "'}",
                        "{'arn': true, 'id': true, 'inline_policy': true, 'managed_policy_arns': true}")
                .configured("aws_iam_role.api", "{'name': {'constant_value': 'orders-api'}}")
                .create(
                        "aws_iam_instance_profile.api",
                        "{'name': 'api-host', 'path': '/', 'role': 'orders-api'}",
                        "{'id': true, 'arn': true}")
                .create(
                        "aws_iam_role_policy.send",
                        "{'name': 'send', 'role': 'orders-api', 'policy': '" + SEND + "'}",
                        "{'id': true}")
                .create(
                        "aws_iam_role_policy_attachment.vpc",
                        "{'role': 'orders-api', 'policy_arn': 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'}",
                        "{'id': true}")
                .create(
                        "aws_sqs_queue.work",
                        "{'name': 'orders-work', 'visibility_timeout_seconds': 60}",
                        "{'id': true, 'arn': true, 'url': true, 'policy': true}")
                .configured("aws_sqs_queue.work", "{'name': {'constant_value': 'orders-work'}}")
                .create(
                        "aws_lambda_function.api",
                        "{'function_name': 'orders-api', 'runtime': 'python3.13', 'handler': 'app.handler', 'timeout': 20,"
                                + " 'memory_size': 256, 'environment': [{'variables': {'STAGE': 'prod', 'TOKEN': 'made-up-7Gk2'}}],"
                                + " 'vpc_config': [{'ipv6_allowed_for_dual_stack': false}],"
                                + " 'tags_all': {'app': 'orders'}, 'reserved_concurrent_executions': -1}",
                        "{'arn': true, 'role': true, 'environment': [{'variables': {'QUEUE_URL': true}}],"
                                + " 'vpc_config': [{'subnet_ids': true, 'security_group_ids': true, 'vpc_id': true}]}")
                .sensitive("{'environment': [{'variables': {'TOKEN': true}}]}")
                .configured(
                        "aws_lambda_function.api",
                        "{'role': {'references': ['aws_iam_role.api.arn', 'aws_iam_role.api']},"
                                + "'environment': [{'variables': {'references': ['aws_sqs_queue.work.url', 'aws_sqs_queue.work']}}],"
                                + " 'vpc_config': [{'subnet_ids': {'references': ['aws_subnet.inner']},"
                                + " 'security_group_ids': {'references': ['aws_security_group.api.id', 'aws_security_group.api']}}]}")
                .create(
                        "aws_lambda_permission.events",
                        "{'statement_id': 'events', 'function_name': 'orders-api', 'action': 'lambda:InvokeFunction',"
                                + " 'principal': 'events.amazonaws.com', 'source_account': '111111111111'}",
                        "{'id': true}")
                .create(
                        "aws_lambda_event_source_mapping.work",
                        "{'enabled': true, 'function_name': 'orders-api'}",
                        "{'uuid': true, 'event_source_arn': true}")
                .configured(
                        "aws_lambda_event_source_mapping.work",
                        "{'event_source_arn': {'references': ['aws_sqs_queue.work.arn', 'aws_sqs_queue.work']}}");
    }

    @Test
    void a_plan_that_is_older_than_what_it_changes_says_so() {
        String function = "{'function_name': 'api', 'runtime': 'python3.13', 'handler': 'a.b', 'timeout': %d,"
                + " 'memory_size': 128, 'role': 'arn:aws:iam::111111111111:role/api'}";
        Plans account = Plans.empty().everything().answer(Operation.LAMBDA_LIST_FUNCTIONS, "{}", """
                {"Functions": [{"FunctionName": "api", "Runtime": "python3.13", "Timeout": 3, "MemorySize": 128,
                  "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:api", "Handler": "a.b",
                  "Role": "arn:aws:iam::111111111111:role/api", "LastModified": "2026-10-31T10:00:00.000+0000"}]}
                """);
        Laid plan = Laid.over(account)
                .update("aws_lambda_function.api", function.formatted(3), function.formatted(4))
                .with("timestamp", "'2026-10-31T09:00:00Z'");

        assertThat(plan.planned().notes())
                .extracting(it -> it.text())
                .contains("this plan was made at 2026-10-31T09:00:00Z, and `api` was changed after it, at"
                        + " 2026-10-31T10:00:00.000+0000: plan again");
        assertThat(plan.with("timestamp", "'2026-10-31T11:00:00Z'").planned().notes())
                .extracting(it -> it.text())
                .noneMatch(it -> it.contains("plan again"));
    }

    @Test
    void a_first_deploy_stands_in_the_planned_environment_as_aws_would_show_it() {
        Snapshot planned = first().planned();

        assertThat(planned.gaps())
                .extracting(Gap::reason)
                .containsOnly("not recorded"); // of the world, and none of the plan
        assertThat(planned.provenance().kind()).isEqualTo(Provenance.Kind.PLANNED);
        LambdaFunction function = planned.functions().getFirst();
        assertThat(function.name()).isEqualTo("orders-api");
        assertThat(function.timeout()).hasSeconds(20);
        assertThat(function.origin())
                .isInstanceOfSatisfying(
                        Origin.FileLine.class, it -> assertThat(it.line()).isGreaterThan(1));
        SecurityGroup group = planned.network().securityGroups().stream()
                .filter(it -> it.name().equals("api"))
                .findFirst()
                .orElseThrow();
        assertThat(function.vpc())
                .isEqualTo(new LambdaFunction.VpcConfig(
                        List.of("subnet-aws_subnet-inner-0-planned", "subnet-aws_subnet-inner-1-planned"),
                        List.of(group.id()),
                        false));
        assertThat(group.egress())
                .containsExactlyInAnyOrder(
                        new IpPermission("tcp", 443, 443, List.of("0.0.0.0/0")),
                        new IpPermission("tcp", 443, 443, List.of("10.0.0.0/8")));
        assertThat(group.ingress())
                .singleElement()
                .satisfies(it -> assertThat(it.peers()).containsExactly(group.id()));
        Role role = planned.roles().getFirst();
        assertThat(role.instanceProfiles())
                .isEqualTo(new Sight.Seen<>(List.of("arn:aws:iam::111111111111:instance-profile/api-host")));
        assertThat(function.role()).isEqualTo(role.arn().toString());
        assertThat(role.policies()).extracting(it -> it.name()).contains("send");
        assertThat(role.toString()).contains("AWSLambdaVPCAccessExecutionRole", "lambda.amazonaws.com");
        assertThat(function.environment().get("STAGE")).isEqualTo(new Value.Plain("prod"));
        assertThat(function.environment().get("TOKEN")).isInstanceOf(Value.Hidden.class);
        assertThat(function.environment().get("QUEUE_URL"))
                .isInstanceOfSatisfying(
                        Value.Unresolved.class, it -> assertThat(it.reason()).contains("is known after apply"));
        assertThat(function.tags()).containsEntry("app", "orders");
        assertThat(function.policy().toString()).contains("Service:events.amazonaws.com");
        assertThat(planned.triggers()).singleElement().isInstanceOfSatisfying(Trigger.EventSourceMapping.class, it -> {
            assertThat(it.functionArn()).isEqualTo(function.arn().toString());
            assertThat(it.eventSourceArn()).isEqualTo("arn:aws:sqs:eu-west-1:111111111111:orders-work");
        });
        assertThat(planned.resources())
                .filteredOn(Resource.Queue.class::isInstance)
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("orders-work"));
        RouteTable table = planned.network().routeTables().stream()
                .filter(it -> it.id().equals("rtb-aws_route_table-inner-planned"))
                .findFirst()
                .orElseThrow();
        assertThat(table.subnetIds()).hasSize(2);
        assertThat(table.toString()).contains("igw-aws_internet_gateway-main-planned", "0.0.0.0/0");
        assertThat(planned.toString()).doesNotContain("made-up-7Gk2");
    }

    private static Plans live() {
        return world().answer(Operation.LAMBDA_LIST_FUNCTIONS, "{}", """
                        {"Functions": [
                          {"FunctionName": "orders-api", "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:orders-api",
                           "Runtime": "python3.12", "Role": "arn:aws:iam::111111111111:role/orders", "Timeout": 3, "MemorySize": 128,
                           "Environment": {"Variables": {"STAGE": "prod", "HAND": "made"}}},
                          {"FunctionName": "other", "FunctionArn": "arn:aws:lambda:eu-west-1:111111111111:function:other",
                           "Runtime": "python3.12", "Role": "arn:aws:iam::111111111111:role/orders", "Timeout": 3, "MemorySize": 128}]}
                        """)
                .answer(Operation.EC2_DESCRIBE_SECURITY_GROUPS, "{}", """
                        {"SecurityGroups": [{"GroupId": "sg-11111111", "GroupName": "api", "VpcId": "vpc-11111111", "OwnerId": "111111111111",
                          "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.9.0.0/16"}]}],
                          "IpPermissionsEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                            "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]}
                        """)
                .answer(Operation.EC2_DESCRIBE_ROUTE_TABLES, "{}", """
                        {"RouteTables": [{"RouteTableId": "rtb-11111111", "VpcId": "vpc-11111111", "Associations": [{"SubnetId": "subnet-11111111"}],
                          "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
                            {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-11111111", "State": "active"}]}]}
                        """)
                .answer(Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS, "{}", """
                        {"RoleDetailList": [{"RoleName": "orders", "Arn": "arn:aws:iam::111111111111:role/orders", "Path": "/",
                          "AssumeRolePolicyDocument": {"Statement": []},
                          "InstanceProfileList": [{"InstanceProfileName": "host", "Path": "/",
                            "Arn": "arn:aws:iam::111111111111:instance-profile/host"}],
                          "RolePolicyList": [{"PolicyName": "queue", "PolicyDocument": {"Statement": [
                            {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}}],
                          "AttachedManagedPolicies": [{"PolicyName": "mine", "PolicyArn": "arn:aws:iam::111111111111:policy/mine"}]}],
                         "Policies": [{"PolicyName": "mine", "Arn": "arn:aws:iam::111111111111:policy/mine", "DefaultVersionId": "v1",
                           "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": true, "Document": {"Statement": []}}]}]}
                        """)
                .answer(Operation.SSM_DESCRIBE_PARAMETERS, "{}", """
                        {"Parameters": [{"Name": "/orders/host", "Type": "String", "Version": 3}]}
                        """)
                .answer(Operation.SSM_GET_PARAMETERS, "{\"Names\": [\"/orders/host\"]}", """
                        {"Parameters": [{"Name": "/orders/host", "Type": "String", "Version": 3, "Value": "db.example.com"}]}
                        """);
    }

    private static final String API =
            "{'function_name': 'orders-api', 'arn': 'arn:aws:lambda:eu-west-1:111111111111:function:orders-api',"
                    + " 'runtime': 'python3.12', 'timeout': 3, 'memory_size': 128, 'handler': 'a.b',"
                    + " 'role': 'arn:aws:iam::111111111111:role/orders', 'environment': [{'variables': {'STAGE': 'prod'}}]}";

    @Test
    void what_a_plan_does_not_change_keeps_its_live_state() {
        Snapshot before = Plans.decode(live().live());

        Snapshot planned = Laid.over(live())
                .same("aws_lambda_function.api", API)
                .same("null_resource.x", "{}")
                .planned();

        assertThat(planned.functions()).isEqualTo(before.functions());
        assertThat(planned.roles()).isEqualTo(before.roles());
        assertThat(planned.network()).isEqualTo(before.network());
    }

    @Test
    void a_function_that_is_updated_loses_what_other_hands_put_into_its_variables() {
        Snapshot planned = Laid.over(live())
                .update("aws_lambda_function.api", API, API.replace("'timeout': 3", "'timeout': 30"))
                .planned();

        LambdaFunction function = planned.function("orders-api").orElseThrow();
        assertThat(function.timeout()).hasSeconds(30);
        assertThat(function.environment()).containsOnlyKeys("STAGE");
        assertThat(planned.function("other")).isPresent();
    }

    @Test
    void what_is_deleted_is_gone_and_the_rest_stays() {
        Snapshot planned = Laid.over(live())
                .delete("aws_lambda_function.api", API)
                .delete(
                        "aws_iam_role_policy.queue",
                        "{'id': 'orders:queue', 'name': 'queue', 'role': 'orders', 'policy': '{}'}")
                .delete(
                        "aws_iam_instance_profile.host",
                        "{'id': 'host', 'name': 'host', 'role': 'orders', 'path': '/'}")
                .delete(
                        "aws_iam_role_policy_attachment.mine",
                        "{'id': 'orders-1', 'role': 'orders', 'policy_arn': 'arn:aws:iam::111111111111:policy/mine'}")
                .delete(
                        "aws_security_group_rule.out",
                        "{'id': 'sgrule-1', 'type': 'egress', 'security_group_id': 'sg-11111111', 'protocol': 'tcp',"
                                + " 'from_port': 443, 'to_port': 443, 'cidr_blocks': ['0.0.0.0/0'], 'self': false}")
                .delete(
                        "aws_route.out",
                        "{'id': 'r-1', 'route_table_id': 'rtb-11111111', 'destination_cidr_block': '0.0.0.0/0',"
                                + " 'nat_gateway_id': 'nat-11111111'}")
                .delete("aws_ssm_parameter.host", "{'name': '/orders/host', 'id': '/orders/host', 'type': 'String'}")
                .planned();

        assertThat(planned.functions()).extracting(LambdaFunction::name).containsExactly("other");
        assertThat(planned.roles().getFirst().policies()).isEmpty();
        assertThat(planned.roles().getFirst().instanceProfiles()).isEqualTo(new Sight.Absent<>());
        SecurityGroup group = planned.network().securityGroups().getFirst();
        assertThat(group.egress()).isEmpty();
        assertThat(group.ingress()).hasSize(1);
        assertThat(planned.network().routeTables().getFirst().toString()).doesNotContain("0.0.0.0/0");
        assertThat(planned.resources()).noneMatch(Resource.Parameter.class::isInstance);
    }

    @Test
    void what_terraform_forgets_stays() {
        Snapshot planned = Laid.over(live())
                .change("aws_lambda_function.api", "['forget']", API, "null", "{}", "{}")
                .planned();

        assertThat(planned.function("orders-api")).isPresent();
    }

    @Test
    void a_replaced_function_loses_who_might_call_it() {
        Plans world = live().answer(Operation.LAMBDA_GET_POLICY, "{\"FunctionName\": \"orders-api\"}", """
                {"Policy": "{\\"Statement\\": [{\\"Sid\\": \\"x\\", \\"Effect\\": \\"Allow\\", \\"Principal\\": \\"*\\",\
                 \\"Action\\": \\"lambda:InvokeFunction\\", \\"Resource\\": \\"*\\"}]}"}
                """);
        assertThat(Plans.decode(world.live())
                        .function("orders-api")
                        .orElseThrow()
                        .policy()
                        .seen())
                .isPresent();

        Snapshot planned = Laid.over(world)
                .change("aws_lambda_function.api", "['delete', 'create']", API, API, "{}", "{}")
                .planned();

        assertThat(planned.function("orders-api").orElseThrow().policy().seen()).isEmpty();
    }

    @Test
    void a_new_group_without_egress_rules_lets_nothing_out_and_an_inline_rule_takes_the_place_of_others() {
        Snapshot planned = Laid.over(live())
                .create(
                        "aws_security_group.new",
                        "{'name': 'new', 'vpc_id': 'vpc-11111111'}",
                        "{'id': true, 'ingress': true, 'egress': true}")
                .configured("aws_security_group.new", "{'name': {'constant_value': 'new'}}")
                .update(
                        "aws_security_group.api",
                        "{'id': 'sg-11111111', 'name': 'api', 'vpc_id': 'vpc-11111111', 'egress': [{'protocol': 'tcp', 'from_port': 443,"
                                + " 'to_port': 443, 'cidr_blocks': ['0.0.0.0/0'], 'self': false}]}",
                        "{'id': 'sg-11111111', 'name': 'api', 'vpc_id': 'vpc-11111111', 'egress': [{'protocol': 'tcp', 'from_port': 5432,"
                                + " 'to_port': 5432, 'cidr_blocks': ['10.0.0.0/8'], 'ipv6_cidr_blocks': [], 'self': true}]}")
                .configured("aws_security_group.api", "{'egress': [{}]}")
                .planned();

        SecurityGroup fresh = planned.network().securityGroups().stream()
                .filter(it -> it.name().equals("new"))
                .findFirst()
                .orElseThrow();
        assertThat(fresh.egress()).isEmpty();
        SecurityGroup group = planned.network().securityGroups().stream()
                .filter(it -> it.id().equals("sg-11111111"))
                .findFirst()
                .orElseThrow();
        assertThat(group.egress())
                .extracting(it -> it.protocol() + " " + it.fromPort() + " " + it.peers())
                .containsExactlyInAnyOrder("tcp 5432 [10.0.0.0/8]", "tcp 5432 [sg-11111111]");
        assertThat(group.ingress()).hasSize(1);
    }

    @Test
    void routes_and_acls_written_inline_are_told_one_by_one() {
        String was =
                "{'id': 'rtb-11111111', 'vpc_id': 'vpc-11111111', 'route': [{'cidr_block': '0.0.0.0/0', 'nat_gateway_id': 'nat-11111111',"
                        + " 'gateway_id': ''}]}";
        Snapshot planned = Laid.over(live())
                .update(
                        "aws_route_table.inner",
                        was,
                        was.replace("'nat_gateway_id': 'nat-11111111'", "'nat_gateway_id': ''")
                                .replace("'gateway_id': ''", "'gateway_id': 'igw-11111111'"))
                .configured("aws_route_table.inner", "{'route': [{}]}")
                .create(
                        "aws_network_acl.inner",
                        "{'vpc_id': 'vpc-11111111', 'subnet_ids': ['subnet-11111111'], 'egress': [],"
                                + " 'ingress': [{'rule_no': 100, 'action': 'allow', 'protocol': '6', 'from_port': 443, 'to_port': 443,"
                                + " 'cidr_block': '10.0.0.0/8', 'ipv6_cidr_block': '', 'icmp_type': 0, 'icmp_code': 0}]}",
                        "{'id': true}")
                .configured("aws_network_acl.inner", "{'ingress': [{}], 'subnet_ids': {}}")
                .planned();

        assertThat(planned.network().routeTables().getFirst().toString())
                .contains("igw-11111111")
                .doesNotContain("nat-11111111");
        assertThat(planned.network().networkAcls()).singleElement().satisfies(it -> {
            assertThat(it.subnetIds()).containsExactly("subnet-11111111");
            assertThat(it.entries())
                    .anySatisfy(one -> assertThat(one.fromPort()).isEqualTo(443));
        });
    }

    @Test
    void a_policy_that_a_data_source_will_write_is_told_with_what_is_known_of_it() {
        Snapshot planned = Laid.over(live())
                .change(
                        "data.aws_iam_policy_document.queue",
                        "['read']",
                        "null",
                        "{'statement': [{'actions': ['sqs:SendMessage'], 'effect': null, 'resources': ['arn:aws:sqs:eu-west-1:111111111111:work'],"
                                + " 'condition': [{'test': 'StringEquals', 'variable': 'aws:PrincipalTag/team', 'values': ['&{aws:username}']}],"
                                + " 'principals': []}, {'actions': ['s3:GetObject'], 'effect': 'Deny', 'resources': [null]}]}",
                        "{'json': true, 'statement': [{}, {'resources': [true]}]}",
                        "{}")
                .create(
                        "aws_iam_role_policy.send",
                        "{'name': 'send', 'role': 'orders'}",
                        "{'policy': true, 'id': true}")
                .configured(
                        "aws_iam_role_policy.send",
                        "{'policy': {'references': ['data.aws_iam_policy_document.queue.json', 'data.aws_iam_policy_document.queue']}}")
                .planned();

        assertThat(planned.roles().getFirst().policies())
                .filteredOn(it -> it.name().equals("send"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.statements().getFirst().resources().patterns())
                            .containsExactly("arn:aws:sqs:eu-west-1:111111111111:work");
                    assertThat(it.statements().getFirst().conditions().toString())
                            .contains("${aws:username}");
                    assertThat(it.statements().getLast().unknown()).containsExactly("Resource");
                });
    }

    @Test
    void ids_come_through_modules_and_their_outputs() {
        Snapshot planned = Laid.over(live())
                .create(
                        "module.net['a'].aws_security_group.api".replace('\'', '"'),
                        "{'name': 'deep', 'vpc_id': 'vpc-11111111'}",
                        "{'id': true}")
                .create(
                        "module.app.aws_lambda_function.api",
                        "{'function_name': 'deep', 'runtime': 'python3.13', 'handler': 'a.b',"
                                + " 'role': 'arn:aws:iam::111111111111:role/orders', 'timeout': 3, 'memory_size': 128,"
                                + " 'vpc_config': [{'subnet_ids': ['subnet-11111111']}]}",
                        "{'vpc_config': [{'security_group_ids': true}]}")
                .configuration("module_calls", """
                        {'net': {'module': {'outputs': {'group': {'expression': {'references': ['aws_security_group.api.id', 'aws_security_group.api']}}},
                                            'resources': [{'address': 'aws_security_group.api', 'expressions': {}}]}},
                         'app': {'expressions': {'groups': {'references': ['module.net[\\'a\\'].group', 'module.net[\\'a\\']', 'module.net']}},
                                 'module': {'resources': [{'address': 'aws_lambda_function.api', 'expressions':
                                     {'vpc_config': [{'security_group_ids': {'references': ['var.groups']}}]}}]}}}
                        """)
                .planned();

        assertThat(planned.function("deep").orElseThrow().vpc())
                .isEqualTo(new LambdaFunction.VpcConfig(
                        List.of("subnet-11111111"), List.of("sg-module-net-a-aws_security_group-api-planned"), false));
    }

    @Test
    void a_parameter_that_changes_is_told_and_a_sensitive_value_never_is() {
        String was = "{'name': '/orders/host', 'id': '/orders/host', 'type': 'String', 'value': 'db.example.com'}";
        var laid = Laid.over(live())
                .change(
                        "aws_ssm_parameter.host",
                        "['update']",
                        was,
                        was.replace("db.example.com", "made-up-9Hq4.example.com"),
                        "{}",
                        "{'value': true}")
                .create(
                        "aws_ssm_parameter.token",
                        "{'name': '/orders/token', 'type': 'SecureString', 'value': 'made-up-7Gk2'}")
                .sensitive("{'value': true}");

        Snapshot planned = laid.planned();

        assertThat(planned.resources())
                .filteredOn(Resource.Parameter.class::isInstance)
                .extracting(it -> it.name() + " " + ((Resource.Parameter) it).version())
                .containsExactly("/orders/host 4", "/orders/token 1");
        assertThat(laid.recording().toString()).doesNotContain("made-up");
    }
}
