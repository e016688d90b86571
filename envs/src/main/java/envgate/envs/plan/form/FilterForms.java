package envgate.envs.plan.form;

import envgate.envs.source.capture.Operation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What filters packets: security groups with rules in all their forms, network ACLs with their entries.
final class FilterForms {

    private static final Operation GROUPS = Operation.EC2_DESCRIBE_SECURITY_GROUPS;
    private static final Operation ACLS = Operation.EC2_DESCRIBE_NETWORK_ACLS;
    private static final String IN = "IpPermissions";
    private static final String OUT = "IpPermissionsEgress";

    private FilterForms() {}

    /// The security group and network ACL that every new VPC has.
    static void defaults(Draft draft, String vpc) {
        String id = vpc.replaceFirst("^vpc", "sg") + "-default";
        ObjectNode group = Shape.object()
                .put("GroupId", id)
                .put("GroupName", "default")
                .put("VpcId", vpc)
                .put("OwnerId", draft.overlay().account());
        ObjectNode own = Shape.object().put("IpProtocol", "-1");
        own.set("UserIdGroupPairs", Shape.array().add(Shape.object().put("GroupId", id)));
        group.set(IN, Shape.array().add(own));
        group.set(OUT, Shape.array().add(everywhere()));
        draft.overlay().put(GROUPS, group);
        ObjectNode acl = Shape.object()
                .put("NetworkAclId", vpc.replaceFirst("^vpc", "acl") + "-default")
                .put("VpcId", vpc)
                .put("IsDefault", true);
        acl.set("Associations", Shape.array());
        acl.set(
                "Entries",
                Shape.array(List.of(
                        entry(100, false, "allow"),
                        entry(100, true, "allow"),
                        entry(32767, false, "deny"),
                        entry(32767, true, "deny"))));
        draft.overlay().put(ACLS, acl);
    }

    private static ObjectNode everywhere() {
        ObjectNode rule = Shape.object().put("IpProtocol", "-1");
        return rule.set("IpRanges", Shape.array().add(Shape.object().put("CidrIp", "0.0.0.0/0")));
    }

    private static ObjectNode entry(int number, boolean egress, String action) {
        return Shape.object()
                .put("RuleNumber", number)
                .put("Egress", egress)
                .put("RuleAction", action)
                .put("Protocol", "-1")
                .put("CidrBlock", "0.0.0.0/0");
    }

    /// A new subnet follows the default ACL of its VPC until another one takes it.
    static void associateDefault(Draft draft, String vpc, String subnet) {
        for (JsonNode it : List.copyOf(draft.overlay().items(ACLS).values())) {
            if (Shape.text(it, "VpcId").equals(vpc)
                    && it.path("IsDefault").asBoolean(false)
                    && it instanceof ObjectNode acl) {
                ObjectNode copy = acl.deepCopy();
                copy.set(
                        "Associations",
                        plus(copy, "Associations", Shape.object().put("SubnetId", subnet)));
                draft.overlay().put(ACLS, copy);
            }
        }
    }

    private static ArrayNode plus(ObjectNode node, String list, JsonNode item) {
        ArrayNode longer = Shape.array();
        Shape.items(node, list).forEach(longer::add);
        return longer.add(item);
    }

    /// Without egress rules a new group lets everything out; rules that others put there stay.
    ///
    /// See https://docs.aws.amazon.com/vpc/latest/userguide/default-custom-security-groups.html.
    static void group(Draft draft) {
        if (draft.isDropped()) {
            draft.overlay().remove(GROUPS, draft.id());
            return;
        }
        Optional<ObjectNode> live = draft.overlay().item(GROUPS, draft.id());
        ObjectNode to = live.orElse(Shape.object());
        to.put("GroupId", draft.id())
                .put("OwnerId", draft.overlay().account())
                .put(
                        "GroupName",
                        draft.text(
                                "GroupName",
                                live.map(it -> Shape.text(it, "GroupName")).orElse(draft.id())));
        Shape.copy(draft.properties(), to, "VpcId");
        rules(draft, to, "SecurityGroupIngress", IN, false);
        rules(draft, to, "SecurityGroupEgress", OUT, true);
        draft.overlay().put(GROUPS, to);
    }

