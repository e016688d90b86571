package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import java.util.Set;

/// What resource control policies limit.
///
/// See "List of AWS services that support RCPs" and "Resources and entities not restricted by RCPs" on
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html, as of October
/// 2026.
final class ResourceControl {

    private static final Set<String> SERVICES = Set.of(
            "aoss",
            "appconfig",
            "appstream",
            "autoscaling",
            "autoscaling-plans",
            "budgets",
            "clouddirectory",
            "cloudfront",
            "cloudsearch",
            "cloudtrail-data",
            "codeartifact",
            "codebuild",
            "codecommit",
            "codepipeline",
            "cognito-identity",
            "cognito-idp",
            "comprehend",
            "comprehendmedical",
            "compute-optimizer",
            "cost-optimization-hub",
            "dax",
            "dsql",
            "dynamodb",
            "ecr",
            "ecr-public",
            "events",
            "firehose",
            "fis",
            "fms",
            "gamelift",
            "health",
            "inspector-scan",
            "kendra",
            "kinesisvideo",
            "kms",
            "logs",
            "memorydb",
            "networkmonitor",
            "notifications",
            "opensearch",
            "pca-connector-ad",
            "personalize",
            "polly",
            "pricing",
            "resource-groups",
            "rolesanywhere",
            "s3",
            "secretsmanager",
            "servicediscovery",
            "signin",
            "sqs",
            "sts",
            "support",
            "swf",
            "textract",
            "timestream-influxdb",
            "transcribe",
            "transfer",
            "translate",
            "wafv2",
            "workspaces",
            "xray");

    private ResourceControl() {}

    /// Patterns of the actions that they limit.
    static java.util.List<String> actions() {
        return SERVICES.stream().map(it -> it + ":*").sorted().toList();
    }

    /// Whether they limit what is done to things of a service.
    static boolean covers(String service) {
        return SERVICES.contains(service);
    }

    /// Whether it is a key that AWS manages: `arn:aws:kms:eu-west-1:111122223333:alias/aws/s3`.
    private static boolean isOfAws(String key) {
        return Arn.parse(key)
                .filter(it -> it.resource().startsWith("alias/aws/"))
                .isPresent();
    }

    /// Whether they limit an action, written in lower case, on a resource.
    static boolean limits(String lowerAction, String resource) {
        int colon = lowerAction.indexOf(':');
        return colon > 0
                && covers(lowerAction.substring(0, colon))
                && !lowerAction.equals("kms:retiregrant")
                && !(lowerAction.startsWith("kms:") && isOfAws(resource));
    }
}
