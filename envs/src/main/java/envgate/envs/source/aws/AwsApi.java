package envgate.envs.source.aws;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.networkfirewall.NetworkFirewallClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53resolver.Route53ResolverClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/// A service that is read: what the AWS CLI, the endpoint variables and the SDK call it.
enum AwsApi {
    STS("sts", "STS", StsClient::builder),
    CLOUDFORMATION("cloudformation", "CLOUDFORMATION", CloudFormationClient::builder),
    LAMBDA("lambda", "LAMBDA", LambdaClient::builder),
    EC2("ec2", "EC2", Ec2Client::builder),
    IAM("iam", "IAM", IamClient::builder),
    ORGANIZATIONS("organizations", "ORGANIZATIONS", OrganizationsClient::builder),
    SSM("ssm", "SSM", SsmClient::builder),
    SECRETSMANAGER("secretsmanager", "SECRETS_MANAGER", SecretsManagerClient::builder),
    S3("s3", "S3", S3Client::builder),
    KMS("kms", "KMS", KmsClient::builder),
    SQS("sqs", "SQS", SqsClient::builder),
    SNS("sns", "SNS", SnsClient::builder),
    DYNAMODB("dynamodb", "DYNAMODB", DynamoDbClient::builder),
    ECR("ecr", "ECR", EcrClient::builder),
    EVENTS("events", "EVENTBRIDGE", EventBridgeClient::builder),
    RDS("rds", "RDS", RdsClient::builder),
    ELASTICACHE("elasticache", "ELASTICACHE", ElastiCacheClient::builder),
    ELB("elb", "ELASTIC_LOAD_BALANCING", ElasticLoadBalancingClient::builder),
    ELBV2("elbv2", "ELASTIC_LOAD_BALANCING_V2", ElasticLoadBalancingV2Client::builder),
    NETWORK_FIREWALL("network-firewall", "NETWORK_FIREWALL", NetworkFirewallClient::builder),
    ROUTE53RESOLVER("route53resolver", "ROUTE53RESOLVER", Route53ResolverClient::builder),
    ROUTE53("route53", "ROUTE_53", Route53Client::builder),
    APIGATEWAY("apigateway", "API_GATEWAY", ApiGatewayClient::builder),
    APIGATEWAYV2("apigatewayv2", "APIGATEWAYV2", ApiGatewayV2Client::builder);

    private static final Map<String, AwsApi> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(AwsApi::cliName, Function.identity()));

    private final String cliName;
    private final String variable;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final Supplier<? extends AwsClientBuilder<?, ?>> builder;

    AwsApi(String cliName, String variable, Supplier<? extends AwsClientBuilder<?, ?>> builder) {
        this.cliName = cliName;
        this.variable = variable;
        this.builder = builder;
    }

    /// The service that an operation names; the table of operations names no other.
    static AwsApi named(String cliName) {
        return Objects.requireNonNull(BY_NAME.get(cliName), cliName);
    }

    String cliName() {
        return cliName;
    }

    /// `AWS_ENDPOINT_URL_LAMBDA`, see
    /// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html.
    String endpointVariable() {
        return "AWS_ENDPOINT_URL_" + variable;
    }

    AwsClientBuilder<?, ?> builder() {
        return builder.get();
    }
}
