package envgate.envs.source.capture;

import envgate.envs.model.NetworkAcl;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.GroupReference;
import envgate.envs.model.SecurityGroup.IpPermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what filters packets: security groups and network ACLs.
final class FilterReader {

    private final Listing listing;
    private final StaleRules stale;

    FilterReader(Answers answers, Listing listing) {
        this.listing = listing;
        this.stale = new StaleRules(answers);
    }

    private record Rule(String group, SecurityGroup.RuleId id) {}

    List<SecurityGroup> groups() {
        Map<String, List<SecurityGroup.RuleId>> ids = new HashMap<>();
        for (Rule it : listing.read(
                Operation.EC2_DESCRIBE_SECURITY_GROUP_RULES,
                "SecurityGroupRuleId",
                it -> it.id().id(),
                (item, _) -> ruleId(item))) {
            ids.computeIfAbsent(it.group(), _ -> new ArrayList<>()).add(it.id());
        }
        return listing.read(Operation.EC2_DESCRIBE_SECURITY_GROUPS, "GroupId", SecurityGroup::id, (item, site) -> {
            String owner = item.text("OwnerId", site.account());
            String id = item.needed("GroupId");
            return stale.mark(
                    new SecurityGroup(
                            id,
                            item.text("VpcId"),
                            owner,
                            item.text("GroupName"),
                            rules(item, "IpPermissions", owner),
                            rules(item, "IpPermissionsEgress", owner),
                            ids.getOrDefault(id, List.of())),
                    site);
        });
    }

    private static List<IpPermission> rules(Item group, String member, String owner) {
        return StackReader.required(group, member).stream()
                .map(it -> rule(it, owner))
                .toList();
    }

    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html.
    private static Rule ruleId(Item item) {
        Item group = item.in("ReferencedGroupInfo");
        String owner = item.text("GroupOwnerId");
        String peer = item.has("CidrIpv4")
                ? item.block("CidrIpv4")
                : item.has("CidrIpv6")
                        ? item.block("CidrIpv6")
                        : item.has("PrefixListId") ? item.needed("PrefixListId") : peer(group, owner);
        String protocol = name(item.needed("IpProtocol"));
        boolean all = protocol.equals("-1");
        return new Rule(
                item.needed("GroupId"),
                new SecurityGroup.RuleId(
                        item.needed("SecurityGroupRuleId"),
                        item.flag("IsEgress", false),
                        protocol,
                        all ? -1 : item.edge("FromPort"),
                        all ? -1 : item.edge("ToPort"),
                        peer));
    }

    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html.
    private static IpPermission rule(Item item, String owner) {
        List<String> peers = new ArrayList<>();
        List<GroupReference> references = new ArrayList<>();
        item.items("IpRanges").forEach(it -> peers.add(it.block("CidrIp")));
        item.items("Ipv6Ranges").forEach(it -> peers.add(it.block("CidrIpv6")));
        item.items("PrefixListIds").forEach(it -> peers.add(it.needed("PrefixListId")));
        item.items("UserIdGroupPairs").forEach(it -> {
            peers.add(peer(it, owner));
            references.add(new GroupReference(
                    peer(it, owner),
                    it.needed("GroupId"),
                    it.text("UserId", owner),
                    it.text("VpcId"),
                    it.text("VpcPeeringConnectionId"),
                    it.text("PeeringStatus"),
                    false));
        });
        String protocol = name(item.needed("IpProtocol"));
        boolean all = protocol.equals("-1");
        return new IpPermission(
                protocol, all ? -1 : item.edge("FromPort"), all ? -1 : item.edge("ToPort"), peers, references);
    }

    private static String peer(Item pair, String owner) {
        String group = pair.needed("GroupId");
        String account = pair.text("UserId", owner);
        return account.isEmpty() || account.equals(owner) ? group : account + "/" + group;
    }

    /// AWS names four protocols and numbers the others.
    static String name(String protocol) {
        return switch (protocol) {
            case "1" -> "icmp";
            case "6" -> "tcp";
            case "17" -> "udp";
            case "58" -> "icmpv6";
            default -> protocol;
        };
    }

    List<NetworkAcl> acls() {
        return listing.read(
                Operation.EC2_DESCRIBE_NETWORK_ACLS,
                "NetworkAclId",
                NetworkAcl::id,
                (item, _) -> new NetworkAcl(
                        item.needed("NetworkAclId"),
                        item.text("VpcId"),
                        item.text("OwnerId"),
                        item.flag("IsDefault", false),
                        item.each("Associations", "SubnetId"),
                        StackReader.required(item, "Entries").stream()
                                .map(FilterReader::entry)
                                .toList()));
    }

    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html.
    private static NetworkAcl.Entry entry(Item item) {
        String action = item.needed("RuleAction");
        if ((!action.equals("allow") && !action.equals("deny")) || !item.has("Egress") || !item.has("RuleNumber")) {
            throw new Unreadable("`" + item.path() + "` is no rule");
        }
        String protocol = number(item.needed("Protocol"));
        boolean ports = item.has("PortRange");
        Item range = item.in(ports ? "PortRange" : "IcmpTypeCode");
        return new NetworkAcl.Entry(
                item.count("RuleNumber", 0),
                item.flag("Egress", false),
                action.equals("allow"),
                protocol,
                item.block(item.has("CidrBlock") ? "CidrBlock" : "Ipv6CidrBlock"),
                protocol.equals("-1") ? -1 : range.edge(ports ? "From" : "Type"),
                protocol.equals("-1") ? -1 : range.edge(ports ? "To" : "Code"));
    }

    private static String number(String protocol) {
        return switch (protocol) {
            case "icmp" -> "1";
            case "tcp" -> "6";
            case "udp" -> "17";
            case "icmpv6" -> "58";
            case "all" -> "-1";
            default -> protocol;
        };
    }
}
