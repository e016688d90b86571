package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.LoadBalancer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

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
        ownership.claim(arn, "AWS::ElasticLoadBalancingV2::LoadBalancer", List.of(arn.toString()), new TreeMap<>());
        return new LoadBalancer(
                arn,
                name,
                item.needed("DNSName"),
                item.text("Scheme"),
                item.text("Type", "application"),
                item.text("VpcId"),
                item.each("AvailabilityZones", "SubnetId"),
                item.texts("SecurityGroups"),
                listeners(arn, name, site),
                new TreeMap<>(),
                StoreReader.origin(Operation.ELBV2_DESCRIBE_LOAD_BALANCERS, name));
    }

    private List<LoadBalancer.Listener> listeners(Arn arn, String name, Site site) {
        return new Inquiry(answers, Operation.ELBV2_DESCRIBE_LISTENERS, site, name, true, arn.toString())
                .read(body -> StackReader.required(body, "Listeners").stream()
                        .map(it -> new LoadBalancer.Listener(it.text("Protocol"), it.port("Port")))
                        .sorted(Comparator.comparing(LoadBalancer.Listener::toString))
                        .toList())
                .seen()
                .orElse(List.of());
    }
}
