package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Network;
import envgate.envs.model.PublicAccessBlock;
import envgate.envs.model.PublicAccessBlock.Exclusion;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that take another way home than the packet came, and what Block Public Access leaves out.
class HomecomingTest {

    /// Two VPCs, joined by a peering and by a transit gateway; `FORTH` and `BACK` are replaced.
    private static final String JOINED_TWICE = """
            environment: prod
            vpcs: {vpc-a: {cidrs: [10.0.0.0/16]}, vpc-b: {cidrs: [10.1.0.0/16]}, vpc-c: {cidrs: [10.2.0.0/16]}}
            transit-gateways: {tgw-1: {}}
            transit-attachments:
              tgw-attach-a: {gateway: tgw-1, vpc: vpc-a, subnets: [gate-a], table: tgw-rtb-1}
              tgw-attach-b: {gateway: tgw-1, vpc: vpc-b, subnets: [gate-b], table: tgw-rtb-2}
              tgw-attach-c: {gateway: tgw-1, vpc: vpc-c, subnets: [gate-c], table: tgw-rtb-1}
            transit-route-tables:
              tgw-rtb-1: {gateway: tgw-1, routes: {10.1.0.0/16: tgw-attach-b}}
              tgw-rtb-2: {gateway: tgw-1, routes: {10.0.0.0/16: HOME}}
            subnets:
              inner: {vpc: vpc-a, cidr: 10.0.1.0/24, zone: eu-west-1a, routes: {10.1.0.0/16: FORTH}}
              gate-a: {vpc: vpc-a, cidr: 10.0.9.0/28, zone: eu-west-1a, routes: {}, acl: acl-gate}
              server: {vpc: vpc-b, cidr: 10.1.1.0/24, zone: eu-west-1a, routes: {10.0.0.0/16: BACK}}
              gate-b: {vpc: vpc-b, cidr: 10.1.9.0/28, zone: eu-west-1a, routes: {}}
              gate-c: {vpc: vpc-c, cidr: 10.2.9.0/28, zone: eu-west-1a, routes: {}}
              other: {vpc: vpc-c, cidr: 10.2.1.0/24, zone: eu-west-1a, routes: {}}
            network-acls:
              acl-gate: {in: ["100 allow all from 0.0.0.0/0"], out: ["GATE", "200 allow all to 0.0.0.0/0"]}
            peerings:
              pcx-1: {vpc: vpc-a, with: vpc-b, cidrs: [10.1.0.0/16]}
              pcx-off: {vpc: vpc-a, with: vpc-b, cidrs: [10.1.0.0/16], status: deleted}
              pcx-c: {vpc: vpc-b, with: vpc-c, cidrs: [10.2.0.0/16]}
            security-groups: {sg-s: {vpc: vpc-b, in: [tcp 443 from 10.0.0.0/16]}}
            network-interfaces: {eni-s: {subnet: server, address: 10.1.1.9, security-groups: [sg-s]}}
            functions: {F: {subnets: [inner], calls: ["10.1.1.9:443"]}}
            """;

