package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Belongings;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Network;
import envgate.envs.model.Outlook;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.model.Trigger;
import envgate.envs.model.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one document: what one environment has by itself.
final class EnvironmentText {

    static final String[] KEYS = {
        "environment",
        "account",
        "region",
        "also-called",
        "caller",
        "planned",
        "removes",
        "terraform-outputs",
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
        "repositories",
        "event-buses",
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
                        isPlanned(document) ? Provenance.Kind.PLANNED : Provenance.Kind.TEXT,
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
                List.of(),
                outlook(document));
    }

    /// Whether a document tells how a plan would leave the environment.
    static boolean isPlanned(Part document) {
        return !document.get("planned").isAbsent();
    }

    private static @Nullable Outlook outlook(Part document) {
        if (!isPlanned(document)) {
            return null;
        }
        List<Outlook.Removal> removals = new ArrayList<>();
        for (Part.Member it : document.get("removes").members()) {
            Part removal = it.value().only("stack", "type", "id", "replaced", "kept");
            removals.add(new Outlook.Removal(
                    removal.get("stack").text(),
                    it.key(),
                    removal.get("type").text(),
                    removal.get("id").text(it.key()),
                    removal.get("replaced").flag(false),
                    removal.get("kept").flag(false),
                    it.value().origin()));
        }
        List<Outlook.Output> outputs = new ArrayList<>();
        for (Part.Member it : document.get("terraform-outputs").members()) {
            boolean removed = !it.value().isMap() && it.value().text().equals("removed");
            Value value = removed ? null : ValueText.read(it.value());
            outputs.add(new Outlook.Output(it.key(), value, it.value().origin()));
        }
        return new Outlook(plannedAt(document.get("planned")), removals, outputs);
    }

    /// `true`, or when the plan was made.
    private static @Nullable Instant plannedAt(Part planned) {
        if (planned.isAbsent() || planned.text().equals("true")) {
            return null;
        }
        try {
            return Instant.parse(planned.text());
        } catch (DateTimeException _) {
            planned.bad("`planned` is neither `true` nor a time like `2026-11-20T10:00:00Z`");
            return null;
        }
    }
}
