package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import envgate.envs.model.Call;
import envgate.envs.model.NetworkAcl;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The way back, which is asked about anew: by routes and network ACLs, at the ports that answers come to.
class AnswersWayTest {

    private static final String WORLD = """
            environment: prod
            vpcs:
              vpc: {cidrs: [10.0.0.0/16]}
              vpc-peer: {cidrs: [10.1.0.0/16]}
            subnets:
              inner: {vpc: vpc, cidr: 10.0.1.0/24, acl: acl-inner, routes: {0.0.0.0/0: nat-1, 10.1.0.0/16: pcx-1}}
              plain: {vpc: vpc, cidr: 10.0.3.0/24, acl: acl-plain, routes: {0.0.0.0/0: nat-1}}
              outer: {vpc: vpc, cidr: 10.0.2.0/24, acl: acl-outer, routes: {0.0.0.0/0: igw-1}}
              gone: {vpc: vpc-peer, cidr: 10.1.1.0/24, acl: acl-peer, routes: {10.0.0.0/16: {to: pcx-1, state: blackhole}}}
              none: {vpc: vpc-peer, cidr: 10.1.2.0/24, acl: acl-peer, routes: {}}
            network-acls:
              acl-inner: {vpc: vpc, in: ["90 deny tcp 32768-65535 from 203.0.113.0/24", "100 allow all from 0.0.0.0/0"], out: ["100 allow all to 0.0.0.0/0"]}
              acl-plain: {vpc: vpc, in: ["100 allow all from 0.0.0.0/0"], out: ["100 allow all to 0.0.0.0/0"]}
              acl-outer: {vpc: vpc, in: ["80 allow all from 10.0.0.0/8", "90 deny tcp 1024-32767 from 203.0.113.0/24", "100 allow all from 0.0.0.0/0"], out: ["100 allow all to 0.0.0.0/0"]}
              acl-peer: {vpc: vpc-peer, in: ["100 allow all from 0.0.0.0/0"], out: ["100 allow all to 0.0.0.0/0"]}
            nat-gateways: {nat-1: {subnet: outer}}
            peerings: {pcx-1: {vpc: vpc, with: vpc-peer, cidrs: [10.1.0.0/16]}}
            security-groups:
              sg-f: {vpc: vpc}
              sg-all: {vpc: vpc-peer, in: [all from 10.0.0.0/8]}
            network-interfaces:
              eni-gone: {subnet: gone, address: 10.1.1.9, security-groups: [sg-all]}
              eni-none: {subnet: none, address: 10.1.2.9, security-groups: [sg-all]}
            functions:
              Inner: {subnets: [inner]}
              Plain: {subnets: [plain]}
            """;

    private static final Snapshot SNAPSHOT =
            SnapshotYaml.read("answers.yaml", WORLD).snapshots().getFirst();

    private static Path ask(Snapshot snapshot, String from, Call call, int sourcePort, boolean forward) {
        Start start = new Start.OfFunction(snapshot.functions().stream()
                .filter(it -> it.logicalName().equals(from))
                .findFirst()
                .orElseThrow());
        return new Reach(snapshot, ReachSpecTest.INTENT)
                .ask(new Question(start, Optional.empty(), sourcePort, call, forward));
    }

    private static Path ask(String from, String to, boolean forward) {
        return ask(SNAPSHOT, from, new Call(to, 443, "tcp", "asked"), 0, forward);
    }

    private static List<Code> codes(Path path) {
        return path instanceof Path.Blocked blocked
                ? blocked.blockers().stream().map(Path.Blocker::code).toList()
                : List.of();
    }

    @Test
    void ports_of_a_nat_gateway_and_of_the_sender_are_not_the_same() {
        assertThat(ask("Plain", "203.0.113.7", false))
                .isInstanceOfSatisfying(
                        Path.Partial.class, it -> assertThat(it.blocked()).isCloseTo(31744 / 64512.0, within(1e-9)));
        // The answer comes from the gateway's own subnet: of the sender's ports the half below 32768 is open,
        // of the gateway's the half above, and each connection has one of both.
        assertThat(ask("Inner", "203.0.113.7", false))
                .isInstanceOfSatisfying(
                        Path.Partial.class,
                        it -> assertThat(it.blocked())
                                .isCloseTo(1 - 31744 / 64512.0 * (32768 / 64512.0), within(1e-9)));
    }

    @Test
    void a_route_back_that_is_gone_leads_nowhere() {
        assertThat(codes(ask("Inner", "10.1.1.9", false))).containsExactly(Code.BAD_STATE_ROUTE);
        assertThat(codes(ask("Inner", "10.1.2.9", false))).containsExactly(Code.NO_ROUTE_TO_DESTINATION);
    }

    @Test
    void nobody_asks_for_the_way_back_of_the_forward_leg() {
        assertThat(ask("Inner", "10.1.1.9", true)).isInstanceOf(Path.Open.class);
        assertThat(ask("Inner", "10.1.2.9", true)).isInstanceOf(Path.Open.class);
        assertThat(ask("Inner", "203.0.113.7", true)).isInstanceOf(Path.Open.class);
    }

    @Test
    void an_echo_is_answered_by_another_type() {
        Call echo = new Call("203.0.113.7", 0, "icmp", "asked");

        assertThat(ask(takingIcmp(0), "Plain", echo, 0, false)).isInstanceOf(Path.Open.class);
        assertThat(ask(takingIcmp(8), "Plain", echo, 0, false)).isInstanceOf(Path.Blocked.class);
    }

    /// The world, where what comes into a subnet is ICMP of one type.
    private static Snapshot takingIcmp(int type) {
        return Worlds.snapshot(
                SNAPSHOT.network()
                        .with(draft -> draft.networkAcls(SNAPSHOT.network().networkAcls().stream()
                                .map(it -> it.id().equals("acl-plain") ? takingIcmp(it, type) : it)
                                .toList())),
                List.of(),
                SNAPSHOT.functions().stream()
                        .filter(it -> it.logicalName().equals("Plain"))
                        .findFirst()
                        .orElseThrow());
    }

    private static NetworkAcl takingIcmp(NetworkAcl it, int type) {
        List<NetworkAcl.Entry> entries = List.of(
                new NetworkAcl.Entry(100, true, true, "-1", "0.0.0.0/0", -1, -1),
                new NetworkAcl.Entry(100, false, true, "1", "0.0.0.0/0", type, -1));
        return new NetworkAcl(it.id(), it.vpcId(), it.isDefault(), it.subnetIds(), entries);
    }
}
