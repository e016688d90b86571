package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Assumption;
import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the random worlds do not have: names, endpoints, IPv6, load balancers, and how a way is told.
class ReachTest {

    private static final String WORLD = """
            environment: prod
            vpcs:
              vpc: {cidrs: [10.0.0.0/16, "2001:db8::/56"]}
              vpc-peer: {cidrs: [10.1.0.0/16]}
              vpc-dark: {cidrs: [10.2.0.0/16], dns-hostnames: false}
              vpc-mute: {cidrs: [10.3.0.0/16], dns-support: false}
            subnets:
              inner: {vpc: vpc, cidr: 10.0.1.0/24, routes: {10.1.0.0/16: pcx-1}}
              out: {vpc: vpc, cidr: 10.0.2.0/24, routes: {0.0.0.0/0: nat-1}}
              six: {vpc: vpc, cidr: 10.0.3.0/24, ipv6: "2001:db8:0:1::/64", routes: {"::/0": eigw-1}}
              outer: {vpc: vpc, cidr: 10.0.4.0/24, routes: {0.0.0.0/0: igw-1}}
              wall: {vpc: vpc, cidr: 10.0.5.0/24, routes: {0.0.0.0/0: vpce-wall}}
              appliance: {vpc: vpc, cidr: 10.0.6.0/24, routes: {0.0.0.0/0: eni-router, 192.0.2.0/24: eni-plain}}
              peer: {vpc: vpc-peer, cidr: 10.1.1.0/24, routes: {10.0.0.0/16: pcx-1}}
              mute-peer: {vpc: vpc-peer, cidr: 10.1.2.0/24, routes: {}}
              dark: {vpc: vpc-dark, cidr: 10.2.1.0/24, routes: {}}
              mute: {vpc: vpc-mute, cidr: 10.3.1.0/24, routes: {}}
            nat-gateways: {nat-1: {subnet: outer}}
            egress-only-gateways: {eigw-1: {vpc: vpc}}
            peerings: {pcx-1: {vpc: vpc, with: vpc-peer, cidrs: [10.1.0.0/16]}}
            endpoints:
              vpce-sm: {service: secretsmanager, subnets: [inner], security-groups: [sg-all]}
              vpce-kms: {service: kms, subnets: [inner], security-groups: [sg-none]}
              vpce-logs: {service: logs, subnets: [inner], security-groups: [sg-all], state: pendingAcceptance}
              vpce-sns: {service: sns, subnets: [inner], security-groups: [sg-all], private-dns: false}
              vpce-api: {service: execute-api, subnets: [inner], security-groups: [sg-all]}
              vpce-dark: {service: secretsmanager, vpc: vpc-dark, subnets: [dark], security-groups: [sg-dark]}
              vpce-s3: {service: s3, subnets: [inner]}
            security-groups:
              sg-f: {vpc: vpc, out: ["all to 0.0.0.0/0", "all to ::/0"]}
              sg-all: {vpc: vpc, in: [all from 10.0.0.0/16]}
              sg-none: {vpc: vpc}
              sg-from-f: {vpc: vpc-peer, in: [tcp 443 from sg-f]}
              sg-dark: {vpc: vpc-dark, in: [all from 10.2.0.0/16]}
            network-interfaces:
              eni-peer: {subnet: peer, address: 10.1.1.9, security-groups: [sg-from-f]}
              eni-mute: {subnet: mute-peer, address: 10.1.2.9, security-groups: [sg-from-f]}
              eni-server: {subnet: inner, address: 10.0.1.77, security-groups: [sg-all]}
              eni-router: {subnet: outer, address: 10.0.4.50, forwards: true, security-groups: [sg-all]}
              eni-plain: {subnet: outer, address: 10.0.4.51, security-groups: [sg-all]}
            hosted-zones:
              corp.example: {vpcs: [vpc], records: {a.corp.example: 10.0.1.77, "*.w.corp.example": 10.0.1.77, c.corp.example: {type: CNAME, values: [a.corp.example]}, loop.corp.example: {type: CNAME, values: [loop.corp.example]}, t.corp.example: {type: TXT, values: [x]}, out.corp.example: {type: CNAME, values: [api.example.com]}}}
              sub.corp.example: {vpcs: [vpc], records: {}}
              far.example: {vpcs: [vpc-peer], records: {a.far.example: 10.0.1.77}}
            load-balancers:
              front: {host: front.elb.eu-west-1.amazonaws.com, subnets: [inner], security-groups: [sg-all], listeners: [443]}
              shut: {host: shut.elb.eu-west-1.amazonaws.com, subnets: [inner], security-groups: [sg-none], listeners: [443]}
            functions:
              Inner: {subnets: [inner], security-groups: [sg-f]}
              Out: {subnets: [out], security-groups: [sg-f]}
              Six: {subnets: [six], security-groups: [sg-f], ipv6: true}
              NotSix: {subnets: [six], security-groups: [sg-f]}
              Wall: {subnets: [wall], security-groups: [sg-f]}
              Appliance: {subnets: [appliance], security-groups: [sg-f]}
              Dark: {subnets: [dark], security-groups: [sg-dark]}
              Mute: {subnets: [mute], security-groups: [sg-dark]}
              Free: {}
            elsewhere: [vpce-wall, sg-dark]
            """;

