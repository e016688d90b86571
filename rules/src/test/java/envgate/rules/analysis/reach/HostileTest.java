package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Worlds that nobody would build on purpose are answered too.
class HostileTest {

    private static final String ACCOUNT = "111111111111";

    private static Path ask(Network network, String to) {
        Snapshot snapshot = Worlds.snapshot(
                network, List.of(), Worlds.function(new VpcConfig(List.of("subnet-0"), List.of("sg-1"), true)));
        return new Reach(snapshot, ReachSpecTest.INTENT)
                .answer(Question.of(
                        new Start.OfFunction(snapshot.functions().getFirst()), new Call(to, 443, "tcp", "declared")))
                .path();
    }

    /// VPCs in a ring of peerings, all with the same block, all routes leading on, and ids that lead nowhere.
    private static Network ring(List<IpPermission> rules) {
        List<Vpc> vpcs = new ArrayList<>();
        List<Subnet> subnets = new ArrayList<>();
        List<RouteTable> tables = new ArrayList<>();
        List<PeeringConnection> peerings = new ArrayList<>();
        List<Cidr> block = List.of(Cidr.of("10.0.0.0/8"));
        for (int i = 0; i < 5; i++) {
            String id = "vpc-" + i;
            String next = "vpc-" + (i + 1) % 5;
            vpcs.add(new Vpc(id, ACCOUNT, "eu-west-1", block, true, true, ""));
            subnets.add(new Subnet("subnet-" + i, id, ACCOUNT, "eu-west-1a", "", List.of(Cidr.of("10.0.0.0/24")), 9));
            peerings.add(new PeeringConnection(
                    "pcx-" + i,
                    "active",
                    new Side(id, ACCOUNT, "eu-west-1", block, true),
                    new Side(next, ACCOUNT, "eu-west-1", block, true)));
            tables.add(new RouteTable(
                    "rtb-" + i,
                    id,
                    true,
                    List.of(),
                    List.of(),
                    List.of(
                            new Route("0.0.0.0/0", "", "pcx-" + i, "active", "CreateRoute"),
                            new Route("0.0.0.0/1", "", "nat-nowhere", "active", "CreateRoute"),
                            new Route("10.0.0.0/8", "", "local", "active", "CreateRouteTable"),
                            new Route("not-a-block", "", "igw-nowhere", "active", "CreateRoute"))));
        }
        return Network.of(draft -> draft.vpcs(vpcs)
                .subnets(subnets)
                .routeTables(tables)
                .peeringConnections(peerings)
                .securityGroups(List.of(new SecurityGroup("sg-1", "vpc-0", ACCOUNT, "1", rules, rules))));
    }

    private static List<IpPermission> many() {
        List<IpPermission> rules = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rules.add(new IpPermission(
                    i % 3 == 0 ? "-1" : "tcp",
                    i % 70_000,
                    70_000 + i,
                    List.of("52." + i / 250 + "." + i % 250 + ".0/24", "sg-nowhere", "pl-nowhere")));
        }
        return rules;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.9",
                "10.0.0.0/8",
                "0.0.0.0/0",
                "::/0",
                "::ffff:10.0.0.9",
                "255.255.255.255",
                "203.0.113.9",
                "api.example.com",
                "52.1.2.3"
            })
    void rings_of_peerings_and_ids_that_lead_nowhere_are_answered(String to) {
        List<IpPermission> all = List.of(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0", "::/0")));

        assertThat(ask(ring(all), to).trail().steps()).isNotEmpty();
        assertThat(ask(ring(many()), to).trail().steps()).isNotEmpty();
    }

    /// Every block is all there is, and so are the VPCs, which nobody can tell apart.
    private static Network everything() {
        List<Cidr> all = List.of(Cidr.ANY_IPV4, Cidr.ANY_IPV6);
        List<Vpc> vpcs = new ArrayList<>();
        List<Subnet> subnets = new ArrayList<>();
        List<RouteTable> tables = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = "vpc-" + i;
            vpcs.add(new Vpc(id, ACCOUNT, "eu-west-1", all, true, true, ""));
            subnets.add(new Subnet("subnet-" + i, id, ACCOUNT, "eu-west-1a", "", all, 9));
            tables.add(new RouteTable(
                    "rtb-" + i,
                    id,
                    true,
                    List.of(),
                    List.of(),
                    List.of(
                            new Route("0.0.0.0/0", "", "local", "active", "CreateRouteTable"),
                            new Route("0.0.0.0/0", "", "pcx-0", "active", "CreateRoute"),
                            new Route("::/0", "", "tgw-nowhere", "active", "CreateRoute"))));
        }
        List<IpPermission> rules = List.of(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0", "::/0")));
        return Network.of(draft -> draft.vpcs(vpcs)
                .subnets(subnets)
                .routeTables(tables)
                .peeringConnections(List.of(new PeeringConnection(
                        "pcx-0",
                        "active",
                        new Side("vpc-0", ACCOUNT, "eu-west-1", all, true),
                        new Side("vpc-1", ACCOUNT, "eu-west-1", all, true))))
                .networkAcls(List.of(new NetworkAcl(
                        "acl-0",
                        "vpc-0",
                        true,
                        List.of("subnet-0"),
                        List.of(
                                new NetworkAcl.Entry(100, true, true, "-1", "0.0.0.0/0", -1, -1),
                                new NetworkAcl.Entry(100, true, true, "-1", "0.0.0.0/0", -1, -1),
                                new NetworkAcl.Entry(-5, false, true, "6", "0.0.0.0/0", 99_999, -7)))))
                .securityGroups(List.of(new SecurityGroup("sg-1", "vpc-0", ACCOUNT, "1", rules, rules))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.9", "0.0.0.0/0", "::/0", "2001:db8::1", "203.0.113.9", "api.example.com"})
    void blocks_of_everything_are_answered(String to) {
        assertThat(ask(everything(), to).trail().steps()).isNotEmpty();
    }

    @Test
    void an_ipv4_address_that_is_written_as_ipv6_is_one() {
        List<IpPermission> all = List.of(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0")));

        assertThat(ask(ring(all), "::ffff:10.0.0.9")).isEqualTo(ask(ring(all), "10.0.0.9"));
    }
}
