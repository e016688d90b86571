package envgate.rules.analysis.reach;

import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Destination ports at which rules begin to differ: one of each range that is treated alike.
final class PortCuts {

    private PortCuts() {}

    /// Those of network ACLs alone.
    static SortedSet<Integer> ofAcls(Network network) {
        SortedSet<Integer> cuts = new TreeSet<>(Set.of(1));
        network.networkAcls()
                .forEach(acl -> acl.entries().stream()
                        .filter(it -> it.protocol().equals("6") || it.protocol().equals("17"))
                        .forEach(it -> add(cuts, it.fromPort(), it.toPort())));
        return cuts;
    }

    static SortedSet<Integer> of(Network network, SortedSet<Integer> cuts) {
        cuts.add(1);
        for (SecurityGroup it : network.securityGroups()) {
            Stream.concat(it.ingress().stream(), it.egress().stream()).forEach(rule -> add(cuts, rule));
        }
        for (NetworkAcl it : network.networkAcls()) {
            it.entries().forEach(entry -> add(cuts, entry.fromPort(), entry.toPort()));
        }
        return cuts;
    }

    private static void add(SortedSet<Integer> cuts, IpPermission rule) {
        add(cuts, rule.fromPort(), rule.toPort());
    }

    private static void add(SortedSet<Integer> cuts, int from, int to) {
        if (from > 0 && from <= 65535) {
            cuts.add(from);
        }
        if (to >= 0 && to < 65535) {
            cuts.add(to + 1);
        }
    }
}
