package envgate.checker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.checker.batch.JsonLines.Wrong;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What AWS says about special cases, one sentence a row of `simulate-cases.jsonl`, and the form of the
/// answer.
class SimulateRequestsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static ObjectNode answer(String question) throws Wrong {
        return new SimulateRequests().answer((ObjectNode) JSON.readTree(question.replace('\'', '"')));
    }

    static Stream<Arguments> sentences() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SimulateRequestsTest.class.getResourceAsStream("simulate-cases.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(JSON::readTree)
                            .map(it -> Arguments.of(it.path("sentence").stringValue(), it))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sentences")
    void as_aws_says(String sentence, JsonNode row) throws Wrong {
        JsonNode results =
                new SimulateRequests().answer((ObjectNode) row.path("question")).path("EvaluationResults");
        assertThat(results.size()).isEqualTo(1);
        assertThat(results.path(0).path("EvalDecision").stringValue() + " by "
                        + results.path(0).path("DecidedBy").stringValue())
                .as("%s (%s): %s", sentence, row.path("page").stringValue(), results)
                .isEqualTo(row.path("decision").stringValue() + " by "
                        + row.path("by").stringValue());
    }

    @Test
    void there_is_one_result_for_each_action_on_each_resource() throws Wrong {
        JsonNode results = answer("{'PolicyInputList':[],'ActionNames':['s3:GetObject','s3:PutObject'],"
                        + "'ResourceArns':['arn:aws:s3:::a/x','arn:aws:s3:::b/x']}")
                .path("EvaluationResults");
        assertThat(results.findValuesAsString("EvalActionName"))
                .containsExactly("s3:GetObject", "s3:GetObject", "s3:PutObject", "s3:PutObject");
        assertThat(results.findValuesAsString("EvalResourceName"))
                .containsExactly("arn:aws:s3:::a/x", "arn:aws:s3:::b/x", "arn:aws:s3:::a/x", "arn:aws:s3:::b/x");
    }

    @Test
    void the_statements_that_decided_are_named() throws Wrong {
        ObjectNode answer = answer("{'PolicyInputList':[{'Version':'2012-10-17','Statement':["
                + "{'Sid':'Read','Effect':'Allow','Action':'s3:Get*','Resource':'*'},"
                + "{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}],'ActionNames':['s3:GetObject']}");
        assertThat(answer.toString())
                .isEqualTo("{'EvaluationResults':[{'EvalActionName':'s3:GetObject','EvalResourceName':'*',"
                                .replace('\'', '"')
                        + ("'EvalDecision':'allowed','DecidedBy':'identity','MatchedStatements':["
                                        + "{'SourcePolicyId':'PolicyInputList.1','SourcePolicyType':'IAM Policy',"
                                        + "'Sid':'Read','StatementIndex':1},"
                                        + "{'SourcePolicyId':'PolicyInputList.1','SourcePolicyType':'IAM Policy',"
                                        + "'StatementIndex':2}],'MissingContextValues':[]}]}")
                                .replace('\'', '"'));
    }

    @Test
    void a_deny_is_the_only_entry_of_the_matched_statements() throws Wrong {
        JsonNode matched = answer("{'PolicyInputList':[{'Version':'2012-10-17','Statement':["
                        + "{'Effect':'Allow','Action':'*','Resource':'*'},"
                        + "{'Sid':'No','Effect':'Deny','Action':'s3:*','Resource':'*'}]}],"
                        + "'ActionNames':['s3:GetObject']}")
                .path("EvaluationResults")
                .path(0)
                .path("MatchedStatements");
        assertThat(matched.findValuesAsString("Sid")).containsExactly("No");
        assertThat(matched.size()).isEqualTo(1);
    }

    @Test
    void keys_that_are_required_and_not_given_are_missing() throws Wrong {
        JsonNode result = answer("{'PolicyInputList':[{'Version':'2012-10-17','Statement':["
                        + "{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${aws:PrincipalTag/team}/*',"
                        + "'Condition':{'StringLike':{'aws:SourceVpce':'${aws:userid}','aws:PrincipalAccount':'1'},"
                        + "'Bool':{'aws:SecureTransport':'true'}}}]}],"
                        + "'CallerArn':'arn:aws:iam::111122223333:user/jo','ActionNames':['s3:GetObject'],"
                        + "'ContextEntries':[{'ContextKeyName':'AWS:SECURETRANSPORT','ContextKeyValues':['true'],"
                        + "'ContextKeyType':'boolean'}]}")
                .path("EvaluationResults")
                .path(0);
        assertThat(result.path("MissingContextValues").toString())
                .isEqualTo("[\"aws:PrincipalTag/team\",\"aws:SourceVpce\",\"aws:userid\"]");
    }

    @Test
    void what_could_not_be_read_is_told() throws Wrong {
        JsonNode result = answer("{'PolicyInputList':[{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*',"
                        + "'Conditon':{}}]}],'ActionNames':['s3:GetObject']}")
                .path("EvaluationResults")
                .path(0);
        assertThat(result.path("Unread").toString())
                .isEqualTo("[\"statement `#1` of policy `PolicyInputList.1` has elements that cannot be judged:"
                        + " Conditon\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{} -> `ActionNames` is a list of actions, like [\"s3:GetObject\"]",
                "{'ActionNames':['s3:Get*']} -> `ActionNames`: `s3:Get*` is no action: write it like `s3:GetObject`",
                "{'ActionNames':['s3:GetObject'],'ResourceArns':['data']} -> `ResourceArns`: `data` is no ARN",
                "{'ActionNames':['s3:GetObject'],'ResourcePolicy':{'Statement':[]}} -> "
                        + "`CallerArn` is missing: the `Principal` of `ResourcePolicy` is compared with it",
                "{'ActionNames':['s3:GetObject'],'CallerArn':'arn:aws:iam::111122223333:group/g'} -> "
                        + "`CallerArn`: `arn:aws:iam::111122223333:group/g` is no role, user, session, account,"
                        + " service or `*`",
                "{'ActionNames':['s3:GetObject'],'ContextEntries':[{'ContextKeyName':'a','ContextKeyValues':['1']},"
                        + "{'ContextKeyName':'A','ContextKeyValues':['2']}]} -> "
                        + "`ContextEntries`: `a` is given twice",
            })
    void a_wrong_question_is_answered_in_words(String row) {
        String[] parts = row.split(" -> ", 2);
        assertThatThrownBy(() -> answer(parts[0])).isInstanceOf(Wrong.class).hasMessage(parts[1]);
    }

    @Test
    void patterns_that_were_made_to_take_long_do_not() throws Wrong {
        String stars = "*a".repeat(20_000) + "*b";
        ObjectNode answer = answer("{'PolicyInputList':[{'Version':'2012-10-17','Statement':["
                + "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::" + stars + "',"
                + "'Condition':{'StringLike':{'aws:userid':'" + stars + "'}}}]}],"
                + "'ActionNames':['s3:GetObject'],'ResourceArns':['arn:aws:s3:::" + "a".repeat(2_000) + "'],"
                + "'ContextEntries':[{'ContextKeyName':'aws:userid','ContextKeyValues':['" + "a".repeat(2_000)
                + "']}]}");
        assertThat(answer.findValuesAsString("EvalDecision")).containsExactly("implicitDeny");
    }

    @Test
    void ten_thousand_statements_in_a_megabyte_are_answered() throws Wrong {
        StringBuilder statements = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            statements
                    .append(i == 0 ? "" : ",")
                    .append("{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::bucket-")
                    .append(i)
                    .append("/${aws:username}/*/")
                    .append("x".repeat(30))
                    .append("'}");
        }
        ObjectNode answer = answer("{'PolicyInputList':[{'Version':'2012-10-17','Statement':[" + statements
                + "]}],'CallerArn':'arn:aws:iam::111122223333:user/jo','ActionNames':['s3:GetObject'],"
                + "'ResourceArns':['arn:aws:s3:::bucket-9999/jo/a/" + "x".repeat(30) + "']}");
        assertThat(answer.findValuesAsString("EvalDecision")).containsExactly("allowed");
    }
}
