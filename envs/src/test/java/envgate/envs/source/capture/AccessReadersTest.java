package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.OrganizationPolicy;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Roles, their policies, and those of the organization.
class AccessReadersTest {

    private static final Snapshot ORDERS = Recordings.decode(Recordings.orders());
    private static final Role ROLE = ORDERS.roles().getFirst();

    private static PolicyDocument policy(String name) {
        return ROLE.policies().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Statement statement(Effect effect, Matcher actions, Matcher resources) {
        return new Statement("#1", effect, Matcher.NONE, actions, resources, List.of(), List.of());
    }

    private static Matcher all(String... patterns) {
        return new Matcher(false, List.of(patterns));
    }

    @Test
    void a_role_has_its_trust_policy_and_boundary() {
        assertThat(ORDERS.roles()).hasSize(1);
        assertThat(ROLE.name()).isEqualTo("orders-api-role");
        assertThat(ROLE.arn()).hasToString("arn:aws:iam::111111111111:role/orders-api-role");
        assertThat(ROLE.trust().statements())
                .containsExactly(new Statement(
                        "#1",
                        Effect.ALLOW,
                        all("AWS:222222222222", "AWS:arn:aws:iam::111111111111:root", "Service:lambda.amazonaws.com"),
                        all("sts:AssumeRole"),
                        Matcher.NONE,
                        List.of(),
                        List.of()));
        assertThat(ROLE.boundary().seen()).hasValueSatisfying(it -> {
            assertThat(it.name()).isEqualTo("arn:aws:iam::111111111111:policy/boundary");
            assertThat(it.statements()).containsExactly(statement(Effect.ALLOW, all("s3:*"), all("*")));
        });
    }

    @Test
    void inline_policies_may_be_percent_encoded_and_hold_one_statement() {
        assertThat(policy("inline").statements())
                .containsExactly(statement(
                        Effect.DENY, new Matcher(true, List.of("iam:Get+", "s3:*")), new Matcher(true, List.of("*"))));
    }

    @Test
    void of_a_managed_policy_the_default_version_counts() {
        List<Statement> statements =
                policy("arn:aws:iam::111111111111:policy/own").statements();

        assertThat(statements)
                .extracting(Statement::id, Statement::unknown)
                .containsExactly(tuple("Read", List.of()), tuple("#2", List.of("Surprise")));
        assertThat(statements.getFirst().conditions())
                .containsExactly(
                        new Condition("Bool", "aws:SecureTransport", List.of(new Value.Plain("true"))),
                        new Condition("NumericLessThan", "aws:MultiFactorAuthAge", List.of(new Value.Plain("300"))));
    }

    @Test
    void policies_of_aws_are_asked_for_and_those_not_seen_are_told() {
        assertThat(policy("arn:aws:iam::aws:policy/service-role/Basic").statements())
                .containsExactly(statement(Effect.ALLOW, all("logs:CreateLogGroup", "logs:PutLogEvents"), all("*")));
        assertThat(ROLE.unseenPolicies())
                .containsExactly(new Gap(
                        Area.MANAGED_POLICIES,
                        "111111111111",
                        "",
                        "iam",
                        "GetPolicyVersion",
                        "arn:aws:iam::aws:policy/Unread",
                        "iam:GetPolicyVersion",
                        "AccessDenied"));
        assertThat(ORDERS.gaps()).containsAll(ROLE.unseenPolicies());
        assertThat(ROLE.policies()).hasSize(3);
    }

    @Test
    void a_broken_inline_policy_is_unseen_and_the_role_stays() {
        Snapshot snapshot = Recordings.decode(Recordings.change(
                Recordings.orders(),
                it -> Recordings.is(it, Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS)
                        ? Recordings.with(it, body -> {
                            ((tools.jackson.databind.node.ObjectNode) body.get("RoleDetailList")
                                            .get(0)
                                            .get("RolePolicyList")
                                            .get(0))
                                    .put("PolicyDocument", "%7B");
                            return body;
                        })
                        : it));

        Role role = snapshot.roles().getFirst();
        assertThat(role.policies()).extracting(PolicyDocument::name).doesNotContain("inline");
        assertThat(role.unseenPolicies()).anyMatch(it -> it.area() == Area.ROLES);
        assertThat(snapshot.gapIn(Area.ROLES, role.arn().toString())).isPresent();
    }

    private static Statement read(String statement) {
        return PolicyReader.read(
                        "", Recordings.JSON.readTree("{\"Statement\": " + statement + "}"), new Origin.Unknown())
                .statements()
                .getFirst();
    }

    @Test
    void principals_have_many_forms() {
        assertThat(read("{\"Effect\": \"Allow\", \"Principal\": \"*\"}").principals())
                .isEqualTo(all("*"));
        assertThat(read("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}}")
                        .principals())
                .isEqualTo(all("AWS:*"));
        assertThat(read("{\"Effect\": \"Deny\", \"NotPrincipal\": {\"Federated\": [\"b\", \"a\"]}}")
                        .principals())
                .isEqualTo(new Matcher(true, List.of("Federated:a", "Federated:b")));
    }

    @Test
    void what_is_malformed_or_hidden_is_never_judged() {
        assertThat(read("{\"Effect\": \"Allow\", \"Action\": 7, \"NotResource\": [{}], \"Condition\": []}")
                        .unknown())
                .containsExactly("Action", "Condition", "NotResource");
        assertThat(read("{\"Effect\": \"Allow\", \"Action\": \"*\", \"NotAction\": \"a:b\"}")
                        .unknown())
                .containsExactly("NotAction");
        String hidden = "hidden:1f2e3d4c:" + "a".repeat(64) + ":LONGER:TEXT:";
        assertThat(read("{\"Effect\": \"Allow\", \"Resource\": \"" + hidden + "\"}")
                        .unknown())
                .containsExactly("Resource");
        assertThat(read("{\"Effect\": \"Allow\", \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"" + hidden
                                + "\"}}}")
                        .conditions()
                        .getFirst()
                        .values())
                .first()
                .isInstanceOf(Value.Hidden.class);
        assertThatThrownBy(() -> read("{\"Effect\": \"allow\"}")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> read("[7]")).isInstanceOf(Unreadable.class);
    }

    @Test
    void control_policies_stand_level_by_level_from_the_root() {
        assertThat(ORDERS.organizationPolicies())
                .extracting(
                        OrganizationPolicy::kind,
                        OrganizationPolicy::target,
                        OrganizationPolicy::level,
                        it -> it.documents().stream().map(PolicyDocument::name).toList())
                .containsExactly(
                        tuple(OrganizationPolicy.Kind.SERVICE_CONTROL_POLICY, "r-1", 0, List.of("FullAWSAccess")),
                        tuple(OrganizationPolicy.Kind.SERVICE_CONTROL_POLICY, "ou-1", 1, List.of("FullAWSAccess")),
                        tuple(
                                OrganizationPolicy.Kind.SERVICE_CONTROL_POLICY,
                                "111111111111",
                                2,
                                List.of("FullAWSAccess", "NoQueues")),
                        tuple(OrganizationPolicy.Kind.RESOURCE_CONTROL_POLICY, "r-1", 0, List.of("RCPFullAWSAccess")));
    }

    @Test
    void a_control_policy_that_was_not_read_may_allow_anything() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(),
                Recordings.refusal(
                        Operation.ORGANIZATIONS_DESCRIBE_POLICY, "{\"PolicyId\": \"p-full\"}", "AccessDenied")));

        assertThat(snapshot.gapIn(Area.ORGANIZATION_POLICIES, "p-full")).isPresent();
        assertThat(snapshot.organizationPolicies()
                        .getFirst()
                        .documents()
                        .getFirst()
                        .statements())
                .singleElement()
                .returns(Effect.ALLOW, Statement::effect)
                .returns(List.of("a policy that was not read"), Statement::unknown);
    }

    @Test
    void the_management_account_and_accounts_outside_of_organizations_have_no_control_policies() {
        Recording alone =
                Recordings.without(Recordings.orders(), it -> it.service().equals("organizations"));
        Snapshot outside = Recordings.decode(Recordings.replace(
                alone,
                Recordings.refusal(
                        Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION, "{}", "AWSOrganizationsNotInUseException")));
        Snapshot management = Recordings.decode(Recordings.replace(
                alone,
                Recordings.answer(
                        Operation.ORGANIZATIONS_DESCRIBE_ORGANIZATION,
                        "{}",
                        "{\"Organization\": {\"MasterAccountId\": \"111111111111\"}}")));

        for (Snapshot it : List.of(outside, management)) {
            assertThat(it.organizationPolicies()).isEmpty();
            assertThat(it.gapsIn(Area.ORGANIZATION_POLICIES)).isEmpty();
        }
    }

    @Test
    void a_boundary_that_was_not_seen_is_unseen() {
        Snapshot snapshot = Recordings.decode(Recordings.change(
                Recordings.orders(),
                it -> Recordings.is(it, Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS)
                        ? Recordings.with(it, body -> {
                            ((tools.jackson.databind.node.ArrayNode) body.get("Policies")).remove(1);
                            return body;
                        })
                        : it));

        assertThat(snapshot.roles().getFirst().boundary()).isInstanceOf(Sight.Unseen.class);
        assertThat(snapshot.gapIn(Area.ROLES, "arn:aws:iam::111111111111:policy/boundary"))
                .isPresent();
    }
}
