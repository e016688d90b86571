package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import envgate.envs.model.Call;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.VpcEndpoint;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the internet ends, where IPv6 stands for IPv4, and repairs where there are several ways.
class EdgesTest {

    private static final String WORLD = """
            environment: prod
            vpcs:
              vpc: {cidrs: [10.0.0.0/16, "2001:db8::/56"]}
              vpc-peer: {cidrs: [10.1.0.0/16]}
            subnets:
              six: {vpc: vpc, cidr: 10.0.1.0/24, ipv6: "2001:db8:0:1::/64", routes: {0.0.0.0/0: nat-1, "::/0": eigw-1, "64:ff9b::/96": nat-1}}
              outer: {vpc: vpc, cidr: 10.0.2.0/24, ipv6: "2001:db8:0:2::/64", routes: {0.0.0.0/0: igw-1, "::/0": igw-1}}
              peer: {vpc: vpc-peer, cidr: 10.1.1.0/24, routes: {10.0.0.0/16: pcx-1}}
            nat-gateways: {nat-1: {subnet: outer}}
            egress-only-gateways: {eigw-1: {vpc: vpc}}
            peerings: {pcx-1: {vpc: vpc, with: vpc-peer, cidrs: [10.1.0.0/16]}}
            security-groups:
              sg-f: {vpc: vpc, out: ["all to 0.0.0.0/0", "all to ::/0"]}
              sg-db: {vpc: vpc, in: [tcp 5432 from sg-f]}
              sg-peer: {vpc: vpc-peer, in: [tcp 443 from sg-f]}
            network-interfaces:
              eni-db: {subnet: outer, address: 10.0.2.77, security-groups: [sg-db]}
              eni-peer: {subnet: peer, address: 10.1.1.9, security-groups: [sg-peer]}
            functions:
              Six: {subnets: [six], security-groups: [sg-f], ipv6: true}
              Outer: {subnets: [outer], security-groups: [sg-f], ipv6: true}
            """;

    private static final Snapshot SNAPSHOT =
            SnapshotYaml.read("edges.yaml", WORLD).snapshots().getFirst();

    private static Answer ask(Start start, String to, int port) {
        return new Reach(SNAPSHOT, ReachSpecTest.INTENT).answer(Question.of(start, new Call(to, port, "tcp", "asked")));
    }

