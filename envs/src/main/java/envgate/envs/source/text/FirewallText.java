package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Firewall;
import envgate.envs.model.FirewallPolicy;
import envgate.envs.model.FirewallPolicy.GroupReference;
import envgate.envs.model.FirewallRuleGroup;
import envgate.envs.model.FirewallRuleGroup.StatelessRule;
import envgate.envs.model.Ports;
import envgate.envs.model.Sight;
import envgate.envs.model.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Reads firewalls: they pass everything but the blocks that they drop, by stateless rules.
final class FirewallText {

    private static final List<String> PASS = List.of("aws:pass");

    private final Scene scene;
    private final Ground ground;
    private final List<Firewall> firewalls = new ArrayList<>();
    private final List<FirewallPolicy> policies = new ArrayList<>();
    private final List<FirewallRuleGroup> groups = new ArrayList<>();
    private final List<VpcEndpoint> endpoints = new ArrayList<>();

    FirewallText(Scene scene, Ground ground) {
        this.scene = scene;
        this.ground = ground;
        for (Part.Member it : scene.document().get("firewalls").members()) {
            scene.remember(it.key(), "", it.value());
            if (scene.sees(Area.FIREWALLS, it.key())) {
                read(it.key(), it.value().only("subnet", "endpoint", "status", "drops"));
            }
        }
    }

    private void read(String name, Part part) {
        String subnet = scene.named("subnets", part.get("subnet"));
        String endpoint = part.get("endpoint").text("vpce-" + name);
        String vpc = ground.vpc(Part.nothing(), List.of(subnet));
        String zone = ground.subnet(subnet).map(it -> it.availabilityZone()).orElse("");
        Arn policy = scene.arn("network-firewall", "firewall-policy/" + name);
        Arn group = scene.arn("network-firewall", "stateless-rulegroup/" + name);
        firewalls.add(new Firewall(
                scene.arn("network-firewall", "firewall/" + name),
                name,
                vpc,
                policy.toString(),
                "READY",
                List.of(new Firewall.Endpoint(
                        zone, subnet, endpoint, part.get("status").text("READY")))));
        policies.add(new FirewallPolicy(
                policy,
                name,
                PASS,
                PASS,
                List.of(new GroupReference(group.toString(), 1, false)),
                List.of(),
                List.of(),
                false,
                ""));
        groups.add(new FirewallRuleGroup(
                group,
                name,
                false,
                new TreeMap<>(),
                new TreeMap<>(),
                new FirewallRuleGroup.Stateless(part.get("drops").texts().stream()
                        .map(FirewallText::drop)
                        .toList())));
        endpoints.add(new VpcEndpoint(
                endpoint,
                vpc,
                "GatewayLoadBalancer",
                "com.amazonaws.vpce." + scene.region() + ".vpce-svc-" + name,
                "available",
                false,
                List.of(subnet),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Sight.Absent<>()));
    }

    private static StatelessRule drop(String block) {
        List<Ports> all = List.of();
        return new StatelessRule(1, List.of("aws:drop"), List.of(), List.of(), List.of(block), all, all, false);
    }

    List<Firewall> firewalls() {
        return firewalls;
    }

    List<FirewallPolicy> policies() {
        return policies;
    }

    List<FirewallRuleGroup> groups() {
        return groups;
    }

    List<VpcEndpoint> endpoints() {
        return endpoints;
    }
}
