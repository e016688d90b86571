package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Gateway.EgressOnlyInternetGateway;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.PrefixList;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Sight;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.Vpc;
import envgate.rules.analysis.reach.Worlds.World;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// The random worlds with IPv6 besides IPv4: its own blocks, routes, rules and entries, right and wrong; every
/// other one with a transit gateway.
final class DualWorlds {

    private static final List<String> OUTSIDE =
            List.of("2600:1f00::9", "2001:db8:ffff::5", "2001:db8:ffff:1::5", "fd00:99::1");

    private final Dice dice;
    private final TreeMap<String, String> prefixes = new TreeMap<>();

    private DualWorlds(long seed) {
        this.dice = new Dice(seed * 37 + 11);
        prefixes.put("vpc-a", dice.chance(0.9) ? "2001:db8:a" : "fd00:0:a");
        prefixes.put("vpc-b", dice.chance(0.95) ? "2001:db8:b" : "fd00:0:b");
    }

    static World make(long seed) {
        World plain = seed % 2 == 0 ? Worlds.make(seed) : TransitWorlds.make(seed);
        return new DualWorlds(seed).dual(plain);
    }

    private World dual(World plain) {
        Network net = plain.snapshot().network();
        List<Subnet> subnets = new ArrayList<>();
        net.subnets().forEach(it -> subnets.add(dice.chance(0.9) ? dual(it, subnets.size()) : it));
        List<NetworkInterface> interfaces = net.networkInterfaces().stream()
                .map(it -> dual(
                        it,
                        subnets.stream()
                                .filter(subnet -> subnet.id().equals(it.subnetId()))
                                .findFirst()
                                .orElseThrow()))
                .toList();
        Network all = net.with(it -> it.vpcs(net.vpcs().stream().map(this::dual).toList())
                .subnets(subnets)
                .networkInterfaces(interfaces)
                .routeTables(net.routeTables().stream().map(this::dual).toList())
                .gateways(with(
                        with(net.gateways(), eigw("eigw-1", dice.chance(0.93) ? "vpc-a" : "vpc-b")),
                        eigw("eigw-2", "vpc-b")))
                .securityGroups(net.securityGroups().stream().map(this::dual).toList())
                .networkAcls(net.networkAcls().stream().map(this::dual).toList())
                .peeringConnections(
                        net.peeringConnections().stream().map(this::dual).toList())
                .transitGatewayRouteTables(
                        net.transitGatewayRouteTables().stream().map(this::dual).toList())
                .prefixLists(with(
                        net.prefixLists(),
                        new PrefixList("pl-6", "six", List.of("2001:db8:ffff::/48", block("vpc-b"), "10.9.9.8/30")))));
        VpcConfig config = Objects.requireNonNull(plain.function().vpc());
        LambdaFunction function =
                Worlds.function(new VpcConfig(config.subnetIds(), config.securityGroupIds(), dice.chance(0.92)));
        TreeSet<String> destinations = new TreeSet<>(plain.destinations());
        destinations.addAll(OUTSIDE);
        interfaces.forEach(it -> destinations.addAll(it.privateAddresses()));
        destinations.add(prefixes.get("vpc-a") + ":77::7");
        destinations.add(prefixes.get("vpc-b") + ":77::7");
        destinations.add(prefixes.get("vpc-a") + ":3::3");
        return new World(
                plain.seed(),
                Worlds.snapshot(all, plain.snapshot().resources(), function),
                function,
                List.copyOf(destinations));
    }

    private String block(String vpc) {
        return prefixes.get(vpc) + "::/56";
    }

    private Vpc dual(Vpc it) {
        List<Cidr> cidrs = with(it.cidrs(), Cidr.of(block(it.id())));
        return new Vpc(it.id(), it.owner(), it.region(), cidrs, true, true, it.dhcpOptionsId());
    }

    private Subnet dual(Subnet it, int at) {
        List<Cidr> cidrs = with(it.cidrs(), Cidr.of(prefixes.get(it.vpcId()) + ":" + at + "::/126"));
        return new Subnet(it.id(), it.vpcId(), it.owner(), it.availabilityZone(), it.availabilityZoneId(), cidrs, 2);
    }

    /// The same place in the other block.
    private NetworkInterface dual(NetworkInterface it, Subnet in) {
        if (in.cidrs().size() == 1 || dice.chance(0.1)) {
            return it;
        }
        BigInteger offset = Cidr.of(it.privateAddresses().getFirst())
                .bits()
                .subtract(in.cidrs().getFirst().bits());
        Cidr own = new Cidr(in.cidrs().getLast().bits().add(offset), 128, 128);
        return new NetworkInterface(
                it.id(),
                it.vpcId(),
                it.subnetId(),
                it.type(),
                it.description(),
                it.status(),
                with(it.privateAddresses(), own.toString()),
                it.publicAddress(),
                it.securityGroupIds(),
                it.sourceDestCheck(),
                it.instanceId());
    }

    private static Gateway eigw(String id, String vpc) {
        return new EgressOnlyInternetGateway(id, List.of(vpc), "attached");
    }