    private static String told(Snapshot snapshot, ShortForm form) {
        var function = snapshot.functions().getFirst();
        Path path = new Reach(snapshot, form.intent())
                .from(function)
                .to(function.calls().getFirst());
        return switch (path) {
            case Path.Blocked blocked ->
                blocked.blockers().stream()
                        .map(it -> it.code() + " " + it.component())
                        .collect(Collectors.joining("; "));
            case Path.Unknown _ -> "unknown";
            case Path.Open _ -> "open";
            case Path.Partial _ -> "partial";
            case Path.Fragile _ -> "fragile";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pcx-1 | pcx-1   | tgw-attach-a | 100 allow all to 0.0.0.0/0 | open",
                "tgw-1 | tgw-1   | tgw-attach-a | 100 allow all to 0.0.0.0/0 | open",
                "pcx-1 | tgw-1   | tgw-attach-a | 100 allow all to 0.0.0.0/0 | open",
                "tgw-1 | pcx-1   | tgw-attach-a | 100 allow all to 0.0.0.0/0 | open",
                "tgw-1 | pcx-1   | tgw-attach-c | 100 allow all to 0.0.0.0/0 | open",
                "pcx-1 | tgw-1   | tgw-attach-c | 100 allow all to 0.0.0.0/0 | NO_ROUTE_TO_DESTINATION rtb-gate-c",
                "tgw-1 | tgw-1   | tgw-attach-c | 100 allow all to 0.0.0.0/0 | NO_ROUTE_TO_DESTINATION rtb-gate-c",
                "pcx-1 | tgw-1   | tgw-attach-a | 100 deny all to 0.0.0.0/0  | SUBNET_ACL_RESTRICTION acl-gate",
                "tgw-1 | pcx-1   | tgw-attach-a | 100 deny all to 0.0.0.0/0  | open",
                "tgw-1 | pcx-off | tgw-attach-a | 100 allow all to 0.0.0.0/0 | BAD_STATE pcx-off",
                "tgw-1 | pcx-c   | tgw-attach-a | 100 allow all to 0.0.0.0/0 | PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-c",
            })
    void an_answer_may_take_another_way_if_that_leads_home(
            String forth, String back, String home, String gate, String expected) {
        String world = JOINED_TWICE
                .replace("FORTH", forth)
                .replace("BACK", back)
                .replace("HOME", home)
                .replace("GATE", gate);
        ShortForm form = SnapshotYaml.read("home.yaml", world);

        assertThat(told(form.snapshots().getFirst(), form)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block-bidirectional | vpc     | allow-bidirectional | open",
                "block-bidirectional | vpc     | allow-egress        | open",
                "block-bidirectional | inner   | allow-bidirectional | unknown",
                "block-bidirectional | outer   | allow-egress        | unknown",
                "block-bidirectional | inner outer | allow-egress    | open",
                "block-bidirectional | other   | allow-bidirectional | VPC_BLOCK_PUBLIC_ACCESS_ENABLED vpc",
                "block-ingress       | other   | allow-egress        | open",
            })
    void exclusions_from_the_block_count_where_all_subnets_on_the_way_have_them(
            String mode, String excluded, String exclusion, String expected) {
        ShortForm form = SnapshotYaml.read("block.yaml", """
                environment: prod
                subnets: {inner: {routes: {0.0.0.0/0: nat-1}}, outer: {routes: {0.0.0.0/0: igw-1}}, other: {}}
                nat-gateways: {nat-1: {subnet: outer}}
                functions: {F: {subnets: [inner], calls: ["203.0.113.7:443"]}}
                """);
        Snapshot plain = form.snapshots().getFirst();
        List<Exclusion> exclusions = java.util.Arrays.stream(excluded.split(" ", -1))
                .map(it -> new Exclusion("subnet/" + it, exclusion, "create-complete"))
                .toList();
        var vpc = plain.network().vpcs().getFirst();
        Network network = plain.network()
                .with(it -> it.publicAccessBlocks(
                        List.of(new PublicAccessBlock(vpc.owner(), vpc.region(), mode, exclusions))));

        assertThat(told(Worlds.snapshot(network, List.of(), plain.functions().getFirst()), form))
                .isEqualTo(expected);
    }

    @Test
    void an_interface_with_a_public_address_is_not_let_out_by_an_exclusion_for_egress() {
        ShortForm form = SnapshotYaml.read("block.yaml", """
                environment: prod
                subnets: {outer: {routes: {0.0.0.0/0: igw-1}}}
                security-groups: {sg-1: {}}
                network-interfaces: {eni-1: {subnet: outer, address: 10.0.1.9, public: 198.51.100.7, security-groups: [sg-1]}}
                functions: {F: {subnets: [outer], calls: ["203.0.113.7:443"]}}
                """);
        Snapshot plain = form.snapshots().getFirst();
        var vpc = plain.network().vpcs().getFirst();
        var start = new Start.OfInterfaces("eni-1", plain.network().networkInterfaces());
        var call = plain.functions().getFirst().calls().getFirst();
        Map<String, Class<? extends Path>> expected =
                Map.of("allow-egress", Path.Blocked.class, "allow-bidirectional", Path.Open.class);

        expected.forEach((mode, path) -> {
            var block = new PublicAccessBlock(
                    vpc.owner(),
                    vpc.region(),
                    "block-bidirectional",
                    List.of(new Exclusion("outer", mode, "update-complete")));
            Network network = plain.network().with(it -> it.publicAccessBlocks(List.of(block)));
            Snapshot snapshot =
                    Worlds.snapshot(network, List.of(), plain.functions().getFirst());
            assertThat(new Reach(snapshot, form.intent()).ask(Question.of(start, call)))
                    .as(mode)
                    .isInstanceOf(path);
        });
    }
}
