package envgate.rules.analysis.reach;

import envgate.envs.model.Arn;
import envgate.envs.model.Belongings;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.PackageType;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Origin;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.PrefixList;
import envgate.envs.model.Provenance;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.Resource;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Small random worlds in which every construct of a network occurs, right and wrong: two VPCs with subnets
/// of four addresses, so that all of a world can be tried out.
final class Worlds {

    static final String HOST = "db.c1.eu-west-1.rds.amazonaws.com";

    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";
    private static final List<String> OUTSIDE = List.of(
            "198.51.100.5", "198.51.100.200", "52.218.0.9", "203.0.113.9", "10.9.9.9", "100.64.0.1", "10.0.7.7");

    private final Random random;
    private final List<Subnet> subnets = new ArrayList<>();
    private final List<NetworkInterface> interfaces = new ArrayList<>();

    private Worlds(long seed) {
        this.random = new Random(seed);
    }

    /// A world with one function, and what it may call.
    record World(long seed, Snapshot snapshot, LambdaFunction function, List<String> destinations) {

        World with(Network network) {
            return new World(seed, Worlds.snapshot(network, snapshot.resources(), function), function, destinations);
        }
    }

    static World make(long seed) {
        return new Worlds(seed).draw(seed);
    }

    private World draw(long seed) {
        subnet("subnet-1", "vpc-a", "10.0.0.0/30");
        subnet("subnet-2", "vpc-a", "10.0.0.4/30");
        subnet("subnet-3", "vpc-a", "10.0.1.0/30");
        subnet("subnet-4", "vpc-a", "10.0.2.0/30");
        subnet("subnet-5", "vpc-b", "10.1.0.0/30");
        subnet("subnet-6", "vpc-b", "10.1.1.0/30");
        for (Subnet it : subnets) {
            for (int at = 0; at < 2; at++) {
                boolean lambda = chance(0.15);
                NetworkInterface eni = new NetworkInterface(
                        "eni-" + it.id() + at,
                        it.vpcId(),
                        it.id(),
                        lambda ? "lambda" : "interface",
                        "",
                        "in-use",
                        List.of(address(it, at)),
                        lambda && chance(0.7) ? "192.0.2." + interfaces.size() : "",
                        groups(it.vpcId()),
                        chance(0.7),
                        "");
                interfaces.add(eni);
            }
        }
        List<Vpc> vpcs = vpcs();
        if (vpcs.size() == 1) {
            subnets.removeIf(it -> it.vpcId().equals("vpc-b"));
            interfaces.removeIf(it -> it.vpcId().equals("vpc-b"));
        }
        List<RouteTable> tables = tables();
        List<SecurityGroup> groups = securityGroups();
        List<NetworkAcl> acls = acls();
        List<Gateway> gateways = gateways();
        List<VpcEndpoint> endpoints = endpoints();
        List<PeeringConnection> peerings = peerings();
        String mode = chance(0.8) ? "off" : pick("block-bidirectional", "block-ingress");
        Network network = Network.of(it -> it.vpcs(vpcs)
                .subnets(subnets)
                .routeTables(tables)
                .securityGroups(groups)
                .networkAcls(acls)
                .gateways(gateways)
                .vpcEndpoints(endpoints)
                .peeringConnections(peerings)
                .networkInterfaces(interfaces)
                .prefixLists(List.of(
                        new PrefixList("pl-s3", "com.amazonaws.eu-west-1.s3", List.of("52.218.0.0/17")),
                        new PrefixList("pl-1", "partners", List.of("198.51.100.0/24", "10.1.0.0/31"))))
                .publicAccessBlocks(List.of(new PublicAccessBlock(ACCOUNT, REGION, mode, List.of()))));
        List<String> in = new ArrayList<>();
        for (String it : List.of("subnet-1", "subnet-2", "subnet-3")) {
            if (in.isEmpty() || chance(0.4)) {
                in.add(it);
            }
        }
        LambdaFunction function = function(new VpcConfig(in, groups("vpc-a"), false));
        List<String> destinations = new ArrayList<>(OUTSIDE);
        interfaces.forEach(it -> destinations.addAll(it.privateAddresses()));
        destinations.add("10.0.2.2");
        destinations.add(HOST);
        Resource database = new Resource.Database(
                Arn.of("arn:aws:rds:eu-west-1:111111111111:db:db"),
                "db",
                "postgres",
                List.of(HOST),
                5432,
                "vpc-a",
                List.of("subnet-3", "subnet-4"),
                groups("vpc-a"),
                false,
                new TreeMap<>(),
                new Origin.Unknown());
        return new World(seed, snapshot(network, List.of(database), function), function, destinations);
    }

    static Snapshot snapshot(Network network, List<Resource> resources, LambdaFunction function) {
        return new Snapshot(
                "prod",
                new Provenance(Provenance.Kind.TEXT, "", List.of(ACCOUNT), List.of(REGION), "", null),
                List.of(function),
                List.of(),
                List.of(),
                List.of(),
                resources,
                network,
                List.of(),
                List.of(),
                Belongings.ALL,
                List.of(),
                List.of());
    }