    private RouteTable dual(RouteTable it) {
        String other = it.vpcId().equals("vpc-a") ? "vpc-b" : "vpc-a";
        boolean transit = it.routes().stream().anyMatch(route -> route.target().equals("tgw-1"));
        List<RouteTable.Route> routes = new ArrayList<>(it.routes());
        routes.add(route(block(it.vpcId()), "local"));
        if (dice.chance(0.8)) {
            routes.add(route(
                    "::/0",
                    dice.pick("eigw-1", "eigw-1", "eigw-1", "igw-1", "igw-1", "eigw-2", "nat-1", "eni-subnet-30")));
        }
        if (dice.chance(0.8)) {
            routes.add(route(
                    block(other),
                    transit ? dice.pick("tgw-1", "pcx-1") : dice.pick("pcx-1", "pcx-1", "eigw-1", "igw-1")));
        }
        if (dice.chance(0.2)) {
            routes.add(route("pl-6", dice.pick("eigw-1", "pcx-1", "igw-1")));
        }
        if (dice.chance(0.2)) {
            routes.add(route("2001:db8:ffff::/48", dice.pick("eigw-1", "igw-1", "vgw-1")));
        }
        return new RouteTable(it.id(), it.vpcId(), it.main(), it.subnetIds(), it.gatewayIds(), routes);
    }

    private RouteTable.Route route(String to, String target) {
        boolean list = to.startsWith("pl-");
        String state = !target.equals("local") && dice.chance(0.06) ? "blackhole" : "active";
        String origin = target.equals("vgw-1") ? "EnableVgwRoutePropagation" : "CreateRoute";
        return new RouteTable.Route(list ? "" : to, list ? to : "", target, state, origin);
    }

    private SecurityGroup dual(SecurityGroup it) {
        return new SecurityGroup(
                it.id(), it.vpcId(), it.owner(), it.name(), more(it.ingress(), 0.5), more(it.egress(), 0.6));
    }

    private List<IpPermission> more(List<IpPermission> some, double generous) {
        List<IpPermission> all = new ArrayList<>(some);
        if (dice.chance(generous)) {
            all.add(new IpPermission("-1", -1, -1, List.of("::/0")));
        }
        for (int i = dice.below(3); i > 0; i--) {
            int[] ports = WorldFilters.ports(dice);
            String peer = dice.pick(
                    "::/0",
                    block("vpc-a"),
                    block("vpc-b"),
                    prefixes.get("vpc-a") + ":1::/127",
                    prefixes.get("vpc-b") + ":5::/126",
                    "2001:db8:ffff::/64",
                    "pl-6");
            all.add(new IpPermission(dice.pick("tcp", "tcp", "udp", "-1"), ports[0], ports[1], List.of(peer)));
        }
        return all;
    }

    /// IPv6 has a last entry of its own.
    private NetworkAcl dual(NetworkAcl it) {
        List<NetworkAcl.Entry> entries = new ArrayList<>(it.entries());
        for (boolean egress : List.of(true, false)) {
            for (int n = it.isDefault() ? 0 : dice.below(4); n > 0; n--) {
                boolean narrow = dice.chance(0.5);
                int[] ports = narrow ? WorldFilters.highPorts(dice) : WorldFilters.ports(dice);
                String block = dice.pick(
                        "::/0",
                        block("vpc-a"),
                        prefixes.get("vpc-a") + ":1::/127",
                        block("vpc-b"),
                        "2001:db8:ffff::/64");
                entries.add(new NetworkAcl.Entry(
                        n * 10 + 1,
                        egress,
                        !narrow && dice.chance(0.6),
                        dice.pick("6", "6", "-1", "17"),
                        block,
                        ports[0],
                        ports[1]));
            }
            if (it.isDefault() || dice.chance(0.7)) {
                entries.add(new NetworkAcl.Entry(201, egress, true, "-1", "::/0", -1, -1));
            }
            entries.add(new NetworkAcl.Entry(32768, egress, false, "-1", "::/0", -1, -1));
        }
        return new NetworkAcl(it.id(), it.vpcId(), it.isDefault(), it.subnetIds(), entries);
    }

    private PeeringConnection dual(PeeringConnection it) {
        return new PeeringConnection(it.id(), it.status(), dual(it.requester()), dual(it.accepter()));
    }

    private Side dual(Side it) {
        List<Cidr> cidrs = with(it.cidrs(), Cidr.of(block(it.vpcId())));
        return new Side(it.vpcId(), it.owner(), it.region(), cidrs, it.resolvesRemoteDns());
    }

    private TransitGatewayRouteTable dual(TransitGatewayRouteTable it) {
        List<TransitGatewayRouteTable.Route> routes = new ArrayList<>(
                it.routes() instanceof Sight.Seen<List<TransitGatewayRouteTable.Route>>(var seen) ? seen : List.of());
        for (String vpc : List.of("vpc-a", "vpc-b")) {
            var member =
                    new TransitGatewayRouteTable.Member(vpc.replace("vpc-", "tgw-attach-"), "vpc", vpc, "associated");
            String kind = dice.chance(0.5) ? "static" : "propagated";
            if (dice.chance(0.9)) {
                routes.add(new TransitGatewayRouteTable.Route(block(vpc), "", kind, "active", List.of(member)));
            }
            if (dice.chance(0.1)) {
                String small = prefixes.get(vpc) + ":1::/64";
                routes.add(new TransitGatewayRouteTable.Route(small, "", "static", "blackhole", List.of()));
            }
        }
        return it.withRoutes(routes);
    }

    private static <T> List<T> with(List<? extends T> all, T one) {
        List<T> longer = new ArrayList<>(all);
        longer.add(one);
        return longer;
    }
}