    private static Path ask(String world, String function, String host, int port) {
        ShortForm form = SnapshotYaml.read("reach.yaml", world);
        LambdaFunction from = form.snapshots().getFirst().functions().stream()
                .filter(it -> it.logicalName().equals(function))
                .findFirst()
                .orElseThrow();
        return new Reach(form.snapshots().getFirst(), form.intent())
                .from(from)
                .to(new Call(host, port, "tcp", "declared"));
    }

    private static String words(Path path) {
        return switch (path) {
            case Path.Open _ -> "open";
            case Path.Fragile _ -> "fragile";
            case Path.Partial partial -> "partial " + partial.which();
            case Path.Blocked(Trail _, List<Path.Blocker> blockers) ->
                "blocked " + blockers.getFirst().code() + " "
                        + blockers.getFirst().component();
            case Path.Unknown unknown ->
                "unknown " + unknown.missing().stream().map(Missing::what).toList();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Inner | secretsmanager.eu-west-1.amazonaws.com | open",
                "Free  | secretsmanager.eu-west-1.amazonaws.com | open",
                "Dark  | secretsmanager.eu-west-1.amazonaws.com | blocked NO_ROUTE_TO_DESTINATION rtb-dark",
                "Inner | kms.eu-west-1.amazonaws.com | blocked SG_HAS_NO_RULES sg-none",
                "Out   | kms.eu-west-1.amazonaws.com | blocked SG_HAS_NO_RULES sg-none",
                "Inner | logs.eu-west-1.amazonaws.com | blocked VPCE_NOT_AVAILABLE vpce-logs",
                "Inner | sns.eu-west-1.amazonaws.com | blocked NO_ROUTE_TO_DESTINATION rtb-inner",
                "Out   | sns.eu-west-1.amazonaws.com | open",
                "Inner | vpce-sns.sns.eu-west-1.vpce.amazonaws.com | open",
                "Inner | abc123.execute-api.eu-west-1.amazonaws.com | open",
                "Inner | s3.eu-west-1.amazonaws.com | open",
                "Inner | photos.s3.eu-west-1.amazonaws.com | open",
                "Inner | photos.s3.us-east-1.amazonaws.com | blocked NO_ROUTE_TO_DESTINATION rtb-inner",
                "Inner | photos.s3.amazonaws.com | unknown [which address photos.s3.amazonaws.com has]",
                "Inner | a.corp.example | open",
                "Inner | A.Corp.Example. | open",
                "Inner | c.corp.example | open",
                "Inner | x.w.corp.example | open",
                "Inner | w.corp.example | blocked DNS_PHZ_SHADOWS_PUBLIC Z-corp.example",
                "Inner | t.corp.example | blocked DNS_PHZ_SHADOWS_PUBLIC Z-corp.example",
                "Inner | a.sub.corp.example | blocked DNS_PHZ_SHADOWS_PUBLIC Z-sub.corp.example",
                "Inner | loop.corp.example | unknown [where the names behind loop.corp.example end]",
                "Out   | out.corp.example | open",
                "Inner | a.far.example | blocked NO_ROUTE_TO_DESTINATION rtb-inner",
                "Mute  | a.corp.example | unknown [which DNS servers vpc-mute uses, for AWS's own is off was not seen]",
                "Inner | 10.0.1.77 | open",
                "Inner | 10.0.1.78 | blocked NO_POSSIBLE_DESTINATION inner",
                "Inner | 10.0.77.1 | blocked NO_POSSIBLE_DESTINATION vpc",
                "Inner | 10.1.1.9 | open",
                "Inner | 10.1.2.9 | blocked NO_ROUTE_TO_DESTINATION rtb-mute-peer",
                "Out   | 10.1.1.9 | blocked IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS igw-1",
                "Inner | front.elb.eu-west-1.amazonaws.com | open",
                "Inner | shut.elb.eu-west-1.amazonaws.com | blocked SG_HAS_NO_RULES sg-none",
                "Inner | gone.elb.eu-west-1.amazonaws.com | unknown [what has the name gone.elb.eu-west-1.amazonaws.com was not seen]",
                "Inner | gone.c1.eu-west-1.rds.amazonaws.com | unknown [what has the name gone.c1.eu-west-1.rds.amazonaws.com was not seen]",
                "Six   | 2001:db8:ffff::1 | open",
                "NotSix | 2001:db8:ffff::1 | blocked IPV6_NOT_ALLOWED_FOR_DUAL_STACK prod-NotSix",
                "Six   | 203.0.113.7 | blocked NO_ROUTE_TO_DESTINATION rtb-six",
                "Six   | api.example.com | unknown [whether api.example.com has an IPv6 address]",
                "NotSix | api.example.com | blocked NO_ROUTE_TO_DESTINATION rtb-six",
                "Free  | 2001:db8:ffff::1 | blocked LAMBDA_NOT_IN_VPC prod-Free",
                "Wall  | 203.0.113.7 | unknown [vpce-wall was not seen]",
                "Appliance | 203.0.113.7 | unknown [what eni-router does with packets]",
                "Appliance | 192.0.2.7 | blocked ENI_SOURCE_DEST_CHECK_RESTRICTION eni-plain",
                "Out   | arn:aws:sqs:eu-west-1:111111111111:jobs | open",
            })
    void a_function_gets_there_or_not(String function, String host, String expected) {
        assertThat(words(ask(WORLD, function, host, 443))).isEqualTo(expected);
    }

