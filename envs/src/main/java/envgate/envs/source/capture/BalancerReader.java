package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.LoadBalancer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads load balancers with the ports that they listen on.
final class BalancerReader {

    private final Answers answers;
    private final Ownership ownership;

    BalancerReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.ownership = ownership;
    }

    List<Resource> read() {
        return new ArrayList<>(new Listing(answers)
                .read(
                        Operation.ELBV2_DESCRIBE_LOAD_BALANCERS,
                        "LoadBalancerName",
                        it -> it.arn().toString(),
                        this::balancer));
    }

    private LoadBalancer balancer(Item item, Site site) {
        Arn arn = item.arn("LoadBalancerArn");
        String name = item.needed("LoadBalancerName");
        String type = item.text("Type", "application");
        ownership.claim(arn, "AWS::ElasticLoadBalancingV2::LoadBalancer", List.of(arn.toString()), new TreeMap<>());
        return new LoadBalancer(
                arn,
                name,
                item.needed("DNSName"),
                item.text("Scheme"),
                type,
                item.in("State").text("Code"),
                item.text("IpAddressType"),
                item.text("VpcId"),
                item.items("AvailabilityZones").stream()
                        .map(BalancerReader::node)
                        .toList(),
                item.texts("SecurityGroups"),
                listeners(arn, name, type, site),
                crossZone(arn, site),
                new TreeMap<>(),
                StoreReader.origin(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS, name));
    }

    private static LoadBalancer.Node node(Item item) {
        List<String> addresses = new ArrayList<>();
        for (Item it : item.items("LoadBalancerAddresses")) {
            for (String member : List.of("IpAddress", "PrivateIPv4Address", "IPv6Address")) {
                if (it.has(member)) {
                    addresses.add(it.block(member));
                }
            }
        }
        return new LoadBalancer.Node(item.text("ZoneName"), item.needed("SubnetId"), addresses);
    }

    private @Nullable Boolean crossZone(Arn arn, Site site) {
        return TargetReader.attributes(
                        answers, Operation.ELBV2_DESCRIBE_LOAD_BALANCER_ATTRIBUTES, site, arn.toString(), true)
                .map(it -> TargetReader.flagIfAny(it, "load_balancing.cross_zone.enabled"))
                .orElse(null);
    }

    private List<LoadBalancer.Listener> listeners(Arn arn, String name, String type, Site site) {
        return new Inquiry(answers, Operation.ELBV2_DESCRIBE_LISTENERS, site, name, true, arn.toString())
                .read(body -> StackReader.required(body, "Listeners").stream()
                        .map(it -> new LoadBalancer.Listener(
                                it.text("Protocol"),
                                it.port("Port"),
                                groups(it),
                                !type.equals("application") && it.has("DefaultActions")))
                        .sorted(Comparator.comparing(LoadBalancer.Listener::toString))
                        .toList())
                .seen()
                .orElse(List.of());
    }

    /// Where the default action sends, which may be several groups by weight:
    /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html.
    private static List<String> groups(Item listener) {
        List<String> groups = new ArrayList<>();
        for (Item it : listener.items("DefaultActions")) {
            if (it.has("TargetGroupArn")) {
                groups.add(it.needed("TargetGroupArn"));
            }
            groups.addAll(it.in("ForwardConfig").each("TargetGroups", "TargetGroupArn"));
        }
        return groups;
    }
}
