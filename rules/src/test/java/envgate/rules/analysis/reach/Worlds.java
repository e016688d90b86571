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
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Small random worlds in which every construct of a network occurs, right and wrong: two VPCs with subnets
/// of four addresses, so that all of a world can be tried out.
final class Worlds {

    static final String HOST = "db.c1.eu-west-1.rds.amazonaws.com";

    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";
    private static final List<String> OUTSIDE = List.of(
            "198.51.100.5", "198.51.100.200", "52.218.0.9", "203.0.113.9", "10.9.9.9", "100.64.0.1", "10.0.7.7");

    private final Dice dice;
    private final List<Subnet> subnets = new ArrayList<>();
    private final List<NetworkInterface> interfaces = new ArrayList<>();

    private Worlds(long seed) {
        this.dice = new Dice(seed);
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
                boolean lambda = dice.chance(0.15);
                NetworkInterface eni = new NetworkInterface(
                        "eni-" + it.id() + at,
                        it.vpcId(),
                        it.id(),
                        lambda ? "lambda" : "interface",
                        "",
                        "in-use",
                        List.of(address(it, at)),
                        lambda && dice.chance(0.7) ? "192.0.2." + interfaces.size() : "",
                        groups(it.vpcId()),
                        dice.chance(0.7),
                        "");
                interfaces.add(eni);
            }
        }
        List<Vpc> vpcs = vpcs();
        if (vpcs.size() == 1) {
            subnets.removeIf(it -> it.vpcId().equals("vpc-b"));
            interfaces.removeIf(it -> it.vpcId().equals("vpc-b"));
        }
        WorldRoutes routes = new WorldRoutes(dice);
        WorldFilters filters = new WorldFilters(dice, ACCOUNT);
        List<RouteTable> tables = routes.tables();
        List<SecurityGroup> groups = filters.securityGroups();
        List<NetworkAcl> acls = filters.acls(subnets);
        List<Gateway> gateways = routes.gateways();
        List<VpcEndpoint> endpoints = routes.endpoints();
        List<PeeringConnection> peerings = peerings();
        String mode = dice.chance(0.8) ? "off" : dice.pick("block-bidirectional", "block-ingress");
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
            if (in.isEmpty() || dice.chance(0.4)) {
                in.add(it);
            }
        }
        LambdaFunction function = function(new VpcConfig(in, ownGroups(), false));
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
                List.of(),
                null);
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

    private void subnet(String id, String vpc, String block) {
        subnets.add(new Subnet(id, vpc, ACCOUNT, "eu-west-1a", "euw1-az1", List.of(Cidr.of(block)), 2));
    }

    private static String address(Subnet subnet, int at) {
        return new Cidr(subnet.cidrs().getFirst().bits().add(java.math.BigInteger.valueOf(at)), 32, 32).toString();
    }

    private List<Vpc> vpcs() {
        List<Vpc> vpcs = new ArrayList<>();
        vpcs.add(new Vpc("vpc-a", ACCOUNT, REGION, List.of(Cidr.of("10.0.0.0/16")), true, true, ""));
        if (dice.chance(0.8)) {
            vpcs.add(new Vpc("vpc-b", ACCOUNT, REGION, List.of(Cidr.of("10.1.0.0/16")), true, true, ""));
        }
        return vpcs;
    }

    /// Often those of an interface with a public address, which somebody may have given to the function's.
    private List<String> ownGroups() {
        return interfaces.stream()
                .filter(it -> !it.publicAddress().isEmpty() && it.vpcId().equals("vpc-a"))
                .map(NetworkInterface::securityGroupIds)
                .filter(_ -> dice.chance(0.5))
                .findFirst()
                .orElseGet(() -> groups("vpc-a"));
    }

    private List<String> groups(String vpc) {
        List<String> all = vpc.equals("vpc-a") ? List.of("sg-1", "sg-2", "sg-3") : List.of("sg-4", "sg-5");
        String first = all.get(dice.below(all.size()));
        return dice.chance(0.3)
                ? List.of(first, all.get(dice.below(all.size()))).stream()
                        .distinct()
                        .sorted()
                        .toList()
                : List.of(first);
    }

    private List<PeeringConnection> peerings() {
        String farRegion = dice.chance(0.85) ? REGION : "us-east-1";
        Side a = new Side("vpc-a", ACCOUNT, REGION, List.of(Cidr.of("10.0.0.0/16")), false);
        Side b = new Side("vpc-b", ACCOUNT, farRegion, List.of(Cidr.of("10.1.0.0/16")), false);
        String status = dice.chance(0.9) ? "active" : "pending-acceptance";
        boolean ours = dice.chance(0.5);
        return List.of(new PeeringConnection("pcx-1", status, ours ? a : b, ours ? b : a));
    }
}
