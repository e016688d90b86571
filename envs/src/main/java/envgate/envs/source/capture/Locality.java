package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The account and region that an answer is about, as far as its folder and its own words tell; empty where
/// they do not.
record Locality(String account, String region) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d");
    private static final Pattern ZONE = Pattern.compile("(" + REGION.pattern() + ")[a-z]");
    private static final Pattern QUEUE =
            Pattern.compile("https?://[^/]*?(" + REGION.pattern() + ")?[^/]*/(?:queue/[^/]+/)?(\\d{12})/.+");

    /// Members that hold the ARN of the thing itself.
    private static final List<String> ARNS = List.of(
            "FunctionArn",
            "StackId",
            "ExportingStackId",
            "SubnetArn",
            "TopicArn",
            "QueueArn",
            "KeyArn",
            "AliasArn",
            "DBInstanceArn",
            "DBClusterArn",
            "DBProxyArn",
            "DBSubnetGroupArn",
            "LoadBalancerArn",
            "TargetGroupArn",
            "FirewallArn",
            "FirewallPolicyArn",
            "RuleGroupArn",
            "PrefixListArn",
            "TransitGatewayArn",
            "ARN",
            "Arn");

    /// What the names of the folders say.
    static Locality ofFile(String name) {
        String account = "";
        String region = "";
        String[] parts = name.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            account = ACCOUNT.matcher(parts[i]).matches() ? parts[i] : account;
            region = REGION.matcher(parts[i]).matches() ? parts[i] : region;
        }
        return new Locality(account, region);
    }

    /// What the things of an answer say, if all say the same.
    static Locality of(Iterable<JsonNode> things) {
        TreeSet<String> accounts = new TreeSet<>();
        TreeSet<String> regions = new TreeSet<>();
        for (JsonNode thing : things) {
            Optional<Arn> arn = arn(thing);
            String owner = thing.path("OwnerId").asString("");
            arn.map(Arn::account).filter(it -> ACCOUNT.matcher(it).matches()).ifPresent(accounts::add);
            if (ACCOUNT.matcher(owner).matches()) {
                accounts.add(owner);
            }
            arn.map(Arn::region).filter(it -> !it.isEmpty()).ifPresent(regions::add);
            Matcher zone = ZONE.matcher(thing.path("AvailabilityZone").asString(""));
            if (zone.matches()) {
                regions.add(zone.group(1));
            }
            Matcher queue = QUEUE.matcher(thing.asString(""));
            if (queue.matches()) {
                accounts.add(queue.group(2));
                Optional.ofNullable(queue.group(1)).ifPresent(regions::add);
            }
        }
        return new Locality(only(accounts), only(regions));
    }

    private static Optional<Arn> arn(JsonNode thing) {
        return ARNS.stream()
                .map(it -> thing.path(it).asString(""))
                .flatMap(it -> Arn.parse(it).stream())
                .findFirst();
    }

    private static String only(TreeSet<String> texts) {
        return texts.size() == 1 ? texts.first() : "";
    }

    /// This one where it tells, the other where it does not.
    Locality or(Locality other) {
        return new Locality(account.isEmpty() ? other.account : account, region.isEmpty() ? other.region : region);
    }
}
