package envgate.rules.analysis.reach;

import envgate.envs.model.Arn;
import envgate.envs.model.Belongings;
import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.PackageType;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.envs.model.Resource;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Makes an environment of any size: a VPC with private and public subnets in three zones, NAT gateways,
/// databases and servers, and functions of which each has a security group of its own besides a shared one.
final class Fleets {

    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";
    private static final int SUBNETS = 24;

    private Fleets() {}

    static Snapshot of(int functions, int databases) {
        List<Subnet> subnets = new ArrayList<>();
        List<RouteTable> tables = new ArrayList<>();
        List<Gateway> gateways =
                new ArrayList<>(List.of(new Gateway.InternetGateway("igw-1", List.of("vpc-1"), "available")));
        List<Route> out = List.of(local(), new Route("0.0.0.0/0", "", "igw-1", "active", "CreateRoute"));
        for (int i = 0; i < 3; i++) {
            subnets.add(subnet("subnet-public-" + i, "10.0.0." + i * 64 + "/26", i));
            tables.add(
                    new RouteTable("rtb-public-" + i, "vpc-1", false, List.of("subnet-public-" + i), List.of(), out));
            gateways.add(new Gateway.NatGateway(
                    "nat-" + i,
                    "vpc-1",
                    "subnet-public-" + i,
                    "available",
                    "public",
                    "zonal",
                    List.of("10.0.0." + (i * 64 + 9)),
                    List.of("198.51.100." + i)));
        }
        for (int i = 0; i < SUBNETS; i++) {
            subnets.add(subnet("subnet-" + i, "10.0." + (8 + i * 8) + ".0/21", i));
            Route nat = new Route("0.0.0.0/0", "", "nat-" + i % 3, "active", "CreateRoute");
            tables.add(new RouteTable(
                    "rtb-" + i, "vpc-1", i == 0, List.of("subnet-" + i), List.of(), List.of(local(), nat)));
        }
        List<NetworkAcl.Entry> entries = new ArrayList<>();
        for (boolean egress : List.of(true, false)) {
            entries.add(new NetworkAcl.Entry(90, egress, false, "-1", "203.0.113.0/24", -1, -1));
            entries.add(new NetworkAcl.Entry(100, egress, true, "-1", "0.0.0.0/0", -1, -1));
            entries.add(new NetworkAcl.Entry(32767, egress, false, "-1", "0.0.0.0/0", -1, -1));
        }
        NetworkAcl acl = new NetworkAcl(
                "acl-1", "vpc-1", true, subnets.stream().map(Subnet::id).toList(), entries);
        List<SecurityGroup> groups = new ArrayList<>();
        groups.add(group("sg-shared", List.of(), List.of(all("10.0.0.0/8"))));
        List<LambdaFunction> lambdas = new ArrayList<>();
        for (int i = 0; i < functions; i++) {
            String own = "sg-f" + i;
            groups.add(group(own, List.of(), List.of(all("0.0.0.0/0"))));
            int at = i % (SUBNETS - 2);
            List<String> in = List.of("subnet-" + at, "subnet-" + (at + 1), "subnet-" + (at + 2));
            lambdas.add(function("f" + i, new VpcConfig(in, List.of(own, "sg-shared"), false)));
        }
        List<Resource> resources = new ArrayList<>();
        List<NetworkInterface> interfaces = new ArrayList<>();
        for (int i = 0; i < databases; i++) {
            String id = "sg-db" + i;
            IpPermission rule = i % 2 == 0
                    ? new IpPermission("tcp", 5432, 5432, List.of("10.0.0.0/16"))
                    : new IpPermission("tcp", 5432, 5432, List.of("sg-shared", "sg-f" + i));
            groups.add(group(id, List.of(rule), List.of()));
            resources.add(new Resource.Database(
                    Arn.of("arn:aws:rds:eu-west-1:111111111111:db:db" + i),
                    "db" + i,
                    "postgres",
                    List.of("db" + i + ".c1.eu-west-1.rds.amazonaws.com"),
                    5432,
                    "vpc-1",
                    List.of("subnet-" + i % SUBNETS, "subnet-" + (i + 1) % SUBNETS),
                    List.of(id),
                    false,
                    new TreeMap<>(),
                    new Origin.Unknown()));
            interfaces.add(new NetworkInterface(
                    "eni-" + i,
                    "vpc-1",
                    "subnet-" + i % SUBNETS,
                    "interface",
                    "",
                    "in-use",
                    List.of("10.0." + (8 + i % SUBNETS * 8) + "." + (10 + i / SUBNETS)),
                    "",
                    List.of(id),
                    true,
                    ""));
        }
        Network network = Network.of(draft -> draft.vpcs(List.of(
                        new Vpc("vpc-1", ACCOUNT, REGION, List.of(Cidr.of("10.0.0.0/16")), true, true, "default")))
                .subnets(subnets)
                .routeTables(tables)
                .gateways(gateways)
                .networkAcls(List.of(acl))
                .securityGroups(groups)
                .networkInterfaces(interfaces));
        return new Snapshot(
                "prod",
                new Provenance(Provenance.Kind.TEXT, "", List.of(ACCOUNT), List.of(REGION), "", null),
                lambdas,
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

    /// Databases by name and by address, and hosts of the internet.
    static List<Call> calls(int many) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; calls.size() < many; i++) {
            calls.add(new Call("db" + i + ".c1.eu-west-1.rds.amazonaws.com", 5432, "tcp", "declared"));
            calls.add(new Call("10.0." + (8 + i % SUBNETS * 8) + "." + (10 + i / SUBNETS), 5432, "tcp", "declared"));
            calls.add(new Call("api" + i + ".example.com", 443, "tcp", "declared"));
            calls.add(new Call("192.0.2." + i % 256, 443, "tcp", "declared"));
        }
        return calls.subList(0, many);
    }

    private static Route local() {
        return new Route("10.0.0.0/16", "", "local", "active", "CreateRouteTable");
    }

    private static Subnet subnet(String id, String block, int zone) {
        String name = "eu-west-1" + "abc".charAt(zone % 3);
        return new Subnet(id, "vpc-1", ACCOUNT, name, "euw1-az" + (1 + zone % 3), List.of(Cidr.of(block)), 200);
    }

    private static IpPermission all(String block) {
        return new IpPermission("-1", -1, -1, List.of(block));
    }

    private static SecurityGroup group(String id, List<IpPermission> in, List<IpPermission> out) {
        return new SecurityGroup(id, "vpc-1", ACCOUNT, id, in, out);
    }

    private static LambdaFunction function(String name, VpcConfig config) {
        return new LambdaFunction(
                name,
                Arn.of("arn:aws:lambda:eu-west-1:111111111111:function:" + name),
                name,
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
}
