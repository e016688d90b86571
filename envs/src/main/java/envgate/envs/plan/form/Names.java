package envgate.envs.plan.form;

import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.Term;
import envgate.envs.source.capture.Overlay;
import java.util.List;
import java.util.Locale;

/// What a planned thing is called where findings speak of it.
final class Names {

    private Names() {}

    static List<String> of(PlannedResource it, Overlay overlay) {
        String id = it.physicalId();
        String end = ":" + overlay.region() + ":" + overlay.account() + ":";
        String start = "arn:" + overlay.partition() + ":";
        String last = id.substring(id.lastIndexOf('/') + 1);
        String lower = id.toLowerCase(Locale.ROOT);
        return switch (it.type()) {
            case "AWS::Lambda::Function" -> List.of(start + "lambda" + end + "function:" + id);
            case "AWS::IAM::Role" -> List.of(start + "iam::" + overlay.account() + ":role" + path(it) + id);
            case "AWS::SQS::Queue" -> List.of(start + "sqs" + end + last);
            case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" ->
                List.of(start + "dynamodb" + end + "table/" + id);
            case "AWS::S3::Bucket" -> List.of(start + "s3:::" + id);
            case "AWS::ECR::Repository" -> List.of(start + "ecr" + end + "repository/" + id);
            case "AWS::Events::EventBus" -> List.of(start + "events" + end + "event-bus/" + id);
            case "AWS::KMS::Key" -> List.of(start + "kms" + end + "key/" + id);
            case "AWS::SSM::Parameter" ->
                List.of(start + "ssm" + end + "parameter" + (id.startsWith("/") ? "" : "/") + id);
            case "AWS::RDS::DBInstance" -> List.of(start + "rds" + end + "db:" + lower);
            case "AWS::RDS::DBCluster" -> List.of(start + "rds" + end + "cluster:" + lower);
            case "AWS::ElastiCache::CacheCluster" -> List.of(start + "elasticache" + end + "cluster:" + id);
            case "AWS::ElastiCache::ReplicationGroup" ->
                List.of(start + "elasticache" + end + "replicationgroup:" + id);
            case "AWS::ApiGateway::RestApi" ->
                List.of(id, start + "apigateway:" + overlay.region() + "::/restapis/" + id);
            case "AWS::ApiGatewayV2::Api" -> List.of(id, start + "apigateway:" + overlay.region() + "::/apis/" + id);
            default -> List.of(id);
        };
    }

    private static String path(PlannedResource it) {
        return it.properties().get("Path").orElse(null) instanceof Term.Literal path ? path.text() : "/";
    }
}
