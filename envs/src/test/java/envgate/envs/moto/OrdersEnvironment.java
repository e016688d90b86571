package envgate.envs.moto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// One environment of the sample application in an account, as the team's pipeline would have made it.
///
/// Stacks make what moto's stacks make well; the rest is made by the services' own calls.
@SuppressWarnings("unchecked") // the SDK takes lambdas as varargs
final class OrdersEnvironment {

    private static final String RELEASE = "1.42.0";

    private final Stage stage;
    private final Account account;
    private final OrdersNetwork network;
    private final LambdaClient lambda;
    private final IamClient iam;

    private OrdersEnvironment(Stage stage, Account account, OrdersNetwork network) {
        this.stage = stage;
        this.account = account;
        this.network = network;
        this.lambda = account.client(LambdaClient.builder());
        this.iam = account.client(IamClient.builder());
    }

    /// Makes the environment, with those parts of its templates.
    static OrdersEnvironment make(MotoServer server, Stage stage, Set<String> parts, String assetsUrl) {
        Account account = server.account(stage.account());
        try (CloudFormationClient stacks = account.client(CloudFormationClient.builder());
                Ec2Client ec2 = account.client(Ec2Client.builder())) {
            OrdersNetwork network = OrdersNetwork.make(stage, stacks, ec2);
            OrdersEnvironment made = new OrdersEnvironment(stage, account, network);
            made.publishArtifacts();
            made.makeParameters();
            made.makeSupportRole();
            String api = made.makeHttpApi();
            Map<String, String> settings = new TreeMap<>();
            settings.put("Stage", stage.label());
            settings.put("Release", RELEASE);
            settings.put("LogLevel", stage.logLevel());
            settings.put("ArtifactBucket", made.artifactBucket());
            settings.put("ApiId", api);
            settings.put("DatabaseHost", made.makeDatabase());
            settings.put("DatabaseSecretArn", made.makeSecret("database"));
            settings.put("StripeSecretArn", made.makeSecret("stripe"));
            settings.put("KeyArn", made.makeKey());
            settings.put("PrivateSubnetIds", String.join(",", network.subnetIds("private-a", "private-b")));
            settings.put("FunctionsSecurityGroupId", network.group("functions"));
            settings.put("WorkerSecurityGroupId", network.group("worker"));
            settings.put("RefundsSecurityGroupId", network.group("refunds"));
            settings.put("WarehouseApiUrl", "https://" + stage.warehouseHost());
            settings.put("SearchHost", "search." + stage.shopHost());
            settings.put("ShopHost", stage.shopHost());
            settings.put("AssetsUrl", assetsUrl);
            Stacks.create(stacks, "platform-alerts", Templates.read("platform-alerts.yaml", parts), Map.of());
            Stacks.create(stacks, "orders-" + stage.label(), Templates.read("orders.yaml", parts), settings);
            made.guardBuckets();
            made.subscribeMails();
            made.connectHttpApi(api);
            made.makeWebhookApi();
            made.schedule();
            return made;
        }
    }

    Account account() {
        return account;
    }

    OrdersNetwork network() {
        return network;
    }

    LambdaClient lambda() {
        return lambda;
    }

    IamClient iam() {
        return iam;
    }

    /// `orders-prod-api`
    String named(String thing) {
        return "orders-" + stage.label() + "-" + thing;
    }

    /// Changes a function's variables by hand.
    void edit(String function, UnaryOperator<Map<String, String>> change) {
        Map<String, String> variables =
                new TreeMap<>(lambda.getFunctionConfiguration(it -> it.functionName(named(function)))
                        .environment()
                        .variables());
        Map<String, String> changed = change.apply(variables);
        lambda.updateFunctionConfiguration(
                it -> it.functionName(named(function)).environment(environment -> environment.variables(changed)));
    }

    void set(String function, String key, String value) {
        edit(function, variables -> {
            variables.put(key, value);
            return variables;
        });
    }

    /// Moves a function to other subnets by hand.
    void move(String function, Collection<String> subnetIds) {
        Collection<String> groups = lambda.getFunctionConfiguration(it -> it.functionName(named(function)))
                .vpcConfig()
                .securityGroupIds();
        lambda.updateFunctionConfiguration(it -> it.functionName(named(function))
                .vpcConfig(config -> config.subnetIds(subnetIds).securityGroupIds(groups)));
    }

    private String artifactBucket() {
        return "orders-artifacts-" + stage.account();
    }

