package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.finding.Missing;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What AWS's pages say about single requests, sentence by sentence.
class AccessTest {

    private static final String OWN_QUEUE = "arn:aws:sqs:eu-west-1:111111111111:jobs";
    private static final String FAR_QUEUE = "arn:aws:sqs:eu-west-1:999999999999:jobs";

    /// `allowed`, `denied`, `explicitly denied` or `unknown: …`.
    private static String ask(String permissions, String rest, String action, String resource) {
        String fleet = "inventory: {assume: []}\n---\nenvironment: prod\nfunctions: {Api: {name: api, role: api}}\n"
                + "roles: {api: {policies: [" + permissions + "]"
                + (rest.startsWith(",") ? rest.lines().findFirst().orElse("") : "")
                + "}}\n" + (rest.startsWith(",") ? rest.lines().skip(1).collect(Collectors.joining("\n")) : rest);
        ShortForm form = SnapshotYaml.read("ask.yaml", fleet);
        Access access = new Access(form.snapshots().getFirst(), form.intent());
        return words(access.may(form.snapshots().getFirst().functions().getFirst(), action, resource));
    }

    private static String words(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "allowed";
            case Decision.Denied(var _, boolean explicit) -> explicit ? "explicitly denied" : "denied";
            case Decision.Unknown(var _, var missing) ->
                "unknown: " + missing.stream().map(Missing::what).collect(Collectors.joining("; "));
        };
    }

    private static String ask(String permissions, String action, String resource) {
        return ask(permissions, "", action, resource);
    }

    @Test
    void by_default_all_requests_are_implicitly_denied() {
        assertThat(ask("", "sqs:SendMessage", OWN_QUEUE)).isEqualTo("denied");
    }

    @Test
    void an_explicit_deny_in_any_of_these_policies_overrides_the_allow() {
        String allow = "\"allow sqs:*\"";
        assertThat(ask(allow, "queues: [jobs]", "sqs:SendMessage", OWN_QUEUE)).isEqualTo("allowed");
        assertThat(ask(allow + ", \"deny sqs:Send*\"", "queues: [jobs]", "sqs:SendMessage", OWN_QUEUE))
                .isEqualTo("explicitly denied");
        assertThat(ask(
                        allow,
                        ", boundary: [\"allow *\", \"deny sqs:*\"]\nqueues: [jobs]",
                        "sqs:SendMessage",
                        OWN_QUEUE))
                .isEqualTo("explicitly denied");
        assertThat(ask(allow, "organization: [\"deny sqs:*\"]\nqueues: [jobs]", "sqs:SendMessage", OWN_QUEUE))
                .isEqualTo("explicitly denied");
        assertThat(ask(
                        allow,
                        "organization: {resource: [{Effect: Deny, Principal: \"*\", Action: \"sqs:*\", Resource: \"*\"}]}\n"
                                + "queues: [jobs]",
                        "sqs:SendMessage",
                        OWN_QUEUE))
                .isEqualTo("explicitly denied");
        assertThat(ask(allow, "queues: {jobs: {policy: [\"deny 111111111111\"]}}", "sqs:SendMessage", OWN_QUEUE))
                .isEqualTo("explicitly denied");
    }

    @Test
    void a_resource_control_policy_does_not_limit_services_that_do_not_support_it() {
        String deny = "organization: {resource: [{Effect: Deny, Principal: \"*\", Action: \"*\", Resource: \"*\"}]}\n";
        assertThat(ask(
                        "\"allow sns:*\"",
                        deny + "topics: [news]",
                        "sns:Publish",
                        "arn:aws:sns:eu-west-1:111111111111:news"))
                .isEqualTo("allowed");
        assertThat(ask("\"allow sqs:*\"", deny, "sqs:SendMessage", OWN_QUEUE)).isEqualTo("explicitly denied");
    }

    @Test
    void within_an_account_a_resource_based_policy_that_names_the_role_is_limited_by_the_boundary() {
        String bounded = ", boundary: [\"allow s3:*\"]\n";
        assertThat(ask(
                        "",
                        "queues: {jobs: {policy: [\"allow arn:aws:iam::111111111111:role/api\"]}}",
                        "sqs:SendMessage",
                        OWN_QUEUE))
                .isEqualTo("allowed");
        assertThat(ask(
                        "",
                        bounded + "queues: {jobs: {policy: [\"allow arn:aws:iam::111111111111:role/api\"]}}",
                        "sqs:SendMessage",
                        OWN_QUEUE))
                .isEqualTo("denied");
    }

    @Test
    void permissions_that_are_granted_to_a_session_are_not_limited_by_an_implicit_deny_in_a_boundary() {
        String session = "arn:aws:sts::111111111111:assumed-role/api/api";
        String rest = ", boundary: [\"allow s3:*\"]\nqueues: {jobs: {policy: [\"allow %s\"]}}";
        assertThat(ask("", rest.formatted(session), "sqs:SendMessage", OWN_QUEUE))
                .isEqualTo("allowed");
        assertThat(ask("", rest.formatted(session + "2"), "sqs:SendMessage", OWN_QUEUE))
                .isEqualTo("denied");
    }

    @Test
    void naming_the_account_delegates_to_its_policies() {
        String rest = "queues: {jobs: {policy: [\"allow 111111111111\"]}}";
        assertThat(ask("", rest, "sqs:SendMessage", OWN_QUEUE)).isEqualTo("denied");
        assertThat(ask("\"allow sqs:*\"", rest, "sqs:SendMessage", OWN_QUEUE)).isEqualTo("allowed");
    }

    @Test
    void across_accounts_both_must_allow() {
        String open = "queues: {jobs: {arn: \"" + FAR_QUEUE + "\", policy: [\"allow 111111111111\"]}}";
        String shut = "queues: {jobs: {arn: \"" + FAR_QUEUE + "\"}}";
        assertThat(ask("\"allow sqs:*\"", open, "sqs:SendMessage", FAR_QUEUE)).isEqualTo("allowed");
        assertThat(ask("", open, "sqs:SendMessage", FAR_QUEUE)).isEqualTo("denied");
        assertThat(ask("\"allow sqs:*\"", shut, "sqs:SendMessage", FAR_QUEUE)).isEqualTo("denied");
    }

    @Test
    void what_nobody_read_of_another_account_is_unknown_only_where_the_own_policies_allow() {
        assertThat(ask("\"allow sqs:*\"", "sqs:SendMessage", FAR_QUEUE)).startsWith("unknown: the policy of");
        assertThat(ask("", "sqs:SendMessage", FAR_QUEUE)).isEqualTo("denied");
        assertThat(ask("\"allow events:*\"", "events:PutEvents", "arn:aws:events:eu-west-1:999999999999:event-bus/x"))
                .startsWith("unknown: the policy of");
        assertThat(ask("\"allow s3:*\"", "s3:GetObject", "arn:aws:s3:::somewhere/key"))
                .startsWith("unknown");
    }

    @Test
    void a_service_without_resource_policies_is_not_reached_across_accounts() {
        assertThat(ask("\"allow rds:*\"", "rds:StopDBInstance", "arn:aws:rds:eu-west-1:999999999999:db:orders"))
                .isEqualTo("denied");
        assertThat(ask("\"allow rds:*\"", "rds:StopDBInstance", "arn:aws:rds:eu-west-1:111111111111:db:orders"))
                .isEqualTo("allowed");
    }

    @Test
    void a_service_whose_policies_nobody_reads_may_deny_even_at_home() {
        String bus = "arn:aws:events:eu-west-1:111111111111:event-bus/x";
        assertThat(ask("\"allow events:*\"", "events:PutEvents", bus)).startsWith("unknown");
        assertThat(ask("\"allow events:*\", \"deny events:*\"", "events:PutEvents", bus))
                .isEqualTo("explicitly denied");
    }

    @Test
    void no_principal_has_permissions_to_a_kms_key_unless_its_policy_says_so() {
        String key = "arn:aws:kms:eu-west-1:111111111111:key/k";
        String allow = "\"allow kms:*\"";
        assertThat(ask(
                        allow,
                        "keys: {k: {policy: [\"allow arn:aws:iam::111111111111:role/admin\"]}}",
                        "kms:Decrypt",
                        key))
                .isEqualTo("denied");
        assertThat(ask(allow, "keys: {k: {policy: [\"allow 111111111111\"]}}", "kms:Decrypt", key))
                .isEqualTo("allowed");
        assertThat(ask("", "keys: {k: {policy: [\"allow 111111111111\"]}}", "kms:Decrypt", key))
                .isEqualTo("denied");
        assertThat(ask("", "keys: {k: {policy: [\"allow arn:aws:iam::111111111111:role/api\"]}}", "kms:Decrypt", key))
                .isEqualTo("allowed");
        assertThat(ask(allow, "", "kms:Decrypt", key)).startsWith("unknown");
        assertThat(ask(allow, "keys: [k]", "kms:Decrypt", key)).isEqualTo("allowed");
        assertThat(ask("", "keys: [k]", "kms:Decrypt", key)).isEqualTo("denied");
    }

    @Test
    void a_key_is_one_thing_under_its_id_and_its_aliases() {
        String rest = "keys: {k: {aliases: [alias/orders], policy: [\"deny *\"]}}";
        assertThat(ask("\"allow kms:*\"", rest, "kms:Decrypt", "arn:aws:kms:eu-west-1:111111111111:alias/orders"))
                .isEqualTo("explicitly denied");
    }

    @Test
    void a_trust_policy_that_names_the_role_is_enough_and_one_that_names_the_account_is_not() {
        String role = "arn:aws:iam::111111111111:role/other";
        assertThat(ask("", "", "sts:AssumeRole", role)).isEqualTo("unknown: the trust policy of `" + role + "`");
        assertThat(trust("", "arn:aws:iam::111111111111:role/api")).isEqualTo("allowed");
        assertThat(trust("", "111111111111")).isEqualTo("denied");
        assertThat(trust("\"allow sts:AssumeRole\"", "111111111111")).isEqualTo("allowed");
        assertThat(trust("\"allow sts:AssumeRole\"", "lambda.amazonaws.com")).isEqualTo("denied");
    }

    private static String trust(String permissions, String principal) {
        String fleet = """
                environment: prod
                functions: {Api: {name: api, role: api}}
                roles: {api: {policies: [%s]}, other: {trust: ["allow %s"]}}
                """.formatted(permissions, principal);
        ShortForm form = SnapshotYaml.read("trust.yaml", fleet);
        return words(new Access(form.snapshots().getFirst(), form.intent())
                .may(
                        form.snapshots().getFirst().functions().getFirst(),
                        "sts:AssumeRole",
                        "arn:aws:iam::111111111111:role/other"));
    }

    @Test
    void a_version_or_alias_of_a_function_has_a_policy_of_its_own() {
        String rest = "  # functions stand above";
        String alias = "arn:aws:lambda:eu-west-1:111111111111:function:api:live";
        assertThat(ask("\"allow lambda:*\"", rest, "lambda:InvokeFunction", alias))
                .startsWith("unknown: the policy of");
        assertThat(ask("\"allow lambda:*\"", rest, "lambda:InvokeFunction", alias.replace(":live", "")))
                .isEqualTo("allowed");
    }

    @Test
    void not_principal_with_deny_spares_a_role_only_with_its_account_and_never_one_that_has_a_boundary() {
        String rest =
                "queues: {jobs: {policy: [{Effect: Deny, NotPrincipal: {AWS: [%s]}, Action: \"*\", Resource: \"*\"}]}}";
        String role = "\"arn:aws:iam::111111111111:role/api\"";
        String account = "\"arn:aws:iam::111111111111:root\"";
        String allow = "\"allow sqs:*\"";
        assertThat(ask(allow, rest.formatted(role + ", " + account), "sqs:SendMessage", OWN_QUEUE))
                .isEqualTo("allowed");
        assertThat(ask(allow, rest.formatted(role), "sqs:SendMessage", OWN_QUEUE))
                .startsWith("unknown");
        assertThat(ask(allow, rest.formatted("\"arn:aws:iam::111111111111:role/other\""), "sqs:SendMessage", OWN_QUEUE))
                .isEqualTo("explicitly denied");
        assertThat(ask(
                        allow,
                        ", boundary: [\"allow *\"]\n" + rest.formatted(role + ", " + account),
                        "sqs:SendMessage",
                        OWN_QUEUE))
                .isEqualTo("explicitly denied");
    }

    @Test
    void a_missing_key_makes_a_positive_operator_false_and_a_negated_one_true() {
        assertThat(ask("\"allow ec2:* if StringEquals aws:SourceAccount = 1\"", "ec2:RunInstances", "*"))
                .isEqualTo("denied");
        assertThat(ask("\"allow ec2:* if StringNotEquals aws:SourceAccount = 1\"", "ec2:RunInstances", "*"))
                .isEqualTo("allowed");
        assertThat(ask("\"allow ec2:* if StringEqualsIfExists aws:SourceAccount = 1\"", "ec2:RunInstances", "*"))
                .isEqualTo("allowed");
    }

    @Test
    void for_all_values_is_true_without_the_key_and_for_any_value_is_not() {
        assertThat(ask("\"allow ec2:* if ForAllValues:StringEquals aws:SourceAccount = 1\"", "ec2:RunInstances", "*"))
                .isEqualTo("allowed");
        assertThat(ask("\"allow ec2:* if ForAnyValue:StringNotEquals aws:SourceAccount = 1\"", "ec2:RunInstances", "*"))
                .isEqualTo("denied");
    }

    @Test
    void a_condition_without_values_or_with_an_odd_one_is_not_understood() {
        String odd = "{Effect: Allow, Action: \"ec2:*\", Resource: \"*\", Condition: {%s}}";
        assertThat(ask(odd.formatted("StringNotEquals: {\"aws:PrincipalAccount\": []}"), "ec2:RunInstances", "*"))
                .startsWith("unknown");
        assertThat(ask(odd.formatted("Bool: {\"aws:SecureTransport\": \"yes\"}"), "ec2:RunInstances", "*"))
                .startsWith("unknown");
        assertThat(ask(odd.formatted("IpAddress: {\"aws:SourceIp\": \"10.0.0.0/8\"}"), "ec2:RunInstances", "*"))
                .startsWith("unknown");
        assertThat(ask(odd.formatted("StringMatches: {\"aws:PrincipalAccount\": \"1\"}"), "ec2:RunInstances", "*"))
                .startsWith("unknown");
    }

    @Test
    void the_function_of_a_call_is_known_where_its_own_code_makes_it() {
        String deny =
                "\"allow ec2:*\", \"deny ec2:* if ArnLike lambda:SourceFunctionArn = arn:aws:lambda:*:*:function:*\"";
        assertThat(ask(deny, "ec2:CreateNetworkInterface", "*")).isEqualTo("explicitly denied");
    }

    @Test
    void if_the_wildcard_is_the_last_character_of_a_segment_it_can_expand_beyond_colons() {
        String table = "arn:aws:dynamodb:eu-west-1:111111111111:table/orders";
        assertThat(ask("\"allow dynamodb:* on arn:aws:dynamodb:*:table/orders\"", "dynamodb:GetItem", table))
                .isEqualTo("allowed");
        assertThat(ask("\"allow dynamodb:* on arn:aws:dynamodb:eu-*\"", "dynamodb:GetItem", table))
                .isEqualTo("allowed");
        assertThat(ask("\"allow dynamodb:* on arn:aws:dynamodb:e*table/orders\"", "dynamodb:GetItem", table))
                .isEqualTo("denied");
    }

    @Test
    void no_wildcard_stands_for_the_service() {
        assertThat(ask(
                        "\"allow * on arn:aws:dynamo*:*:*:table/orders\"",
                        "dynamodb:GetItem",
                        "arn:aws:dynamodb:eu-west-1:111111111111:table/orders"))
                .startsWith("unknown");
    }

    @Test
    void actions_are_matched_in_any_case_and_resources_are_not() {
        String table = "arn:aws:dynamodb:eu-west-1:111111111111:table/";
        assertThat(ask("\"allow DYNAMODB:getitem on " + table + "Orders\"", "dynamodb:GetItem", table + "Orders"))
                .isEqualTo("allowed");
        assertThat(ask("\"allow dynamodb:GetItem on " + table + "orders\"", "dynamodb:GetItem", table + "Orders"))
                .isEqualTo("denied");
    }

    @Test
    void a_bucket_open_to_everyone_may_be_shut_to_other_accounts_by_block_public_access() {
        String fleet = """
                environment: staging
                functions: {Api: {name: api, permissions: ["allow s3:GetObject on arn:aws:s3:::shop/*"]}}
                ---
                environment: prod
                buckets: {shop: {policy: ["allow * to s3:GetObject on arn:aws:s3:::shop/*"]}}
                """;
        ShortForm form = SnapshotYaml.read("public.yaml", fleet);
        Crossing crossing = new Overlap(form.snapshots(), form.intent())
                .crossings(form.snapshots().getFirst(), form.snapshots().getLast())
                .getFirst();
        assertThat(crossing)
                .isInstanceOfSatisfying(
                        Crossing.Unknown.class,
                        it -> assertThat(it.missing())
                                .anyMatch(missing -> missing.what().contains("Block Public Access")));
    }
}
