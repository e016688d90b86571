package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Ids, host names and sentences that AWS itself makes: random-looking, and no secret.
final class AwsForms {

    private static final Pattern ID = Pattern.compile(
            "(?:vpc|subnet|sg|sgr|rtb|rtbassoc|igw|eigw|nat|acl|aclassoc|eni|eni-attach|eipalloc|eipassoc|vpce|vpce-svc"
                    + "|vgw|cgw|vpn|tgw|tgw-attach|tgw-rtb|pcx|pl|dopt|fs|fsap|fsmt|i|ami|snap|vol|lt|rslvr-in|rslvr-out"
                    + "|rslvr-rr|vpcbpa-exclude|o|ou|r|p)-[0-9a-z]{4,32}(?:-[0-9a-z]{8,32})?");
    private static final Pattern ZONE =
            Pattern.compile("[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d[a-z]?|[a-z]{3}\\d-az\\d");

    /// Under AWS's own domains: `NAME.HASH.REGION.rds`, `API.execute-api.REGION`, `NAME-NUMBER.REGION.elb`
    /// and so on.
    private static final Pattern RANDOM_LABEL = Pattern.compile(
            "[a-z0-9]{6}|[a-z0-9]{10}|[a-z0-9]{12,14}|[a-z0-9]{20}|[a-z0-9]{26}|[a-z0-9]{32}|(?:internal-)?[a-z0-9-]+-\\d{8,10}|[a-z0-9-]+-[0-9a-f]{16}|vpce-[0-9a-f]{17}-[a-z0-9]{8}(?:-.*)?"
                    + "|(?:search|vpc)-[a-z0-9-]+-[a-z0-9]{26}");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?:[^.]+\\.)*(?:rds|cache|execute-api|elb|es|aoss|vpce|appsync-api|kafka|kafka-serverless|mq|docdb|neptune"
                    + "|redshift|redshift-serverless|lambda-url|cloudfront|awsapprunner|memorydb|efs|dax"
                    + "|iot)(?:\\..*)?");
    private static final Set<String> DOMAINS = Set.of(
            "amazonaws.com",
            "amazonaws.com.cn",
            "on.aws",
            "api.aws",
            "cloudfront.net",
            "awsapprunner.com",
            "amazoncognito.com");

    /// What AWS writes into the descriptions of network interfaces:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html and the services' guides.
    private static final Pattern SENTENCE =
            Pattern.compile("AWS Lambda VPC ENI-[\\w-]+|Interface for NAT Gateway nat-[0-9a-f]+|RDSNetworkInterface"
                    + "|ELB (?:app|net|gwy)/[\\w-]+/[0-9a-f]+|ELB [\\w-]+|VPC Endpoint Interface vpce-[0-9a-f]+"
                    + "|ElastiCache [\\w-]+|Network Interface for Transit Gateway Attachment tgw-attach-[0-9a-f]+"
                    + "|EFS mount target for fs-[0-9a-f]+ \\(fsmt-[0-9a-f]+\\)|Route 53 Resolver: [\\w-]+:rslvr-[\\w-]+"
                    + "|(?:default VPC security group)|Primary network interface|CreateRoute\\w*");
    private static final Pattern SCHEDULE = Pattern.compile(
            "cron\\([0-9A-Z*?,/L# -]{9,60}\\)|rate\\(\\d{1,5} (?:minute|hour|day)s?\\)|[0-9*/,-]+(?: [0-9A-Z*?/,L#-]+){4,5}");
    private static final Pattern ROUTE = Pattern.compile("(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS|ANY) (/.*)");

    private static final Pattern PARTITION = Pattern.compile("aws(?:-[a-z-]{1,10})?|\\*|\\$\\{AWS::Partition}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{1,30}|\\*");
    private static final Pattern REGION = Pattern.compile(
            "|\\*|[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z*]+-[\\d*]|[a-z]{2}-\\*|\\*-\\*-\\*|\\$\\{AWS::Region}");
    private static final Pattern ACCOUNT = Pattern.compile("|\\d{12}|[a-z][a-z-]{1,20}|\\*|\\$\\{AWS::AccountId}");

    private AwsForms() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// A region or availability zone.
    static boolean isZone(String text) {
        return ZONE.matcher(text).matches();
    }

    /// A sentence that AWS wrote, a schedule, or a method and a path.
    static boolean isSentence(String text) {
        return SENTENCE.matcher(text).matches() || SCHEDULE.matcher(text).matches();
    }

    /// The path of `GET /orders`.
    static Optional<String> routePath(String text) {
        var route = ROUTE.matcher(text);
        return route.matches() ? Optional.of(route.group(1)) : Optional.empty();
    }

    /// An ARN or a pattern of ARNs, in all parts before its resource.
    static Optional<Arn> arn(String text) {
        return Arn.parse(text)
                .filter(it -> PARTITION.matcher(it.partition()).matches()
                        && SERVICE.matcher(it.service()).matches()
                        && REGION.matcher(it.region()).matches()
                        && ACCOUNT.matcher(it.account()).matches());
    }

    /// Whether a host lies under a domain of AWS's.
    static boolean isAwsHost(String host) {
        return DOMAINS.stream().anyMatch(it -> host.equals(it) || host.endsWith("." + it));
    }

    /// Whether AWS may have given a host this label: under a service whose names hold random parts.
    static boolean mayAssign(String host, String label) {
        return isAwsHost(host)
                && ASSIGNED.matcher(host).matches()
                && RANDOM_LABEL.matcher(label).matches();
    }
}