    private void publishArtifacts() {
        try (S3Client s3 = account.s3();
                EcrClient ecr = account.client(EcrClient.builder())) {
            s3.createBucket(it -> it.bucket(artifactBucket())
                    .createBucketConfiguration(place -> place.locationConstraint(MotoServer.REGION)));
            s3.putObject(
                    it -> it.bucket(artifactBucket()).key("orders/" + RELEASE + ".zip"), RequestBody.fromBytes(zip()));
            for (String image : java.util.List.of("orders-report-exporter", "orders-invoice-renderer")) {
                ecr.createRepository(it -> it.repositoryName(image));
                ecr.putImage(it -> it.repositoryName(image).imageTag(RELEASE).imageManifest(manifest(image)));
            }
        }
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("orders/__init__.py");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(("RELEASE = \"" + RELEASE + "\"\n").getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A Docker image manifest, V2 schema 2; the digests only have to look like some.
    private static String manifest(String image) {
        String digest = "%064x".formatted(new java.math.BigInteger(1, image.getBytes(StandardCharsets.UTF_8)));
        String configuration = digest.substring(digest.length() - 64);
        return """
                {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                 "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 7023,
                            "digest": "sha256:%s"},
                 "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 32654,
                             "digest": "sha256:%s"}]}""".formatted(configuration, configuration);
    }

    private void makeParameters() {
        try (SsmClient ssm = account.client(SsmClient.builder())) {
            parameter(ssm, "checkout/flags", ParameterType.STRING, "wallets,invoice");
            parameter(ssm, "stock/rates", ParameterType.STRING, "0.19,0.07");
            parameter(ssm, "warehouse/token", ParameterType.SECURE_STRING, "sample-token-of-" + stage.label());
        }
    }

    private void parameter(SsmClient ssm, String path, ParameterType type, String value) {
        ssm.putParameter(it -> it.name("/orders/" + stage.label() + "/" + path)
                .type(type)
                .value(value)
                .tags(
                        tag -> tag.key("app").value("orders"),
                        tag -> tag.key("stage").value(stage.label())));
    }

    private void makeSupportRole() {
        iam.createRole(it -> it.roleName(named("support"))
                .description("What the support team may look at")
                .assumeRolePolicyDocument(Policies.trust(stage.account())));
        iam.putRolePolicy(it -> it.roleName(named("support"))
                .policyName("look")
                .policyDocument(Policies.allow("LookAtMetrics", "cloudwatch:GetMetricData", "*")));
    }

    private String makeDatabase() {
        try (RdsClient rds = account.client(RdsClient.builder())) {
            String name = "orders-" + stage.label();
            rds.createDBSubnetGroup(it -> it.dbSubnetGroupName(name)
                    .dbSubnetGroupDescription("Data subnets")
                    .subnetIds(network.subnetIds("data-a", "data-b")));
            return rds.createDBInstance(it -> it.dbInstanceIdentifier(name)
                            .dbInstanceClass("db.t4g.medium")
                            .engine("postgres")
                            .engineVersion("17.4")
                            .allocatedStorage(50)
                            .dbName("orders")
                            .port(5432)
                            .masterUsername("orders")
                            .masterUserPassword("sample-password-of-" + stage.label())
                            .multiAZ(stage == Stage.PROD)
                            .storageEncrypted(true)
                            .publiclyAccessible(false)
                            .dbSubnetGroupName(name)
                            .vpcSecurityGroupIds(network.group("database"))
                            .tags(
                                    tag -> tag.key("app").value("orders"),
                                    tag -> tag.key("stage").value(stage.label())))
                    .dbInstance()
                    .endpoint()
                    .address();
        }
    }

    private String makeSecret(String name) {
        try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
            return secrets.createSecret(it -> it.name("orders/" + stage.label() + "/" + name)
                            .secretString("{\"password\": \"sample-" + name + "-of-" + stage.label() + "\"}")
                            .tags(
                                    tag -> tag.key("app").value("orders"),
                                    tag -> tag.key("stage").value(stage.label())))
                    .arn();
        }
    }

    private String makeKey() {
        try (KmsClient kms = account.client(KmsClient.builder())) {
            String arn = kms.createKey(it -> it.description("Data of orders in " + stage.label())
                            .policy(Policies.keyOf(stage.account()))
                            .tags(
                                    tag -> tag.tagKey("app").tagValue("orders"),
                                    tag -> tag.tagKey("stage").tagValue(stage.label())))
                    .keyMetadata()
                    .arn();
            kms.createAlias(it -> it.aliasName("alias/orders-" + stage.label()).targetKeyId(arn));
            return arn;
        }
    }

    private void guardBuckets() {
        try (S3Client s3 = account.s3()) {
            for (String bucket : java.util.List.of(named("invoices"), named("archive"))) {
                s3.putBucketPolicy(it -> it.bucket(bucket).policy(Policies.onlyEncryptedTransport(bucket)));
            }
        }
    }

    private void subscribeMails() {
        try (SnsClient sns = account.client(SnsClient.builder());
                SqsClient sqs = account.client(SqsClient.builder())) {
            String topic = arn("sns", named("events"));
            String queue = arn("sqs", named("mail"));
            sqs.setQueueAttributes(it -> it.queueUrl(
                            sqs.getQueueUrl(ask -> ask.queueName(named("mail"))).queueUrl())
                    .attributes(Map.of(QueueAttributeName.POLICY, Policies.fromTopic(queue, topic))));
            sns.subscribe(it -> it.topicArn(topic).protocol("sqs").endpoint(queue));
        }
    }

    private String makeHttpApi() {
        try (ApiGatewayV2Client apis = account.client(ApiGatewayV2Client.builder())) {
            return apis.createApi(it -> it.name("orders-" + stage.label()).protocolType(ProtocolType.HTTP))
                    .apiId();
        }
    }

    private void connectHttpApi(String api) {
        try (ApiGatewayV2Client apis = account.client(ApiGatewayV2Client.builder())) {
            route(apis, api, "api", "GET /orders", "POST /orders");
            route(apis, api, "checkout", "POST /checkout");
            apis.createStage(it -> it.apiId(api).stageName("$default").autoDeploy(true));
            permit("api", "http-api", "apigateway.amazonaws.com", arn("execute-api", api + "/*/*/orders"));
            permit("checkout", "http-api", "apigateway.amazonaws.com", arn("execute-api", api + "/*/*/checkout"));
        }
    }

    private void route(ApiGatewayV2Client apis, String api, String function, String... keys) {
        String integration = apis.createIntegration(it -> it.apiId(api)
                        .integrationType(software.amazon.awssdk.services.apigatewayv2.model.IntegrationType.AWS_PROXY)
                        .integrationUri(functionArn(function))
                        .payloadFormatVersion("2.0"))
                .integrationId();
        for (String key : keys) {
            apis.createRoute(it -> it.apiId(api).routeKey(key).target("integrations/" + integration));
        }
    }

    private void makeWebhookApi() {
        try (ApiGatewayClient apis = account.client(ApiGatewayClient.builder())) {
            String api = apis.createRestApi(it -> it.name(named("webhooks"))
                            .endpointConfiguration(where -> where.typesWithStrings("REGIONAL")))
                    .id();
            String root = apis.getResources(it -> it.restApiId(api))
                    .items()
                    .getFirst()
                    .id();
            String resource = apis.createResource(
                            it -> it.restApiId(api).parentId(root).pathPart("webhooks"))
                    .id();
            apis.putMethod(it ->
                    it.restApiId(api).resourceId(resource).httpMethod("POST").authorizationType("NONE"));
            apis.putIntegration(it -> it.restApiId(api)
                    .resourceId(resource)
                    .httpMethod("POST")
                    .type(IntegrationType.AWS_PROXY)
                    .integrationHttpMethod("POST")
                    .uri("arn:aws:apigateway:" + MotoServer.REGION + ":lambda:path/2015-03-31/functions/"
                            + functionArn("webhooks") + "/invocations"));
            apis.createDeployment(it -> it.restApiId(api).stageName("live"));
            permit("webhooks", "webhook-api", "apigateway.amazonaws.com", arn("execute-api", api + "/*/POST/webhooks"));
        }
    }

    private void schedule() {
        permit("reports", "daily", "events.amazonaws.com", arn("events", "rule/" + named("daily-report")));
    }

    private void permit(String function, String statement, String principal, String source) {
        lambda.addPermission(it -> it.functionName(named(function))
                .statementId(statement)
                .action("lambda:InvokeFunction")
                .principal(principal)
                .sourceArn(source));
    }

    private String functionArn(String function) {
        return arn("lambda", "function:" + named(function));
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + MotoServer.REGION + ":" + stage.account() + ":" + resource;
    }
}
