package envgate.envs.moto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// The faults of the sample application's faulty variant, each with what makes it.
///
/// They are independent: each is made so that no second rule has reason to speak. A value that belongs to another
/// environment is not the one that the other environment has under the same key, and functions whose network is broken
/// have one destination that it matters to.
@SuppressWarnings("unchecked") // the SDK takes lambdas as varargs
final class OrdersFaults {

    /// What makes a fault once the environments are there; nothing where their templates already did.
    private record Seeded(Fault fault, Consumer<Environments> making) {}

    /// The environments to make faulty.
    record Environments(OrdersEnvironment dev, OrdersEnvironment staging, OrdersEnvironment prod) {}

    /// Parts of the templates that production does not have yet.
    static final List<String> PARTS_NEW_IN_STAGING =
            List.of("legacy-import", "failures-alert", "invoice-renderer-shown", "alerts-exported");

    /// Where production's mails take their pages from: long enough to nearly fill the mailer's variables.
    static final String LONG_ASSETS_URL =
            "https://assets.shop.example.com/tenants/orders/production/releases/2026-11-19T10-42-17Z/locales/en-GB/"
                    + "themes/winter";

    private static final List<Seeded> ALL = all();

    private OrdersFaults() {}

    static List<Fault> list() {
        return ALL.stream().map(Seeded::fault).toList();
    }

    static void make(Environments environments) {
        ALL.forEach(it -> it.making().accept(environments));
    }

    private static List<Seeded> all() {
        List<Seeded> all = new ArrayList<>();
        all.addAll(configuration());
        all.addAll(links());
        all.addAll(access());
        all.addAll(network());
        all.addAll(artifactsAndTriggers());
        return List.copyOf(all);
    }

    private static List<Seeded> configuration() {
        return List.of(
                prod(
                        "CFG-001",
                        "Mailer",
                        "UNSUBSCRIBE_URL",
                        "set in staging, never set in prod",
                        it -> it.prod().edit("mailer", variables -> {
                            variables.remove("UNSUBSCRIBE_URL");
                            return variables;
                        })),
                prod(
                        "CFG-002",
                        "StockSync",
                        "SKIP_RESERVATION",
                        "set by hand in prod during an incident, and forgotten",
                        it -> it.prod().set("stock", "SKIP_RESERVATION", "true")),
                prod(
                        "CFG-003",
                        "WebhookReceiver",
                        "ALLOWED_ORIGIN",
                        "a script wrote undefined",
                        it -> it.prod().set("webhooks", "ALLOWED_ORIGIN", "undefined")),
                prod(
                        "CFG-004",
                        "ReportExporter",
                        "REPORT_PREFIX",
                        "a Fn::Sub was forgotten",
                        it -> it.prod().set("reports", "REPORT_PREFIX", "reports/${Stage}/daily")),
                between(
                        "CFG-008",
                        "CatalogSearch",
                        "OPENSEARCH_HOST",
                        "staging searches in prod's index",
                        it -> it.staging().set("search", "OPENSEARCH_HOST", "search." + Stage.PROD.shopHost())),
                prod("CFG-010", "Mailer", "", "the variables nearly fill the 4 KB that there are", _ -> {}),
                prod(
                        "CFG-023",
                        "OrderWorker",
                        "STAGE",
                        "copied from staging",
                        it -> it.prod().set("worker", "STAGE", "staging")));
    }

