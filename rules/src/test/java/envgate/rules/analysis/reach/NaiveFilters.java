package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaivePlaces.block;
import static envgate.rules.analysis.reach.NaivePlaces.only;
import static envgate.rules.analysis.reach.NaiveReach.Answer.BLOCKED;
import static envgate.rules.analysis.reach.NaiveReach.Answer.OPEN;
import static envgate.rules.analysis.reach.NaiveReach.Answer.UNKNOWN;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.rules.analysis.reach.NaiveReach.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spec of what network ACLs and security groups say about one TCP packet, over IPv4 or IPv6.
record NaiveFilters(Network net) {

    /// The first entry by number that speaks of the packet; none means no.
    Answer acl(String subnet, boolean egress, Cidr remote, int port) {
        NetworkAcl acl = only(net.networkAcls(), it -> it.subnetIds().contains(subnet));
        return acl.entries().stream()
                        .filter(it -> it.egress() == egress && block(it.cidr()).contains(remote))
                        .filter(it -> it.protocol().equals("-1")
                                || (it.protocol().equals("6") && isWithin(port, it.fromPort(), it.toPort())))
                        .findFirst()
                        .filter(NetworkAcl.Entry::allow)
                        .isPresent()
                ? OPEN
                : BLOCKED;
    }

    /// Any rule of any group; a rule that names a group means who holds it.
    ///
    /// @param held the groups at the other end; null when nobody was seen there
    Answer groups(List<String> ids, boolean egress, int port, Cidr remote, @Nullable List<String> held) {
        Answer answer = BLOCKED;
        for (String id : ids) {
            var group = only(net.securityGroups(), it -> it.id().equals(id));
            for (IpPermission it : egress ? group.egress() : group.ingress()) {
                boolean speaks = it.protocol().equals("-1")
                        || (it.protocol().equals("tcp") && isWithin(port, it.fromPort(), it.toPort()));
                for (String peer : speaks ? it.peers() : List.<String>of()) {
                    Answer here = peer.contains("sg-") ? holds(peer, held) : covers(peer, remote);
                    if (here == OPEN) {
                        return OPEN;
                    }
                    answer = here == UNKNOWN ? UNKNOWN : answer;
                }
            }
        }
        return answer;
    }

    private static Answer holds(String peer, @Nullable List<String> held) {
        String id = peer.substring(peer.indexOf("sg-"));
        return held == null ? UNKNOWN : held.contains(id) ? OPEN : BLOCKED;
    }

    private Answer covers(String peer, Cidr remote) {
        List<String> blocks = peer.startsWith("pl-") ? new NaivePlaces(net).list(peer) : List.of(peer);
        return blocks.stream().anyMatch(it -> block(it).contains(remote)) ? OPEN : BLOCKED;
    }

    private static boolean isWithin(int port, int from, int to) {
        return from < 0 || (from <= port && port <= to);
    }
}
