package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Resource;
import envgate.envs.model.Resource.LoadBalancer;
import envgate.envs.model.Sight;
import envgate.envs.model.TargetGroup;
import envgate.envs.model.TargetGroup.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Reads classic load balancers: each of their listeners as if it had a target group of its own.
///
/// Member names:
/// https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_LoadBalancerDescription.html.
final class ClassicReader {

    private final Answers answers;
    private final Ownership ownership;
    private final List<TargetGroup> groups = new ArrayList<>();

    ClassicReader(Answers answers, Ownership ownership) {
        this.answers = answers;
        this.ownership = ownership;
    }

    private record Classic(LoadBalancer balancer, List<TargetGroup> groups) {}

    List<Resource> read() {
        List<Resource> found = new ArrayList<>();
        for (Classic it : new Listing(answers)
                .read(
                        Operation.ELB_DESCRIBE_LOAD_BALANCERS,
                        "LoadBalancerName",
                        it -> it.balancer().arn().toString(),
                        this::classic)) {
            found.add(it.balancer());
            groups.addAll(it.groups());
        }
        return found;
    }

    List<TargetGroup> groups() {
        return groups;
    }

    private Classic classic(Item item, Site site) {
        String name = item.needed("LoadBalancerName");
        Arn arn = site.arn("elasticloadbalancing", "loadbalancer/" + name);
        String vpc = item.text("VPCId");
        List<Target> targets = item.items("Instances").stream()
                .map(it -> new Target(it.needed("InstanceId"), 0, "", ""))
                .toList();
        List<TargetGroup> own = new ArrayList<>();
        List<LoadBalancer.Listener> listeners = new ArrayList<>();
        for (Item it : item.items("ListenerDescriptions")) {
            Item listener = it.in("Listener");
            int port = listener.port("LoadBalancerPort");
            int inner = listener.port("InstancePort");
            Arn group = site.arn("elasticloadbalancing", "targetgroup/classic/" + name + "/" + port);
            own.add(new TargetGroup(
                    group,
                    name + ":" + port,
                    listener.text("InstanceProtocol", listener.text("Protocol")),
                    inner,
                    "instance",
                    vpc,
                    List.of(arn.toString()),
                    false,
                    "",
                    new Sight.Seen<>(targets.stream()
                            .map(target -> new Target(target.id(), inner, "", ""))
                            .toList())));
            listeners.add(new LoadBalancer.Listener(listener.text("Protocol"), port, List.of(group.toString()), true));
        }
        ownership.claim(arn, "AWS::ElasticLoadBalancing::LoadBalancer", List.of(name), new TreeMap<>());
        return new Classic(
                new LoadBalancer(
                        arn,
                        name,
                        item.needed("DNSName"),
                        item.text("Scheme", "internet-facing"),
                        "classic",
                        "active",
                        "ipv4",
                        vpc,
                        item.texts("Subnets").stream()
                                .map(it -> new LoadBalancer.Node("", it, List.of()))
                                .toList(),
                        item.texts("SecurityGroups"),
                        listeners,
                        null,
                        new TreeMap<>(),
                        StoreReader.origin(Operation.ELB_DESCRIBE_LOAD_BALANCERS, name)),
                own);
    }
}