    static LambdaFunction function(VpcConfig config) {
        return new LambdaFunction(
                "f",
                Arn.of("arn:aws:lambda:eu-west-1:111111111111:function:f"),
                "F",
                "",
                PackageType.ZIP,
                "python3.13",
                "a.b",
                "",
                "",
                "",
                List.of("x86_64"),
                128,
                Duration.ofSeconds(3),
                new TreeMap<>(),
                "",
                config,
                "",
                List.of(),
                "Active",
                "",
                "Successful",
                null,
                new Sight.Absent<>(),
                new TreeMap<>(),
                List.of(),
                new Origin.Unknown());
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }

    private String pick(String... any) {
        return any[random.nextInt(any.length)];
    }

    private void subnet(String id, String vpc, String block) {
        subnets.add(new Subnet(id, vpc, ACCOUNT, "eu-west-1a", "euw1-az1", List.of(Cidr.of(block)), 2));
    }

    private static String address(Subnet subnet, int at) {
        return new Cidr(subnet.cidrs().getFirst().bits().add(java.math.BigInteger.valueOf(at)), 32, 32).toString();
    }

    private List<Vpc> vpcs() {
        List<Vpc> vpcs = new ArrayList<>();
        vpcs.add(new Vpc("vpc-a", ACCOUNT, REGION, List.of(Cidr.of("10.0.0.0/16")), true, true, ""));
        if (chance(0.8)) {
            vpcs.add(new Vpc("vpc-b", ACCOUNT, REGION, List.of(Cidr.of("10.1.0.0/16")), true, true, ""));
        }
        return vpcs;
    }

    private List<String> groups(String vpc) {
        List<String> all = vpc.equals("vpc-a") ? List.of("sg-1", "sg-2", "sg-3") : List.of("sg-4", "sg-5");
        String first = all.get(random.nextInt(all.size()));
        return chance(0.3)
                ? List.of(first, all.get(random.nextInt(all.size()))).stream()
                        .distinct()
                        .sorted()
                        .toList()
                : List.of(first);
    }

