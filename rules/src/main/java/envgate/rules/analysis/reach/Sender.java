package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Ports;
import envgate.envs.model.Subnet;
import java.util.List;
import java.util.Optional;

/// Who sends packets: from where, and what may be their addresses and ports.
///
/// @param name for people
/// @param spots where it may be; all of them count
/// @param ipv6 whether it may use IPv6
/// @param ports the ones that its connections come from
/// @param forwardOnly whether the way back is left out
record Sender(String name, Kind kind, List<Spot> spots, boolean ipv6, Ports ports, boolean forwardOnly) {

    enum Kind {
        /// A function: AWS gives its interfaces no public address.
        FUNCTION,
        /// Interfaces that are there.
        INTERFACE,
        /// A packet of which only the subnet is known.
        PACKET
    }

    /// A place in a subnet.
    ///
    /// @param blocks the addresses that it may have there
    /// @param groups the security groups that have to let it out
    /// @param at its network interface, where that is known
    record Spot(Subnet subnet, List<Cidr> blocks, List<String> groups, Optional<NetworkInterface> at) {

        Spot only(Cidr address) {
            return new Spot(subnet, List.of(address), groups, at);
        }
    }

    Sender {
        spots = List.copyOf(spots);
    }

    static Sender of(String name, List<Subnet> subnets, List<String> groups, boolean ipv6) {
        List<Spot> spots = subnets.stream()
                .map(it -> new Spot(it, it.cidrs(), groups, Optional.empty()))
                .toList();
        return new Sender(name, Kind.FUNCTION, spots, ipv6, Ports.EPHEMERAL, false);
    }

    Subnet first() {
        return spots.getFirst().subnet();
    }

    boolean isFunction() {
        return kind == Kind.FUNCTION;
    }

    /// Whether it has IPv6 wherever it may be.
    boolean dualStack() {
        return ipv6 && spots.stream().allMatch(it -> it.blocks().stream().anyMatch(Cidr::isIpv6));
    }

    /// The same, as far as a question asks about it.
    Sender narrowed(Question question) {
        Ports asked = question.sourcePort() == 0 ? ports : new Ports(question.sourcePort(), question.sourcePort());
        List<Spot> some = question.sourceAddress()
                .map(address -> spots.stream()
                        .filter(it -> it.blocks().stream().anyMatch(block -> block.contains(address)))
                        .map(it -> it.only(address))
                        .toList())
                .orElse(spots);
        return new Sender(name, kind, some, ipv6, asked, question.forwardOnly());
    }
}
