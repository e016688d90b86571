package envgate.envs.source.capture;

import envgate.envs.model.NetworkAcl;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import java.util.ArrayList;
import java.util.List;

/// Reads what filters packets: security groups and network ACLs.
final class FilterReader {

    private final Listing listing;

    FilterReader(Listing listing) {
        this.listing = listing;
    }

    List<SecurityGroup> groups() {
        return listing.read(Operation.EC2_DESCRIBE_SECURITY_GROUPS, "GroupId", SecurityGroup::id, (item, site) -> {
            String owner = item.text("OwnerId", site.account());
            return new SecurityGroup(
                    item.needed("GroupId"),
                    item.text("VpcId"),
                    owner,
                    item.text("GroupName"),
                    rules(item, "IpPermissions", owner),
                    rules(item, "IpPermissionsEgress", owner));
        });
    }

    private static List<IpPermission> rules(Item group, String member, String owner) {
        return StackReader.required(group, member).stream()
                .map(it -> rule(it, owner))
                .toList();
    }

    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html.
    private static IpPermission rule(Item item, String owner) {
        List<String> peers = new ArrayList<>();
        item.items("IpRanges").forEach(it -> peers.add(it.block("CidrIp")));
        item.items("Ipv6Ranges").forEach(it -> peers.add(it.block("CidrIpv6")));
        item.items("PrefixListIds").forEach(it -> peers.add(it.needed("PrefixListId")));
        item.items("UserIdGroupPairs").forEach(it -> peers.add(peer(it, owner)));
        String protocol = name(item.needed("IpProtocol"));
        boolean all = protocol.equals("-1");
        return new IpPermission(protocol, all ? -1 : item.edge("FromPort"), all ? -1 : item.edge("ToPort"), peers);
    }

    private static String peer(Item pair, String owner) {
        String group = pair.needed("GroupId");
        String account = pair.text("UserId", owner);
        return account.isEmpty() || account.equals(owner) ? group : account + "/" + group;
    }

    /// AWS names four protocols and numbers the others.
    private static String name(String protocol) {
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
