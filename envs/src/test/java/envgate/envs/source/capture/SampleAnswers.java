package envgate.envs.source.capture;

import envgate.envs.model.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// A recording with an answer of every kind; `FREE` stands wherever people write what they like.
final class SampleAnswers {

    static final String ACCOUNT = "333333333333";
    static final String REGION = "eu-west-1";

    private final List<Answer> answers = new ArrayList<>();
    private final UnaryOperator<String> fill;

    private SampleAnswers(UnaryOperator<String> fill) {
        this.fill = fill;
    }

    /// The recording with every `FREE` replaced by what `fill` makes of its number.
    static Recording filled(UnaryOperator<String> fill) {
        SampleAnswers sample = new SampleAnswers(fill);
        sample.all();
        return new Recording(
                "prod",
                List.of(ACCOUNT),
                List.of(REGION),
                "arn:aws:sts::333333333333:assumed-role/envgate-read/envgate",
                Instant.parse("2026-11-19T10:42:17Z"),
                new Selection(List.of("orders-*"), java.util.Map.of("app", "orders"), List.of()),
                sample.answers);
    }

    static Recording healthy() {
        return filled(_ -> "orders");
    }

    private void all() {
        add("sts", "GetCallerIdentity", "{}", """
            {"UserId": "AROAEXAMPLE1234567890:envgate", "Account": "333333333333",
             "Arn": "arn:aws:sts::333333333333:assumed-role/envgate-read/envgate"}""");
        add("lambda", "ListFunctions", "{}", """
            {"Functions": [{"FunctionName": "orders-prod-api",
              "FunctionArn": "arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-api",
              "Runtime": "python3.13", "Role": "arn:aws:iam::333333333333:role/orders-prod-api",
              "Handler": "orders.api.handler", "CodeSize": 1024, "Description": "FREE", "Timeout": 20,
              "MemorySize": 512, "LastModified": "2026-11-19T10:42:17.000+0000",
              "CodeSha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", "Version": "$LATEST",
              "RevisionId": "0f8fad5b-d9cb-469f-a165-70867728950e", "PackageType": "Zip", "Architectures": ["arm64"],
              "VpcConfig": {"SubnetIds": ["subnet-0a1b2c3d4e5f67890"], "SecurityGroupIds": ["sg-0a1b2c3d4e5f67890"],
                "VpcId": "vpc-0a1b2c3d4e5f67890"},
              "StateReason": "FREE", "LastUpdateStatusReason": "FREE",
              "Environment": {"Variables": {"STAGE": "prod", "LOG_LEVEL": "INFO", "FREE_WORD": "FREE",
                 "DB_PASSWORD": "FREE", "API_URL": "https://api.example.com/FREE/orders",
                 "HOOK_URL": "https://api.example.com/orders?sig=FREE", "STORE": "postgres://orders:FREE@db.internal:5432/orders",
                 "SETTINGS": "{\\"a\\": {\\"b\\": [\\"FREE\\"]}}", "LIST": "orders,FREE,refunds", "PROSE": "please use FREE today"},
                 "Error": {"ErrorCode": "AccessDeniedException", "Message": "FREE"}},
              "ImageConfigResponse": {"ImageConfig": {"Command": ["run", "FREE"], "EntryPoint": ["FREE"]}},
              "KMSKeyArn": "arn:aws:kms:eu-west-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}""");
        add("lambda", "GetFunction", "{\"FunctionName\": \"orders-prod-api\"}", """
            {"Configuration": {"FunctionName": "orders-prod-api",
               "FunctionArn": "arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-api",
               "Environment": {"Variables": {"TOKEN": "FREE"}}},
             "Code": {"RepositoryType": "S3", "Location": "https://awslambda.s3.eu-west-1.amazonaws.com/snapshots/FREE?X-Amz-Security-Token=FREE"},
             "Tags": {"app": "orders", "note": "FREE", "aws:cloudformation:logical-id": "OrdersApi"}}""");
        add("lambda", "GetPolicy", "{\"FunctionName\": \"orders-prod-api\"}", """
            {"RevisionId": "0f8fad5b-d9cb-469f-a165-70867728950e", "Policy":
             "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"http-api\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"apigateway.amazonaws.com\\"},\\"Action\\":\\"lambda:InvokeFunction\\",\\"Resource\\":\\"arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-api\\",\\"Condition\\":{\\"ArnLike\\":{\\"AWS:SourceArn\\":\\"arn:aws:execute-api:eu-west-1:333333333333:a1b2c3d4e5/*/*/orders\\"},\\"StringEquals\\":{\\"aws:PrincipalTag/team\\":\\"FREE\\"}}}]}"}""");
        add("lambda", "ListEventSourceMappings", "{}", """
            {"EventSourceMappings": [{"UUID": "0f8fad5b-d9cb-469f-a165-70867728950e", "State": "Enabled",
              "EventSourceArn": "arn:aws:sqs:eu-west-1:333333333333:orders-prod-incoming",
              "FunctionArn": "arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-worker",
              "LastProcessingResult": "FREE", "StateTransitionReason": "FREE",
              "FilterCriteria": {"Filters": [{"Pattern": "{\\"body\\": {\\"key\\": [\\"FREE\\"]}}"}]}}]}""");
        add("cloudformation", "DescribeStacks", "{}", """
            {"Stacks": [{"StackName": "orders-prod",
              "StackId": "arn:aws:cloudformation:eu-west-1:333333333333:stack/orders-prod/0f8fad5b-d9cb-469f-a165-70867728950e",
              "StackStatus": "CREATE_COMPLETE", "StackStatusReason": "FREE", "Description": "FREE",
              "CreationTime": "2026-11-19T10:42:17Z", "DisableRollback": false,
              "Parameters": [{"ParameterKey": "Stage", "ParameterValue": "prod"},
                {"ParameterKey": "Anything", "ParameterValue": "FREE"},
                {"ParameterKey": "MasterPassword", "ParameterValue": "FREE"},
                {"ParameterKey": "Path", "ParameterValue": "/orders/prod/x", "ResolvedValue": "FREE"},
                {"ParameterKey": "Silent", "ParameterValue": "****"}],
              "Outputs": [{"OutputKey": "ApiUrl", "OutputValue": "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com", "ExportName": "orders-prod-ApiUrl"},
                {"OutputKey": "Anything", "OutputValue": "FREE", "Description": "FREE"}],
              "Tags": [{"Key": "app", "Value": "orders"}, {"Key": "note", "Value": "FREE"}]}]}""");
        add("cloudformation", "ListExports", "{}", """
            {"Exports": [{"ExportingStackId": "arn:aws:cloudformation:eu-west-1:333333333333:stack/orders-prod/0f8fad5b-d9cb-469f-a165-70867728950e",
              "Name": "orders-prod-ApiUrl", "Value": "FREE"}]}""");
        add("cloudformation", "ListStackResources", "{\"StackName\": \"orders-prod\"}", """
            {"StackResourceSummaries": [{"LogicalResourceId": "OrdersApi", "PhysicalResourceId": "orders-prod-api",
              "ResourceType": "AWS::Lambda::Function", "ResourceStatus": "CREATE_COMPLETE", "ResourceStatusReason": "FREE"}]}""");
        add("cloudformation", "GetTemplate", "{\"StackName\": \"orders-prod\"}", """
            {"TemplateBody": "AWSTemplateFormatVersion: '2010-09-09'\\n# FREE\\nDescription: FREE\\nParameters:\\n  Word: {Type: String, Default: FREE, Description: FREE}\\n  Silent: {Type: String, NoEcho: true, Default: orders}\\nResources:\\n  OrdersApi:\\n    Type: AWS::Lambda::Function\\n    Metadata: {Note: FREE}\\n    Properties:\\n      FunctionName: !Sub orders-${Stage}-api\\n      Code: {ZipFile: 'key = \\"FREE\\"'}\\n      Environment:\\n        Variables:\\n          A: FREE\\n          B: !Sub 'https://api.example.com/FREE/${Stage}'\\n          C: !Join ['', ['postgres://orders:', FREE, '@db']]\\n          TOKEN: FREE\\n  Alarm:\\n    Type: AWS::SNS::Subscription\\n    Properties: {TopicArn: !ImportValue platform-alerts-TopicArn, UserData: !Base64 FREE}\\nOutputs:\\n  Out: {Condition: IsProd, Value: FREE}\\n",
             "StagesAvailable": ["Original", "Processed"]}""");
        add("ec2", "DescribeVpcs", "{}", """
            {"Vpcs": [{"VpcId": "vpc-0a1b2c3d4e5f67890", "CidrBlock": "10.30.0.0/16", "State": "available", "IsDefault": false,
              "OwnerId": "333333333333", "DhcpOptionsId": "dopt-0a1b2c3d4e5f67890",
              "Tags": [{"Key": "Name", "Value": "orders-prod"}, {"Key": "note", "Value": "FREE"}]}]}""");
        add("ec2", "DescribeSecurityGroups", "{}", """
            {"SecurityGroups": [{"GroupId": "sg-0a1b2c3d4e5f67890", "GroupName": "functions", "Description": "FREE",
              "VpcId": "vpc-0a1b2c3d4e5f67890", "OwnerId": "333333333333", "IpPermissions": [{"IpProtocol": "tcp",
              "FromPort": 5432, "ToPort": 5432, "IpRanges": [{"CidrIp": "10.30.0.0/16", "Description": "FREE"}]}]}]}""");
        add("ec2", "DescribeVpcEndpoints", "{}", """
            {"VpcEndpoints": [{"VpcEndpointId": "vpce-0a1b2c3d4e5f67890", "ServiceName": "com.amazonaws.eu-west-1.sqs",
              "State": "available", "PolicyDocument": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\",\\"Condition\\":{\\"StringEquals\\":{\\"aws:ResourceTag/x\\":[\\"FREE\\"]}}}]}"}]}""");
        add("iam", "GetAccountAuthorizationDetails", "{\"Filter\": [\"Role\", \"LocalManagedPolicy\"]}", """
            {"RoleDetailList": [{"RoleName": "orders-prod-api", "RoleId": "AROAEXAMPLE1234567890", "Path": "/",
              "Arn": "arn:aws:iam::333333333333:role/orders-prod-api", "CreateDate": "2026-11-19T10:42:17Z",
              "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::222222222222:root"}, "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": "FREE"}}}]},
              "RolePolicyList": [{"PolicyName": "api", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Sid": "UseOrders",
                "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::orders-prod/*",
                "Condition": {"StringLike": {"aws:Referer": ["FREE"]}, "Bool": {"aws:SecureTransport": "true"}}}]}}],
              "Tags": [{"Key": "note", "Value": "FREE"}]}], "Policies": []}""");
        add("iam", "GetPolicyVersion", "{\"PolicyArn\": \"arn:aws:iam::aws:policy/X\", \"VersionId\": \"v1\"}", """
            {"PolicyVersion": {"VersionId": "v1", "Document": "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%2C%22Condition%22%3A%7B%22StringEquals%22%3A%7B%22aws%3AResourceTag%2Fx%22%3A%22FREE%22%7D%7D%7D%5D%7D"}}""");
        add("organizations", "DescribePolicy", "{\"PolicyId\": \"p-abcd1234\"}", """
            {"Policy": {"PolicySummary": {"Id": "p-abcd1234", "Name": "guard", "Description": "FREE"},
              "Content": "{\\"Statement\\":{\\"Effect\\":\\"Deny\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\",\\"Condition\\":{\\"StringNotEquals\\":{\\"aws:PrincipalTag/x\\":\\"FREE\\"}}}}"}}""");
        add("ssm", "DescribeParameters", "{}", """
            {"Parameters": [{"Name": "/orders/prod/checkout/flags", "Type": "String", "Version": 3, "Description": "FREE",
              "AllowedPattern": "FREE", "LastModifiedUser": "arn:aws:iam::333333333333:user/jane"}]}""");
        add("ssm", "GetParameters", "{\"Names\": [\"/orders/prod/checkout/flags\"]}", """
            {"Parameters": [{"Name": "/orders/prod/checkout/flags", "Type": "String", "Value": "FREE", "Version": 3},
              {"Name": "/orders/prod/db/password", "Type": "String", "Value": "FREE", "Version": 1},
              {"Name": "/orders/prod/warehouse/token", "Type": "SecureString", "Value": "FREE", "Version": 1},
              {"Name": "/orders/prod/list", "Type": "StringList", "Value": "orders,FREE", "Version": 1}]}""");
        add("secretsmanager", "ListSecrets", "{}", """
            {"SecretList": [{"ARN": "arn:aws:secretsmanager:eu-west-1:333333333333:secret:orders/prod/database-x7Y9z2",
              "Name": "orders/prod/database", "Description": "FREE", "Tags": [{"Key": "note", "Value": "FREE"}]}]}""");
        add("s3", "GetBucketPolicy", "{\"Bucket\": \"orders-prod-invoices\"}", """
            {"Policy": "{\\"Statement\\":[{\\"Effect\\":\\"Deny\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"s3:*\\",\\"Resource\\":\\"arn:aws:s3:::orders-prod-invoices/*\\",\\"Condition\\":{\\"Bool\\":{\\"aws:SecureTransport\\":\\"false\\"},\\"StringLike\\":{\\"aws:Referer\\":\\"FREE\\"}}}]}"}""");
        add(
                "sqs",
                "GetQueueAttributes",
                "{\"QueueUrl\": \"https://sqs.eu-west-1.amazonaws.com/333333333333/orders-prod-mail\"}",
                """
            {"Attributes": {"QueueArn": "arn:aws:sqs:eu-west-1:333333333333:orders-prod-mail", "VisibilityTimeout": "180",
              "RedrivePolicy": "{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:eu-west-1:333333333333:orders-dlq\\",\\"maxReceiveCount\\":5}",
              "Policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"sns.amazonaws.com\\"},\\"Action\\":\\"sqs:SendMessage\\",\\"Resource\\":\\"*\\",\\"Condition\\":{\\"StringEquals\\":{\\"aws:PrincipalTag/x\\":\\"FREE\\"}}}]}"}}""");
        add("kms", "DescribeKey", "{\"KeyId\": \"1234abcd-12ab-34cd-56ef-1234567890ab\"}", """
            {"KeyMetadata": {"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab", "Description": "FREE", "KeyState": "Enabled",
              "Arn": "arn:aws:kms:eu-west-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}""");
        add("rds", "DescribeDBInstances", "{}", """
            {"DBInstances": [{"DBInstanceIdentifier": "orders-prod", "Engine": "postgres", "MasterUsername": "orders",
              "Endpoint": {"Address": "orders-prod.c1a2b3c4d5e6.eu-west-1.rds.amazonaws.com", "Port": 5432},
              "DBInstanceArn": "arn:aws:rds:eu-west-1:333333333333:db:orders-prod",
              "TagList": [{"Key": "note", "Value": "FREE"}]}]}""");
        add("route53", "ListResourceRecordSets", "{\"HostedZoneId\": \"/hostedzone/Z0123456789ABCDEFGHIJ\"}", """
            {"ResourceRecordSets": [{"Name": "db.orders.internal.", "Type": "CNAME", "TTL": 60,
              "ResourceRecords": [{"Value": "orders-prod.c1a2b3c4d5e6.eu-west-1.rds.amazonaws.com"}]},
              {"Name": "orders.internal.", "Type": "TXT", "ResourceRecords": [{"Value": "\\"FREE\\""}]}]}""");
        add("apigateway", "GetRestApis", "{}", """
            {"items": [{"id": "a1b2c3d4e5", "name": "orders-prod-webhooks", "description": "FREE",
              "policy": "{\\\\\\"Statement\\\\\\": \\\\\\"FREE\\\\\\"}", "tags": {"note": "FREE"}}]}""");
        add("apigateway", "GetResources", "{\"restApiId\": \"a1b2c3d4e5\", \"embed\": [\"methods\"]}", """
            {"items": [{"id": "x1y2z3", "path": "/webhooks", "resourceMethods": {"POST": {"httpMethod": "POST",
              "methodIntegration": {"type": "AWS_PROXY", "httpMethod": "POST",
                "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:333333333333:function:orders-prod-webhooks/invocations",
                "requestParameters": {"integration.request.header.X-Api-Key": "'FREE'"},
                "requestTemplates": {"application/json": "{\\"key\\": \\"FREE\\"}"}}}}}]}""");
        add("apigatewayv2", "GetIntegrations", "{\"ApiId\": \"a1b2c3d4e5\"}", """
            {"Items": [{"IntegrationId": "abc1234", "IntegrationType": "HTTP_PROXY", "Description": "FREE",
              "IntegrationUri": "https://api.example.com/FREE", "RequestParameters": {"append:header.team": "FREE"}}]}""");
        refuse("lambda", "GetFunction", "{\"FunctionName\": \"orders-prod-worker\"}", "AccessDeniedException", 403);
        refuse("ec2", "DescribeNatGateways", "{}", "UnauthorizedOperation", 403);
    }

    private void add(String service, String operation, String request, String body) {
        answers.add(new Answer(
                ACCOUNT,
                region(service, operation),
                service,
                operation,
                object(request),
                new Answer.Response(object(body))));
    }

    private void refuse(String service, String operation, String request, String code, int status) {
        answers.add(new Answer(
                ACCOUNT,
                region(service, operation),
                service,
                operation,
                object(request),
                new Answer.Refusal(code, status)));
    }

    private static String region(String service, String operation) {
        return Operation.of(service, operation).orElseThrow().isGlobal() ? "" : REGION;
    }

    private ObjectNode object(String text) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf("FREE"); at >= 0; at = text.indexOf("FREE", from)) {
            boolean whole = !Character.isLetterOrDigit(text.charAt(at + 4)) && text.charAt(at + 4) != '_';
            filled.append(text, from, at).append(whole ? fill.apply("FREE") : "FREE");
            from = at + 4;
        }
        filled.append(text.substring(from));
        return (ObjectNode) CaptureJson.parse(filled.toString()).orElseThrow(() -> new AssertionError(filled));
    }

    static ObjectNode json(String text) {
        return (ObjectNode) CaptureJson.parse(text).orElseThrow();
    }
}
