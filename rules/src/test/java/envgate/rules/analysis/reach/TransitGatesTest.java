package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Network;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.TransitGatewayAttachment;
import envgate.envs.model.TransitGatewayRouteTable;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands where a transit gateway joins a VPC.
class TransitGatesTest {

    private static final String WORLD = """
            environment: prod
            vpcs:
              vpc-a: {cidrs: [10.0.0.0/16, "2001:db8:a::/56"]}
              vpc-b: {cidrs: [10.1.0.0/16, "2001:db8:b::/56"]}
            transit-gateways: {tgw-1: {}}
            transit-attachments:
              tgw-attach-a: {gateway: tgw-1, vpc: vpc-a, subnets: [gate-a], table: tgw-rtb-1}
              tgw-attach-b: {gateway: tgw-1, vpc: vpc-b, subnets: [gate-b], table: tgw-rtb-1}
            transit-route-tables:
              tgw-rtb-1: {gateway: tgw-1, routes: {10.0.0.0/16: tgw-attach-a, 10.1.0.0/16: tgw-attach-b, "2001:db8:a::/56": tgw-attach-a, "2001:db8:b::/56": tgw-attach-b}}
            subnets:
              a: {vpc: vpc-a, cidr: 10.0.1.0/24, ipv6: "2001:db8:a:1::/64", zone: eu-west-1a, routes: {10.1.0.0/16: tgw-1, "2001:db8:b::/56": tgw-1}}
              gate-a: {vpc: vpc-a, cidr: 10.0.2.0/24, zone: eu-west-1a, acl: acl-a, routes: {}}
              b: {vpc: vpc-b, cidr: 10.1.1.0/24, ipv6: "2001:db8:b:1::/64", zone: eu-west-1a, routes: {10.0.0.0/16: tgw-1, "2001:db8:a::/56": tgw-1}}
              gate-b: {vpc: vpc-b, cidr: 10.1.2.0/24, zone: eu-west-1a, acl: acl-b, routes: {}}
            network-acls:
              acl-a: {vpc: vpc-a, in: [IN-A, "101 allow all from ::/0"], out: ["100 allow all to 0.0.0.0/0", "101 allow all to ::/0"]}
              acl-b: {vpc: vpc-b, in: ["100 allow all from 0.0.0.0/0", "101 allow all from ::/0"], out: ["100 allow all to 0.0.0.0/0", "101 allow all to ::/0"]}
            security-groups:
              sg-a: {vpc: vpc-a, out: ["all to 0.0.0.0/0", "all to ::/0"]}
              sg-b: {vpc: vpc-b, in: [all from 10.0.0.0/8, "all from ::/0"]}
            network-interfaces:
              eni-b: {subnet: b, address: 10.1.1.9, security-groups: [sg-b]}
            functions:
              F: {subnets: [a], security-groups: [sg-a], ipv6: true}
            """;

    private static Path ask(String into, UnaryOperator<Network> change, String to) {
        String world =
                WORLD.replace("IN-A", "\"100 " + into + " from 10.0.1.0/24\", \"110 allow all from 10.1.0.0/16\"");
        Snapshot snapshot = SnapshotYaml.read("gates.yaml", world).snapshots().getFirst();
        Snapshot changed = Worlds.snapshot(
                change.apply(snapshot.network()),
                List.of(),
                snapshot.functions().getFirst());
        return new Reach(changed, ReachSpecTest.INTENT)
                .from(changed.functions().getFirst())
                .to(new Call(to, 443, "tcp", "asked"));
    }

    @ParameterizedTest
    @CsvSource({"allow all, true", "allow tcp 443, true", "allow tcp 80, false", "deny all, false"})
    void the_network_acl_of_the_subnet_that_leads_to_the_gateway_is_asked(String rule, boolean open) {
        assertThat(ask(rule, it -> it, "10.1.1.9") instanceof Path.Open).isEqualTo(open);
    }

    /// https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
    @Test
    void a_blackhole_that_still_names_an_attachment_leads_nowhere() {
        Path path = ask(
                "allow all",
                net -> net.with(draft -> draft.transitGatewayRouteTables(net.transitGatewayRouteTables().stream()
                        .map(TransitGatesTest::blackholed)
                        .toList())),
                "10.1.1.9");

        assertThat(path)
                .isInstanceOfSatisfying(
                        Path.Blocked.class,
                        it -> assertThat(it.blockers())
                                .extracting(Path.Blocker::code)
                                .containsOnly(Code.TGW_RTB_BAD_STATE_ROUTE));
    }

    private static TransitGatewayRouteTable blackholed(TransitGatewayRouteTable it) {
        List<Route> routes = it.routes() instanceof Sight.Seen<List<Route>>(var seen) ? seen : List.of();
        return it.withRoutes(routes.stream()
                .map(one -> new Route(one.cidr(), "", one.type(), "blackhole", one.targets()))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
    void ipv6_needs_the_support_of_both_attachments(boolean near, boolean far, boolean sure) {
        Path path = ask(
                "allow all",
                net -> net.with(draft -> draft.transitGatewayAttachments(net.transitGatewayAttachments().stream()
                        .map(it -> with(it, it.id().endsWith("a") ? near : far))
                        .toList())),
                "2001:db8:b:1::/64");

        assertThat(path instanceof Path.Open).as("%s", path).isEqualTo(sure);
        assertThat(path instanceof Path.Unknown).isEqualTo(!sure);
    }

    private static TransitGatewayAttachment with(TransitGatewayAttachment it, boolean ipv6) {
        TransitGatewayAttachment.Vpc vpc = Objects.requireNonNull(it.vpc());
        return new TransitGatewayAttachment(
                it.id(),
                it.region(),
                it.transitGatewayId(),
                it.transitGatewayOwner(),
                it.resourceType(),
                it.resourceId(),
                it.resourceOwner(),
                it.state(),
                it.tableId(),
                it.associationState(),
                new TransitGatewayAttachment.Vpc(
                        vpc.subnetIds(), vpc.applianceMode(), vpc.securityGroupReferencing(), ipv6, vpc.dnsSupport()),
                it.peering());
    }
}
