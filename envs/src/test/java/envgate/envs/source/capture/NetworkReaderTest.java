package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.Gateway.NatAddress;
import envgate.envs.model.HostedZone;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.NetworkInterface.PublicAddress;
import envgate.envs.model.PeeringConnection;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.PrefixList;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.RouteTable;
import envgate.envs.model.RouteTable.Route;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.GroupReference;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.SecurityGroup.RuleId;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.Vpc;
import envgate.envs.model.VpcEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class NetworkReaderTest {

    private static final Network NETWORK =
            Recordings.decode(Recordings.orders()).network();
    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";

    private static List<Cidr> blocks(String... texts) {
        return Arrays.stream(texts).map(Cidr::of).toList();
    }

    @Test
    void vpcs_have_the_blocks_in_force_and_their_attributes() {
        assertThat(NETWORK.vpcs())
                .containsExactly(new Vpc(
                        "vpc-1",
                        ACCOUNT,
                        "eu-west-1",
                        blocks("10.0.0.0/16", "10.1.0.0/16", "2a05:d018:1::/56"),
                        List.of(new Vpc.Block(Cidr.of("10.2.0.0/16"), "disassociated")),
                        "default",
                        true,
                        false,
                        "dopt-1"));
    }

    @Test
    void subnets_have_both_kinds_of_blocks() {
        assertThat(NETWORK.subnets())
                .containsExactly(
                        new Subnet(
                                "subnet-1",
                                "vpc-1",
                                ACCOUNT,
                                "eu-west-1",
                                "eu-west-1a",
                                "euw1-az1",
                                blocks("10.0.1.0/24", "2a05:d018:1:1::/64"),
                                250,
                                "",
                                false,
                                false),
                        new Subnet(
                                "subnet-2",
                                "vpc-1",
                                ACCOUNT,
                                "eu-west-1",
                                "eu-west-1b",
                                "euw1-az2",
                                blocks("10.0.2.0/24"),
                                0,
                                "",
                                false,
                                false));
        assertThat(NETWORK.subnets()).extracting(Subnet::isDualStack).containsExactly(true, false);
    }

    @Test
    void route_tables_lead_everywhere() {
        assertThat(NETWORK.routeTables())
                .containsExactly(
                        new RouteTable(
                                "rtb-1",
                                "vpc-1",
                                ACCOUNT,
                                false,
                                List.of("subnet-1", "subnet-2"),
                                List.of("igw-1"),
                                List.of(),
                                List.of(
                                        new Route("10.0.0.0/16", "", "local", "active", "CreateRouteTable"),
                                        new Route("0.0.0.0/0", "", "nat-1", "active", "CreateRoute"),
                                        new Route("::/0", "", "eigw-1", "active", "CreateRoute"),
                                        new Route("", "pl-s3", "vpce-s3", "active", "CreateRoute"),
                                        new Route("10.9.0.0/16", "", "pcx-1", "blackhole", "CreateRoute"),
                                        new Route("10.8.0.0/16", "", "tgw-1", "active", "CreateRoute"),
                                        new Route("172.16.0.0/12", "", "vgw-1", "active", "EnableVgwRoutePropagation"),
                                        new Route(
                                                "10.7.0.0/16", "", "eni-1", "active", "CreateRoute", "i-1", ACCOUNT))),
                        new RouteTable(
                                "rtb-main",
                                "vpc-1",
                                ACCOUNT,
                                true,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new Route("10.0.0.0/16", "", "local", "active", "CreateRouteTable"))));
    }

    @Test
    void security_groups_name_their_peers_as_aws_does() {
        assertThat(NETWORK.securityGroups())
                .containsExactly(
                        new SecurityGroup(
                                "sg-1",
                                "vpc-1",
                                ACCOUNT,
                                "functions",
                                List.of(),
                                List.of(new IpPermission("tcp", 443, 443, List.of("0.0.0.0/0", "::/0", "pl-s3")))),
                        new SecurityGroup(
                                "sg-2",
                                "vpc-1",
                                ACCOUNT,
                                "database",
                                List.of(new IpPermission(
                                        "tcp",
                                        5432,
                                        5432,
                                        List.of("sg-1", "999999999999/sg-9"),
                                        List.of(
                                                new GroupReference("sg-1", "sg-1", ACCOUNT, "", "", "", false),
                                                new GroupReference(
                                                        "999999999999/sg-9",
                                                        "sg-9",
                                                        "999999999999",
                                                        "",
                                                        "pcx-1",
                                                        "",
                                                        true)))),
                                List.of(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0"))),
                                List.of(
                                        new RuleId("sgr-1", false, "tcp", 5432, 5432, "999999999999/sg-9"),
                                        new RuleId("sgr-2", true, "-1", -1, -1, "0.0.0.0/0"))));
        SecurityGroup database = NETWORK.securityGroups().getLast();
        assertThat(database.ruleId(false, database.ingress().getFirst(), "999999999999/sg-9"))
                .contains("sgr-1");
        assertThat(database.ruleId(true, database.ingress().getFirst(), "999999999999/sg-9"))
                .isEmpty();
    }

    @Test
    void network_acls_have_their_entries_in_order() {
        assertThat(NETWORK.networkAcls())
                .containsExactly(new NetworkAcl(
                        "acl-1",
                        "vpc-1",
                        ACCOUNT,
                        true,
                        List.of("subnet-1", "subnet-2"),
                        List.of(
                                new NetworkAcl.Entry(50, false, false, "17", "10.0.0.0/8", 53, 53),
                                new NetworkAcl.Entry(100, false, true, "58", "::/0", -1, -1),
                                new NetworkAcl.Entry(200, true, true, "6", "0.0.0.0/0", 443, 443),
                                new NetworkAcl.Entry(32767, true, false, "-1", "0.0.0.0/0", -1, -1))));
    }

    @Test
    void gateways_of_all_kinds_are_there() {
        assertThat(NETWORK.gateways())
                .containsExactly(
                        new Gateway.EgressOnlyInternetGateway("eigw-1", ACCOUNT, REGION, List.of("vpc-1"), "attached"),
                        new Gateway.InternetGateway("igw-1", ACCOUNT, REGION, List.of("vpc-1"), "available"),
                        new Gateway.NatGateway(
                                "nat-1",
                                ACCOUNT,
                                REGION,
                                "vpc-1",
                                "subnet-2",
                                "available",
                                "public",
                                "zonal",
                                List.of(new NatAddress(
                                        "10.0.2.10", "198.51.100.7", "eipalloc-1", "eni-nat", "", "", "succeeded")),
                                "",
                                false),
                        new Gateway.TransitGateway(
                                "tgw-1", "999999999999", REGION, "available", false, true, true, "", "", List.of()),
                        new Gateway.VirtualPrivateGateway("vgw-1", ACCOUNT, REGION, List.of("vpc-1"), "available"));
    }

    @Test
    void peerings_show_both_sides() {
        assertThat(NETWORK.peeringConnections())
                .containsExactly(new PeeringConnection(
                        "pcx-1",
                        "active",
                        new PeeringConnection.Side(
                                "vpc-1", ACCOUNT, "eu-west-1", blocks("10.0.0.0/16", "10.1.0.0/16"), true),
                        new PeeringConnection.Side(
                                "vpc-9",
                                "999999999999",
                                "eu-central-1",
                                blocks("10.9.0.0/16", "2a05:d019::/56"),
                                false,
                                false)));
    }

    @Test
    void endpoints_have_tables_or_interfaces() {
        assertThat(NETWORK.vpcEndpoints()).hasSize(3);
        VpcEndpoint s3 = NETWORK.vpcEndpoints().get(1);
        assertThat(s3.policy().seen()).map(PolicyDocument::version).contains("2008-10-17");
        assertThat(s3)
                .isEqualTo(new VpcEndpoint(
                        "vpce-s3",
                        "",
                        "vpc-1",
                        "Gateway",
                        "com.amazonaws.eu-west-1.s3",
                        "",
                        "available",
                        "",
                        false,
                        false,
                        List.of(),
                        List.of(),
                        List.of("rtb-1", "rtb-main"),
                        List.of(),
                        List.of(),
                        s3.policy()));
        assertThat(NETWORK.vpcEndpoints().getLast())
                .isEqualTo(new VpcEndpoint(
                        "vpce-sm",
                        "",
                        "vpc-1",
                        "Interface",
                        "com.amazonaws.eu-west-1.secretsmanager",
                        "",
                        "available",
                        "",
                        true,
                        false,
                        List.of("subnet-1", "subnet-2"),
                        List.of("sg-2"),
                        List.of(),
                        List.of("eni-2"),
                        List.of(
                                "secretsmanager.eu-west-1.amazonaws.com",
                                "vpce-sm.secretsmanager.eu-west-1.vpce.amazonaws.com"),
                        new Sight.Absent<>()));
    }

    @Test
    void interfaces_have_all_their_addresses() {
        assertThat(NETWORK.networkInterfaces())
                .containsExactly(new NetworkInterface(
                        "eni-1",
                        "",
                        "vpc-1",
                        "subnet-1",
                        "interface",
                        "router",
                        "in-use",
                        List.of("10.0.1.8", "10.0.1.9", "2a05:d018:1:1::9"),
                        "198.51.100.9",
                        List.of(new PublicAddress("10.0.1.9", "198.51.100.9", "", "")),
                        List.of("sg-1", "sg-2"),
                        false,
                        "i-1",
                        ""));
    }

    @Test
    void prefix_lists_of_aws_and_of_others_have_their_blocks() {
        assertThat(NETWORK.prefixLists())
                .containsExactly(
                        new PrefixList("pl-1", "offices", ACCOUNT, REGION, List.of("192.0.2.0/24", "198.51.100.0/24")),
                        new PrefixList(
                                "pl-s3",
                                "com.amazonaws.eu-west-1.s3",
                                "AWS",
                                REGION,
                                List.of("3.5.64.0/21", "52.218.0.0/17")));
    }

    @Test
    void a_prefix_list_of_aws_is_missed_where_something_refers_to_it() {
        Recording recording = Recordings.change(
                Recordings.orders(),
                it -> Recordings.is(it, Operation.EC2_DESCRIBE_SECURITY_GROUPS)
                        ? Recordings.with(it, body -> {
                            ((ObjectNode) body.get("SecurityGroups")
                                            .get(0)
                                            .get("IpPermissionsEgress")
                                            .get(0)
                                            .get("PrefixListIds")
                                            .get(0))
                                    .put("PrefixListId", "pl-cf");
                            return body;
                        })
                        : it);

        assertThat(Recordings.decode(recording).gapIn(Area.PREFIX_LISTS, "pl-cf"))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("not recorded"));
        assertThat(Recordings.decode(Recordings.orders()).gapsIn(Area.PREFIX_LISTS))
                .isEmpty();
    }

    @Test
    void private_zones_have_names_as_people_write_them() {
        assertThat(NETWORK.hostedZones())
                .containsExactly(new HostedZone(
                        "Z1",
                        "prod.internal",
                        List.of("vpc-1"),
                        List.of(
                                new HostedZone.Entry(
                                        "*.prod.internal",
                                        "A",
                                        List.of("internal-front-1.eu-west-1.elb.amazonaws.com")),
                                new HostedZone.Entry(
                                        "db.prod.internal",
                                        "CNAME",
                                        List.of("orders.abc.eu-west-1.rds.amazonaws.com")))));
    }

    @Test
    void block_public_access_has_its_exclusions() {
        assertThat(NETWORK.publicAccessBlocks())
                .containsExactly(new PublicAccessBlock(
                        ACCOUNT,
                        "eu-west-1",
                        "block-ingress",
                        List.of(new PublicAccessBlock.Exclusion("vpc-1", "allow-egress", "create-complete"))));
    }

    @Test
    void a_table_with_a_route_that_cannot_be_read_is_a_gap() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "DestinationCidrBlock", "10.0.0.300/8",
                        "GatewayId", "")
                .entrySet()) {
            Snapshot snapshot = Recordings.decode(Recordings.change(
                    Recordings.orders(),
                    it -> Recordings.is(it, Operation.EC2_DESCRIBE_ROUTE_TABLES)
                            ? Recordings.with(it, body -> {
                                ((ObjectNode) body.get("RouteTables")
                                                .get(0)
                                                .get("Routes")
                                                .get(0))
                                        .put(wrong.getKey(), wrong.getValue());
                                return body;
                            })
                            : it));

            assertThat(snapshot.network().routeTables()).hasSize(1);
            assertThat(snapshot.gapIn(Area.ROUTE_TABLES, "rtb-main")).isPresent();
        }
    }

    @Test
    void an_endpoint_whose_policy_cannot_be_read_stays() {
        Snapshot snapshot = Recordings.decode(Recordings.change(
                Recordings.orders(),
                it -> Recordings.is(it, Operation.EC2_DESCRIBE_VPC_ENDPOINTS)
                        ? Recordings.with(it, body -> {
                            ((ObjectNode) body.get("VpcEndpoints").get(1)).put("PolicyDocument", "no JSON");
                            return body;
                        })
                        : it));

        assertThat(snapshot.network().vpcEndpoints().get(1).policy()).isInstanceOf(Sight.Unseen.class);
        assertThat(snapshot.gapIn(Area.RESOURCE_POLICIES, "vpce-s3")).isPresent();
        assertThat(snapshot.gapsIn(Area.VPC_ENDPOINTS)).isEmpty();
        assertThat(snapshot.network().vpcEndpoints().getLast().policy()).isInstanceOf(Sight.Absent.class);
    }
}
