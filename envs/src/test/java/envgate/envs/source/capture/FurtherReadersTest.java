package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.DhcpOptions;
import envgate.envs.model.ElasticAddress;
import envgate.envs.model.Firewall;
import envgate.envs.model.FirewallPolicy;
import envgate.envs.model.FirewallPolicy.GroupReference;
import envgate.envs.model.FirewallRuleGroup;
import envgate.envs.model.FirewallRuleGroup.Domains;
import envgate.envs.model.FirewallRuleGroup.Rules;
import envgate.envs.model.FirewallRuleGroup.Stateful;
import envgate.envs.model.FirewallRuleGroup.StatefulRule;
import envgate.envs.model.FirewallRuleGroup.Stateless;
import envgate.envs.model.FirewallRuleGroup.StatelessRule;
import envgate.envs.model.FirewallRuleGroup.Undecided;
import envgate.envs.model.Gateway.NatAddress;
import envgate.envs.model.Gateway.NatGateway;
import envgate.envs.model.Instance;
import envgate.envs.model.Network;
import envgate.envs.model.Ports;
import envgate.envs.model.ResolverRule;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.VpnConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Machines, VPN, names and firewalls.
class FurtherReadersTest {

    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "eu-west-1";
    private static final String FIREWALLS = "arn:aws:network-firewall:eu-west-1:111111111111:";
    private static final Network NETWORK =
            Recordings.decode(Recordings.orders()).network();

