package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PeeringConnection.Side;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.GroupReference;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules that name groups, and rules for ICMP.
class GroupRulesTest {

    private static final String ACCOUNT = "111111111111";
    private static final Subnet HERE = subnet("subnet-here", "vpc-here", "10.0.1.0/24");
    private static final Subnet THERE = subnet("subnet-there", "vpc-there", "10.1.1.0/24");

    private static Subnet subnet(String id, String vpc, String block) {
        return new Subnet(id, vpc, ACCOUNT, "eu-west-1a", "euw1-az1", List.of(Cidr.of(block)), 9);
    }

    private static Vpc vpc(String id, String block) {
        return new Vpc(id, ACCOUNT, "eu-west-1", List.of(Cidr.of(block)), true, true, "");
    }

    /// Two VPCs that are peered so (not at all where the status is empty), where a function's group lets out to the
    /// group of what is in the other.
    private static Truth letsOut(String status, String region, Hail hail, IpPermission rule) {
        Terrain terrain = new Terrain(world(status, region, rule));
        Cidr to = Cidr.of("10.1.1.9");
        End end = new Places(terrain, "vpc-here").end(Target.at("it", List.of(Span.of(to))), to);
        Sender.Spot spot = new Sender.Spot(HERE, HERE.cidrs(), List.of("sg-here"), Optional.empty());
        return GroupRules.out(terrain, spot, hail, end).truth();
    }

    private static RouteTable table(String id, String vpc, String own, String other) {
        return new RouteTable(
                id,
                vpc,
                true,
                List.of(),
                List.of(),
                List.of(
                        new Route(own, "", "local", "active", "CreateRouteTable"),
                        new Route(other, "", "pcx-1", "active", "CreateRoute")));
    }

    private static NetworkAcl acl(String id, Subnet of) {
        List<NetworkAcl.Entry> entries = List.of(
                new NetworkAcl.Entry(100, true, true, "-1", "0.0.0.0/0", -1, -1),
                new NetworkAcl.Entry(100, false, true, "-1", "0.0.0.0/0", -1, -1));
        return new NetworkAcl(id, of.vpcId(), true, List.of(of.id()), entries);
    }

    private static Snapshot world(String status, String region, IpPermission rule) {
        IpPermission fromHere = new IpPermission("tcp", 443, 443, List.of("sg-here"));
        Network network = Network.of(draft -> draft.vpcs(
                        List.of(vpc("vpc-here", "10.0.0.0/16"), vpc("vpc-there", "10.1.0.0/16")))
                .subnets(List.of(HERE, THERE))
                .securityGroups(List.of(
                        new SecurityGroup("sg-here", "vpc-here", ACCOUNT, "here", List.of(), List.of(rule)),
                        new SecurityGroup("sg-there", "vpc-there", ACCOUNT, "there", List.of(fromHere), List.of())))
                .routeTables(List.of(
                        table("rtb-here", "vpc-here", "10.0.0.0/16", "10.1.0.0/16"),
                        table("rtb-there", "vpc-there", "10.1.0.0/16", "10.0.0.0/16")))
                .networkAcls(List.of(acl("acl-here", HERE), acl("acl-there", THERE)))
                .networkInterfaces(List.of(new NetworkInterface(
                        "eni-there",
                        "vpc-there",
                        "subnet-there",
                        "interface",
                        "",
                        "in-use",
                        List.of("10.1.1.9"),
                        "",
                        List.of("sg-there"),
                        true,
                        "")))
                .peeringConnections(
                        status.isEmpty()
                                ? List.of()
                                : List.of(new PeeringConnection(
                                        "pcx-1",
                                        status,
                                        new Side(
                                                "vpc-here",
                                                ACCOUNT,
                                                "eu-west-1",
                                                List.of(Cidr.of("10.0.0.0/16")),
                                                false),
                                        new Side(
                                                "vpc-there",
                                                ACCOUNT,
                                                region,
                                                List.of(Cidr.of("10.1.0.0/16")),
                                                false)))));
        LambdaFunction function = Worlds.function(new VpcConfig(List.of("subnet-here"), List.of("sg-here"), false));
        return Worlds.snapshot(network, List.of(), function);
    }

    @ParameterizedTest
    @CsvSource({"active, eu-west-1, true", "active, us-east-1, false"})
    void what_is_named_on_the_way_in_is_seen_over_peerings_of_the_same_region(
            String status, String region, boolean open) {
        Snapshot world = world(status, region, new IpPermission("-1", -1, -1, List.of("0.0.0.0/0")));
        assertThat(path(world) instanceof Path.Open).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"active, eu-west-1, true", "active, us-east-1, false", "pending-acceptance, eu-west-1, false"})
    void rules_name_groups_of_active_peers_in_the_same_region(String status, String region, boolean named) {
        IpPermission rule = new IpPermission("tcp", 443, 443, List.of("sg-there"));

        assertThat(letsOut(status, region, new Hail("tcp", 443), rule).isYes()).isEqualTo(named);
    }

    @Test
    void a_rule_hangs_on_the_peering_that_a_route_leads_over_and_nobody_saw() {
        IpPermission there = new IpPermission("tcp", 443, 443, List.of("sg-there"));
        IpPermission another = new IpPermission("tcp", 443, 443, List.of("10.9.0.0/16"));

        assertThat(path(world("", "eu-west-1", there))).isInstanceOf(Path.Unknown.class);
        assertThat(path(world("", "eu-west-1", another))).isInstanceOf(Path.Blocked.class);
    }

    private static Path path(Snapshot world) {
        return new Reach(world, ReachSpecTest.INTENT)
                .from(world.functions().getFirst())
                .to(new Call("10.1.1.9", 443, "tcp", "asked"));
    }

    @Test
    void rules_for_groups_that_are_gone_match_nothing() {
        for (boolean stale : List.of(true, false)) {
            for (String peering : List.of("active", "deleted")) {
                GroupReference reference =
                        new GroupReference("sg-there", "sg-there", ACCOUNT, "vpc-there", "pcx-1", peering, stale);
                IpPermission rule = new IpPermission("tcp", 443, 443, List.of("sg-there"), List.of(reference));

                assertThat(letsOut("active", "eu-west-1", new Hail("tcp", 443), rule)
                                .isYes())
                        .as("%s %s", stale, peering)
                        .isEqualTo(!stale && peering.equals("active"));
            }
        }
    }

    /// https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html: a type and a code, -1 for
    /// all.
    @ParameterizedTest
    @CsvSource({"-1, -1, true", "8, -1, true", "8, 0, true", "8, 1, false", "0, 0, false", "3, 4, false"})
    void an_echo_has_a_type_and_a_code(int type, int code, boolean speaks) {
        IpPermission rule = new IpPermission("icmp", type, code, List.of("10.1.0.0/16"));

        assertThat(letsOut("active", "eu-west-1", Hail.of("icmp", 0, Cidr.of("10.1.1.9")), rule)
                        .isYes())
                .isEqualTo(speaks);
    }
}