    private static void rules(Draft draft, ObjectNode to, String property, String list, boolean egress) {
        ObjectNode before = draft.before();
        boolean blind = before == null;
        ArrayNode rules = Shape.array();
        List<ObjectNode> gone = before == null
                ? List.of()
                : Shape.items(before, property).stream().map(FilterForms::rule).toList();
        boolean defaultBefore =
                egress && before != null && Shape.items(before, property).isEmpty();
        if (!draft.isNew() && !(blind && draft.has(property))) {
            for (ObjectNode single : singles(to, list)) {
                boolean ours = gone.stream().anyMatch(it -> same(it, single));
                if (!ours && !(defaultBefore && draft.has(property) && same(everywhere(), single))) {
                    rules.add(single);
                }
            }
        }
        Shape.items(draft.properties(), property).forEach(it -> rules.add(rule(it)));
        boolean nothing = Shape.items(draft.properties(), property).isEmpty();
        boolean usual = !draft.isTrue("WithoutDefaultEgress"); // other tools take the rule away that EC2 adds
        if (egress && usual && nothing && (draft.isNew() || !gone.isEmpty())) {
            rules.add(everywhere());
        }
        to.set(list, rules);
    }

    /// The rules of a group, each with one peer, so that they can be compared.
    private static List<ObjectNode> singles(ObjectNode group, String list) {
        java.util.ArrayList<ObjectNode> singles = new java.util.ArrayList<>();
        for (JsonNode rule : Shape.items(group, list)) {
            int before = singles.size();
            for (String peers : List.of("IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs")) {
                for (JsonNode peer : Shape.items(rule, peers)) {
                    ObjectNode single = Shape.copy(rule, Shape.object(), "IpProtocol", "FromPort", "ToPort");
                    singles.add(single.set(peers, Shape.array().add(peer)));
                }
            }
            if (singles.size() == before && rule instanceof ObjectNode whole) {
                singles.add(whole.deepCopy());
            }
        }
        return singles;
    }

    private static boolean same(ObjectNode one, ObjectNode other) {
        return key(one).equals(key(other));
    }

    private static String key(ObjectNode rule) {
        String protocol = name(Shape.text(rule, "IpProtocol"));
        StringBuilder key = new StringBuilder(protocol);
        if (!protocol.equals("-1")) {
            key.append(' ').append(Shape.text(rule, "FromPort")).append(' ').append(Shape.text(rule, "ToPort"));
        }
        for (JsonNode it : Shape.items(rule, "IpRanges")) {
            key.append(' ').append(Shape.text(it, "CidrIp"));
        }
        for (JsonNode it : Shape.items(rule, "Ipv6Ranges")) {
            key.append(' ').append(Shape.text(it, "CidrIpv6"));
        }
        for (JsonNode it : Shape.items(rule, "PrefixListIds")) {
            key.append(' ').append(Shape.text(it, "PrefixListId"));
        }
        for (JsonNode it : Shape.items(rule, "UserIdGroupPairs")) {
            key.append(' ').append(Shape.text(it, "GroupId"));
        }
        return key.toString();
    }

    private static String name(String protocol) {
        return switch (protocol) {
            case "6" -> "tcp";
            case "17" -> "udp";
            case "1" -> "icmp";
            case "58" -> "icmpv6";
            default -> protocol;
        };
    }

    /// A rule as CloudFormation writes it, whichever form, as EC2 shows it.
    private static ObjectNode rule(JsonNode from) {
        ObjectNode to = Shape.copy(from, Shape.object(), "IpProtocol", "FromPort", "ToPort");
        if (from.has("CidrIp")) {
            to.set("IpRanges", Shape.array().add(Shape.copy(from, Shape.object(), "CidrIp")));
        }
        if (from.has("CidrIpv6")) {
            to.set("Ipv6Ranges", Shape.array().add(Shape.copy(from, Shape.object(), "CidrIpv6")));
        }
        for (String it : List.of("SourcePrefixListId", "DestinationPrefixListId")) {
            if (from.has(it)) {
                to.set("PrefixListIds", Shape.array().add(Shape.object().set("PrefixListId", from.get(it))));
            }
        }
        for (String it : List.of("SourceSecurityGroupId", "DestinationSecurityGroupId", "SourceSecurityGroupName")) {
            if (from.has(it)) {
                ObjectNode pair = Shape.object();
                pair.set("GroupId", from.get(it));
                Shape.copy(from, "SourceSecurityGroupOwnerId", pair, "UserId");
                to.set("UserIdGroupPairs", Shape.array().add(pair));
            }
        }
        return to;
    }

