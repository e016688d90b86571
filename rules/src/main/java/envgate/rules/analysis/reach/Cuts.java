package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PrefixList;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.TransitGatewayRouteTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Where addresses begin to be treated differently: between two cuts nothing that a packet meets tells
/// addresses apart.
///
/// Routes, network ACLs and firewalls may meet any packet; of security groups only the ones that are asked
/// count.
final class Cuts {

    /// Pieces that a destination is cut into at most; with more of them it is not asked about.
    static final int MOST = 2_000;

    private final Set<Cidr> ways;
    /// Addresses of the internet's that VPCs have taken.
    private final List<Cidr> own;
    private final Sides rules;
    private final Sides places;
    private final Map<String, Sides> ingress = new ConcurrentHashMap<>();
    private final Map<String, Sides> egress = new ConcurrentHashMap<>();
    private final Map<String, Boolean> plainGroups = new ConcurrentHashMap<>();
    private final Map<List<String>, List<Piece>> internet = new ConcurrentHashMap<>();

    /// Some addresses, of which one stands for all.
    record Piece(String text, Cidr first, double size) {

        private static Piece of(Span span) {
            return new Piece(span.text(), span.first(), span.size());
        }
    }

    /// Cuts of IPv4 and of IPv6.
    private record Sides(NavigableSet<BigInteger> ipv4, NavigableSet<BigInteger> ipv6) {

        static Sides of(Stream<Cidr> blocks) {
            Sides sides = new Sides(new TreeSet<>(), new TreeSet<>());
            blocks.forEach(it -> {
                Span span = Span.of(it);
                sides.of(it.width()).add(span.from());
                sides.of(it.width()).add(span.to().add(BigInteger.ONE));
            });
            return sides;
        }

        NavigableSet<BigInteger> of(int width) {
            return width == 32 ? ipv4 : ipv6;
        }

        void addWithin(Span span, NavigableSet<BigInteger> cuts) {
            cuts.addAll(of(span.width()).subSet(span.from(), false, span.to(), true));
        }
    }

    private Cuts(Cuts other) {
        this.ways = other.ways;
        this.own = other.own;
        this.rules = other.rules;
        this.places = other.places;
    }

    /// Those of a network in which a few things are replaced, by rules whose blocks are cut already.
    Cuts forOther() {
        return new Cuts(this);
    }

    Cuts(Network network) {
        this.ways = new TreeSet<>();
        this.own = network.vpcs().stream()
                .flatMap(it -> it.cidrs().stream())
                .filter(it -> !it.isPrivate())
                .toList();
        Stream.of(
                        network.routeTables().stream()
                                .flatMap(it -> it.routes().stream())
                                .map(RouteTable.Route::cidr),
                        network.networkAcls().stream()
                                .flatMap(it -> it.entries().stream())
                                .map(NetworkAcl.Entry::cidr),
                        network.transitGatewayRouteTables().stream()
                                .flatMap(it -> TransitChoice.listed(it).stream())
                                .map(TransitGatewayRouteTable.Route::cidr),
                        network.firewallRuleGroups().stream().flatMap(Inspector::addresses),
                        network.prefixLists().stream()
                                .filter(it -> !PrefixMatch.isOfService(it))
                                .map(PrefixList::cidrs)
                                .flatMap(List::stream))
                .flatMap(it -> it)
                .distinct()
                .flatMap(it -> Cidr.parse(it).stream())
                .forEach(ways::add);
        this.rules = Sides.of(ways.stream());
        this.places = Sides.of(Stream.of(
                        network.vpcs().stream().flatMap(it -> it.cidrs().stream()),
                        network.subnets().stream().flatMap(it -> it.cidrs().stream()),
                        network.peeringConnections().stream()
                                .flatMap(it -> Stream.of(it.requester(), it.accepter()))
                                .flatMap(it -> it.cidrs().stream()),
                        network.networkInterfaces().stream().flatMap(Cuts::addresses),
                        network.prefixLists().stream()
                                .flatMap(it -> it.cidrs().stream())
                                .flatMap(it -> Cidr.parse(it).stream()),
                        Span.EDGES.stream())
                .flatMap(it -> it));
    }

    private static Stream<Cidr> addresses(NetworkInterface it) {
        return Stream.concat(it.privateAddresses().stream(), Stream.of(it.publicAddress()))
                .flatMap(address -> Cidr.parse(address).stream());
    }

    private static Stream<Cidr> peers(Terrain terrain, List<IpPermission> permissions) {
        return permissions.stream()
                .flatMap(it -> it.peers().stream())
                .flatMap(it -> it.startsWith("pl-")
                        ? terrain.list(it).stream().flatMap(list -> list.cidrs().stream())
                        : Stream.of(it))
                .flatMap(it -> terrain.block(it).stream());
    }