    private List<SecurityGroup> securityGroups() {
        List<SecurityGroup> groups = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            groups.add(new SecurityGroup(
                    "sg-" + i, i < 4 ? "vpc-a" : "vpc-b", ACCOUNT, "g" + i, permissions(0.35), permissions(0.6)));
        }
        return groups;
    }

    private List<IpPermission> permissions(double generous) {
        List<IpPermission> all = new ArrayList<>();
        if (chance(generous)) {
            all.add(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0")));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            int[] ports = ports();
            String peer = pick(
                    "10.0.0.0/16",
                    "10.0.0.0/31",
                    "10.0.0.4/30",
                    "10.1.0.0/16",
                    "10.0.2.3/32",
                    "0.0.0.0/0",
                    "198.51.100.0/24",
                    "sg-1",
                    "sg-2",
                    "sg-3",
                    "sg-4",
                    "111111111111/sg-5",
                    "pl-s3",
                    "pl-1");
            all.add(new IpPermission(pick("tcp", "tcp", "udp", "-1"), ports[0], ports[1], List.of(peer)));
        }
        return all;
    }

    private int[] ports() {
        return List.of(
                        new int[] {-1, -1},
                        new int[] {443, 443},
                        new int[] {5432, 5432},
                        new int[] {0, 65535},
                        new int[] {1024, 65535},
                        new int[] {32768, 65535},
                        new int[] {1024, 4999},
                        new int[] {443, 20000},
                        new int[] {40000, 50000})
                .get(random.nextInt(9));
    }

    /// Some that only answers come to.
    private int[] highPorts() {
        int[] cuts = {1024, 20000, 32768, 49152, 60000, 65536};
        int from = random.nextInt(5);
        return new int[] {cuts[from], cuts[from + 1 + random.nextInt(5 - from)] - 1};
    }

    private List<NetworkAcl> acls() {
        List<List<String>> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(new ArrayList<>());
        }
        subnets.forEach(it -> {
            boolean plain = chance(it.id().equals("subnet-4") ? 0.2 : 0.5);
            members.get(plain ? 0 : 1 + random.nextInt(2)).add(it.id());
        });
        List<NetworkAcl> acls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<NetworkAcl.Entry> entries = new ArrayList<>();
            for (boolean egress : List.of(true, false)) {
                for (int n = i == 0 ? 0 : random.nextInt(4); n > 0; n--) {
                    boolean narrow = chance(0.5);
                    int[] ports = narrow ? highPorts() : ports();
                    String block = pick("0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/31", "10.1.0.0/16", "198.51.100.0/25");
                    entries.add(new NetworkAcl.Entry(
                            n * 10,
                            egress,
                            !narrow && chance(0.6),
                            pick("6", "6", "-1", "17"),
                            block,
                            ports[0],
                            ports[1]));
                }
                if (i == 0 || chance(0.7)) {
                    entries.add(new NetworkAcl.Entry(200, egress, true, "-1", "0.0.0.0/0", -1, -1));
                }
                entries.add(new NetworkAcl.Entry(32767, egress, false, "-1", "0.0.0.0/0", -1, -1));
            }
            acls.add(new NetworkAcl("acl-" + i, "vpc-a", i == 0, members.get(i), entries));
        }
        return acls;
    }

    private List<RouteTable> tables() {
        return List.of(
                table("rtb-main-a", "vpc-a", true, List.of()),
                table("rtb-main-b", "vpc-b", true, List.of()),
                table("rtb-1", "vpc-a", false, List.of("subnet-1")),
                table("rtb-2", "vpc-a", false, List.of("subnet-2")),
                publicTable());
    }

    /// Where NAT gateways mostly stand.
    private RouteTable publicTable() {
        List<Route> routes = new ArrayList<>(List.of(route("10.0.0.0/16", "local")));
        if (chance(0.85)) {
            routes.add(route("0.0.0.0/0", "igw-1"));
        }
        if (chance(0.3)) {
            routes.add(route("10.1.0.0/16", "pcx-1"));
        }
        if (chance(0.15)) {
            routes.add(route(pick("10.0.0.0/30", "10.0.0.4/30", "10.0.1.0/30"), "eni-subnet-30"));
        }
        return new RouteTable("rtb-4", "vpc-a", false, List.of("subnet-4"), List.of(), routes);
    }

    private RouteTable table(String id, String vpc, boolean main, List<String> members) {
        boolean a = vpc.equals("vpc-a");
        List<Route> routes = new ArrayList<>(List.of(route(a ? "10.0.0.0/16" : "10.1.0.0/16", "local")));
        if (chance(0.7)) {
            routes.add(route("0.0.0.0/0", pick("nat-1", "nat-1", "nat-2", "igw-1", "igw-2", "eni-subnet-30", "lgw-1")));
        }
        if (chance(a ? 0.5 : 0.8)) {
            routes.add(route(a ? "10.1.0.0/16" : "10.0.0.0/16", pick("pcx-1", "pcx-1", "nat-1", "lgw-1")));
        }
        if (chance(0.3)) {
            routes.add(route("pl-s3", pick("vpce-s3", "vpce-s3", "nat-1")));
        }
        if (chance(0.2)) {
            routes.add(route("pl-1", pick("nat-1", "pcx-1", "igw-1")));
        }
        if (chance(0.2)) {
            routes.add(route("198.51.100.0/24", pick("nat-1", "pcx-1", "igw-1", "vgw-1")));
        }
        if (a && chance(0.15)) {
            routes.add(route(pick("10.0.2.0/30", "10.0.0.4/30"), pick("nat-1", "eni-subnet-30")));
        }
        return new RouteTable(id, vpc, main, members, List.of(), routes);
    }

    private Route route(String to, String target) {
        boolean list = to.startsWith("pl-");
        String state = !target.equals("local") && chance(0.08) ? "blackhole" : "active";
        String origin = target.equals("vgw-1") ? "EnableVgwRoutePropagation" : "CreateRoute";
        return new Route(list ? "" : to, list ? to : "", target, state, origin);
    }

    private List<Gateway> gateways() {
        return List.of(
                new Gateway.InternetGateway("igw-1", List.of("vpc-a"), "available"),
                new Gateway.InternetGateway("igw-2", List.of("vpc-b"), "available"),
                nat("nat-1", "subnet-4", "10.0.2.3"),
                chance(0.3)
                        ? nat("nat-2", "subnet-1", "10.0.0.3")
                        : chance(0.5) ? nat("nat-2", "subnet-3", "10.0.1.3") : nat("nat-2", "subnet-5", "10.1.0.3"));
    }

    private Gateway nat(String id, String subnet, String address) {
        String vpc = subnet.equals("subnet-5") ? "vpc-b" : "vpc-a";
        boolean open = chance(0.85);
        return new Gateway.NatGateway(
                id,
                vpc,
                subnet,
                chance(0.93) ? "available" : "failed",
                open ? "public" : "private",
                "zonal",
                List.of(address),
                open ? List.of("192.0.2.200") : List.of());
    }

    private List<VpcEndpoint> endpoints() {
        return List.of(new VpcEndpoint(
                "vpce-s3",
                "vpc-a",
                "Gateway",
                "com.amazonaws.eu-west-1.s3",
                chance(0.9) ? "available" : "deleting",
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Sight.Absent<>()));
    }

    private List<PeeringConnection> peerings() {
        String farRegion = chance(0.85) ? REGION : "us-east-1";
        Side a = new Side("vpc-a", ACCOUNT, REGION, List.of(Cidr.of("10.0.0.0/16")), false);
        Side b = new Side("vpc-b", ACCOUNT, farRegion, List.of(Cidr.of("10.1.0.0/16")), false);
        String status = chance(0.9) ? "active" : "pending-acceptance";
        boolean ours = chance(0.5);
        return List.of(new PeeringConnection("pcx-1", status, ours ? a : b, ours ? b : a));
    }
}
