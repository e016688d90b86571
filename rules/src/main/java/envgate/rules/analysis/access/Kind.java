package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A kind of thing that an environment owns, and the actions that AWS knows on it, worst first.
///
/// The actions are those that name such a thing as their resource in
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
/// without those that only tag. An action that is not listed is not looked for.
enum Kind {
    QUEUE(
            Area.QUEUES,
            "sqs",
            "SQS queue",
            "SendMessage ReceiveMessage DeleteMessage PurgeQueue ChangeMessageVisibility StartMessageMoveTask",
            "SetQueueAttributes DeleteQueue AddPermission RemovePermission",
            "GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueueTags"),
    TOPIC(
            Area.TOPICS,
            "sns",
            "SNS topic",
            "Publish Subscribe PutDataProtectionPolicy",
            "SetTopicAttributes DeleteTopic AddPermission RemovePermission ConfirmSubscription",
            "GetTopicAttributes ListSubscriptionsByTopic GetDataProtectionPolicy ListTagsForResource"),
    TABLE(
            Area.TABLES,
            "dynamodb",
            "DynamoDB table",
            "DeleteTable DeleteItem PutItem UpdateItem BatchWriteItem PartiQLDelete PartiQLUpdate PartiQLInsert GetItem "
                    + "Query Scan BatchGetItem PartiQLSelect ConditionCheckItem ExportTableToPointInTime",
            "UpdateTable UpdateTimeToLive PutResourcePolicy DeleteResourcePolicy UpdateContinuousBackups CreateBackup "
                    + "RestoreTableToPointInTime EnableKinesisStreamingDestination UpdateContributorInsights",
            "DescribeTable DescribeTimeToLive DescribeContinuousBackups GetResourcePolicy ListTagsOfResource"),
    BUCKET(
            Area.BUCKETS,
            "s3",
            "S3 bucket",
            "DeleteBucket PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutLifecycleConfiguration "
                    + "PutReplicationConfiguration PutBucketNotification PutBucketPublicAccessBlock PutBucketVersioning",
            "PutEncryptionConfiguration PutBucketCORS PutBucketWebsite DeleteBucketWebsite PutBucketLogging "
                    + "PutBucketOwnershipControls PutBucketObjectLockConfiguration PutBucketTagging PutMetricsConfiguration "
                    + "PutInventoryConfiguration PutAnalyticsConfiguration PutAccelerateConfiguration PutBucketRequestPayment",
            "ListBucket ListBucketVersions ListBucketMultipartUploads GetBucketPolicy GetBucketAcl GetBucketLocation "
                    + "GetBucketNotification GetBucketVersioning GetBucketPublicAccessBlock GetLifecycleConfiguration "
                    + "GetEncryptionConfiguration GetBucketCORS GetBucketTagging GetBucketWebsite GetBucketLogging "
                    + "GetReplicationConfiguration GetBucketOwnershipControls GetBucketPolicyStatus"),
    OBJECT(
            Area.BUCKETS,
            "s3",
            "object of S3 bucket",
            "PutObject DeleteObject GetObject DeleteObjectVersion GetObjectVersion PutObjectAcl PutObjectVersionAcl "
                    + "RestoreObject ReplicateObject ReplicateDelete",
            "PutObjectTagging DeleteObjectTagging PutObjectRetention PutObjectLegalHold BypassGovernanceRetention "
                    + "AbortMultipartUpload ObjectOwnerOverrideToBucketOwner",
            "GetObjectAcl GetObjectAttributes GetObjectTagging GetObjectRetention GetObjectLegalHold "
                    + "GetObjectVersionTagging ListMultipartUploadParts"),
    INDEX(
            Area.TABLES,
            "dynamodb",
            "index of DynamoDB table",
            "Query Scan PartiQLSelect",
            "UpdateContributorInsights",
            "DescribeContributorInsights"),
    KEY(
            Area.KEYS,
            "kms",
            "KMS key",
            "Decrypt ScheduleKeyDeletion DisableKey PutKeyPolicy CreateGrant GenerateDataKey Encrypt ReEncryptFrom "
                    + "ReEncryptTo GenerateDataKeyWithoutPlaintext GenerateDataKeyPair Sign Verify GenerateMac VerifyMac "
                    + "DeriveSharedSecret GenerateDataKeyPairWithoutPlaintext",
            "RevokeGrant RetireGrant EnableKey CancelKeyDeletion UpdateAlias CreateAlias DeleteAlias UpdateKeyDescription "
                    + "EnableKeyRotation DisableKeyRotation RotateKeyOnDemand ReplicateKey ImportKeyMaterial "
                    + "DeleteImportedKeyMaterial UpdatePrimaryRegion",
            "DescribeKey GetKeyPolicy GetKeyRotationStatus GetPublicKey ListGrants ListKeyPolicies ListResourceTags "
                    + "ListKeyRotations GetParametersForImport"),
    SECRET(
            Area.SECRETS,
            "secretsmanager",
            "secret",
            "GetSecretValue DeleteSecret PutSecretValue UpdateSecret RotateSecret PutResourcePolicy DeleteResourcePolicy "
                    + "UpdateSecretVersionStage",
            "RestoreSecret CancelRotateSecret ReplicateSecretToRegions RemoveRegionsFromReplication StopReplicationToReplica",
            "DescribeSecret GetResourcePolicy ListSecretVersionIds ValidateResourcePolicy"),
    PARAMETER(
            Area.PARAMETERS,
            "ssm",
            "SSM parameter",
            "PutParameter DeleteParameter DeleteParameters GetParameter GetParameters GetParametersByPath GetParameterHistory",
            "LabelParameterVersion UnlabelParameterVersion PutResourcePolicy DeleteResourcePolicy",
            "GetResourcePolicies ListTagsForResource"),
    FUNCTION(
            Area.FUNCTIONS,
            "lambda",
            "Lambda function",
            "UpdateFunctionCode DeleteFunction InvokeFunction UpdateFunctionConfiguration AddPermission InvokeFunctionUrl "
                    + "InvokeAsync",
            "PublishVersion UpdateAlias CreateAlias DeleteAlias RemovePermission PutFunctionConcurrency "
                    + "DeleteFunctionConcurrency CreateFunctionUrlConfig UpdateFunctionUrlConfig DeleteFunctionUrlConfig "
                    + "PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig "
                    + "PutRuntimeManagementConfig PutFunctionRecursionConfig PutFunctionCodeSigningConfig",
            "GetFunction GetFunctionConfiguration GetPolicy GetAlias GetFunctionUrlConfig GetFunctionConcurrency "
                    + "GetFunctionEventInvokeConfig GetRuntimeManagementConfig ListAliases "
                    + "ListVersionsByFunction ListTags ListFunctionUrlConfigs"),
    VERSION(
            Area.FUNCTIONS,
            "lambda",
            "version or alias of Lambda function",
            "InvokeFunction DeleteFunction AddPermission InvokeFunctionUrl",
            "UpdateAlias DeleteAlias RemovePermission CreateFunctionUrlConfig UpdateFunctionUrlConfig "
                    + "DeleteFunctionUrlConfig PutFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig "
                    + "PutProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig",
            "GetFunction GetFunctionConfiguration GetPolicy GetFunctionUrlConfig GetFunctionEventInvokeConfig "
                    + "GetProvisionedConcurrencyConfig"),
    DATABASE(
            Area.DATABASES,
            "rds",
            "RDS database",
            "DeleteDBInstance DeleteDBCluster ModifyDBInstance ModifyDBCluster StopDBInstance StopDBCluster RebootDBInstance "
                    + "FailoverDBCluster CreateDBSnapshot CreateDBClusterSnapshot RestoreDBInstanceToPointInTime "
                    + "RestoreDBClusterToPointInTime DeleteDBProxy ModifyDBProxy",
            "StartDBInstance StartDBCluster RebootDBCluster AddRoleToDBInstance AddRoleToDBCluster "
                    + "RemoveRoleFromDBInstance RemoveRoleFromDBCluster CreateDBInstanceReadReplica StartExportTask "
                    + "DownloadDBLogFilePortion DownloadCompleteDBLogFile",
            "DescribeDBInstances DescribeDBClusters DescribeDBProxies DescribeDBLogFiles ListTagsForResource"),
    CACHE(
            Area.CACHES,
            "elasticache",
            "ElastiCache cluster",
            "DeleteCacheCluster DeleteReplicationGroup ModifyCacheCluster ModifyReplicationGroup RebootCacheCluster Connect "
                    + "CreateSnapshot TestFailover DeleteServerlessCache ModifyServerlessCache",
            "IncreaseReplicaCount DecreaseReplicaCount ModifyReplicationGroupShardConfiguration",
            "DescribeCacheClusters DescribeReplicationGroups DescribeServerlessCaches ListTagsForResource"),
    LOAD_BALANCER(
            Area.LOAD_BALANCERS,
            "elasticloadbalancing",
            "load balancer",
            "DeleteLoadBalancer ModifyLoadBalancerAttributes SetSecurityGroups SetSubnets CreateListener "
                    + "SetIpAddressType",
            "",
            ""),
    REPOSITORY(
            Area.RESOURCE_POLICIES,
            "ecr",
            "ECR repository",
            "DeleteRepository PutImage BatchDeleteImage SetRepositoryPolicy DeleteRepositoryPolicy CompleteLayerUpload "
                    + "InitiateLayerUpload UploadLayerPart BatchGetImage GetDownloadUrlForLayer",
            "PutLifecyclePolicy DeleteLifecyclePolicy PutImageTagMutability PutImageScanningConfiguration StartImageScan "
                    + "ReplicateImage StartLifecyclePolicyPreview",
            "BatchCheckLayerAvailability DescribeImages DescribeRepositories GetLifecyclePolicy GetRepositoryPolicy "
                    + "ListImages ListTagsForResource DescribeImageScanFindings GetLifecyclePolicyPreview"),
    EVENT_BUS(
            Area.RESOURCE_POLICIES,
            "events",
            "event bus",
            "PutEvents DeleteEventBus",
            "UpdateEventBus CreateArchive",
            "DescribeEventBus"),
    API(Area.APIS, "apigateway", "API", "DELETE PUT PATCH POST UpdateRestApiPolicy SetWebACL", "", "GET"),
    API_PART(Area.APIS, "apigateway", "part of API", "DELETE PUT PATCH POST", "", "GET"),
    ROLE(
            Area.ROLES,
            "iam",
            "role",
            "PassRole UpdateAssumeRolePolicy PutRolePolicy AttachRolePolicy DeleteRolePolicy DetachRolePolicy DeleteRole "
                    + "DeleteRolePermissionsBoundary PutRolePermissionsBoundary",
            "UpdateRole UpdateRoleDescription TagRole UntagRole",
            "GetRole GetRolePolicy ListRolePolicies ListAttachedRolePolicies ListRoleTags ListInstanceProfilesForRole");

