package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is proposed against a crossing was tried: these are the smallest changes, and those that are not proposed.
class CureTest {

    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:333333333333:table/";

    private static Optional<String> cure(String staging, String prod) {
        return cure(staging, prod, "");
    }

    private static Optional<String> cure(String staging, String prod, String inventory) {
        ShortForm form = SnapshotYaml.read(
                "fleet.yaml",
                inventory + "environment: staging\naccount: \"333333333333\"\n" + staging + "\n---\nenvironment: prod\n"
                        + prod);
        Overlap overlap = new Overlap(form.snapshots(), form.intent());
        Crossing crossing = overlap.crossings(
                        form.snapshots().getFirst(), form.snapshots().getLast())
                .getFirst();
        assertThat(crossing).isInstanceOf(Crossing.Crosses.class);
        return overlap.cure(form.snapshots().getFirst(), form.snapshots().getLast(), (Crossing.Crosses) crossing);
    }

    private static String staging(String permissions) {
        return "functions: {Api: {name: api, permissions: [" + permissions + "]}}\ntables: [orders-staging]";
    }

    @Test
    void a_statement_is_narrowed_to_what_its_environment_has_of_what_it_covers() {
        assertThat(cure(
                        staging("\"allow dynamodb:GetItem on " + TABLE + "orders-*\", \"allow logs:* on *\""),
                        "account: \"333333333333\"\ntables: [orders-prod]"))
                .hasValueSatisfying(it -> assertThat(it)
                        .isEqualTo("let statement `#1` of policy `permissions` cover `" + TABLE
                                + "orders-staging` and `" + TABLE + "orders-staging/index/*` alone"));
    }

    @Test
    void a_statement_about_nothing_else_is_taken_out() {
        assertThat(cure(
                        staging("\"allow dynamodb:GetItem on " + TABLE + "orders-prod\""),
                        "account: \"333333333333\"\ntables: [orders-prod]"))
                .contains("take out statement `#1` of policy `permissions`");
    }

    @Test
    void all_statements_that_let_it_in_are_narrowed_together() {
        assertThat(cure(
                        staging("\"allow dynamodb:GetItem on " + TABLE + "orders-*\", \"allow dynamodb:* on " + TABLE
                                + "o*\""),
                        "account: \"333333333333\"\ntables: [orders-prod]"))
                .hasValueSatisfying(
                        it -> assertThat(it).contains("statement `#1`").contains("statement `#2`"));
    }

    @Test
    void what_covers_everything_is_not_narrowed_but_denied_by_name() {
        assertThat(cure(staging("\"allow dynamodb:* on *\""), "account: \"333333333333\"\ntables: [orders-prod]"))
                .contains("deny the role `*` on `" + TABLE + "orders-prod` and `" + TABLE + "orders-prod/index/*`");
    }

    @Test
    void where_more_is_within_reach_than_anyone_reads_nothing_is_proposed() {
        assertThat(cure(
                        staging("\"allow dynamodb:* on *\""),
                        "account: \"333333333333\"\ntables: [a-prod, b-prod, c-prod, d-prod]"))
                .isEmpty();
    }

    @Test
    void across_accounts_a_statement_is_tied_to_its_own_account() {
        assertThat(
                        cure(
                                "functions: {Api: {name: api, permissions: [\"allow sqs:SendMessage on *\"]}}",
                                "account: \"444444444444\"\nqueues: {jobs: {policy: [\"allow 333333333333 to sqs:SendMessage\"]}}"))
                .contains(
                        "let statement `#1` of policy `permissions` ask for `StringEquals` `aws:ResourceAccount` = `333333333333`");
    }

    @Test
    void what_is_shared_with_the_other_account_is_not_cut_off() {
        String policy = "{policy: [\"allow 333333333333 to sqs:SendMessage\"]}";
        assertThat(cure(
                        "functions: {Api: {name: api, permissions: [\"allow sqs:SendMessage on *\"]}}",
                        "account: \"444444444444\"\nqueues: {jobs: " + policy + ", common: " + policy + "}",
                        "inventory: {shared: [common]}\n---\n"))
                .contains("deny the role `*` on `arn:aws:sqs:eu-west-1:444444444444:jobs`");
    }

    @Test
    void what_the_resource_itself_lets_in_is_denied() {
        assertThat(
                        cure(
                                "functions: {Api: {name: api, role: api}}\nroles: {api: {}}",
                                "account: \"333333333333\"\nqueues:"
                                        + " {jobs: {policy: [\"allow arn:aws:iam::333333333333:role/api to sqs:SendMessage\"]}}"))
                .contains("deny the role `*` on `arn:aws:sqs:eu-west-1:333333333333:jobs`");
    }
}