    private static Start function(String name) {
        return new Start.OfFunction(SNAPSHOT.functions().stream()
                .filter(it -> it.logicalName().equals(name))
                .findFirst()
                .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Six   | 64:ff9b::cb00:7107 | Open",
                "Six   | 64:ff9b::a00:24d   | Blocked",
                "Six   | 64:ff9b::a01:109   | Blocked",
                "Outer | 64:ff9b::cb00:7107 | Blocked",
                "Six   | 203.0.113.7        | Open",
                "Six   | 10.0.2.10          | Blocked",
                "Six   | 224.0.0.1          | Blocked",
                "Six   | 255.255.255.255    | Blocked",
                "Six   | 0.0.0.1            | Blocked",
                "Six   | ff02::1            | Blocked",
                "Six   | fd00::1            | Blocked",
                "Six   | fe80::1            | Blocked",
                "Outer | fd00::1            | Blocked",
                "Outer | 2600:1f00::1       | Open"
            })
    void only_addresses_of_the_internet_are_in_it(String from, String to, String verdict) {
        assertThat(ask(function(from), to, 443).path().getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void a_block_is_cut_where_the_internet_ends() {
        assertThat(ask(function("Six"), "e000::/3", 443).path()).isInstanceOf(Path.Blocked.class);
        assertThat(ask(function("Six"), "::/0", 443).path())
                .isInstanceOfSatisfying(
                        Path.Partial.class, it -> assertThat(it.blocked()).isCloseTo(7.0 / 8, within(1e-6)));
        assertThat(ask(function("Six"), "223.0.0.0/7", 443).path()).isInstanceOf(Path.Open.class);
        assertThat(ask(function("Six"), "192.0.0.0/2", 443).path()).isInstanceOf(Path.Partial.class);
    }

    @Test
    void the_smaller_repair_is_proposed_where_nat_could_be_mended_as_well() {
        assertThat(ask(function("Six"), "10.1.1.9", 443).repair())
                .containsExactly(Repair.of("add-route", "rtb-six", "destination", "10.1.0.0/16", "target", "pcx-1"));
    }

    @Test
    void a_packet_of_a_subnet_is_let_in_from_all_of_it() {
        Start packet = new Start.InSubnet(
                SNAPSHOT.network().subnets().stream()
                        .filter(it -> it.id().equals("six"))
                        .findFirst()
                        .orElseThrow(),
                List.of());

        assertThat(ask(packet, "10.0.2.77", 5432).repair())
                .containsExactly(Repair.of(
                        "add-security-group-rule",
                        "sg-db",
                        "direction",
                        "ingress",
                        "protocol",
                        "tcp",
                        "ports",
                        "5432",
                        "cidr",
                        "10.0.1.0/24"));
    }

    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    @ParameterizedTest
    @CsvSource({"true, Open", "false, Blocked"})
    void private_names_for_inbound_resolvers_only_are_none_in_the_vpc(boolean inboundOnly, String verdict) {
        VpcEndpoint endpoint = new VpcEndpoint(
                "vpce-s3",
                "",
                "vpc",
                "Interface",
                "com.amazonaws.eu-west-1.s3",
                "",
                "available",
                "ipv4",
                true,
                inboundOnly,
                List.of("outer"),
                List.of("sg-db"),
                List.of(),
                List.of(),
                List.of(),
                new Sight.Absent<>());
        Snapshot snapshot = Worlds.snapshot(
                SNAPSHOT.network().with(draft -> draft.vpcEndpoints(List.of(endpoint))),
                List.of(),
                SNAPSHOT.functions().stream()
                        .filter(it -> it.logicalName().equals("Six"))
                        .findFirst()
                        .orElseThrow());

        assertThat(new Reach(snapshot, ReachSpecTest.INTENT)
                        .from(snapshot.functions().getFirst())
                        .to(new Call("photos.s3.eu-west-1.amazonaws.com", 443, "tcp", "asked"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(verdict);
    }

    /// Nothing gets over a peering from beyond it:
    /// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations.
    @Test
    void a_peering_is_no_way_through_for_what_a_transit_gateway_brings() {
        String world = """
                environment: prod
                vpcs:
                  vpc-a: {cidrs: [10.0.0.0/16]}
                  vpc-b: {cidrs: [10.1.0.0/16]}
                  vpc-c: {cidrs: [10.2.0.0/16]}
                transit-gateways: {tgw-1: {}}
                transit-attachments:
                  tgw-attach-a: {gateway: tgw-1, vpc: vpc-a, subnets: [a], table: tgw-rtb-1}
                  tgw-attach-b: {gateway: tgw-1, vpc: vpc-b, subnets: [b], table: tgw-rtb-1}
                transit-route-tables:
                  tgw-rtb-1: {gateway: tgw-1, routes: {10.0.0.0/16: tgw-attach-a, 10.1.0.0/16: tgw-attach-b, 10.2.0.0/16: tgw-attach-b}}
                subnets:
                  a: {vpc: vpc-a, cidr: 10.0.1.0/24, zone: eu-west-1a, routes: {10.0.0.0/8: tgw-1}}
                  b: {vpc: vpc-b, cidr: 10.1.1.0/24, zone: eu-west-1a, routes: {10.2.0.0/16: pcx-1, 10.0.0.0/16: tgw-1}}
                  c: {vpc: vpc-c, cidr: 10.2.1.0/24, zone: eu-west-1a, routes: {10.0.0.0/8: pcx-1}}
                peerings: {pcx-1: {vpc: vpc-b, with: vpc-c, cidrs: [10.2.0.0/16]}}
                security-groups:
                  sg-a: {vpc: vpc-a}
                  sg-b: {vpc: vpc-b, in: [all from 10.0.0.0/8]}
                  sg-c: {vpc: vpc-c, in: [all from 10.0.0.0/8]}
                network-interfaces:
                  eni-b: {subnet: b, address: 10.1.1.9, security-groups: [sg-b]}
                  eni-c: {subnet: c, address: 10.2.1.9, security-groups: [sg-c]}
                functions:
                  F: {subnets: [a]}
                """;
        Snapshot snapshot = SnapshotYaml.read("beyond.yaml", world).snapshots().getFirst();
        Reach reach = new Reach(snapshot, ReachSpecTest.INTENT);
        Reach.From from = reach.from(snapshot.functions().getFirst());

        assertThat(from.to(new Call("10.1.1.9", 443, "tcp", "asked"))).isInstanceOf(Path.Open.class);
        assertThat(from.to(new Call("10.2.1.9", 443, "tcp", "asked")))
                .isInstanceOfSatisfying(
                        Path.Blocked.class,
                        it -> assertThat(it.blockers())
                                .extracting(Path.Blocker::code)
                                .containsExactly(Code.PCX_REQUIRES_ADDRESS_IN_VPC_CIDR));
    }
}