    @Test
    void a_load_balancer_takes_only_the_ports_that_it_listens_on() {
        assertThat(words(ask(WORLD, "Inner", "front.elb.eu-west-1.amazonaws.com", 80)))
                .isEqualTo("blocked ELBV2_LISTENERS_MISMATCH front");
    }

    @Test
    void a_call_without_a_port_is_known_where_all_ports_are_alike() {
        assertThat(words(ask(WORLD, "Out", "203.0.113.7", 0))).isEqualTo("open");
        String narrow = WORLD.replace("\"all to 0.0.0.0/0\"", "\"tcp 443 to 0.0.0.0/0\"");
        assertThat(words(ask(narrow, "Out", "203.0.113.7", 0)))
                .isEqualTo("unknown [which port 203.0.113.7 is called on]");
        assertThat(words(ask(narrow, "Inner", "203.0.113.7", 0))).startsWith("blocked NO_ROUTE_TO_DESTINATION");
    }

    @Test
    void a_static_route_beats_a_prefix_list_and_the_longest_prefix_beats_both() {
        String world = """
                environment: prod
                subnets:
                  inner: {routes: {203.0.113.0/24: nat-1, pl-1: eni-shut, pl-2: nat-1, pl-3: eni-shut}}
                  outer: {routes: {0.0.0.0/0: igw-1}}
                nat-gateways: {nat-1: {subnet: outer}}
                network-interfaces: {eni-shut: {subnet: outer}}
                prefix-lists:
                  pl-1: {cidrs: [203.0.113.0/24, 203.0.113.128/25]}
                  pl-2: {cidrs: [198.51.100.0/24]}
                  pl-3: {cidrs: [198.51.100.0/24]}
                functions: {F: {subnets: [inner]}}
                """;
        assertThat(words(ask(world, "F", "203.0.113.7", 443))).isEqualTo("open");
        assertThat(words(ask(world, "F", "203.0.113.200", 443)))
                .isEqualTo("blocked ENI_SOURCE_DEST_CHECK_RESTRICTION eni-shut");
        assertThat(words(ask(world, "F", "198.51.100.7", 443)))
                .isEqualTo("unknown [which of several equal routes in rtb-inner AWS has picked]");
    }

    @Test
    void the_way_is_told_hop_by_hop() {
        Path path = ask(WORLD, "Out", "203.0.113.7", 443);
        assertThat(path.trail().steps())
                .extracting(Trail.Step::text)
                .containsExactly(
                        "from out in eu-west-1b",
                        "security group sg-f lets it out: all to 0.0.0.0/0",
                        "network ACL acl-vpc lets it out of out: rule 100",
                        "route table rtb-out leads 0.0.0.0/0 to nat-1",
                        "network ACL acl-vpc lets it into outer: rule 100",
                        "NAT gateway nat-1 sends it on as 10.0.4.10",
                        "network ACL acl-vpc lets it out of outer: rule 100",
                        "route table rtb-outer leads 0.0.0.0/0 to igw-1",
                        "the internet takes it to 203.0.113.7",
                        "network ACL acl-vpc lets the answer into outer: rule 100",
                        "network ACL acl-vpc lets the answer out of outer: rule 100",
                        "route table rtb-outer leads the answer to local",
                        "network ACL acl-vpc lets the answer into out: rule 100");
        assertThat(path.trail().steps())
                .extracting(Trail.Step::component)
                .contains("sg-f", "rtb-out", "nat-1", "acl-vpc");
        assertThat(path.trail().assumptions()).containsExactly(Assumption.EXTERNAL_HOSTS_LISTEN);
    }

