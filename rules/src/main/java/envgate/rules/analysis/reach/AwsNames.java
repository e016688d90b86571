package envgate.rules.analysis.reach;

import envgate.envs.model.Arn;
import envgate.envs.model.VpcEndpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How AWS names the endpoints of its services: https://docs.aws.amazon.com/general/latest/gr/rande.html.
final class AwsNames {

    private static final Pattern S3 = Pattern.compile(
            "(?:.+\\.)?s3(?:-accesspoint)?(?:[.-]fips)?(?:\\.dualstack)?[.-]([a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern S3_GLOBAL = Pattern.compile("(?:.+\\.)?s3\\.amazonaws\\.com");
    private static final Pattern DYNAMODB =
            Pattern.compile("(?:dynamodb|\\d{12}\\.ddb)(?:-fips)?\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern SERVICE = Pattern.compile(".+\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws|on\\.aws)");

    /// Names that belong to one thing of one account, whose address is not the service's.
    private static final Pattern OF_A_THING = Pattern.compile(
            ".+\\.(?:rds|cache|memorydb|dax|dax-clusters|elb|es|aoss|redshift|redshift-serverless|kafka|mq|efs|fsx|neptune|docdb"
                    + "|vpce|airflow|compute|elasticbeanstalk)(?:[.-].+)?\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws)"
                    + "|.+\\.elb\\..+|(?:.+\\.)?vpce-.+|.+\\.compute\\.internal|.+\\.ec2\\.internal");

    /// Endpoints whose private name stands for every name below it.
    private static final Set<String> WHOLE_ZONES =
            Set.of("s3", "execute-api", "dkr.ecr", "data.iot", "s3-accesspoint", "s3-control", "git-codecommit");

    /// Endpoint services that are named otherwise than the host that stands for them, see
    /// https://docs.aws.amazon.com/streams/latest/dev/vpc.html and
    /// https://docs.aws.amazon.com/firehose/latest/dev/vpc.html.
    private static final Map<String, String> OTHERWISE =
            Map.of("kinesis-streams", "kinesis", "kinesis-firehose", "firehose");

    private AwsNames() {}

    /// AWS's name of the S3 or DynamoDB that a host name leads to, as prefix lists and gateway endpoints
    /// spell it.
    static Optional<String> listed(String host) {
        Matcher s3 = S3.matcher(host);
        if (s3.matches()) {
            return Optional.of("com.amazonaws." + s3.group(1) + ".s3");
        }
        Matcher dynamodb = DYNAMODB.matcher(host);
        return dynamodb.matches() ? Optional.of("com.amazonaws." + dynamodb.group(1) + ".dynamodb") : Optional.empty();
    }

    /// A name of S3 that does not tell the bucket's region.
    static boolean isGlobalS3(String host) {
        return S3_GLOBAL.matcher(host).matches();
    }

    static boolean isService(String host) {
        return SERVICE.matcher(host).matches();
    }

    static boolean isOfAThing(String host) {
        return OF_A_THING.matcher(host).matches();
    }

    /// The private names of an interface endpoint with private DNS:
    /// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html.
    static List<String> privateNames(VpcEndpoint endpoint) {
        return endpoint.privateDnsEnabled() ? serviceNames(endpoint) : List.of();
    }

    /// The names that an interface endpoint has, or would have, with private DNS.
    static List<String> serviceNames(VpcEndpoint endpoint) {
        List<String> names = new ArrayList<>();
        endpoint.dnsNames().stream()
                .map(AwsNames::plain)
                .filter(it -> !it.contains(".vpce."))
                .forEach(names::add);
        String[] parts = endpoint.serviceName().split("\\.", 4);
        if (parts.length == 4 && parts[1].equals("amazonaws")) {
            List<String> words = new ArrayList<>(Arrays.asList(parts[3].split("\\.")));
            Collections.reverse(words);
            String reversed = String.join(".", words);
            String service = OTHERWISE.getOrDefault(reversed, reversed);
            String suffix = parts[2].startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
            String name = service + "." + parts[2] + suffix;
            names.add(name);
            if (WHOLE_ZONES.contains(service)) {
                names.add("*." + name);
            }
        }
        return names.stream().distinct().toList();
    }

    /// Whether a name is that of a zone or lies under its wildcard.
    static boolean covers(String name, String host) {
        return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
    }

    /// The host of the endpoint at which a thing of AWS is reached, for what is reached at its service's.
    static String host(Arn arn, String region) {
        String where = arn.region().isEmpty() ? region : arn.region();
        String suffix = arn.partition().equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return arn.service() + "." + where + suffix;
    }

    /// Lower case, without the final dot, and with the star that Route 53 writes as `\052`.
    static String plain(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT).replace("\\052", "*");
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