    private static Rules rules(String name) {
        return NETWORK.firewallRuleGroups().stream()
                .filter(it -> it.name().equals(name))
                .map(FirewallRuleGroup::rules)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void instances_have_their_interfaces() {
        assertThat(NETWORK.instances())
                .containsExactly(new Instance(
                        "i-1",
                        ACCOUNT,
                        REGION,
                        "vpc-1",
                        "subnet-1",
                        "running",
                        List.of("eni-1"),
                        List.of("10.0.1.8", "10.0.1.9"),
                        "198.51.100.9",
                        List.of("sg-1", "sg-2"),
                        false));
    }

    @Test
    void an_instance_that_cannot_be_read_hides_no_other() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(), Recordings.answer(Operation.EC2_DESCRIBE_INSTANCES, "{}", """
                        {"Reservations": [{"ReservationId": "r-1", "Instances": [
                          {"InstanceId": "i-1", "PrivateIpAddress": "10.0.0.999"}, {"InstanceId": "i-2"}]}]}""")));

        assertThat(snapshot.network().instances()).extracting(Instance::id).containsExactly("i-2");
        assertThat(snapshot.gapIn(Area.INSTANCES, "i-1")).isPresent();
        assertThat(snapshot.gapIn(Area.INSTANCES, "i-2")).isEmpty();
    }

    @Test
    void elastic_addresses_say_whose_they_are() {
        assertThat(NETWORK.elasticAddresses())
                .containsExactly(
                        new ElasticAddress("198.51.100.9", REGION, "eipalloc-9", "eni-1", ACCOUNT, "10.0.1.9", "i-1"));
    }

    @Test
    void vpn_connections_have_routes_and_tunnels() {
        assertThat(NETWORK.vpnConnections())
                .containsExactly(new VpnConnection(
                        "vpn-1",
                        REGION,
                        "available",
                        "cgw-1",
                        "vgw-1",
                        "",
                        true,
                        List.of(new VpnConnection.StaticRoute("172.16.0.0/12", "available")),
                        List.of(
                                new VpnConnection.Tunnel("203.0.113.1", "UP", 0),
                                new VpnConnection.Tunnel("203.0.113.2", "DOWN", 0))));
        assertThat(NETWORK.vpnConnections().getFirst().isUp()).isTrue();
        assertThat(NETWORK.customerGateways())
                .containsExactly(
                        new VpnConnection.CustomerGateway("cgw-1", REGION, "available", "198.51.100.99", "65000"));
    }

    @Test
    void the_keys_of_tunnels_do_not_pass_the_door() {
        Answer answer = Recordings.answer(Operation.EC2_DESCRIBE_VPN_CONNECTIONS, "{}", """
                {"VpnConnections": [{"VpnConnectionId": "vpn-1", "State": "available",
                  "CustomerGatewayConfiguration": "<ike><pre_shared_key>orders</pre_shared_key></ike>",
                  "Options": {"TunnelOptions": [{"PreSharedKey": "orders"}]}}]}""");

        String redacted = Redaction.of(RedactionKey.of("a key for tests"), (_, _) -> false)
                .apply(Recordings.of(List.of(answer)))
                .toString();

        assertThat(redacted)
                .contains("vpn-1")
                .doesNotContain("pre_shared_key>orders")
                .doesNotContain("\"orders\"");
    }

    @Test
    void a_regional_nat_gateway_has_addresses_by_zone_and_a_table_of_its_own() {
        Snapshot snapshot = Recordings.decode(Recordings.replace(
                Recordings.orders(), Recordings.answer(Operation.EC2_DESCRIBE_NAT_GATEWAYS, "{}", """
                        {"NatGateways": [{"NatGatewayId": "nat-1", "VpcId": "vpc-1", "State": "available",
                          "ConnectivityType": "public", "AvailabilityMode": "regional", "RouteTableId": "rtb-nat",
                          "AutoProvisionZones": "disabled", "NatGatewayAddresses": [
                           {"AllocationId": "eipalloc-2", "PublicIp": "198.51.100.2", "AvailabilityZone": "eu-west-1b",
                            "AvailabilityZoneId": "euw1-az2", "Status": "succeeded"},
                           {"AllocationId": "eipalloc-1", "PublicIp": "198.51.100.1", "AvailabilityZone": "eu-west-1a",
                            "AvailabilityZoneId": "euw1-az1", "Status": "succeeded"}]}]}""")));

        NatGateway nat = (NatGateway) snapshot.network().gateways().stream()
                .filter(NatGateway.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(nat)
                .returns(true, NatGateway::isRegional)
                .returns("", NatGateway::subnetId)
                .returns("rtb-nat", NatGateway::routeTableId)
                .returns(false, NatGateway::autoProvisionsZones)
                .returns(List.of("euw1-az1", "euw1-az2"), NatGateway::zones)
                .returns(List.of("198.51.100.1", "198.51.100.2"), NatGateway::publicAddresses)
                .returns(List.of(), NatGateway::privateAddresses);
        assertThat(nat.addresses())
                .contains(new NatAddress("", "198.51.100.1", "eipalloc-1", "", "eu-west-1a", "euw1-az1", "succeeded"));
    }

    @Test
    void rules_of_the_resolver_have_their_vpcs_and_servers() {
        assertThat(NETWORK.resolverRules())
                .containsExactly(
                        new ResolverRule(
                                "rslvr-autodefined-rr-internet-resolver",
                                "Route 53 Resolver",
                                REGION,
                                "Internet Resolver",
                                "",
                                "RECURSIVE",
                                "COMPLETE",
                                List.of(),
                                "",
                                List.of()),
                        new ResolverRule(
                                "rslvr-rr-1",
                                ACCOUNT,
                                REGION,
                                "corp",
                                "corp.example.com",
                                "FORWARD",
                                "COMPLETE",
                                List.of(
                                        new ResolverRule.Target("10.9.0.53", 53, "Do53"),
                                        new ResolverRule.Target("10.9.1.53", 5353, "Do53")),
                                "rslvr-out-1",
                                List.of("vpc-1")));
        assertThat(NETWORK.resolverEndpoints())
                .containsExactly(new ResolverRule.Endpoint(
                        "rslvr-out-1",
                        REGION,
                        "OUTBOUND",
                        "OPERATIONAL",
                        "vpc-1",
                        List.of("sg-2"),
                        new Sight.Seen<>(List.of(new ResolverRule.Place("subnet-1", "10.0.1.50", "ATTACHED")))));
    }

    @Test
    void dhcp_options_name_servers() {
        assertThat(NETWORK.dhcpOptions())
                .containsExactly(new DhcpOptions(
                        "dopt-1", ACCOUNT, REGION, "corp.example.com", List.of("10.0.1.53", "10.0.2.53")));
        assertThat(NETWORK.dhcpOptions().getFirst().isAmazonProvided()).isFalse();
    }

    @Test
    void firewalls_have_endpoints_in_their_zones() {
        assertThat(NETWORK.firewalls())
                .containsExactly(new Firewall(
                        Arn.of(FIREWALLS + "firewall/edge"),
                        "edge",
                        "vpc-1",
                        FIREWALLS + "firewall-policy/edge",
                        "READY",
                        List.of(
                                new Firewall.Endpoint("", "subnet-2", "", ""),
                                new Firewall.Endpoint("eu-west-1a", "subnet-1", "vpce-fw", "READY"))));
    }

    @Test
    void policies_have_their_groups_by_priority() {
        assertThat(NETWORK.firewallPolicies())
                .containsExactly(new FirewallPolicy(
                        Arn.of(FIREWALLS + "firewall-policy/edge"),
                        "edge",
                        List.of("aws:forward_to_sfe"),
                        List.of("aws:drop"),
                        List.of(new GroupReference(FIREWALLS + "stateless-rulegroup/first", 10, false)),
                        List.of(
                                new GroupReference(FIREWALLS + "stateful-rulegroup/tuples", 1, false),
                                new GroupReference(FIREWALLS + "stateful-rulegroup/domains", 2, false),
                                new GroupReference(FIREWALLS + "stateful-rulegroup/suricata", 3, false)),
                        List.of("aws:drop_strict"),
                        true,
                        "DROP"));
    }

    @Test
    void rules_of_each_kind_are_read_and_texts_of_suricata_are_not_decided() {
        assertThat(rules("first"))
                .isEqualTo(new Stateless(List.of(new StatelessRule(
                        1,
                        List.of("aws:drop"),
                        List.of(6, 17),
                        List.of("10.0.0.0/8"),
                        List.of("192.0.2.0/24"),
                        List.of(),
                        List.of(new Ports(22, 23)),
                        false))));
        assertThat(rules("tuples"))
                .isEqualTo(new Stateful(List.of(
                        new StatefulRule(
                                "PASS",
                                "TCP",
                                "$HOME_NET",
                                "ANY",
                                "FORWARD",
                                "198.51.100.0/24",
                                "443",
                                List.of("content")),
                        new StatefulRule("DROP", "IP", "ANY", "ANY", "ANY", "ANY", "ANY", List.of()))));
        assertThat(rules("domains"))
                .isEqualTo(
                        new Domains(true, List.of(".example.com", "api.example.org"), List.of("HTTP_HOST", "TLS_SNI")));
        assertThat(rules("suricata")).isEqualTo(new Undecided("a text of Suricata rules"));
        assertThat(NETWORK.firewallRuleGroups())
                .filteredOn(it -> it.name().equals("domains"))
                .singleElement()
                .returns(true, FirewallRuleGroup::strictOrder)
                .returns(
                        new TreeMap<>(Map.of("HOME_NET", List.of("10.0.0.0/16", "10.1.0.0/16"))),
                        FirewallRuleGroup::addressSets);
    }

    @Test
    void what_redaction_lets_through_is_enough_to_decide_by() {
        Redaction redaction = Redaction.of(RedactionKey.of("a key for tests"), (_, _) -> false);

        Network redacted =
                Recordings.decode(redaction.apply(Recordings.orders())).network();

        assertThat(redacted.firewallRuleGroups()).isEqualTo(NETWORK.firewallRuleGroups());
        assertThat(redacted.firewallPolicies()).isEqualTo(NETWORK.firewallPolicies());
        assertThat(redacted.firewalls()).isEqualTo(NETWORK.firewalls());
        assertThat(redacted.resolverRules()).isEqualTo(NETWORK.resolverRules());
        assertThat(redacted.resolverEndpoints()).isEqualTo(NETWORK.resolverEndpoints());
        assertThat(redacted.dhcpOptions()).isEqualTo(NETWORK.dhcpOptions());
        assertThat(redacted.targetGroups()).isEqualTo(NETWORK.targetGroups());
        assertThat(redacted.transitGatewayAttachments()).isEqualTo(NETWORK.transitGatewayAttachments());
        assertThat(redacted.transitGatewayRouteTables()).isEqualTo(NETWORK.transitGatewayRouteTables());
        assertThat(redacted.vpnConnections()).isEqualTo(NETWORK.vpnConnections());
        assertThat(redacted.instances()).isEqualTo(NETWORK.instances());
        assertThat(redacted.securityGroups()).isEqualTo(NETWORK.securityGroups());
        assertThat(redacted.networkInterfaces()).isEqualTo(NETWORK.networkInterfaces());
    }
}
