package envgate.envs.source.capture;

import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.GroupReference;
import envgate.envs.model.SecurityGroup.IpPermission;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Marks the rules of security groups that AWS calls stale.
///
/// Only rules that name groups of peered VPCs can be:
/// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html.
final class StaleRules {

    private static final Operation OPERATION = Operation.EC2_DESCRIBE_STALE_SECURITY_GROUPS;

    private final Answers answers;

    StaleRules(Answers answers) {
        this.answers = answers;
    }

    private record Rule(String group, boolean egress, String protocol, int fromPort, int toPort, String referenced) {}

    SecurityGroup mark(SecurityGroup group, Site site) {
        boolean mayBe = Stream.concat(group.ingress().stream(), group.egress().stream())
                .flatMap(it -> it.references().stream())
                .anyMatch(it -> !it.peeringConnectionId().isEmpty());
        if (!mayBe || group.vpcId().isEmpty()) {
            return group;
        }
        Optional<Set<Rule>> stale = new Inquiry(answers, OPERATION, site, group.vpcId(), true, group.vpcId())
                .read(StaleRules::rules)
                .seen();
        return stale.filter(it -> !it.isEmpty())
                .map(it -> new SecurityGroup(
                        group.id(),
                        group.vpcId(),
                        group.owner(),
                        group.name(),
                        marked(group, false, it),
                        marked(group, true, it),
                        group.ruleIds()))
                .orElse(group);
    }

    private static Set<Rule> rules(Item body) {
        Set<Rule> rules = new HashSet<>();
        for (Item it : StackReader.required(body, "StaleSecurityGroupSet")) {
            add(rules, it, "StaleIpPermissions", false);
            add(rules, it, "StaleIpPermissionsEgress", true);
        }
        return rules;
    }

    private static void add(Set<Rule> rules, Item group, String member, boolean egress) {
        for (Item it : group.items(member)) {
            // AWS prints the blocks of stale rules as texts, and nobody needs them: only groups go stale.
            String protocol = FilterReader.name(it.needed("IpProtocol"));
            boolean all = protocol.equals("-1");
            for (String referenced : it.each("UserIdGroupPairs", "GroupId")) {
                rules.add(new Rule(
                        group.needed("GroupId"),
                        egress,
                        protocol,
                        all ? -1 : it.edge("FromPort"),
                        all ? -1 : it.edge("ToPort"),
                        referenced));
            }
        }
    }

    private static List<IpPermission> marked(SecurityGroup group, boolean egress, Set<Rule> stale) {
        return (egress ? group.egress() : group.ingress())
                .stream()
                        .map(it -> new IpPermission(
                                it.protocol(),
                                it.fromPort(),
                                it.toPort(),
                                it.peers(),
                                it.references().stream()
                                        .map(reference -> marked(group, egress, it, reference, stale))
                                        .toList()))
                        .toList();
    }

    private static GroupReference marked(
            SecurityGroup group, boolean egress, IpPermission rule, GroupReference it, Set<Rule> stale) {
        boolean isStale = stale.contains(
                new Rule(group.id(), egress, rule.protocol(), rule.fromPort(), rule.toPort(), it.groupId()));
        return new GroupReference(
                it.peer(), it.groupId(), it.owner(), it.vpcId(), it.peeringConnectionId(), it.peeringStatus(), isStale);
    }
}
