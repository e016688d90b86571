package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.Gateway;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Network;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.NetworkAcl.Entry;
import envgate.envs.model.NetworkInterface;
import envgate.envs.model.RouteTable;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.SecurityGroup.IpPermission;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.envs.model.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A transit gateway between two VPCs, and one fault at a time.
class TransitTest {

    private static final String ACCOUNT = "111111111111";

    /// What each word of a fault changes; all else is as it should be.
    private final Map<String, String> faults = new TreeMap<>();

    private boolean has(String fault) {
        return faults.containsKey(fault);
    }

    private static Subnet subnet(String id, String vpc, String block, String zone) {
        return new Subnet(id, vpc, ACCOUNT, "eu-west-1" + zone, "euw1-az-" + zone, List.of(Cidr.of(block)), 9);
    }

    private static RouteTable table(String id, String vpc, String own, String other, String state) {
        List<RouteTable.Route> routes = new ArrayList<>();
        routes.add(new RouteTable.Route(own, "", "local", "active", "CreateRouteTable"));
        if (!state.isEmpty()) {
            routes.add(new RouteTable.Route(other, "", "tgw-1", state, "CreateRoute"));
        }
        return new RouteTable(id, vpc, true, List.of(), List.of(), routes);
    }

    private TransitGatewayAttachment attachment(String id, String vpc, String subnet, boolean support) {
        String table = has("no-association") && id.equals("tgw-attach-a") ? "" : "tgw-rtb-" + vpc;
        String state = has("pending") && id.equals("tgw-attach-b") ? "pendingAcceptance" : "available";
        return new TransitGatewayAttachment(
                id,
                "eu-west-1",
                "tgw-1",
                ACCOUNT,
                "vpc",
                vpc,
                ACCOUNT,
                state,
                table,
                "associated",
                new TransitGatewayAttachment.Vpc(List.of(subnet), false, support, false, true),
                null);
    }

    private TransitGatewayRouteTable transit(String vpc, String block, String to, String other) {
        Member member = new Member(to, "vpc", other, "associated");
        List<Route> routes = new ArrayList<>();
        if (!has("no-route-of-" + vpc)) {
            routes.add(new Route(block, "", "propagated", "active", List.of(member)));
        }
        if (has("blackhole-of-" + vpc)) {
            routes.add(new Route(block, "", "static", "blackhole", List.of()));
        }
        return new TransitGatewayRouteTable(
                "tgw-rtb-" + vpc,
                "eu-west-1",
                "tgw-1",
                "available",
                false,
                false,
                new Sight.Seen<>(List.of()),
                new Sight.Seen<>(List.of()),
                new Sight.Seen<>(routes));
    }

    private static List<Entry> all() {
        return List.of(
                new Entry(100, true, true, "-1", "0.0.0.0/0", -1, -1),
                new Entry(100, false, true, "-1", "0.0.0.0/0", -1, -1));
    }

