package envgate.checker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.checker.batch.JsonLines.Wrong;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PolicySetTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String READ =
            "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}}";

    private static PolicySet read(String question) throws Wrong {
        return PolicySet.of(JSON.readTree(question.replace('\'', '"')));
    }

    @Test
    void a_policy_is_an_object_or_its_text_encoded_or_not() throws Wrong {
        String text = READ.replace("'", "\\\"");
        String encoded =
                READ.replace("{", "%7B").replace("'", "%22").replace("}", "%7D").replace(",", "%2C");
        PolicySet set = read("{'PolicyInputList':[" + READ + ",\"" + text + "\",\"" + encoded + "\"]}");
        assertThat(set.identity())
                .extracting(PolicyDocument::name)
                .containsExactly("PolicyInputList.1", "PolicyInputList.2", "PolicyInputList.3");
        assertThat(set.identity())
                .extracting(it -> it.statements().getFirst())
                .containsOnly(set.identity().getFirst().statements().getFirst());
    }

    @Test
    void levels_keep_their_order_and_their_documents() throws Wrong {
        PolicySet set = read("{'ServiceControlPolicyInputList':[[" + READ + "],[],[" + READ + "," + READ + "]],"
                + "'ResourceControlPolicyInputList':[]}");
        assertThat(set.serviceControl()).extracting(java.util.List::size).containsExactly(1, 0, 2);
        assertThat(set.serviceControl().getLast().getLast().name()).isEqualTo("ServiceControlPolicyInputList.3.2");
        assertThat(set.resourceControl()).isEmpty();
    }

    @Test
    void a_statement_that_cannot_be_read_could_say_anything_and_the_others_stand() throws Wrong {
        PolicyDocument policy = read("{'PolicyInputList':[{'Statement':[{'Effect':'allow','Action':'*','Resource':'*'},"
                        + "7,{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}]}")
                .identity()
                .getFirst();
        assertThat(policy.statements()).extracting(Statement::id).containsExactly("#1", "#1", "#2", "#2", "#3");
        assertThat(policy.statements().subList(0, 2))
                .allSatisfy(it -> assertThat(it.unknown()).isNotEmpty());
        assertThat(policy.statements().subList(0, 2))
                .extracting(Statement::effect)
                .containsExactly(Effect.ALLOW, Effect.DENY);
        assertThat(policy.statements().getLast().unknown()).isEmpty();
    }

    @Test
    void an_unknown_element_or_a_wrong_type_is_of_its_statement() throws Wrong {
        PolicyDocument policy = read("{'PolicyInputList':[{'Statement':[{'Effect':'Allow','Action':7,'Resource':'*'},"
                        + "{'Effect':'Allow','Actions':'*','Resource':[]},"
                        + "{'Effect':'Allow','Action':'*','Resource':'*','Condition':[]}]}]}")
                .identity()
                .getFirst();
        assertThat(policy.statements())
                .extracting(Statement::unknown)
                .containsExactly(
                        java.util.List.of("Action"),
                        java.util.List.of("Actions", "Resource"),
                        java.util.List.of("Condition"));
    }

    @Test
    void the_same_document_is_the_same_object() throws Wrong {
        String question = "{'PolicyInputList':[" + READ + "]}";
        assertThat(read(question).identity().getFirst())
                .isSameAs(read(question).identity().getFirst());
    }

    @Test
    void the_owner_is_an_account_or_its_arn() throws Wrong {
        assertThat(read("{'ResourceOwner':'arn:aws:iam::111122223333:root'}").resourceAccount())
                .isEqualTo("111122223333");
        assertThat(read("{'ResourceOwner':'arn:aws:iam::111122223333:root','ResourceAccountId':'444455556666'}")
                        .resourceAccount())
                .isEqualTo("444455556666");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'PolicyInputList':{}} -> `PolicyInputList` is a list of policies",
                "{'PolicyInputList':['{']} -> `PolicyInputList.1` is no policy: the policy is no JSON",
                "{'PolicyInputList':['{\\'Statement\\':[],\\'Statement\\':[]}']} -> "
                        + "`PolicyInputList.1` is no policy: the policy has a member twice",
                "{'ResourcePolicy':7} -> `ResourcePolicy` is no policy: `policy` is no object",
                "{'ResourcePolicy':{'Version':'2012-10-18','Statement':[]}} -> "
                        + "`ResourcePolicy` is no policy: its `Version` is neither 2012-10-17 nor 2008-10-17",
                "{'ServiceControlPolicyInputList':[{'Statement':[]}]} -> "
                        + "`ServiceControlPolicyInputList` is a list of levels, root first, each a list of policies",
                "{'CallerArn':7,'ResourceOwner':'me','ResourceAccountId':'1'} -> `CallerArn` is a text; "
                        + "`ResourceAccountId` is the twelve digits of an account; "
                        + "`ResourceOwner` is an account, like arn:aws:iam::123456789012:root",
            })
    void what_is_wrong_is_said_all_at_once(String row) {
        String[] parts = row.split(" -> ", 2);
        assertThatThrownBy(() -> read(parts[0])).isInstanceOf(Wrong.class).hasMessage(parts[1]);
    }

    @Test
    void a_deep_document_is_refused_in_words() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> read("{'PolicyInputList':['" + deep + "']}"))
                .isInstanceOf(Wrong.class)
                .hasMessage("`PolicyInputList.1` is no policy: the policy is no JSON");
    }
}
