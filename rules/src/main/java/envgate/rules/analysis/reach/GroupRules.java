package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.rules.analysis.reach.Sender.Spot;
import envgate.rules.finding.Missing;
import java.util.List;
import java.util.Optional;

/// What the security groups of a network interface let through: the union of what each lets through.
///
/// See https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html.
///
/// @param truth whether they do
/// @param group the one that lets it through, or all of them
/// @param rule in words; empty when none does
/// @param bare whether they have no rule at all in this direction
record GroupRules(Truth truth, String group, String rule, boolean bare) {

    /// What the groups of a sender let out. Rules may name groups of the own VPC and of peers in the same
    /// region: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html.
    static GroupRules out(Terrain terrain, Spot from, Hail hail, End destination) {
        String vpc = from.subnet().vpcId();
        boolean referable = destination.vpcId().equals(vpc) || terrain.arePeers(vpc, destination.vpcId());
        GroupRules plain = of(terrain, from.groups(), true, hail, destination, referable);
        boolean known = referable || terrain.seesPeerings();
        if (known
                || plain.truth().isYes()
                || of(terrain, from.groups(), true, hail, destination, true)
                        .truth()
                        .isNo()) {
            return plain;
        }
        String where = destination.vpcId().isEmpty() ? "the VPC of " + destination.address() : destination.vpcId();
        Missing peering = terrain.missing(Area.PEERING_CONNECTIONS, "whether " + vpc + " is peered with " + where);
        return new GroupRules(plain.truth().or(Truth.maybe(peering)), plain.group(), plain.rule(), plain.bare());
    }

    /// The rule that lets out everything of IPv4 that is hailed so, wherever it goes.
    static Optional<GroupRules> anywhere(Terrain terrain, List<String> groups, Hail hail) {
        for (String id : groups) {
            if (terrain.group(id) instanceof Known.Seen<SecurityGroup>(SecurityGroup group)) {
                for (IpPermission it : group.egress()) {
                    if (it.peers().contains("0.0.0.0/0") && admits(it, hail)) {
                        return Optional.of(new GroupRules(Truth.Sure.YES, id, words(it, "0.0.0.0/0", true), false));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// The groups that a group's rules name on the way in.
    static List<String> named(Terrain terrain, String id) {
        return terrain.group(id) instanceof Known.Seen<SecurityGroup>(SecurityGroup group)
                ? group.ingress().stream()
                        .flatMap(it -> it.peers().stream())
                        .filter(it -> it.contains("sg-"))
                        .map(it -> it.substring(it.lastIndexOf('/') + 1))
                        .toList()
                : List.of();
    }

    /// @param other the end of the connection that the rules speak of
    /// @param referable whether rules that name groups can see those of the other end
    static GroupRules of(
            Terrain terrain, List<String> groups, boolean egress, Hail hail, End other, boolean referable) {
        Truth truth = Truth.Sure.NO;
        boolean bare = true;
        for (String id : groups) {
            switch (terrain.group(id)) {
                case Known.Unseen<SecurityGroup>(var missing) -> {
                    truth = truth.or(Truth.maybe(missing));
                    bare = false;
                }
                case Known.Seen<SecurityGroup>(SecurityGroup group) -> {
                    List<IpPermission> permissions = egress ? group.egress() : group.ingress();
                    bare &= permissions.isEmpty();
                    for (IpPermission it : permissions) {
                        if (!admits(it, hail)) {
                            continue;
                        }
                        for (String peer : it.peers()) {
                            boolean stale = isStale(it, peer);
                            Truth here = stale ? Truth.Sure.NO : matches(terrain, peer, other, referable);
                            if (here.isYes()) {
                                return new GroupRules(here, id, words(it, peer, egress), false);
                            }
                            truth = truth.or(here);
                        }
                    }
                }
            }
        }
        return new GroupRules(truth, String.join(", ", groups), "", bare);
    }

    /// Whether the group that a rule names is gone, or the peering that led to it: AWS calls the rule stale.
    private static boolean isStale(IpPermission permission, String peer) {
        return peer.contains("sg-")
                && permission
                        .reference(peer)
                        .filter(it -> it.stale() || it.peeringStatus().equals("deleted"))
                        .isPresent();
    }

    /// A rule for these packets that is stale, in words.
    static Optional<String> stale(Terrain terrain, List<String> groups, boolean egress, Hail hail) {
        for (String id : groups) {
            if (terrain.group(id) instanceof Known.Seen<SecurityGroup>(SecurityGroup group)) {
                for (IpPermission it : egress ? group.egress() : group.ingress()) {
                    for (String peer : it.peers()) {
                        if (admits(it, hail) && isStale(it, peer)) {
                            return Optional.of(words(it, peer, egress));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean admits(IpPermission permission, Hail hail) {
        String protocol = permission.protocol();
        boolean all = protocol.equals("-1");
        boolean same = protocol.equals(hail.protocol()) || protocol.equals(hail.number());
        if (all || !same) {
            return all;
        } else if (hail.isEcho()) {
            // An echo request has code 0; -1 stands for all types or codes.
            boolean type = permission.fromPort() < 0 || hail.there().contains(permission.fromPort());
            return type && permission.toPort() <= 0;
        }
        return permission.fromPort() < 0
                || !hail.hasPorts()
                || (permission.fromPort() <= hail.port() && hail.port() <= permission.toPort());
    }

    private static Truth matches(Terrain terrain, String peer, End other, boolean referable) {
        String last = peer.substring(peer.lastIndexOf('/') + 1);
        if (last.startsWith("sg-")) {
            if (!referable || other.isHidden()) {
                return Truth.Sure.NO;
            }
            return switch (other.groups()) {
                case Known.Seen<List<String>>(List<String> held) -> Truth.of(held.contains(last));
                case Known.Unseen<List<String>>(var missing) -> Truth.maybe(missing);
            };
        } else if (peer.startsWith("pl-")) {
            return PrefixMatch.of(terrain, peer, other).truth();
        }
        Optional<Cidr> block = terrain.block(peer);
        return Truth.of(block.isPresent() && block.get().contains(other.address()));
    }

    private static String words(IpPermission it, String peer, boolean egress) {
        String ports =
                it.fromPort() < 0 ? "" : " " + it.fromPort() + (it.toPort() == it.fromPort() ? "" : "-" + it.toPort());
        String protocol = it.protocol().equals("-1") ? "all" : it.protocol() + ports;
        return protocol + (egress ? " to " : " from ") + peer;
    }
}
