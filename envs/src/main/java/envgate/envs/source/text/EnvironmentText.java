package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Belongings;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads one document: what one environment has by itself.
final class EnvironmentText {

    static final String[] KEYS = {
        "environment",
        "account",
        "region",
        "also-called",
        "caller",
        "inventory",
        "functions",
        "roles",
        "organization",
        "queues",
        "topics",
        "tables",
        "buckets",
        "keys",
        "secrets",
        "parameters",
        "databases",
        "caches",
        "load-balancers",
        "stacks",
        "exports",
        "apis",
        "event-sources",
        "vpcs",
        "subnets",
        "route-tables",
        "internet-gateways",
        "nat-gateways",
        "egress-only-gateways",
        "vpn-gateways",
        "transit-gateways",
        "transit-attachments",
        "transit-route-tables",
        "vpn-connections",
        "firewalls",
        "dhcp-options",
        "peerings",
        "endpoints",
        "security-groups",
        "network-acls",
        "prefix-lists",
        "network-interfaces",
        "hosted-zones",
        "block-public-access",
        "unseen",
        "elsewhere"
    };

    private EnvironmentText() {}

    static Snapshot read(Scene scene) {
        Part document = scene.document();
        scene.remember("", "", document.get("environment"));
        Map<String, String> names = FunctionText.names(document, scene.environment());
        Ground ground = new Ground(scene);
        List<LambdaFunction> functions = new FunctionText(scene).read();
        TriggerText triggers = new TriggerText(scene, names);
        List<Resource> resources = new ArrayList<>(new ResourceText(scene, ground).read());
        resources.addAll(triggers.apis());
        Network network = new NetworkText(scene, ground).read(functions, resources);
        StackText stackText = new StackText(scene);
        List<Stack> stacks = stackText.read(functions);
        List<Trigger> triggered = triggers.read();
        RoleText roleText = new RoleText(scene);
        List<Role> roles = roleText.read();
        return new Snapshot(
                scene.environment(),
                new Provenance(
                        Provenance.Kind.TEXT,
                        document.mark().file(),
                        List.of(scene.account()),
                        List.of(scene.region()),
                        document.get("caller").text(),
                        null),
                functions.stream()
                        .filter(it -> scene.sees(Area.FUNCTIONS, it.name()))
                        .toList(),
                stacks.stream().filter(it -> scene.sees(Area.STACKS, it.name())).toList(),
                stackText.exports(stacks),
                triggered,
                resources,
                network,
                roles,
                roleText.organization(),
                Belongings.ALL,
                scene.gaps(),
                List.of());
    }
}