    private static final Set<Kind> WITH_POLICY =
            Set.of(QUEUE, TOPIC, TABLE, INDEX, BUCKET, OBJECT, KEY, SECRET, FUNCTION, VERSION, REPOSITORY, EVENT_BUS);

    private final Area area;
    private final String service;
    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot change
    private final List<Deed> deeds;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot change
    private final List<String> lowerActions;

    /// An action on a thing, and how bad it is when someone else may do it.
    ///
    /// @param rank 0 for using, changing or taking what the thing is for, 1 for its settings, 2 for looking
    ///     at it
    record Deed(String action, int rank) {}

    Kind(Area area, String service, String words, String use, String settings, String looks) {
        this.area = area;
        this.service = service;
        this.words = words;
        List<Deed> all = new ArrayList<>();
        List<String> ranks = List.of(use, settings, looks);
        for (int rank = 0; rank < ranks.size(); rank++) {
            for (String name : ranks.get(rank).split(" ", 0)) {
                if (!name.isEmpty()) {
                    all.add(new Deed(service + ":" + name, rank));
                }
            }
        }
        this.deeds = List.copyOf(all);
        this.lowerActions =
                all.stream().map(it -> it.action().toLowerCase(Locale.ROOT)).toList();
    }

    /// Characters that do not occur in what stands inside of a thing, behind the start of its ARN.
    String never() {
        return this == OBJECT ? "" : this == API_PART ? ":" : ":/";
    }

    /// Whether AWS is asked for all things of this kind; of others those are known that stacks made.
    boolean isListed() {
        return this != REPOSITORY && this != EVENT_BUS;
    }

    /// Where a snapshot says that it could not list things of this kind.
    Area area() {
        return area;
    }

    String service() {
        return service;
    }

    /// AWS's name of the kind, for people.
    String words() {
        return words;
    }

    /// Worst first.
    List<Deed> deeds() {
        return deeds;
    }

    List<String> lowerActions() {
        return lowerActions;
    }

    /// Whether things of this kind have policies of their own, without which no other account gets at them.
    boolean hasPolicy() {
        return WITH_POLICY.contains(this);
    }
}
