package envgate.rules.analysis.reach;

import static envgate.rules.analysis.reach.NaiveReach.Answer.BLOCKED;
import static envgate.rules.analysis.reach.NaiveReach.Answer.OPEN;
import static envgate.rules.analysis.reach.NaiveReach.Answer.UNKNOWN;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.NaiveReach.Answer;
import envgate.rules.analysis.reach.NaiveReach.Packet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The spec of what routes, network ACLs and security groups say about one packet.
record NaiveRules(Network net) {

    private static final Map<String, Cidr> BLOCKS = new ConcurrentHashMap<>();

    /// The longest prefix, then static before prefix list before propagated; several where AWS picks at
    /// random.
    List<Route> routes(Subnet at, Cidr to) {
        RouteTable table = net.routeTables().stream()
                .filter(it -> it.subnetIds().contains(at.id()))
                .findFirst()
                .orElseGet(() ->
                        only(net.routeTables(), it -> it.main() && it.vpcId().equals(at.vpcId())));
        int best = table.routes().stream().mapToInt(it -> score(it, to)).max().orElse(-1);
        List<Route> routes = table.routes().stream()
                .filter(it -> best >= 0 && score(it, to) == best)
                .toList();
        boolean alike =
                routes.stream().map(it -> it.target() + it.state()).distinct().count() == 1;
        return alike ? routes.subList(0, 1) : routes;
    }

    private int score(Route route, Cidr to) {
        List<String> blocks = route.prefixListId().isEmpty() ? List.of(route.cidr()) : list(route.prefixListId());
        int rank = route.origin().equals("EnableVgwRoutePropagation")
                ? 0
                : route.prefixListId().isEmpty() ? 2 : 1;
        return blocks.stream()
                .map(NaiveRules::block)
                .filter(it -> it.contains(to))
                .mapToInt(it -> it.length() * 3 + rank)
                .max()
                .orElse(-1);
    }

    /// The first entry by number that speaks of the packet; none means no.
    Answer acl(String subnet, boolean egress, Cidr remote, int port) {
        NetworkAcl acl = only(net.networkAcls(), it -> it.subnetIds().contains(subnet));
        return acl.entries().stream()
                        .filter(it -> it.egress() == egress && block(it.cidr()).contains(remote))
                        .filter(it -> it.protocol().equals("-1")
                                || (it.protocol().equals("6")
                                        && (it.fromPort() < 0 || (it.fromPort() <= port && port <= it.toPort()))))
                        .findFirst()
                        .filter(NetworkAcl.Entry::allow)
                        .isPresent()
                ? OPEN
                : BLOCKED;
    }

    /// Any rule of any group; a rule that names a group means who holds it.
    Answer groups(List<String> ids, boolean egress, int port, Cidr remote, @Nullable List<String> held) {
        Answer answer = BLOCKED;
        for (String id : ids) {
            var group = only(net.securityGroups(), it -> it.id().equals(id));
            for (IpPermission it : egress ? group.egress() : group.ingress()) {
                boolean speaks = it.protocol().equals("-1")
                        || (it.protocol().equals("tcp")
                                && (it.fromPort() < 0 || (it.fromPort() <= port && port <= it.toPort())));
                for (String named : speaks ? it.peers() : List.<String>of()) {
                    String peer = named.contains("/sg-") ? named.substring(named.indexOf("sg-")) : named;
                    boolean unsure = peer.startsWith("sg-") && held == null;
                    boolean yes = peer.startsWith("sg-")
                            ? held != null && held.contains(peer)
                            : (peer.startsWith("pl-") ? list(peer) : List.of(peer))
                                    .stream().map(NaiveRules::block).anyMatch(block -> block.contains(remote));
                    answer = yes ? OPEN : unsure && answer == BLOCKED ? UNKNOWN : answer;
                    if (answer == OPEN) {
                        return OPEN;
                    }
                }
            }
        }
        return answer;
    }

    /// The VPC in which the function's groups look for the holder of an address: the own one, else an own
    /// peer.
    String place(Packet p) {
        String own = p.from().vpcId();
        if (net.vpcs().stream().anyMatch(it -> it.id().equals(own) && holds(it.cidrs(), p.to()))) {
            return own;
        }
        return net.peeringConnections().stream()
                .flatMap(it -> Stream.of(it.requester(), it.accepter()))
                .filter(it -> !it.vpcId().equals(own) && holds(it.cidrs(), p.to()))
                .map(PeeringConnection.Side::vpcId)
                .findFirst()
                .or(() -> net.vpcs().stream()
                        .filter(it -> !net.transitGatewayAttachments().isEmpty() && holds(it.cidrs(), p.to()))
                        .map(Vpc::id)
                        .findFirst())
                .orElse("");
    }

    /// Rules name groups of their own VPC and of active peers in the same region.
    boolean mayName(String own, String other) {
        return own.equals(other)
                || other.isEmpty()
                || net.peeringConnections().stream()
                        .anyMatch(it -> it.status().equals("active")
                                && it.requester().region().equals(it.accepter().region())
                                && Set.of(it.requester().vpcId(), it.accepter().vpcId())
                                        .equals(Set.of(own, other)));
    }

    private static boolean holds(List<Cidr> blocks, Cidr address) {
        return blocks.stream().anyMatch(it -> it.contains(address));
    }

    /// The groups at the destination; nothing when nobody was seen there.
    @Nullable
    List<String> groupsAt(String vpc, Packet p) {
        if (p.groups() != null || vpc.isEmpty()) {
            return p.groups() == null ? List.of() : p.groups();
        }
        return net.networkInterfaces().stream()
                .filter(it -> it.vpcId().equals(vpc) && it.privateAddresses().contains(p.to().toString()))
                .map(NetworkInterface::securityGroupIds)
                .findFirst()
                .orElse(null);
    }

    Optional<Subnet> subnet(String vpc, Cidr address) {
        return net.subnets().stream()
                .filter(it -> it.vpcId().equals(vpc) && holds(it.cidrs(), address))
                .findFirst();
    }

    private List<String> list(String id) {
        return only(net.prefixLists(), it -> it.id().equals(id)).cidrs();
    }

    private static Cidr block(String text) {
        return BLOCKS.computeIfAbsent(text, Cidr::of);
    }

    static <T> T only(List<T> all, Predicate<T> wanted) {
        return Objects.requireNonNull(all.stream().filter(wanted).findFirst().orElse(null));
    }
}
