package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PrefixList;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import java.math.BigInteger;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where addresses begin to be treated differently: between two cuts nothing in the network tells them
/// apart.
///
/// @param rules by routes, security groups, network ACLs and prefix lists
/// @param places by VPCs, subnets and interfaces besides
record Cuts(Sides rules, Sides places) {

    /// Cuts of IPv4 and of IPv6.
    record Sides(NavigableSet<BigInteger> ipv4, NavigableSet<BigInteger> ipv6) {

        NavigableSet<BigInteger> of(int width) {
            return width == 32 ? ipv4 : ipv6;
        }

        private static Sides of(Stream<Cidr> blocks) {
            Sides sides = new Sides(new TreeSet<>(), new TreeSet<>());
            blocks.forEach(it -> {
                Span span = Span.of(it);
                sides.of(it.width()).add(span.from());
                sides.of(it.width()).add(span.to().add(BigInteger.ONE));
            });
            return sides;
        }
    }

    static Cuts of(Network network) {
        List<Cidr> rules = Stream.of(
                        network.routeTables().stream()
                                .flatMap(it -> it.routes().stream())
                                .map(RouteTable.Route::cidr),
                        network.prefixLists().stream().map(PrefixList::cidrs).flatMap(List::stream),
                        network.securityGroups().stream().flatMap(Cuts::peers),
                        network.networkAcls().stream()
                                .flatMap(it -> it.entries().stream())
                                .map(NetworkAcl.Entry::cidr))
                .flatMap(it -> it)
                .distinct()
                .flatMap(it -> Cidr.parse(it).stream())
                .toList();
        Stream<Cidr> places = Stream.of(
                        network.vpcs().stream().flatMap(it -> it.cidrs().stream()),
                        network.subnets().stream().flatMap(it -> it.cidrs().stream()),
                        network.peeringConnections().stream()
                                .flatMap(it -> Stream.of(it.requester(), it.accepter()))
                                .flatMap(it -> it.cidrs().stream()),
                        network.networkInterfaces().stream().flatMap(Cuts::addresses),
                        Span.PRIVATE.stream(),
                        Stream.of(Span.SHARED))
                .flatMap(it -> it);
        return new Cuts(Sides.of(rules.stream()), Sides.of(Stream.concat(rules.stream(), places)));
    }

    private static Stream<String> peers(SecurityGroup group) {
        return Stream.concat(group.ingress().stream(), group.egress().stream()).flatMap(it -> it.peers().stream());
    }

    private static Stream<Cidr> addresses(NetworkInterface it) {
        return Stream.concat(it.privateAddresses().stream(), Stream.of(it.publicAddress()))
                .flatMap(address -> Cidr.parse(address).stream());
    }
}