    private Network network() {
        boolean support = has("support");
        String peer = has("by-group") ? "sg-f" : "10.0.0.0/16";
        List<Entry> gate = new ArrayList<>(all());
        if (has("gate-denies-answer")) {
            gate.add(new Entry(10, false, false, "6", "10.1.1.0/24", 1024, 65535));
        }
        if (has("gate-denies-way-in")) {
            gate.add(new Entry(10, true, false, "6", "10.1.1.0/24", 443, 443));
        }
        return Network.of(draft -> draft.vpcs(List.of(
                        new Vpc("vpc-a", ACCOUNT, "eu-west-1", List.of(Cidr.of("10.0.0.0/16")), true, true, ""),
                        new Vpc("vpc-b", ACCOUNT, "eu-west-1", List.of(Cidr.of("10.1.0.0/16")), true, true, "")))
                .subnets(List.of(
                        subnet("subnet-f", "vpc-a", "10.0.1.0/24", "a"),
                        subnet("subnet-gate-a", "vpc-a", "10.0.9.0/28", has("other-zone") ? "b" : "a"),
                        subnet("subnet-s", "vpc-b", "10.1.1.0/24", has("server-in-other-zone") ? "b" : "a"),
                        subnet("subnet-gate-b", "vpc-b", "10.1.9.0/28", "a")))
                .routeTables(List.of(
                        table("rtb-a", "vpc-a", "10.0.0.0/16", "10.1.0.0/16", "active"),
                        table("rtb-b", "vpc-b", "10.1.0.0/16", "10.0.0.0/16", has("no-way-back") ? "" : "active")))
                .networkAcls(List.of(
                        new NetworkAcl("acl-1", "vpc-a", true, List.of("subnet-f", "subnet-s", "subnet-gate-a"), all()),
                        new NetworkAcl("acl-gate", "vpc-b", false, List.of("subnet-gate-b"), gate)))
                .gateways(List.of(new Gateway.TransitGateway(
                        "tgw-1", ACCOUNT, "eu-west-1", "available", support, true, true, "", "", List.of())))
                .transitGatewayAttachments(List.of(
                        attachment("tgw-attach-a", "vpc-a", "subnet-gate-a", support),
                        attachment("tgw-attach-b", "vpc-b", "subnet-gate-b", support)))
                .transitGatewayRouteTables(List.of(
                        transit("vpc-a", "10.1.0.0/16", "tgw-attach-b", "vpc-b"),
                        transit("vpc-b", "10.0.0.0/16", "tgw-attach-a", "vpc-a")))
                .securityGroups(List.of(
                        new SecurityGroup(
                                "sg-f",
                                "vpc-a",
                                ACCOUNT,
                                "f",
                                List.of(),
                                List.of(new IpPermission("-1", -1, -1, List.of("0.0.0.0/0")))),
                        new SecurityGroup(
                                "sg-s",
                                "vpc-b",
                                ACCOUNT,
                                "s",
                                List.of(new IpPermission("tcp", 443, 443, List.of(peer))),
                                List.of())))
                .networkInterfaces(List.of(new NetworkInterface(
                        "eni-s",
                        "vpc-b",
                        "subnet-s",
                        "interface",
                        "",
                        "in-use",
                        List.of("10.1.1.9"),
                        "",
                        List.of("sg-s"),
                        true,
                        ""))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                      | open",
                "other-zone            | TGW_ROUTE_AZ_RESTRICTION tgw-attach-a",
                "server-in-other-zone  | TGW_ROUTE_AZ_RESTRICTION tgw-attach-b",
                "no-association        | TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION tgw-attach-a",
                "pending               | BAD_STATE_ATTACHMENT tgw-attach-b",
                "no-route-of-vpc-a     | TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT tgw-rtb-vpc-a",
                "no-route-of-vpc-b     | TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT tgw-rtb-vpc-b",
                "blackhole-of-vpc-a    | TGW_RTB_BAD_STATE_ROUTE tgw-rtb-vpc-a; TGW_RTB_HIGHER_PRIORITY_ROUTE tgw-rtb-vpc-a",
                "blackhole-of-vpc-b    | TGW_RTB_BAD_STATE_ROUTE tgw-rtb-vpc-b; TGW_RTB_HIGHER_PRIORITY_ROUTE tgw-rtb-vpc-b",
                "no-way-back           | NO_ROUTE_TO_DESTINATION rtb-b",
                "gate-denies-answer    | SUBNET_ACL_RESTRICTION acl-gate",
                "gate-denies-way-in    | SUBNET_ACL_RESTRICTION acl-gate",
                "by-group              | ENI_SG_RULES_MISMATCH sg-s; SG_REFERENCING_SUPPORT sg-s",
                "by-group support      | open",
            })
    void each_fault_is_found_and_nothing_else(String which, String expected) {
        for (String it : which == null ? new String[0] : which.split(" ", -1)) {
            faults.put(it, it);
        }
        Snapshot snapshot = Worlds.snapshot(
                network(), List.of(), Worlds.function(new VpcConfig(List.of("subnet-f"), List.of("sg-f"), false)));
        Answer answer = new Reach(snapshot, ReachSpecTest.INTENT)
                .answer(Question.of(
                        new Start.OfFunction(snapshot.functions().getFirst()),
                        new Call("10.1.1.9", 443, "tcp", "declared")));

        if (expected.equals("open")) {
            assertThat(answer.path()).as(answer.toString()).isInstanceOf(Path.Open.class);
        } else {
            assertThat(answer.path()).as(answer.toString()).isInstanceOf(Path.Blocked.class);
            assertThat(((Path.Blocked) answer.path())
                            .blockers().stream()
                                    .map(it -> it.code() + " " + it.component())
                                    .toList())
                    .containsExactly(expected.split("; ", -1));
            assertThat(answer.repair()).as(answer.toString()).isNotEmpty();
        }
    }
}
