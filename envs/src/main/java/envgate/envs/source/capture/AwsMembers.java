package envgate.envs.source.capture;

import envgate.envs.model.EnvironmentNames;
import java.util.List;
import java.util.Set;

/// Tells by its name what a member of an AWS answer holds: what AWS says, or what somebody wrote.
///
/// AWS names its members by what they hold at their end: `PhysicalResourceId`, `StackStatus`. What is not
/// known here is decided on by its content.
final class AwsMembers {

    /// Ends of names of members that hold AWS's own words, or names that people gave to things.
    private static final Set<String> TOLD = Set.of(
            "id",
            "ids",
            "arn",
            "arns",
            "name",
            "names",
            "identifier",
            "identifiers",
            "uuid",
            "status",
            "state",
            "type",
            "types",
            "mode",
            "scheme",
            "class",
            "engine",
            "family",
            "version",
            "versions",
            "region",
            "regions",
            "zone",
            "zones",
            "account",
            "accounts",
            "owner",
            "runtime",
            "handler",
            "architectures",
            "role",
            "sha256",
            "digest",
            "cidr",
            "cidrs",
            "block",
            "blocks",
            "address",
            "addresses",
            "ip",
            "ips",
            "ipv6",
            "protocol",
            "port",
            "action",
            "effect",
            "date",
            "time",
            "timestamp",
            "timezone",
            "modified",
            "on",
            "at",
            "endpoint",
            "endpoints",
            "target",
            "path",
            "group",
            "groups",
            "origin",
            "format",
            "method",
            "tier",
            "spec",
            "usage",
            "algorithms",
            "imports",
            "sid",
            "exports",
            "available",
            "capabilities");

    /// Such members whose names do not say it.
    private static final Set<String> ALSO_TOLD = Set.of(
            "RouteKey",
            "pathPart",
            "ImageUri",
            "ResolvedImageUri",
            "QueueUrl",
            "QueueUrls",
            "LogicalId",
            "KeyState",
            "ErrorCode",
            "StateReasonCode",
            "Code",
            "CidrIp",
            "CidrIpv6",
            "DNSName",
            "ParameterKey",
            "OutputKey",
            "SnapStart",
            "LastUpdateStatusReasonCode",
            "Attribute",
            "CreatedBy",
            "KeyManager",
            "OwningService",
            "SelfManagedEventSource",
            "BackupTarget",
            "ExclusionsAllowed",
            "SslPolicy",
            "Actions",
            "StatelessDefaultActions",
            "StatelessFragmentDefaultActions",
            "StatefulDefaultActions",
            "Targets",
            "AddressDefinition",
            "Definition",
            "Direction",
            "Keyword");

    /// Members that end like such and hold something else.
    private static final Set<String> FREE =
            Set.of("ExternalId", "CallerReference", "RequestId", "NextToken", "position");

    /// Policy documents, as objects or as texts.
    private static final Set<String> POLICIES = Set.of(
            "Policy",
            "policy",
            "PolicyDocument",
            "AssumeRolePolicyDocument",
            "Document",
            "ResourcePolicy",
            "Content",
            "PolicyText");

    /// Objects whose keys people chose.
    private static final Set<String> MAPS = Set.of(
            "Variables",
            "Tags",
            "tags",
            "StageVariables",
            "stageVariables",
            "variables",
            "RequestParameters",
            "requestParameters",
            "RequestTemplates",
            "requestTemplates",
            "ResponseParameters",
            "responseParameters",
            "ResponseTemplates",
            "responseTemplates",
            "AuthenticationRequestExtraParams",
            "Mappings");

    private AwsMembers() {}

    /// Whether the texts of this member are known to be no secrets.
    static boolean isTold(String member) {
        if (ALSO_TOLD.contains(member)) {
            return true;
        }
        List<String> words = EnvironmentNames.words(member);
        return !FREE.contains(member) && !words.isEmpty() && TOLD.contains(words.getLast());
    }

    static boolean isPolicy(String member) {
        return POLICIES.contains(member);
    }

    static boolean isMap(String member) {
        return MAPS.contains(member);
    }
}
