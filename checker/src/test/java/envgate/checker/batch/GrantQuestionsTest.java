package envgate.checker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.checker.batch.JsonLines.Wrong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GrantQuestionsTest {

    private static final String READ = policy("Allow", "s3:GetObject", "arn:aws:s3:::orders/*");
    private static final String ALL = policy("Allow", "s3:*", "*");

    private static String policy(String effect, String action, String resource) {
        return "{'Version':'2012-10-17','Statement':[" + statement(effect, action, resource, "") + "]}";
    }

    private static String statement(String effect, String action, String resource, String more) {
        return "{'Effect':'" + effect + "','Action':'" + action + "','Resource':'" + resource + "'" + more + "}";
    }

    private static ObjectNode question(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static String notGranted(String policies, String access) throws Wrong {
        return text(GrantQuestions.notGranted(question("{" + policies + ",'access':[" + access + "]}")));
    }

    private static String noNewAccess(String existing, String after) throws Wrong {
        return text(GrantQuestions.noNewAccess(question("{'existing':" + existing + ",'new':" + after + "}")));
    }

    private static String text(ObjectNode answer) {
        return answer.toString().replace('"', '\'');
    }

    @Test
    void what_is_granted_fails_with_a_request_that_is_allowed() throws Wrong {
        assertThat(notGranted(
                        "'PolicyInputList':[" + READ + "]",
                        "{'actions':['s3:Get*'],'resources':['arn:aws:s3:::ord*']}"))
                .isEqualTo("{'result':'FAIL','witness':{'action':'s3:GetObject',"
                        + "'resource':'arn:aws:s3:::orders/example','conditions':{}},"
                        + "'statements':['PolicyInputList.1 #1']}");
    }

    @Test
    void what_is_not_granted_passes() throws Wrong {
        assertThat(notGranted(
                        "'PolicyInputList':[" + READ + "]",
                        "{'actions':['s3:Put*']},{'resources':['arn:aws:s3:::prod*']}"))
                .isEqualTo("{'result':'PASS'}");
    }

    @Test
    void every_level_and_the_boundary_have_to_allow() throws Wrong {
        String lists = "'PolicyInputList':[" + ALL + "],'PermissionsBoundaryPolicyInputList':["
                + policy("Allow", "s3:Get*", "*") + "],'ServiceControlPolicyInputList':[["
                + policy("Allow", "*", "*") + "],[" + policy("Allow", "*", "arn:aws:s3:::prod-*") + "]]";
        assertThat(notGranted(lists, "{'actions':['s3:PutObject']}")).isEqualTo("{'result':'PASS'}");
        assertThat(notGranted(lists, "{'actions':['*'],'resources':['arn:aws:s3:::dev-*']}"))
                .isEqualTo("{'result':'PASS'}");
        assertThat(notGranted(lists, "{'resources':['arn:aws:s3:::*']}"))
                .contains("'result':'FAIL'", "'resource':'arn:aws:s3:::prod-example'");
    }

    @Test
    void what_hangs_on_conditions_names_values_that_make_it_hold() throws Wrong {
        String policy = "{'Statement':["
                + statement(
                        "Allow",
                        "s3:*",
                        "*",
                        ",'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'},"
                                + "'Null':{'aws:MultiFactorAuthAge':'true'}}")
                + "]}";
        assertThat(notGranted("'PolicyInputList':[" + policy + "]", "{'actions':['s3:GetObject']}"))
                .contains("'conditions':{'aws:MultiFactorAuthAge':null,'aws:SourceIp':'10.0.0.0'}");
    }

    @Test
    void a_policy_with_elements_that_nobody_knows_is_unknown_where_it_could_matter() throws Wrong {
        String policy = "{'Statement':[" + statement("Allow", "s3:*", "*", ",'Conditions':{}") + "]}";
        assertThat(notGranted("'PolicyInputList':[" + policy + "]", "{'actions':['s3:GetObject']}"))
                .startsWith("{'result':'UNKNOWN','missing':[");
        assertThat(notGranted("'PolicyInputList':[" + policy + "]", "{'actions':['sqs:*']}"))
                .isEqualTo("{'result':'PASS'}");
    }

    @Test
    void new_access_is_what_was_not_allowed_before() throws Wrong {
        assertThat(noNewAccess(ALL, READ)).isEqualTo("{'result':'PASS'}");
        assertThat(noNewAccess(READ, ALL))
                .contains("'result':'FAIL'")
                .contains("'statements':['PolicyInputList.1 #1']");
        assertThat(noNewAccess("[" + READ + "," + ALL + "]", "{'PolicyInputList':[" + ALL + "]}"))
                .isEqualTo("{'result':'PASS'}");
    }

    @Test
    void a_policy_that_names_principals_is_that_of_a_resource() throws Wrong {
        String one = "{'Statement':["
                + statement("Allow", "s3:GetObject", "*", ",'Principal':{'AWS':'arn:aws:iam::111122223333:role/api'}")
                + "]}";
        String account = one.replace("arn:aws:iam::111122223333:role/api", "111122223333");
        assertThat(noNewAccess(account, one)).isEqualTo("{'result':'PASS'}");
        assertThat(noNewAccess(one, account)).contains("'principal':'arn:aws:iam::111122223333:role/example'");
    }

    @Test
    void a_witness_is_an_action_that_aws_knows_on_a_resource_of_its_own_type() throws Wrong {
        String all = "'PolicyInputList':[" + policy("Allow", "*", "*") + "]";
        assertThat(notGranted(all, "{'actions':['s3:*'],'resources':['arn:aws:s3:::prod/*']}"))
                .contains("'action':'s3:PutObject','resource':'arn:aws:s3:::prod/example'");
        assertThat(notGranted(all, "{'actions':['s3:*'],'resources':['arn:aws:s3:::prod']}"))
                .contains("'action':'s3:DeleteBucket','resource':'arn:aws:s3:::prod'");
        assertThat(notGranted(all, "{'actions':['s3:ListAll*']}"))
                .contains("'action':'s3:ListAllMyBuckets','resource':'*'");
        assertThat(notGranted(all, "{'actions':['states:Start*']}"))
                .contains("'resource':'arn:aws:states:eu-west-1:111122223333:");
        assertThat(notGranted(all, "{'actions':['unheard:Of']}")).contains("'action':'unheard:Of'");
    }

    @Test
    void across_accounts_the_policy_of_the_resource_must_allow_as_well() throws Wrong {
        String role = "'CallerArn':'arn:aws:iam::111122223333:role/app'";
        String other = "'ResourcePolicy':{'Statement':["
                + statement("Allow", "sqs:*", "*", ",'Principal':{'AWS':'arn:aws:iam::111122223333:role/other'}")
                + "]}";
        String lists = "'PolicyInputList':[" + policy("Allow", "*", "*") + "]," + role + "," + other;
        assertThat(notGranted(lists, "{'resources':['arn:aws:sqs:eu-west-1:444455556666:*']}"))
                .isEqualTo("{'result':'PASS'}");
        assertThat(notGranted(lists, "{'resources':['arn:aws:sqs:eu-west-1:111122223333:*']}"))
                .contains("'result':'FAIL'");
        assertThat(notGranted(
                        lists + ",'ResourceAccountId':'444455556666'",
                        "{'resources':['arn:aws:sqs:eu-west-1:111122223333:*']}"))
                .contains("'result':'FAIL'");
    }

    @Test
    void a_resource_policy_that_names_the_account_leaves_it_to_the_policies_of_the_caller() throws Wrong {
        String account = "'CallerArn':'arn:aws:iam::111122223333:role/app','ResourcePolicy':{'Statement':["
                + statement("Allow", "sqs:*", "*", ",'Principal':{'AWS':'111122223333'}") + "]}";
        assertThat(notGranted("'PolicyInputList':[]," + account, "{'actions':['sqs:SendMessage']}"))
                .isEqualTo("{'result':'PASS'}");
        assertThat(notGranted(account, "{'actions':['sqs:SendMessage']}")).contains("'result':'FAIL'");
    }

    @Test
    void resources_with_policy_variables_are_told_apart_by_their_values() throws Wrong {
        String home = policy("Allow", "s3:*", "arn:aws:s3:::home/${aws:PrincipalTag/team}/*")
                .replace("/*'", "/*','Condition':{'StringEquals':{'aws:PrincipalTag/team':'dev'}}");
        assertThat(notGranted("'PolicyInputList':[" + home + "]", "{'resources':['arn:aws:s3:::home/prod/*']}"))
                .isEqualTo("{'result':'PASS'}");
        assertThat(notGranted("'PolicyInputList':[" + home + "]", "{'resources':['arn:aws:s3:::home/*']}"))
                .contains("'resource':'arn:aws:s3:::home/dev/", "'conditions':{'aws:PrincipalTag/team':'dev'}");
    }

    @Test
    void a_policy_variable_stands_for_the_same_value_before_and_after() throws Wrong {
        String all = policy("Allow", "s3:*", "arn:aws:s3:::home/${aws:username}/*");
        String some = policy("Allow", "s3:GetObject", "arn:aws:s3:::home/${aws:username}/in/*");
        String defaulted = policy("Allow", "s3:*", "arn:aws:s3:::home/${aws:username, \\u0027guest\\u0027}/*");
        assertThat(noNewAccess(all, some)).isEqualTo("{'result':'PASS'}");
        assertThat(noNewAccess(some, all)).contains("'result':'FAIL'");
        assertThat(noNewAccess(all, defaulted))
                .contains("'result':'FAIL'", "arn:aws:s3:::home/guest/", "'aws:username':null");
    }

    @Test
    void what_is_wrong_with_a_question_is_said() {
        assertThatThrownBy(() -> notGranted("'x':1", "{'actions':['s3:*']}"))
                .isInstanceOf(Wrong.class)
                .hasMessage("there are no policies: give `PolicyInputList` or `ResourcePolicy`");
        assertThatThrownBy(() -> notGranted("'PolicyInputList':[]", "{}"))
                .isInstanceOf(Wrong.class)
                .hasMessage("an entry of `access` has `actions`, `resources` or both");
        assertThatThrownBy(() -> notGranted("'PolicyInputList':[]", "{'actions':['GetObject']}"))
                .isInstanceOf(Wrong.class)
                .hasMessage("`GetObject` is no action: write it like `s3:GetObject`, with `*` and `?`");
        assertThatThrownBy(() -> GrantQuestions.noNewAccess(question("{'existing':" + ALL + "}")))
                .isInstanceOf(Wrong.class)
                .hasMessage("`new` is missing: it holds policies, or is one");
    }

    private static String granted(String condition) throws Wrong {
        String policy = "{'Version':'2012-10-17','Statement':["
                + statement("Allow", "s3:*", "*", ",'Condition':{" + condition + "}") + "]}";
        String answer = notGranted("'PolicyInputList':[" + policy + "]", "{'actions':['s3:GetObject']}");
        return answer.substring("{'result':'".length(), answer.indexOf('\'', "{'result':'".length()));
    }

    /// "The value must be in ISO 8601 format (W3C), or in epoch (UNIX) time": all forms of
    /// https://www.w3.org/TR/NOTE-datetime, a year among them, which is no second of 1970.
    @Test
    void dates_are_read_as_they_are_when_one_request_is_simulated() throws Wrong {
        assertThat(granted("'DateGreaterThan':{'aws:CurrentTime':'2024'},"
                        + "'DateLessThan':{'aws:CurrentTime':'1700000000'}"))
                .isEqualTo("PASS");
        assertThat(granted("'DateGreaterThan':{'aws:CurrentTime':'2024'},"
                        + "'DateLessThan':{'aws:CurrentTime':'2024-02'}"))
                .isEqualTo("FAIL");
        assertThat(granted("'DateGreaterThan':{'aws:CurrentTime':'2024-01-01T00:00:00'}"))
                .isEqualTo("FAIL");
    }

    @Test
    void what_is_no_number_and_no_base64_is_unknown_as_it_is_when_simulated() throws Wrong {
        assertThat(granted("'NumericEquals':{'s3:max-keys':'1e3'}")).isEqualTo("UNKNOWN");
        assertThat(granted("'NumericEquals':{'s3:max-keys':' 10'}")).isEqualTo("UNKNOWN");
        assertThat(granted("'NumericEquals':{'s3:max-keys':'${aws:PrincipalTag/n}'}"))
                .isEqualTo("UNKNOWN");
        assertThat(granted("'BinaryEquals':{'x:y':'***'}")).isEqualTo("UNKNOWN");
        assertThat(granted("'BinaryEquals':{'x:y':'QQ=='},'Binaryequals':{'x:y':'QQ'}"))
                .isEqualTo("FAIL");
        assertThat(granted("'BinaryEquals':{'x:y':'QQ=='},'Binaryequals':{'x:y':'QUE='}"))
                .isEqualTo("PASS");
    }

    @Test
    void nothing_but_keys_of_aws_is_spared_by_resource_control_policies() throws Wrong {
        String lists = "'CallerArn':'arn:aws:iam::111122223333:role/app','PolicyInputList':["
                + policy("Allow", "*", "*") + "],'ResourceControlPolicyInputList':[["
                + "{'Statement':["
                + statement("Allow", "*", "*", ",'Principal':'*'") + ","
                + statement("Deny", "s3:*", "*", ",'Principal':'*'") + ","
                + statement("Deny", "kms:*", "*", ",'Principal':'*'") + "]}]]";
        assertThat(notGranted(lists, "{'actions':['s3:*']}")).isEqualTo("{'result':'PASS'}");
        assertThat(notGranted(lists, "{'actions':['kms:*'],'resources':['arn:aws:kms:*:*:key/*']}"))
                .contains("'action':'kms:RetireGrant'");
        assertThat(notGranted(lists, "{'actions':['kms:*'],'resources':['arn:aws:kms:*:*:alias/aws/*']}"))
                .contains("'result':'FAIL'");
    }

    @Test
    void a_witness_is_in_the_account_of_the_caller_where_nothing_else_is_said() throws Wrong {
        assertThat(notGranted(
                        "'CallerArn':'arn:aws:iam::444455556666:role/app','PolicyInputList':["
                                + policy("Allow", "lambda:*", "*") + "]",
                        "{'actions':['lambda:*']}"))
                .contains("'resource':'arn:aws:lambda:eu-west-1:444455556666:function:example'");
    }

    @Test
    void what_is_said_to_be_another_accounts_is_not_looked_for_in_the_callers_own() throws Wrong {
        String lists = "'CallerArn':'arn:aws:iam::444455556666:role/app','ResourceAccountId':'111122223333',"
                + "'PolicyInputList':[" + policy("Allow", "*", "*") + "]";
        assertThat(notGranted(lists, "{'actions':['sqs:*'],'resources':['arn:aws:sqs:*:*:jobs']}"))
                .isEqualTo("{'result':'PASS'}");
        assertThat(notGranted(lists, "{'actions':['sqs:*'],'resources':['arn:aws:sqs:*:444455556666:jobs']}"))
                .contains("'resource':'arn:aws:sqs:eu-west-1:444455556666:jobs'");
    }

    @Test
    void what_an_account_owns_is_asked_for_and_nothing_that_only_looks_like_it() throws Wrong {
        String lists = "'CallerArn':'arn:aws:iam::444455556666:role/app','PolicyInputList':["
                + policy("Allow", "*", "*") + "],'ResourcePolicy':{'Statement':["
                + statement("Allow", "sqs:*", "*", ",'Principal':{'AWS':'arn:aws:iam::444455556666:role/other'}")
                + "]}";
        assertThat(notGranted(lists, "{'actions':['sqs:*'],'resources':['arn:aws:sqs:*:111122223333:*']}"))
                .isEqualTo("{'result':'PASS'}");
        assertThat(notGranted(
                        lists.replace("role/other", "root"),
                        "{'actions':['sqs:*'],'resources':['arn:aws:sqs:*:111122223333:*']}"))
                .contains("'resource':'arn:aws:sqs:eu-west-1:111122223333:example'");
    }

    @Test
    void a_caller_that_is_none_is_refused() {
        assertThatThrownBy(() -> notGranted(
                        "'CallerArn':'arn:aws:iam::444455556666:group/app','PolicyInputList':[" + READ + "]",
                        "{'actions':['s3:*']}"))
                .isInstanceOf(Wrong.class)
                .hasMessageContaining("`arn:aws:iam::444455556666:group/app` is no role, user, session");
    }

    @Test
    void lists_without_anything_in_them_are_as_aws_says() throws Wrong {
        assertThat(notGranted(
                        "'PolicyInputList':[{'Statement':[{'Effect':'Allow','Action':[],'Resource':'*'}]}]",
                        "{'actions':['s3:*']}"))
                .isEqualTo("{'result':'PASS'}");
        assertThat(granted("'ForAnyValue:StringEquals':{'aws:TagKeys':[]}")).isEqualTo("PASS");
        assertThat(granted("'ForAllValues:StringEquals':{'aws:TagKeys':[]}")).isEqualTo("FAIL");
        assertThat(granted("'StringEquals':{'aws:PrincipalTag/a':[]}")).isEqualTo("UNKNOWN");
        assertThat(granted("'NullIfExists':{'aws:PrincipalTag/a':'true'}")).isEqualTo("UNKNOWN");
        assertThat(granted("'Null':{'aws:PrincipalTag/a':['true','false']}")).isEqualTo("UNKNOWN");
    }

    @Test
    void whom_a_canonical_user_is_cannot_be_told() throws Wrong {
        String caller = "'CallerArn':'arn:aws:iam::444455556666:role/app','PolicyInputList':[" + ALL
                + "],'ResourcePolicy':{'Statement':[";
        String access = "{'actions':['s3:*'],'resources':['arn:aws:s3:::orders/*']}";
        assertThat(notGranted(
                        caller + statement("Deny", "s3:*", "*", ",'Principal':{'CanonicalUser':'79a5'}") + "]}",
                        access))
                .startsWith("{'result':'UNKNOWN'");
        assertThat(notGranted(
                        caller + statement("Allow", "s3:*", "*", ",'Principal':{'CanonicalUser':'79a5'}")
                                + "]},'ResourceAccountId':'111122223333'",
                        access))
                .startsWith("{'result':'UNKNOWN'");
        assertThat(notGranted(
                        caller + statement("Deny", "s3:*", "*", ",'Principal':{'AWS':'*','CanonicalUser':'79a5'}")
                                + "]}",
                        access))
                .isEqualTo("{'result':'PASS'}");
    }
}
