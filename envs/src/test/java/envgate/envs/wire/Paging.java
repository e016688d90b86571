package envgate.envs.wire;

import envgate.envs.source.capture.Operation;
import java.util.List;

/// How AWS pages its lists: the token's names in requests and answers, and how much a page holds.
public final class Paging {

    private record Row(Operation operation, String asked, String answered, int size) {}

    private static final List<Row> ROWS = List.of(
            new Row(Operation.CLOUDFORMATION_DESCRIBE_STACKS, "NextToken", "NextToken", 50),
            new Row(Operation.CLOUDFORMATION_LIST_EXPORTS, "NextToken", "NextToken", 100),
            new Row(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, "NextToken", "NextToken", 100),
            new Row(Operation.CLOUDFORMATION_LIST_IMPORTS, "NextToken", "NextToken", 100),
            new Row(Operation.LAMBDA_LIST_FUNCTIONS, "Marker", "NextMarker", 50),
            new Row(Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS, "Marker", "NextMarker", 100),
            new Row(Operation.EC2_DESCRIBE_SUBNETS, "NextToken", "NextToken", 1000),
            new Row(Operation.EC2_GET_MANAGED_PREFIX_LIST_ENTRIES, "NextToken", "NextToken", 100),
            new Row(Operation.EC2_DESCRIBE_MANAGED_PREFIX_LISTS, "NextToken", "NextToken", 100),
            new Row(Operation.EC2_DESCRIBE_TRANSIT_GATEWAY_ATTACHMENTS, "NextToken", "NextToken", 1000),
            new Row(Operation.ELBV2_DESCRIBE_TARGET_GROUPS, "Marker", "NextMarker", 400),
            new Row(Operation.ROUTE53RESOLVER_LIST_RESOLVER_RULES, "NextToken", "NextToken", 100),
            new Row(Operation.IAM_GET_ACCOUNT_AUTHORIZATION_DETAILS, "Marker", "Marker", 100),
            new Row(Operation.SSM_DESCRIBE_PARAMETERS, "NextToken", "NextToken", 50),
            new Row(Operation.S3_LIST_BUCKETS, "continuation-token", "ContinuationToken", 1000),
            new Row(Operation.KMS_LIST_ALIASES, "Marker", "NextMarker", 100),
            new Row(Operation.KMS_LIST_KEYS, "Marker", "NextMarker", 1000),
            new Row(Operation.KMS_LIST_GRANTS, "Marker", "NextMarker", 100),
            new Row(Operation.SQS_LIST_QUEUES, "NextToken", "NextToken", 1000),
            new Row(Operation.SNS_LIST_TOPICS, "NextToken", "NextToken", 100),
            new Row(Operation.DYNAMODB_LIST_TABLES, "ExclusiveStartTableName", "LastEvaluatedTableName", 100),
            new Row(Operation.RDS_DESCRIBE_DB_INSTANCES, "Marker", "Marker", 100),
            new Row(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS, "Marker", "NextMarker", 400),
            new Row(Operation.ROUTE53_LIST_HOSTED_ZONES, "marker", "NextMarker", 100),
            new Row(Operation.ROUTE53_LIST_RESOURCE_RECORD_SETS, "name", "NextRecordName", 300),
            new Row(Operation.APIGATEWAY_GET_REST_APIS, "position", "position", 500),
            new Row(Operation.APIGATEWAY_GET_RESOURCES, "position", "position", 500),
            new Row(Operation.APIGATEWAYV2_GET_APIS, "nextToken", "NextToken", 100),
            new Row(Operation.APIGATEWAYV2_GET_ROUTES, "nextToken", "NextToken", 100));

    private Paging() {}

    static WireFake asLargeAsAws(WireFake fake) {
        ROWS.forEach(it -> fake.page(it.operation(), it.asked(), it.answered(), it.size()));
        return fake;
    }

    /// One item a page, so that every list with two has two pages.
    public static WireFake oneByOne(WireFake fake) {
        ROWS.forEach(it -> fake.page(it.operation(), it.asked(), it.answered(), 1));
        return fake;
    }
}