    @Test
    void only_what_rests_on_an_assumption_says_so() {
        String blind = WORLD.replace("environment: prod\n", "environment: prod\nunseen: [BLOCK_PUBLIC_ACCESS]\n");
        assertThat(ask(blind, "Out", "sns.eu-west-1.amazonaws.com", 443).trail().assumptions())
                .containsExactly(Assumption.PUBLIC_ACCESS_NOT_BLOCKED);
        assertThat(ask(blind, "Inner", "sns.eu-west-1.amazonaws.com", 443)
                        .trail()
                        .assumptions())
                .isEmpty();
        assertThat(ask(WORLD, "Inner", "secretsmanager.eu-west-1.amazonaws.com", 443)
                        .trail()
                        .assumptions())
                .isEmpty();
    }

    @Test
    void unknown_says_where_on_the_way_it_is() {
        String blind = WORLD.replace("environment: prod\n", "environment: prod\nunseen: [NAT_GATEWAYS]\n");
        assertThat(ask(blind, "Out", "203.0.113.7", 443))
                .isInstanceOfSatisfying(
                        Path.Unknown.class, it -> assertThat(it.parts()).containsExactly(Part.ROUTES));
    }

    @Test
    void all_that_stops_it_is_told_where_the_way_is_still_known() {
        String closed = WORLD.replace(
                "sg-f: {vpc: vpc, out: [\"all to 0.0.0.0/0\", \"all to ::/0\"]}", "sg-f: {vpc: vpc, out: []}");
        assertThat(ask(closed, "Inner", "kms.eu-west-1.amazonaws.com", 443))
                .isInstanceOfSatisfying(
                        Path.Blocked.class,
                        it -> assertThat(it.blockers())
                                .extracting(Path.Blocker::part)
                                .containsExactlyInAnyOrder(Part.OWN_GROUPS, Part.ENDPOINT_GROUPS));
    }

    @Test
    void a_name_that_leads_past_its_endpoint_needs_private_dns_and_no_route() {
        String world = """
                environment: prod
                subnets: {inner: {}}
                endpoints: {vpce-sns: {service: sns, subnets: [inner], private-dns: false}}
                functions: {F: {subnets: [inner], calls: ["sns.eu-west-1.amazonaws.com:443"]}}
                """;
        assertThat(repairs(world)).containsExactly("enable-private-dns vpce-sns");
    }

    @Test
    void what_a_name_needs_is_tried_with_all_else_that_its_way_needs() {
        String world = """
                environment: prod
                vpcs: {main: {dns-hostnames: false}}
                subnets: {inner: {}}
                security-groups: {sg-open: {}, sg-shut: {in: []}}
                endpoints: {vpce-sns: {service: sns, subnets: [inner], security-groups: [sg-shut]}}
                functions: {F: {subnets: [inner], security-groups: [sg-open], calls: ["sns.eu-west-1.amazonaws.com:443"]}}
                """;
        assertThat(repairs(world)).containsExactly("enable-dns-attributes main", "add-security-group-rule sg-shut");
    }

    @Test
    void a_host_of_the_internet_has_no_address_of_the_vpcs_own() {
        String world = """
                environment: prod
                vpcs: {main: {cidrs: [10.0.0.0/16, "2600:1f18:1::/56"]}}
                subnets: {inner: {ipv6: "2600:1f18:1::/64"}}
                security-groups: {sg-open: {in: ["all from ::/0"]}}
                network-interfaces: {eni-1: {subnet: inner, address: "2600:1f18:1::", security-groups: [sg-open]}}
                functions: {F: {subnets: [inner], ipv6: true, calls: ["api.example.com:443"]}}
                """;
        ShortForm form = SnapshotYaml.read("reach.yaml", world);
        LambdaFunction function = form.snapshots().getFirst().functions().getFirst();
        assertThat(new Reach(form.snapshots().getFirst(), form.intent())
                        .from(function)
                        .to(function.calls().getFirst()))
                .isInstanceOf(Path.Blocked.class);
    }

    /// What helps the one function of a world to its one call.
    private static List<String> repairs(String world) {
        ShortForm form = SnapshotYaml.read("reach.yaml", world);
        LambdaFunction function = form.snapshots().getFirst().functions().getFirst();
        return new Reach(form.snapshots().getFirst(), form.intent())
                        .answer(Question.of(
                                new Start.OfFunction(function), function.calls().getFirst()))
                        .repair()
                        .stream()
                        .map(it -> it.get("action") + " " + it.get("component"))
                        .toList();
    }
}
