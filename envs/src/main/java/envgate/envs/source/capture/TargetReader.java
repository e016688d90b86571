package envgate.envs.source.capture;

import envgate.envs.model.Sight;
import envgate.envs.model.TargetGroup;
import envgate.envs.model.TargetGroup.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads target groups of load balancers, with the attributes that change who may reach whom, and their targets.
///
/// Attributes: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html.
final class TargetReader {

    private final Answers answers;

    TargetReader(Answers answers) {
        this.answers = answers;
    }

    List<TargetGroup> read() {
        return new Listing(answers)
                .read(
                        Operation.ELBV2_DESCRIBE_TARGET_GROUPS,
                        "TargetGroupName",
                        it -> it.arn().toString(),
                        this::group);
    }

    private TargetGroup group(Item item, Site site) {
        String arn = item.arn("TargetGroupArn").toString();
        List<String> balancers = item.texts("LoadBalancerArns");
        boolean used = !balancers.isEmpty();
        Optional<SortedMap<String, String>> attributes =
                attributes(answers, Operation.ELBV2_DESCRIBE_TARGET_GROUP_ATTRIBUTES, site, arn, used);
        return new TargetGroup(
                item.arn("TargetGroupArn"),
                item.text("TargetGroupName"),
                item.text("Protocol"),
                item.port("Port"),
                item.text("TargetType", "instance"),
                item.text("VpcId"),
                balancers,
                attributes.map(it -> flag(it, "preserve_client_ip.enabled")).orElse(null),
                attributes
                        .map(it -> it.getOrDefault("load_balancing.cross_zone.enabled", ""))
                        .orElse(""),
                targets(arn, site, used));
    }

    private Sight<List<Target>> targets(String arn, Site site, boolean used) {
        return new Inquiry(answers, Operation.ELBV2_DESCRIBE_TARGET_HEALTH, site, arn, used, arn)
                .read(body -> StackReader.required(body, "TargetHealthDescriptions").stream()
                        .map(TargetReader::target)
                        .sorted()
                        .toList());
    }

    private static Target target(Item item) {
        Item target = item.in("Target");
        return new Target(
                target.needed("Id"),
                target.port("Port"),
                target.text("AvailabilityZone"),
                item.in("TargetHealth").text("State"));
    }

    static boolean flag(Map<String, String> attributes, String key) {
        return attributes.getOrDefault(key, "false").equals("true");
    }

    static @Nullable Boolean flagIfAny(Map<String, String> attributes, String key) {
        return attributes.containsKey(key) ? flag(attributes, key) : null;
    }

    /// Attributes of a group or a load balancer by their keys.
    static Optional<SortedMap<String, String>> attributes(
            Answers answers, Operation operation, Site site, String arn, boolean expected) {
        return new Inquiry(answers, operation, site, arn, expected, arn)
                .read(body -> {
                    SortedMap<String, String> attributes = new TreeMap<>();
                    StackReader.required(body, "Attributes")
                            .forEach(it -> attributes.put(it.needed("Key"), it.text("Value")));
                    return attributes;
                })
                .seen();
    }
}
