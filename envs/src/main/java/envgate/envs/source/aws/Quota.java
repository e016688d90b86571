package envgate.envs.source.aws;

import envgate.envs.source.capture.Operation;
import java.util.Set;

/// How fast AWS lets an account be read in a region, and what part of it envgate takes.
///
/// It is about four fifths where AWS documents a quota, because deploys and dashboards draw on the same
/// one, and a guess on the safe side elsewhere. Documented are:
///
/// - lambda: GetFunction 100 a second, GetPolicy 15, all the rest together 15,
///   https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
/// - ec2: a bucket of 100 and 20 a second for a paged Describe call,
///   https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// - elb, elbv2 together: a bucket of 40 and 10 a second,
///   https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
/// - route53: 5 a second, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
/// - apigateway: a bucket of 40 and 10 a second, GetResources 5 in two seconds,
///   https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
/// - ssm: GetParameters 40 a second, https://docs.aws.amazon.com/general/latest/gr/ssm.html
/// - kms: 100 a second and more,
///   https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
/// - secretsmanager: 50 a second and more,
///   https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
enum Quota {
    LAMBDA_GET_FUNCTION(16, 80, 40, "lambda:GetFunction"),
    LAMBDA_GET_POLICY(8, 12, 12, "lambda:GetPolicy"),
    LAMBDA(8, 12, 12, "lambda"),
    EC2(16, 16, 60, "ec2"),
    ELB(8, 8, 30, "elb", "elbv2"),
    ROUTE53(4, 4, 4, "route53"),
    APIGATEWAY_GET_RESOURCES(2, 2, 2, "apigateway:GetResources"),
    APIGATEWAY(8, 8, 30, "apigateway", "apigatewayv2"),
    SSM_DESCRIBE_PARAMETERS(1, 3, 3, "ssm:DescribeParameters"),
    SSM(8, 30, 30, "ssm"),
    KMS(8, 60, 60, "kms"),
    SECRETSMANAGER(8, 40, 40, "secretsmanager"),
    SQS(16, 100, 100, "sqs"),
    SNS(8, 24, 24, "sns"),
    DYNAMODB(8, 8, 8, "dynamodb"),
    S3(16, 50, 50, "s3"),
    CLOUDFORMATION(8, 8, 16, "cloudformation"),
    IAM(8, 10, 20, "iam"),
    ORGANIZATIONS(2, 2, 5, "organizations"),
    REST(8, 8, 16);

    private final int inFlight;
    private final double perSecond;
    private final int burst;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> services;

    Quota(int inFlight, double perSecond, int burst, String... services) {
        this.inFlight = inFlight;
        this.perSecond = perSecond;
        this.burst = burst;
        this.services = Set.of(services);
    }

    static Quota of(Operation operation) {
        for (Quota it : values()) {
            if (it.services.contains(operation.key()) || it.services.contains(operation.service())) {
                return it;
            }
        }
        return REST;
    }

    /// Calls that may be under way at once.
    int inFlight() {
        return inFlight;
    }

    Budget budget(double pace) {
        return new Budget(inFlight, perSecond * pace, burst);
    }
}