    private Sides of(Terrain terrain, String group, boolean out) {
        return (out ? egress : ingress)
                .computeIfAbsent(
                        group,
                        id -> Sides.of(
                                terrain.group(id) instanceof Known.Seen<SecurityGroup>(SecurityGroup it)
                                        ? peers(terrain, out ? it.egress() : it.ingress())
                                        : Stream.of()));
    }

    /// A sender's addresses, as the way and the groups at its end see them.
    List<Span> sources(Terrain terrain, Cidr block, List<String> groups) {
        return sources(terrain, Span.of(block), groups);
    }

    List<Span> sources(Terrain terrain, Span span, List<String> groups) {
        if (span.from().equals(span.to())) {
            return List.of(span);
        }
        NavigableSet<BigInteger> cuts = new TreeSet<>();
        rules.addWithin(span, cuts);
        groups.forEach(it -> of(terrain, it, false).addWithin(span, cuts));
        return cuts.isEmpty() ? List.of(span) : span.cut(cuts);
    }

    /// A destination's addresses, as the way, the sender's groups and, where its own are not known, whatever
    /// stands there see them.
    List<Piece> destinations(Terrain terrain, Target target, List<String> groups) {
        boolean known = target.groups().isPresent() && target.service().isPresent();
        if (known && target.spans().equals(Span.INTERNET)) {
            return internet(terrain, groups);
        }
        List<Piece> pieces = new ArrayList<>();
        boolean internet = known && target.spans().equals(Span.INTERNET_IPV6);
        for (Span span : internet ? abroad(target.spans()) : target.spans()) {
            NavigableSet<BigInteger> cuts = new TreeSet<>();
            if (!span.from().equals(span.to())) {
                rules.addWithin(span, cuts);
                groups.forEach(it -> of(terrain, it, true).addWithin(span, cuts));
                if (!known) {
                    places.addWithin(span, cuts);
                }
            }
            if (cuts.isEmpty()) {
                pieces.add(Piece.of(span));
            } else {
                span.cut(cuts).forEach(it -> pieces.add(Piece.of(it)));
            }
        }
        return pieces;
    }

    /// Without the VPCs' own blocks, in which no host of the internet is.
    private List<Span> abroad(List<Span> internet) {
        List<Span> left = Span.without(internet, own);
        return left.isEmpty() ? internet : left;
    }

    private List<Piece> internet(Terrain terrain, List<String> groups) {
        boolean plain = true;
        for (String it : groups) {
            plain &= plainGroups.computeIfAbsent(it, id -> isPlain(of(terrain, id, true)));
        }
        return internet.computeIfAbsent(plain ? List.of() : groups, it -> classes(terrain, it, true));
    }

    /// Whether rules treat all of the internet alike.
    private static boolean isPlain(Sides sides) {
        for (Span it : Span.INTERNET) {
            NavigableSet<BigInteger> cuts = new TreeSet<>();
            sides.addWithin(it, cuts);
            if (!cuts.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// The addresses of the internet, as network ACLs and groups at their end see them.
    List<Piece> visitors(Terrain terrain, List<String> groups) {
        return classes(terrain, groups, false);
    }

    /// The addresses of the internet, those together that no block tells apart.
    private List<Piece> classes(Terrain terrain, List<String> groups, boolean out) {
        Set<Cidr> blocks = new TreeSet<>(ways);
        for (String it : groups) {
            if (terrain.group(it) instanceof Known.Seen<SecurityGroup>(SecurityGroup group)) {
                peers(terrain, out ? group.egress() : group.ingress()).forEach(blocks::add);
            }
        }
        List<Cidr> all = blocks.stream()
                .filter(it -> !it.isIpv6() && it.length() > 0 && !it.isPrivate())
                .toList();
        if (all.size() > MOST) {
            return all.stream().map(it -> Piece.of(Span.of(it))).toList();
        }
        Map<BitSet, Piece> classes = new LinkedHashMap<>();
        for (Span span : abroad(Span.INTERNET)) {
            NavigableSet<BigInteger> cuts = new TreeSet<>();
            Sides.of(all.stream()).addWithin(span, cuts);
            for (Span it : span.cut(cuts)) {
                Cidr first = it.first();
                BitSet holders = new BitSet();
                for (int i = 0; i < all.size(); i++) {
                    holders.set(i, all.get(i).contains(first));
                }
                classes.merge(
                        holders,
                        Piece.of(it),
                        (one, other) -> new Piece(one.text(), one.first(), one.size() + other.size()));
            }
        }
        return List.copyOf(classes.values());
    }
}
