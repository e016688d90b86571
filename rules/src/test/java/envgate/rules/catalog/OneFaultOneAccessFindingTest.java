package envgate.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Engine;
import envgate.rules.engine.Question;
import envgate.rules.finding.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The faults in access and runtime of the sample application `orders`, written by hand as it has them: each is accused
/// once, at its function, by the rule meant for it, whatever other rules there are.
class OneFaultOneAccessFindingTest {

    private static final String ENVIRONMENT = """
            environment: STAGE
            account: "ACCOUNT"
            subnets: {private-a: {}, private-b: {}}
            functions:
              OrdersApi: {name: orders-STAGE-api, role: orders-STAGE-api, subnets: [private-a, private-b]}
              AuditTrail: {name: orders-STAGE-audit, role: orders-STAGE-audit}
              CatalogSearch: {name: orders-STAGE-search, role: orders-STAGE-search}
              InvoiceRenderer: {name: orders-STAGE-invoices, role: orders-STAGE-invoices}
              LegacyImport: {name: orders-STAGE-import, role: orders-STAGE-import, runtime: python3.13}
            roles:
              orders-STAGE-api: {policies: [
                "allow logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents, ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets, ec2:DeleteNetworkInterface, ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses",
                "allow dynamodb:GetItem, dynamodb:Query on arn:aws:dynamodb:eu-west-1:ACCOUNT:table/orders-STAGE-orders",
                "allow sqs:SendMessage on arn:aws:sqs:eu-west-1:ACCOUNT:orders-STAGE-incoming",
                "allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:ACCOUNT:secret:orders/STAGE/database-a1b2c3",
                "allow ssm:GetParameter on arn:aws:ssm:eu-west-1:ACCOUNT:parameter/orders/STAGE/checkout/*"]}
              orders-STAGE-audit: {policies: [
                "allow sns:Publish on arn:aws:sns:eu-west-1:ACCOUNT:orders-STAGE-audit",
                "allow kms:GenerateDataKey, kms:Decrypt on arn:aws:kms:eu-west-1:ACCOUNT:key/orders-STAGE"]}
              orders-STAGE-search: {policies: ["allow s3:GetObject on arn:aws:s3:::orders-STAGE-catalog/*"]}
              orders-STAGE-invoices: {policies: ["allow s3:PutObject, s3:GetObject on arn:aws:s3:::orders-STAGE-invoices/*, arn:aws:s3:::orders-STAGE-archive/*"]}
              orders-STAGE-import: {policies: ["allow dynamodb:PutItem on arn:aws:dynamodb:eu-west-1:ACCOUNT:table/orders-STAGE-orders"]}
              orders-STAGE-support: {trust: ["allow ACCOUNT"], policies: ["allow cloudwatch:GetMetricData"]}
            tables: [orders-STAGE-orders]
            queues: {orders-STAGE-incoming: {policy: ["allow sns.amazonaws.com to sqs:SendMessage if ArnEquals aws:SourceArn = arn:aws:sns:eu-west-1:ACCOUNT:orders-STAGE-audit"]}}
            topics: [orders-STAGE-audit]
            secrets: [orders/STAGE/database]
            parameters: {/orders/STAGE/checkout/flags: x}
            keys: {orders-STAGE: {aliases: [alias/orders-STAGE], policy: ["allow ACCOUNT"]}}
            buckets:
              orders-STAGE-catalog:
              orders-STAGE-invoices: {policy: ["deny * to s3:* on arn:aws:s3:::orders-STAGE-invoices, arn:aws:s3:::orders-STAGE-invoices/* if Bool aws:SecureTransport = false"]}
              orders-STAGE-archive: {policy: ["deny * to s3:* on arn:aws:s3:::orders-STAGE-archive, arn:aws:s3:::orders-STAGE-archive/* if Bool aws:SecureTransport = false"]}
            """;

    private static final String DEV = "111111111111";
    private static final String STAGING = "222222222222";
    private static final String PROD = "333333333333";

    private String dev = environment("dev", DEV);
    private String staging = environment("staging", STAGING);
    private String prod = environment("prod", PROD);

    private static String environment(String stage, String account) {
        return ENVIRONMENT.replace("STAGE", stage).replace("ACCOUNT", account);
    }

