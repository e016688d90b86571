package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the other side sees of a sender behind a NAT gateway, and AWS's own resolver, which nothing hides.
class BorderTest {

    private static final String WORLD = """
            environment: prod
            vpcs:
              vpc: {cidrs: [10.0.0.0/16]}
              vpc-mute: {cidrs: [10.3.0.0/16], dns-support: false}
              vpc-far: {cidrs: [10.1.0.0/16]}
            transit-gateways: {tgw-1: {}}
            transit-attachments:
              tgw-attach-a: {gateway: tgw-1, vpc: vpc, subnets: [outer], table: tgw-rtb-1}
              tgw-attach-b: {gateway: tgw-1, vpc: vpc-far, subnets: [far, back], table: tgw-rtb-1}
            transit-route-tables:
              tgw-rtb-1: {gateway: tgw-1, routes: {10.0.0.0/16: tgw-attach-a, 10.1.0.0/16: tgw-attach-b}}
            subnets:
              inner: {vpc: vpc, cidr: 10.0.1.0/24, zone: eu-west-1a, routes: {0.0.0.0/0: nat-1}}
              outer: {vpc: vpc, cidr: 10.0.2.0/24, zone: eu-west-1a, routes: {0.0.0.0/0: igw-1, 10.1.0.0/16: tgw-1}}
              mute: {vpc: vpc-mute, cidr: 10.3.1.0/24, routes: {}}
              far: {vpc: vpc-far, cidr: 10.1.1.0/24, zone: eu-west-1a, routes: {}}
              back: {vpc: vpc-far, cidr: 10.1.2.0/24, zone: eu-west-1a, routes: {10.0.0.0/16: tgw-1}}
            nat-gateways: {nat-1: {subnet: outer, public: 203.0.113.9}}
            security-groups:
              sg-none: {out: []}
              sg-known: {in: [tcp 443 from 203.0.113.9/32]}
              sg-other: {in: [tcp 443 from 203.0.113.8/32]}
              sg-far: {vpc: vpc-far, in: [tcp 443 from 10.0.0.0/16]}
            network-interfaces:
              eni-known: {subnet: outer, address: 10.0.2.20, public: 198.51.100.20, security-groups: [sg-known]}
              eni-other: {subnet: outer, address: 10.0.2.21, public: 198.51.100.21, security-groups: [sg-other]}
              eni-far: {subnet: far, address: 10.1.1.9, security-groups: [sg-far]}
              eni-back: {subnet: back, address: 10.1.2.9, security-groups: [sg-far]}
            functions:
              F: {subnets: [inner]}
              Tight: {subnets: [inner], security-groups: [sg-none]}
              Mute: {subnets: [mute]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F     | 198.51.100.20   | 443 | tcp | open",
                "F     | 198.51.100.21   | 443 | tcp | ENI_SG_RULES_MISMATCH sg-other",
                "F     | 10.1.1.9        | 443 | tcp | NO_ROUTE_TO_DESTINATION rtb-far",
                "F     | 10.1.2.9        | 443 | tcp | open",
                "Tight | 10.0.0.2        | 53  | udp | open",
                "Tight | 169.254.169.253 | 53  | tcp | open",
                "Mute  | 10.3.0.2        | 53  | udp | DNS_VPC_ATTRIBUTES_OFF vpc-mute",
                "Tight | 10.0.0.2        | 443 | tcp | NO_POSSIBLE_DESTINATION vpc",
            })
    void the_other_side_sees_the_nat_gateway_and_nothing_hides_the_resolver(
            String name, String host, int port, String protocol, String expected) {
        ShortForm form = SnapshotYaml.read("border.yaml", WORLD);
        Snapshot plain = form.snapshots().getFirst();
        var function = plain.functions().stream()
                .filter(it -> it.logicalName().equals(name))
                .findFirst()
                .orElseThrow();

        Path path = new Reach(plain, form.intent()).from(function).to(new Call(host, port, protocol, "declared"));

        String told = path instanceof Path.Blocked blocked
                ? blocked.blockers().getFirst().code() + " "
                        + blocked.blockers().getFirst().component()
                : path instanceof Path.Open ? "open" : path.toString();
        assertThat(told).isEqualTo(expected);
    }
}
