package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The policy to ask for is as small as what is needed.
class PermissionsTest {

    @Test
    void what_tells_the_functions_and_whose_they_are_is_always_needed() {
        assertThat(Permissions.of(Set.of(), List.of()).actions())
                .containsExactly(
                        "cloudformation:DescribeStacks", "cloudformation:ListStackResources", "lambda:ListFunctions");
    }

    @Test
    void calls_about_items_need_what_tells_the_items() {
        assertThat(Permissions.of(Set.of(Area.MANAGED_POLICIES), List.of()).actions())
                .contains("iam:GetAccountAuthorizationDetails", "iam:GetPolicy", "iam:GetPolicyVersion")
                .doesNotContain("lambda:GetPolicy");
    }

    @Test
    void tags_need_a_call_for_each_function() {
        Selection tagged = new Selection(List.of(), Map.of("app", "shop"), List.of());

        assertThat(Permissions.of(Set.of(), List.of(tagged)).actions()).contains("lambda:GetFunction");
    }

    @Test
    void a_change_set_takes_a_permission_more() {
        Permissions plain = Permissions.of(Reads.ANSWERABLE, List.of());

        assertThat(plain.withChangeSets().actions())
                .isSorted()
                .containsAll(plain.actions())
                .contains("cloudformation:DescribeChangeSet")
                .hasSize(plain.actions().size() + 1);
        assertThat(plain.withChangeSets().size()).isLessThan(Permissions.MANAGED_POLICY_LIMIT);
    }

    @Test
    void the_policy_is_a_document_to_paste() {
        assertThat(Permissions.of(Set.of(Area.APIS), List.of()).text()).isEqualTo("""
                {
                  "Version" : "2012-10-17",
                  "Statement" : [ {
                    "Sid" : "EnvgateReads",
                    "Effect" : "Allow",
                    "Action" : [ "apigateway:GET", "cloudformation:DescribeStacks",\
                 "cloudformation:ListStackResources", "lambda:ListFunctions" ],
                    "Resource" : "*"
                  } ]
                }""");
    }

    @Test
    void all_of_it_fits_into_one_managed_policy_and_only_reads() {
        Permissions all = Permissions.of(Reads.ANSWERABLE, List.of());

        assertThat(all.size()).isLessThan(Permissions.MANAGED_POLICY_LIMIT);
        assertThat(all.actions())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(it -> it.matches("[a-z0-9-]+:((Get|List|Describe|Search)\\w+|GET)"))
                .doesNotContain("secretsmanager:GetSecretValue", "sts:GetCallerIdentity");
        assertThat(all.notes()).first().asString().contains("fits into one managed policy");
    }
}
