package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
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

/// The spec of where an address is, and who holds it.
record NaivePlaces(Network net) {

    private static final Map<String, Cidr> BLOCKS = new ConcurrentHashMap<>();

    /// The VPC in which the function's groups look for the holder of an address: the own one, else an own
    /// peer, else one behind the transit gateway.
    String of(Packet p) {
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

    List<String> list(String id) {
        return only(net.prefixLists(), it -> it.id().equals(id)).cidrs();
    }

    static Cidr block(String text) {
        return BLOCKS.computeIfAbsent(text, Cidr::of);
    }

    static <T> T only(List<T> all, Predicate<T> wanted) {
        return Objects.requireNonNull(all.stream().filter(wanted).findFirst().orElse(null));
    }
}