    private static String changed(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    private void search() {
        staging = changed(
                staging,
                "orders-staging-search: {policies: [",
                "orders-staging-search: {policies: [\"allow s3:GetObject on arn:aws:s3:::orders-prod-catalog/*\", ");
        prod = changed(
                prod,
                "orders-prod-catalog:\n",
                "orders-prod-catalog: {policy: [\"allow arn:aws:iam::" + STAGING
                        + ":root to s3:GetObject on arn:aws:s3:::orders-prod-catalog/*\"]}\n");
    }

    private void api() {
        prod = changed(
                prod,
                ", ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets,"
                        + " ec2:DeleteNetworkInterface, ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses",
                "");
    }

    private void audit() {
        String support = "arn:aws:iam::" + PROD + ":role/orders-prod-support";
        staging = changed(
                staging,
                "orders-staging-audit: {policies: [",
                "orders-staging-audit: {policies: [\"allow sts:AssumeRole on " + support + "\", ");
        prod = changed(prod, "trust: [\"allow " + PROD, "trust: [\"allow " + STAGING + ", " + PROD);
    }

    private void legacyImport() {
        dev = changed(dev, "runtime: python3.13", "runtime: python3.9");
        staging = changed(staging, "runtime: python3.13", "runtime: python3.9");
        prod = changed(
                prod,
                "  LegacyImport: {name: orders-prod-import, role: orders-prod-import, runtime: python3.13}\n",
                "");
    }

    private List<String> findings() {
        ShortForm form = SnapshotYaml.read(
                "orders.yaml", "inventory: {today: 2026-11-24}\n---\n" + dev + "---\n" + staging + "---\n" + prod);
        Answers answers = new Engine(Catalog.onClasspath())
                .run(form.snapshots(), form.intent(), new Question.Promote("staging", "prod"));
        assertThat(answers.unjudged()).isEmpty();
        return answers.findings().stream()
                .map(it ->
                        it.code() + " " + it.severity().id() + " " + it.place().environment() + " "
                                + it.place().other() + " " + it.place().function())
                .toList();
    }

    @Test
    void the_healthy_application_is_judged_and_silent() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void searching_in_the_catalogue_of_production_is_a_crossing() {
        search();
        assertThat(findings()).containsExactly("IAM-003 error staging prod CatalogSearch");
    }

    @Test
    void a_variable_that_names_what_the_role_may_use_elsewhere_is_accused_with_it() {
        ShortForm form = SnapshotYaml.read("wired.yaml", """
                environment: staging
                account: "333333333333"
                functions:
                  Orders:
                    environment: {TABLE_NAME: orders-prod, KEY_PARAMETER: /orders/prod/key}
                    permissions:
                      - allow dynamodb:PutItem on arn:aws:dynamodb:eu-west-1:333333333333:table/orders-prod
                      - allow ssm:GetParameter on arn:aws:ssm:eu-west-1:333333333333:parameter/orders/prod/key
                tables: [orders-staging]
                ---
                environment: prod
                account: "333333333333"
                functions: {Orders: {environment: {TABLE_NAME: orders-prod}}}
                tables: [orders-prod]
                parameters: {/orders/prod/key: x}
                """);
        Answers answers = new Engine(Catalog.onClasspath())
                .run(form.snapshots(), form.intent(), new Question.Check(List.of("staging", "prod")));

        assertThat(answers.findings().stream()
                        .filter(it -> it.place().environment().equals("staging")
                                && it.place().other().equals("prod"))
                        .map(it -> it.code() + " " + it.place().key()))
                .containsExactlyInAnyOrder("IAM-003 KEY_PARAMETER", "IAM-003 TABLE_NAME");
        for (String it : List.of("variable-names-other-environment", "parameter-of-other-environment")) {
            assertThat(answers.rules().get(it).judged()).as(it).isPositive();
            assertThat(answers.rules().get(it).findings()).as(it).isZero();
        }
    }

    @Test
    void a_role_that_lost_its_network_interfaces_is_accused() {
        api();
        assertThat(findings()).containsExactly("IAM-009 error prod  OrdersApi");
    }

    @Test
    void becoming_the_support_of_production_is_an_assumption() {
        audit();
        assertThat(findings()).containsExactly("IAM-020 error staging prod AuditTrail");
    }

    @Test
    void a_function_that_production_lacks_has_a_runtime_that_ends() {
        legacyImport();
        assertThat(findings()).containsExactly("RTM-002 warning prod staging LegacyImport");
    }

    @Test
    void all_of_them_together_are_accused_once_each() {
        search();
        api();
        audit();
        legacyImport();
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "IAM-003 error staging prod CatalogSearch",
                        "IAM-009 error prod  OrdersApi",
                        "IAM-020 error staging prod AuditTrail",
                        "RTM-002 warning prod staging LegacyImport");
    }
}
