package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes into a VPC from the internet, from a site of the customer and from the VPC's own router.
class InboundTest {

    private static final String WORLD = """
            environment: prod
            vpcs: {vpc: {cidrs: [10.0.0.0/16]}}
            subnets:
              outer: {cidr: 10.0.1.0/24, routes: {0.0.0.0/0: igw-1, 192.168.0.0/16: vgw-1}}
              inner: {cidr: 10.0.2.0/24, routes: {0.0.0.0/0: nat-1}}
              shut: {cidr: 10.0.3.0/24, routes: {0.0.0.0/0: igw-1}, acl: acl-shut}
              half: {cidr: 10.0.4.0/24, routes: {0.0.0.0/0: igw-1}, acl: acl-half}
            vpn-gateways: {vgw-1: {vpc: vpc}}
            nat-gateways: {nat-1: {subnet: outer, public: 203.0.113.9}}
            network-acls:
              acl-shut: {in: ["100 deny all from 0.0.0.0/0"], out: ["100 allow all to 0.0.0.0/0"]}
              acl-half: {in: ["100 allow all from 0.0.0.0/0"], out: ["100 allow tcp 32768-65535 to 0.0.0.0/0"]}
            security-groups:
              sg-web: {in: [tcp 443 from 0.0.0.0/0]}
              sg-one: {in: [tcp 443 from 192.0.2.7/32, tcp 443 from 192.168.0.0/16]}
            network-interfaces:
              eni-web: {subnet: outer, address: 10.0.1.9, public: 198.51.100.9, security-groups: [sg-web]}
              eni-one: {subnet: outer, address: 10.0.1.8, public: 198.51.100.8, security-groups: [sg-one]}
              eni-lost: {subnet: inner, address: 10.0.2.9, public: 198.51.100.7, security-groups: [sg-web]}
              eni-shut: {subnet: shut, address: 10.0.3.9, public: 198.51.100.6, security-groups: [sg-web]}
              eni-half: {subnet: half, address: 10.0.4.9, public: 198.51.100.5, security-groups: [sg-web]}
            functions: {F: {subnets: [inner]}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "internet | 192.0.2.7   | 198.51.100.9 | 443 | open",
                "igw-1    |             | 198.51.100.9 | 443 | open",
                "internet |             | 198.51.100.9 | 80  | blocked ENI_SG_RULES_MISMATCH sg-web",
                "internet | 192.0.2.7   | 198.51.100.8 | 443 | open",
                "internet | 192.0.2.8   | 198.51.100.8 | 443 | blocked ENI_SG_RULES_MISMATCH sg-one",
                "internet |             | 198.51.100.8 | 443 | partial ENI_SG_RULES_MISMATCH sg-one",
                "internet | 192.0.2.7   | 198.51.100.7 | 443 | blocked NGW_SOURCE_ADDRESS_REASSIGN nat-1",
                "internet | 192.0.2.7   | 198.51.100.6 | 443 | blocked SUBNET_ACL_RESTRICTION acl-shut",
                "internet | 192.0.2.7   | 198.51.100.5 | 443 | partial NACL_EPHEMERAL_PARTIAL acl-half",
                "internet | 192.0.2.7   | 203.0.113.9  | 443 | blocked NO_POSSIBLE_DESTINATION eni-nat-1",
                "internet | 192.0.2.7   | 10.0.1.9     | 443 | blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS internet",
                "igw-1    | 192.0.2.7   | 203.0.113.50 | 443 | blocked IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw-1",
                "internet | 192.0.2.7   | 203.0.113.50 | 443 | open",
                "internet | 10.9.9.9    | 198.51.100.9 | 443 | blocked IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS igw-1",
                "internet | 100.64.9.9  | 198.51.100.9 | 443 | blocked IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS igw-1",
                "vgw-1    | 192.168.7.7 | 10.0.1.8     | 443 | open",
                "vgw-1    | 192.168.7.7 | 198.51.100.8 | 443 | blocked VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS vgw-1",
                "vgw-1    | 172.16.7.7  | 10.0.1.9     | 443 | blocked IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS igw-1",
                "vpc      | 192.168.7.7 | 10.0.1.9     | 443 | blocked NO_POSSIBLE_DESTINATION vpc",
                "internet | 192.0.2.7   | web.example  | 443 | unknown",
            })
    void what_comes_in_gets_to_public_or_private_addresses(
            String from, String source, String to, int port, String expected) {
        ShortForm form = SnapshotYaml.read("in.yaml", WORLD);
        Question question = new Question(
                new Start.AtGate(from),
                Optional.ofNullable(source).map(Cidr::of),
                0,
                new Call(to, port, "tcp", "asked"),
                false);

        Path path = new Reach(form.snapshots().getFirst(), form.intent()).ask(question);

        assertThat(told(path)).as(path.toString()).isEqualTo(expected);
    }

    private static String told(Path path) {
        return switch (path) {
            case Path.Open _ -> "open";
            case Path.Unknown _ -> "unknown";
            case Path.Fragile _ -> "fragile";
            case Path.Blocked blocked -> "blocked " + codes(blocked.blockers());
            case Path.Partial partial -> "partial " + codes(partial.blockers());
        };
    }

    private static String codes(java.util.List<Path.Blocker> blockers) {
        return blockers.stream()
                .map(it -> it.code() + " " + it.component())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
