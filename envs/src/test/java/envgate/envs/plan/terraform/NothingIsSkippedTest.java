package envgate.envs.plan.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.envs.plan.template.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known after apply is never a pass: it is a gap or an unresolved value, with the reason.
class NothingIsSkippedTest {

    private static final String FUNCTION =
            "{'function_name': 'api', 'runtime': 'python3.13', 'handler': 'a.b', 'timeout': 3,"
                    + " 'memory_size': 128, 'role': 'arn:aws:iam::111111111111:role/api', 'layers': ['arn:aws:lambda:eu-west-1:111111111111:layer:x:1'],"
                    + " 'kms_key_arn': 'arn:aws:kms:eu-west-1:111111111111:key/1', 'vpc_config': [{'subnet_ids': ['subnet-1'],"
                    + " 'security_group_ids': ['sg-1']}], 'environment': [{'variables': {'HOST': 'db.example.com'}}]}";

    private static Laid world() {
        return Laid.over(Plans.empty().everything());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'handler': true}",
                "{'runtime': true}",
                "{'role': true}",
                "{'timeout': true}",
                "{'memory_size': true}",
                "{'kms_key_arn': true}",
                "{'layers': true}",
                "{'layers': [true]}",
                "{'vpc_config': true}",
                "{'vpc_config': [{'subnet_ids': true}]}",
                "{'vpc_config': [{'subnet_ids': [true]}]}",
                "{'vpc_config': [{'security_group_ids': true}]}",
                "{'environment': true}",
                "{'environment': [{'variables': true}]}"
            })
    void an_unknown_attribute_of_a_function_makes_it_a_gap(String unknown) {
        Snapshot planned =
                world().create("aws_lambda_function.api", FUNCTION, unknown).planned();

        assertThat(planned.functions()).isEmpty();
        assertThat(planned.gaps()).extracting(Gap::resource).contains("api");
    }

    @Test
    void an_unknown_log_group_is_not_taken_for_the_usual_one() {
        String logged = FUNCTION.replace("'timeout'", "'logging_config': [{'log_group': '/shop/logs'}], 'timeout'");

        assertThat(group(FUNCTION, "{}")).isEqualTo("/aws/lambda/api");
        assertThat(group(logged, "{}")).isEqualTo("/shop/logs");
        assertThat(group(FUNCTION, "{'logging_config': true}")).isEmpty();
        assertThat(group(FUNCTION, "{'logging_config': [{'log_group': true}]}")).isEmpty();
    }

    private static String group(String function, String unknown) {
        return world().create("aws_lambda_function.api", function, unknown)
                .planned()
                .functions()
                .getFirst()
                .logGroup();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role': {'references': ['aws_iam_role.a.arn', 'aws_iam_role.a', 'var.which']}}",
                "{'role': {'references': ['aws_iam_role.a.arn', 'aws_iam_role.a', 'aws_iam_role.b.arn', 'aws_iam_role.b']}}",
                "{'role': {'references': ['local.role']}}",
                "{'role': {'references': ['aws_iam_role.none.arn', 'aws_iam_role.none']}}",
                "{'role': {'references': ['module.none.role', 'module.none']}}",
                "{'role': {'references': ['each.value']}}",
                "{'role': {'references': ['aws_iam_role.many', 'count.index']}}"
            })
    void a_reference_that_may_lead_elsewhere_leads_nowhere(String expressions) {
        Snapshot planned = world().create("aws_iam_role.a", "{'name': 'a'}", "{'arn': true}")
                .create("aws_iam_role.b", "{'name': 'b'}", "{'arn': true}")
                .create("aws_iam_role.many[0]", "{'name': 'c'}", "{'arn': true}")
                .create("aws_iam_role.many[1]", "{'name': 'd'}", "{'arn': true}")
                .create("aws_lambda_function.api", FUNCTION, "{'role': true}")
                .configured("aws_lambda_function.api", expressions)
                .with("variables", "{'which': {'value': 'true'}}")
                .planned();

        assertThat(planned.functions()).isEmpty();
        assertThat(planned.gaps())
                .filteredOn(it -> it.resource().equals("api"))
                .extracting(Gap::reason)
                .anySatisfy(it -> assertThat(it).contains("is known after apply"));
    }

    @Test
    void an_unknown_variable_is_unresolved_and_the_rest_is_known() {
        Snapshot planned = world().create(
                        "aws_lambda_function.api", FUNCTION, "{'environment': [{'variables': {'HOST': true}}]}")
                .planned();

        assertThat(planned.functions().getFirst().environment().values())
                .singleElement()
                .isEqualTo(new Value.Unresolved("`HOST` is known after apply"));
        assertThat(planned.functions().getFirst().memorySize()).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws_security_group_rule.x|{'type': 'ingress', 'protocol': 'tcp', 'from_port': 1, 'to_port': 2, 'cidr_blocks': ['10.0.0.0/8']}|{'security_group_id': true}|SECURITY_GROUPS
            aws_vpc_security_group_egress_rule.x|{'ip_protocol': '-1', 'cidr_ipv4': '0.0.0.0/0'}|{'security_group_id': true}|SECURITY_GROUPS
            aws_route.x|{'destination_cidr_block': '0.0.0.0/0', 'gateway_id': 'igw-1'}|{'route_table_id': true}|ROUTE_TABLES
            aws_route_table_association.x|{'route_table_id': 'rtb-1'}|{'subnet_id': true}|ROUTE_TABLES
            aws_network_acl_rule.x|{'rule_number': 1, 'rule_action': 'allow', 'egress': false, 'protocol': '-1'}|{'network_acl_id': true}|NETWORK_ACLS
            aws_network_acl_rule.x|{'network_acl_id': 'acl-1', 'rule_number': 1, 'rule_action': 'allow', 'protocol': '-1'}|{'egress': true}|NETWORK_ACLS
            aws_iam_role_policy.x|{'name': 'x', 'policy': '{}'}|{'role': true}|ROLES
            aws_iam_role_policy_attachment.x|{'policy_arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess'}|{'role': true}|ROLES
            aws_iam_role_policy_attachment.x|{'role': 'api'}|{'policy_arn': true}|ROLES
            aws_lambda_permission.x|{'statement_id': 'x', 'action': 'lambda:InvokeFunction', 'principal': '*'}|{'function_name': true}|FUNCTION_POLICIES
            aws_sqs_queue_policy.x|{'policy': '{}'}|{'queue_url': true}|RESOURCE_POLICIES
            aws_s3_bucket_policy.x|{'policy': '{}'}|{'bucket': true}|RESOURCE_POLICIES
            aws_internet_gateway.x|{}|{'vpc_id': true}|INTERNET_GATEWAYS
            aws_main_route_table_association.x|{'vpc_id': 'vpc-1', 'route_table_id': 'rtb-1'}|{}|ROUTE_TABLES
            aws_ec2_transit_gateway_route.x|{'destination_cidr_block': '0.0.0.0/0'}|{}|TRANSIT_GATEWAY_ROUTES
            aws_api_gateway_integration.x|{'rest_api_id': 'x'}|{}|APIS
            """)
    void what_changes_something_unknown_hides_all_that_it_could_be(
            String address, String after, String unknown, Area area) {
        Snapshot planned = world().create(address, after, unknown).planned();

        assertThat(planned.gapIn(area))
                .isPresent()
                .get()
                .extracting(Gap::reason)
                .asString()
                .contains(address);
    }

    @Test
    void an_unknown_rule_or_peer_hides_the_group_and_no_other() {
        Snapshot planned = world().create(
                        "aws_security_group.a",
                        "{'name': 'a', 'vpc_id': 'vpc-1', 'ingress': [{'protocol': 'tcp', 'from_port': 1, 'to_port': 1, 'self': false}]}",
                        "{'id': true, 'ingress': [{'security_groups': true}]}")
                .configured("aws_security_group.a", "{'ingress': [{'security_groups': {'references': ['local.x']}}]}")
                .create("aws_security_group.b", "{'name': 'b', 'vpc_id': 'vpc-1'}", "{'id': true, 'egress': true}")
                .configured("aws_security_group.b", "{'egress': {'references': ['local.x']}}")
                .create("aws_security_group.c", "{'name': 'c', 'vpc_id': 'vpc-1'}", "{'id': true, 'egress': true}")
                .configured("aws_security_group.c", "{}")
                .planned();

        assertThat(planned.network().securityGroups())
                .extracting(it -> it.name())
                .containsExactly("c");
        assertThat(planned.gapsIn(Area.SECURITY_GROUPS))
                .extracting(Gap::resource)
                .containsExactlyInAnyOrder("sg-aws_security_group-a-planned", "sg-aws_security_group-b-planned");
    }

    @Test
    void what_is_sensitive_and_says_how_a_thing_is_built_is_unknown() {
        Snapshot planned = world().create("aws_lambda_function.api", FUNCTION)
                .sensitive("{'vpc_config': [{'subnet_ids': true}]}")
                .planned();

        assertThat(planned.functions()).isEmpty();
        assertThat(planned.gaps()).extracting(Gap::resource).contains("api");
    }

    @Test
    void a_policy_that_is_not_known_hides_what_the_role_may() {
        Snapshot planned = world().create("aws_iam_role.api", "{'name': 'api', 'assume_role_policy': '{}'}", "{}")
                .create("aws_iam_role_policy.x", "{'name': 'x', 'role': 'api'}", "{'policy': true}")
                .planned();

        boolean told =
                planned.roles().stream().allMatch(it -> it.unseenPolicies().isEmpty());
        assertThat(told && planned.gapsIn(Area.ROLES).isEmpty())
                .describedAs(List.of(planned.roles(), planned.gaps()).toString())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'actions': ['create'], 'after_unknown': true}",
                "{'actions': ['update'], 'before': 'a', 'after': {'a': 'b'}, 'after_unknown': {'c': true}}",
                "{'actions': ['create'], 'after': ['a', null], 'after_unknown': [false, true]}"
            })
    void an_output_of_which_a_part_is_unknown_is_unresolved(String change) {
        Snapshot planned =
                world().with("output_changes", "{'url': " + change + "}").planned();

        assertThat(planned.terraformOutputs())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).isInstanceOf(Value.Unresolved.class));
    }

    @Test
    void an_output_that_the_plan_has_without_a_value_is_unresolved() {
        Snapshot planned = world().with("planned_values", "{'outputs': {'url': {'sensitive': false}}}")
                .planned();

        assertThat(planned.terraformOutputs())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).isInstanceOf(Value.Unresolved.class));
    }
}
