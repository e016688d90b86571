package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.Resource;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.GroupReference;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what filters packets: security groups, those that things bring along included, and network ACLs.
final class GroupText {

    private final Scene scene;
    private final Ground ground;
    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();

    GroupText(Scene scene, Ground ground) {
        this.scene = scene;
        this.ground = ground;
        for (Part.Member it : scene.document().get("security-groups").members()) {
            Part part = it.value().only("vpc", "in", "out", "name", "stale");
            scene.remember(it.key(), "", part);
            if (!it.key().startsWith("sg-")) {
                it.name().bad("`" + it.key() + "` does not start with `sg-`", "AWS tells kinds apart by it");
            }
            String vpc = ground.vpc(part.get("vpc"));
            List<IpPermission> out = part.get("out").isAbsent() ? open(everywhere(vpc)) : rules(part.get("out"), true);
            List<String> stale = part.get("stale").texts();
            List<IpPermission> in = rules(part.get("in"), false).stream()
                    .map(rule -> marked(rule, stale))
                    .toList();
            put(it.key(), vpc, part.get("name").text(it.key()), in, out);
        }
    }

    /// Marks the groups of which AWS says that rules naming them are stale.
    private static IpPermission marked(IpPermission rule, List<String> stale) {
        List<GroupReference> references = rule.peers().stream()
                .filter(stale::contains)
                .map(it -> new GroupReference(it, it, "", "", "", "", true))
                .toList();
        return new IpPermission(rule.protocol(), rule.fromPort(), rule.toPort(), rule.peers(), references);
    }

    private static List<IpPermission> rules(Part part, boolean egress) {
        String example = egress ? "tcp 443 to 0.0.0.0/0" : "tcp 443 from 10.0.0.0/8";
        return part.items().stream()
                .flatMap(it -> {
                    Optional<IpPermission> rule = FilterText.groupRule(it.text(), egress);
                    if (rule.isEmpty()) {
                        it.bad("`" + it.text() + "` is no rule of a security group", "write it like `" + example + "`");
                    }
                    return rule.stream();
                })
                .toList();
    }

    private static List<IpPermission> open(List<String> peers) {
        return List.of(new IpPermission("-1", -1, -1, peers));
    }

    private List<String> everywhere(String vpc) {
        boolean ipv6 = ground.blocks(vpc).stream().anyMatch(it -> it.contains(":"));
        return ipv6 ? List.of("0.0.0.0/0", "::/0") : List.of("0.0.0.0/0");
    }

    private void put(String id, String vpc, String name, List<IpPermission> in, List<IpPermission> out) {
        groups.putIfAbsent(id, new SecurityGroup(id, vpc, scene.account(), name, in, out));
    }

    /// Groups of functions, databases, load balancers and endpoints that name none.
    void imply(List<LambdaFunction> functions, List<Resource> resources, List<VpcEndpoint> endpoints) {
        for (LambdaFunction it : functions) {
            VpcConfig config = it.vpc();
            if (config != null && config.securityGroupIds().equals(List.of("sg-" + it.logicalName()))) {
                String vpc = ground.vpc(Part.nothing(), config.subnetIds());
                put("sg-" + it.logicalName(), vpc, it.logicalName(), List.of(), open(everywhere(vpc)));
            }
        }
        for (Resource resource : resources) {
            switch (resource) {
                case Resource.Database it -> imply(it.name(), it.vpcId(), it.securityGroupIds());
                case Resource.LoadBalancer it -> imply(it.name(), it.vpcId(), it.securityGroupIds());
                case Resource.Queue _,
                        Resource.Topic _,
                        Resource.Table _,
                        Resource.Bucket _,
                        Resource.Key _,
                        Resource.Secret _,
                        Resource.Parameter _,
                        Resource.Repository _,
                        Resource.EventBus _,
                        Resource.Api _ -> {}
            }
        }
        endpoints.forEach(it -> imply(it.id(), it.vpcId(), it.securityGroupIds()));
    }

    private void imply(String name, String vpc, List<String> used) {
        if (used.equals(List.of("sg-" + name))) {
            put("sg-" + name, vpc, name, open(ground.blocks(vpc)), open(everywhere(vpc)));
        }
    }

    List<SecurityGroup> groups() {
        return groups.values().stream()
                .filter(it -> scene.sees(Area.SECURITY_GROUPS, it.id()))
                .toList();
    }

    List<NetworkAcl> acls() {
        Map<String, List<String>> subnets = new LinkedHashMap<>();
        for (Subnet it : ground.subnets()) {
            Part acl = scene.document().get("subnets").get(it.id()).get("acl");
            String id = acl.isAbsent() ? "acl-" + it.vpcId() : scene.named("network-acls", acl);
            subnets.computeIfAbsent(id, _ -> new ArrayList<>()).add(it.id());
        }
        List<NetworkAcl> acls = new ArrayList<>();
        for (Vpc it : ground.vpcs()) {
            String id = "acl-" + it.id();
            List<NetworkAcl.Entry> entries = new ArrayList<>(pass(it.id(), false));
            entries.addAll(pass(it.id(), true));
            acls.add(new NetworkAcl(id, it.id(), true, subnets.getOrDefault(id, List.of()), entries));
        }
        for (Part.Member it : scene.document().get("network-acls").members()) {
            Part part = it.value().only("vpc", "in", "out");
            scene.remember(it.key(), "", part);
            List<String> members = subnets.getOrDefault(it.key(), List.of());
            String vpc = ground.vpc(part.get("vpc"), members);
            List<NetworkAcl.Entry> entries = new ArrayList<>(entries(part.get("in"), vpc, false));
            entries.addAll(entries(part.get("out"), vpc, true));
            acls.add(new NetworkAcl(it.key(), vpc, false, members, entries));
        }
        return acls.stream()
                .filter(it -> scene.sees(Area.NETWORK_ACLS, it.id()))
                .toList();
    }

    private List<NetworkAcl.Entry> entries(Part part, String vpc, boolean egress) {
        if (part.isAbsent()) {
            return pass(vpc, egress);
        }
        String example = egress ? "100 allow tcp 443 to 0.0.0.0/0" : "100 allow tcp 1024-65535 from 0.0.0.0/0";
        List<NetworkAcl.Entry> entries = new ArrayList<>();
        for (Part it : part.items()) {
            FilterText.aclRule(it.text(), egress)
                    .ifPresentOrElse(
                            entries::add,
                            () -> it.bad(
                                    "`" + it.text() + "` is no rule of a network ACL",
                                    "write it like `" + example + "`"));
        }
        entries.addAll(deny(vpc, egress));
        return entries;
    }

    private List<NetworkAcl.Entry> pass(String vpc, boolean egress) {
        List<NetworkAcl.Entry> entries = new ArrayList<>();
        int number = 100;
        for (String block : everywhere(vpc)) {
            entries.add(new NetworkAcl.Entry(number++, egress, true, "-1", block, -1, -1));
        }
        entries.addAll(deny(vpc, egress));
        return entries;
    }

    /// The entry `*` at the end:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html.
    private List<NetworkAcl.Entry> deny(String vpc, boolean egress) {
        List<NetworkAcl.Entry> entries = new ArrayList<>();
        int number = 32767;
        for (String block : everywhere(vpc)) {
            entries.add(new NetworkAcl.Entry(number++, egress, false, "-1", block, -1, -1));
        }
        return entries;
    }
}