    /// A rule that is a resource of its own.
    static void rule(Draft draft, boolean egress) {
        String list = egress ? OUT : IN;
        ObjectNode was = draft.before() == null ? draft.properties() : draft.before();
        NetworkForms.change(draft, GROUPS, group(was), it -> {
            ArrayNode rest = Shape.array();
            singles(it, list).stream().filter(one -> !same(one, rule(was))).forEach(rest::add);
            it.set(list, rest);
        });
        if (!draft.isDropped()) {
            NetworkForms.change(
                    draft,
                    GROUPS,
                    group(draft.properties()),
                    it -> it.set(list, plus(it, list, rule(draft.properties()))));
        }
    }

    private static String group(ObjectNode properties) {
        return properties.has("GroupId") ? Shape.text(properties, "GroupId") : Shape.text(properties, "GroupName");
    }

    static void acl(Draft draft) {
        if (draft.isDropped()) {
            draft.overlay().remove(ACLS, draft.id());
            return;
        }
        ObjectNode to = draft.overlay().item(ACLS, draft.id()).orElse(Shape.object());
        to.put("NetworkAclId", draft.id()).put("IsDefault", false);
        Shape.copy(draft.properties(), to, "VpcId");
        if (!to.has("Entries")) {
            to.set("Associations", Shape.array());
            to.set("Entries", Shape.array(List.of(entry(32767, false, "deny"), entry(32767, true, "deny"))));
        }
        draft.overlay().put(ACLS, to);
    }

    static void entry(Draft draft) {
        NetworkForms.change(draft, ACLS, draft.text("NetworkAclId"), acl -> {
            ArrayNode entries = Shape.array();
            for (JsonNode it : Shape.items(acl, "Entries")) {
                boolean same = number(it).equals(number(draft.before() == null ? draft.properties() : draft.before()));
                if (!same && !number(it).equals(number(draft.properties()))) {
                    entries.add(it);
                }
            }
            if (!draft.isDropped()) {
                ObjectNode entry = Shape.copy(
                        draft.properties(),
                        Shape.object(),
                        "RuleNumber",
                        "RuleAction",
                        "Protocol",
                        "CidrBlock",
                        "Ipv6CidrBlock",
                        "PortRange");
                entry.put("Egress", draft.isTrue("Egress"));
                Shape.copy(draft.properties(), "Icmp", entry, "IcmpTypeCode");
                entries.add(entry);
            }
            acl.set("Entries", entries);
        });
    }

    private static String number(JsonNode entry) {
        return entry.path("RuleNumber").asString("") + " "
                + entry.path("Egress").asString("false").equalsIgnoreCase("true");
    }

    static void aclAssociation(Draft draft) {
        String subnet = draft.text("SubnetId");
        for (JsonNode it : List.copyOf(draft.overlay().items(ACLS).values())) {
            boolean has = Shape.items(it, "Associations").stream()
                    .anyMatch(one -> Shape.text(one, "SubnetId").equals(subnet));
            if (has && it instanceof ObjectNode acl) {
                ObjectNode copy = acl.deepCopy();
                ArrayNode rest = Shape.array();
                Shape.items(copy, "Associations").stream()
                        .filter(one -> !Shape.text(one, "SubnetId").equals(subnet))
                        .forEach(rest::add);
                copy.set("Associations", rest);
                draft.overlay().put(ACLS, copy);
            }
        }
        if (draft.isDropped()) {
            draft.overlay()
                    .item(Operation.EC2_DESCRIBE_SUBNETS, subnet)
                    .ifPresent(it -> associateDefault(draft, Shape.text(it, "VpcId"), subnet));
            return;
        }
        NetworkForms.change(
                draft,
                ACLS,
                draft.text("NetworkAclId"),
                it -> it.set(
                        "Associations", plus(it, "Associations", Shape.object().put("SubnetId", subnet))));
    }
}