    private static List<Seeded> links() {
        return List.of(
                new Seeded(
                        new Fault(
                                "CFG-005",
                                "prod",
                                "dev",
                                "InvoiceRenderer",
                                "ARCHIVE_BUCKET",
                                "a developer's bucket in dev"),
                        it -> {
                            try (S3Client s3 = it.dev().account().s3()) {
                                s3.createBucket(bucket -> bucket.bucket("orders-dev-playground")
                                        .createBucketConfiguration(
                                                place -> place.locationConstraint(MotoServer.REGION)));
                            }
                            it.prod().set("invoices", "ARCHIVE_BUCKET", "orders-dev-playground");
                        }),
                new Seeded(
                        new Fault(
                                "CFG-006",
                                "prod",
                                "dev",
                                "AuditTrail",
                                "AUDIT_TOPIC_ARN",
                                "a topic in dev's account that nobody has seen"),
                        it -> it.prod()
                                .set(
                                        "audit",
                                        "AUDIT_TOPIC_ARN",
                                        "arn:aws:sns:" + MotoServer.REGION + ":" + Stage.DEV.account()
                                                + ":compliance-feed")),
                between("OUT-001", "", "InvoiceRendererArn", "prod's stack is a release behind", _ -> {}),
                prod("OUT-002", "RefundWorker", "REFUNDS_TABLE", "still the table before the migration", it -> {
                    try (DynamoDbClient tables = it.prod().account().client(DynamoDbClient.builder())) {
                        tables.createTable(table -> table.tableName("orders-prod-refunds")
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        key -> key.attributeName("RefundId").attributeType(ScalarAttributeType.S))
                                .keySchema(key -> key.attributeName("RefundId").keyType(KeyType.HASH)));
                    }
                    it.prod().set("refunds", "REFUNDS_TABLE", "orders-prod-refunds");
                }),
                between(
                        "OUT-003",
                        "",
                        "platform-alerts-TopicArn",
                        "staging's template imports what prod's platform does not export yet",
                        _ -> {}),
                prod("PRM-001", "StockSync", "RATES_PARAM", "nobody made the parameter in prod", it -> {
                    try (SsmClient ssm = it.prod().account().client(SsmClient.builder())) {
                        ssm.deleteParameter(parameter -> parameter.name("/orders/prod/stock/rates"));
                    }
                }),
                new Seeded(
                        new Fault(
                                "PRM-014",
                                "prod",
                                "staging",
                                "CheckoutApi",
                                "FLAGS_PARAM",
                                "staging's path, tried out and kept"),
                        it -> {
                            try (SsmClient ssm = it.staging().account().client(SsmClient.builder())) {
                                ssm.putParameter(parameter -> parameter
                                        .name("/orders/staging/checkout/flags-v2")
                                        .type(ParameterType.STRING)
                                        .value("wallets"));
                            }
                            it.prod().set("checkout", "FLAGS_PARAM", "/orders/staging/checkout/flags-v2");
                        }));
    }

    private static List<Seeded> access() {
        return List.of(
                new Seeded(
                        new Fault(
                                "IAM-003",
                                "staging",
                                "prod",
                                "CatalogSearch",
                                "",
                                "staging's search may read prod's catalogue, and prod's bucket lets it"),
                        it -> {
                            String bucket = it.prod().named("catalog");
                            it.staging()
                                    .iam()
                                    .putRolePolicy(policy -> policy.roleName(
                                                    it.staging().named("search"))
                                            .policyName("real-catalog")
                                            .policyDocument(Policies.allow(
                                                    "ReadRealCatalog",
                                                    "s3:GetObject",
                                                    "arn:aws:s3:::" + bucket + "/*")));
                            try (S3Client s3 = it.prod().account().s3()) {
                                s3.putBucketPolicy(policy -> policy.bucket(bucket)
                                        .policy(Policies.readableFrom(Stage.STAGING.account(), bucket)));
                            }
                        }),
                prod("IAM-009", "OrdersApi", "", "its role was tightened and lost the network interfaces", it -> {
                    String policies = "arn:aws:iam::aws:policy/service-role/";
                    String role = it.prod().named("api");
                    it.prod()
                            .iam()
                            .detachRolePolicy(policy ->
                                    policy.roleName(role).policyArn(policies + "AWSLambdaVPCAccessExecutionRole"));
                    it.prod()
                            .iam()
                            .attachRolePolicy(policy ->
                                    policy.roleName(role).policyArn(policies + "AWSLambdaBasicExecutionRole"));
                }),
                new Seeded(
                        new Fault(
                                "IAM-020",
                                "staging",
                                "prod",
                                "AuditTrail",
                                "",
                                "staging's audit may become prod's support, and prod trusts it"),
                        it -> {
                            String role = it.prod().named("support");
                            it.staging()
                                    .iam()
                                    .putRolePolicy(policy -> policy.roleName(
                                                    it.staging().named("audit"))
                                            .policyName("help-out")
                                            .policyDocument(Policies.allow(
                                                    "HelpOut",
                                                    "sts:AssumeRole",
                                                    "arn:aws:iam::" + Stage.PROD.account() + ":role/" + role)));
                            it.prod()
                                    .iam()
                                    .updateAssumeRolePolicy(policy -> policy.roleName(role)
                                            .policyDocument(
                                                    Policies.trust(Stage.PROD.account(), Stage.STAGING.account())));
                        }));
    }

    private static List<Seeded> network() {
        return List.of(
                prod(
                        "NET-001",
                        "CheckoutApi",
                        "",
                        "in public subnets, where Lambda has no public address, and calls api.stripe.com",
                        it -> it.prod().move("checkout", it.prod().network().subnetIds("public-a", "public-b"))),
                prod(
                        "NET-002",
                        "ReportExporter",
                        "",
                        "beside the database, where no route leads out, and calls fx.example.net",
                        it -> it.prod().move("reports", it.prod().network().subnetIds("data-a", "data-b"))),
                prod(
                        "NET-003",
                        "StockSync",
                        "",
                        "one of its two subnets has no way to the warehouse",
                        it -> it.prod().move("stock", it.prod().network().subnetIds("private-a", "data-b"))),
                prod("NET-013", "OrderWorker", "", "its security group lets nothing out to the database", it -> {
                    try (Ec2Client ec2 = it.prod().account().client(Ec2Client.builder())) {
                        ec2.revokeSecurityGroupEgress(rule -> rule.groupId(
                                        it.prod().network().group("worker"))
                                .ipPermissions(permission -> permission
                                        .ipProtocol("tcp")
                                        .fromPort(5432)
                                        .toPort(5432)
                                        .ipRanges(range -> range.cidrIp(Stage.PROD.network() + ".0.0/16"))));
                    }
                }),
                prod("NET-014", "RefundWorker", "", "the database does not let its security group in", it -> {
                    try (Ec2Client ec2 = it.prod().account().client(Ec2Client.builder())) {
                        ec2.revokeSecurityGroupIngress(rule -> rule.groupId(
                                        it.prod().network().group("database"))
                                .ipPermissions(permission -> permission
                                        .ipProtocol("tcp")
                                        .fromPort(5432)
                                        .toPort(5432)
                                        .userIdGroupPairs(pair ->
                                                pair.groupId(it.prod().network().group("refunds")))));
                    }
                }));
    }

    private static List<Seeded> artifactsAndTriggers() {
        return List.of(
                between(
                        "RTM-002",
                        "LegacyImport",
                        "",
                        "not in prod yet, and its runtime may soon not be created",
                        it -> {
                            for (OrdersEnvironment environment : List.of(it.dev(), it.staging())) {
                                environment
                                        .lambda()
                                        .updateFunctionConfiguration(
                                                function -> function.functionName(environment.named("import"))
                                                        .runtime(Runtime.PYTHON3_9));
                            }
                        }),
                prod(
                        "TRG-001",
                        "WebhookReceiver",
                        "POST /webhooks",
                        "the webhook API may not call it",
                        it -> it.prod()
                                .lambda()
                                .removePermission(permission -> permission
                                        .functionName(it.prod().named("webhooks"))
                                        .statementId("webhook-api"))));
    }

    private static Seeded prod(
            String code, String function, String key, String description, Consumer<Environments> making) {
        return new Seeded(new Fault(code, "prod", "", function, key, description), making);
    }

    private static Seeded between(
            String code, String function, String key, String description, Consumer<Environments> making) {
        return new Seeded(new Fault(code, "prod", "staging", function, key, description), making);
    }
}
