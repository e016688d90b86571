package envgate.rules.analysis.links;

import envgate.envs.model.Arn;
import envgate.rules.analysis.links.Thing.Kind;
import java.util.ArrayList;
import java.util.List;

/// Tells what an ARN names: its kind, and the ARN of the thing itself where it points inside of one.
///
/// Forms:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html.
final class Arns {

    private Arns() {}

    static Kind kind(Arn arn) {
        String resource = arn.resource();
        return switch (arn.service()) {
            case "sqs" -> Kind.QUEUE;
            case "sns" -> Kind.TOPIC;
            case "dynamodb" -> resource.startsWith("table/") ? Kind.TABLE : Kind.OTHER;
            case "s3" -> arn.region().isEmpty() ? Kind.BUCKET : Kind.OTHER;
            case "kms" -> Kind.KEY;
            case "secretsmanager" -> Kind.SECRET;
            case "ssm" -> resource.startsWith("parameter/") ? Kind.PARAMETER : Kind.OTHER;
            case "rds" -> resource.matches("(db|cluster|db-proxy):.*") ? Kind.DATABASE : Kind.OTHER;
            case "elasticache" -> Kind.CACHE;
            case "elasticloadbalancing" -> resource.startsWith("loadbalancer/") ? Kind.LOAD_BALANCER : Kind.OTHER;
            case "execute-api" -> Kind.API;
            case "apigateway" -> resource.matches("/(restapis|apis)/.+") ? Kind.API : Kind.OTHER;
            case "lambda" -> resource.startsWith("function:") ? Kind.FUNCTION : Kind.OTHER;
            case "iam" -> resource.startsWith("role/") ? Kind.ROLE : Kind.OTHER;
            case "cloudformation" -> resource.startsWith("stack/") ? Kind.STACK : Kind.OTHER;
            case "ec2" -> network(resource);
            default -> Kind.OTHER;
        };
    }

    private static Kind network(String resource) {
        return switch (resource.substring(0, Math.max(0, resource.indexOf('/')))) {
            case "vpc" -> Kind.VPC;
            case "subnet" -> Kind.SUBNET;
            case "security-group" -> Kind.SECURITY_GROUP;
            case "vpc-endpoint" -> Kind.VPC_ENDPOINT;
            default -> Kind.OTHER;
        };
    }

    /// Keys of what the ARN names, the ARN as it is first.
    static List<String> identities(Arn arn) {
        List<String> keys = new ArrayList<>();
        keys.add(Identity.arn(arn));
        String resource = arn.resource();
        switch (arn.service()) {
            case "sqs" -> keys.add(Identity.queue(arn.region(), arn.account(), resource));
            case "s3" -> keys.add(Identity.bucket(upTo(resource, '/', 1)));
            case "dynamodb" -> keys.add(Identity.arn(with(arn, upTo(resource, '/', 2))));
            case "lambda" -> keys.add(Identity.arn(with(arn, upTo(resource, ':', 2))));
            case "sns" -> keys.add(Identity.arn(with(arn, upTo(resource, ':', 1))));
            case "secretsmanager" -> keys.add(Identity.arn(with(arn, withoutSuffix(resource))));
            case "execute-api" -> keys.add(Identity.id(upTo(resource, '/', 1)));
            case "apigateway" -> keys.add(Identity.id(arn.name()));
            case "ec2" -> keys.add(Identity.id(arn.name()));
            default -> {}
        }
        return keys.stream().distinct().toList();
    }

    /// A secret's resource without the six characters that Secrets Manager puts behind its name: both spellings work.
    ///
    /// See https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen.
    static String withoutSuffix(String resource) {
        return resource.replaceFirst("-[A-Za-z0-9]{6}$", "");
    }

    static Arn with(Arn arn, String resource) {
        return new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), resource);
    }

    private static String upTo(String text, char mark, int parts) {
        int end = -1;
        for (int i = 0; i < parts; i++) {
            end = text.indexOf(mark, end + 1);
            if (end < 0) {
                return text;
            }
        }
        return text.substring(0, end);
    }
}
