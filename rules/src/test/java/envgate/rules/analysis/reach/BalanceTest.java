package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Area;
import envgate.envs.model.Call;
import envgate.envs.model.Gap;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.TargetGroup;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is behind a load balancer counts, also where it was not seen.
class BalanceTest {

    private static final Snapshot SNAPSHOT =
            SnapshotYaml.read("balance.yaml", """
                    environment: prod
                    subnets: {inner: {}}
                    security-groups: {sg-lb: {in: [all from 10.0.0.0/16]}}
                    network-interfaces: {eni-s: {subnet: inner, address: 10.0.1.9, security-groups: [sg-lb]}}
                    load-balancers: {front: {subnets: [inner], security-groups: [sg-lb], listeners: [443], targets: {"443": [10.0.1.9]}}}
                    functions: {F: {subnets: [inner]}}
                    """).snapshots().getFirst();

    private static Path ask(List<TargetGroup> groups) {
        Snapshot snapshot = SNAPSHOT.with(SNAPSHOT.network().with(draft -> draft.targetGroups(groups)));
        return new Reach(snapshot, ReachSpecTest.INTENT)
                .from(snapshot.functions().getFirst())
                .to(new Call("front.elb.eu-west-1.amazonaws.com", 443, "tcp", "asked"));
    }

    private static List<TargetGroup> with(Sight<List<TargetGroup.Target>> targets, String type) {
        return SNAPSHOT.network().targetGroups().stream()
                .map(it -> new TargetGroup(
                        it.arn(),
                        it.name(),
                        it.protocol(),
                        it.port(),
                        type,
                        it.vpcId(),
                        it.loadBalancerArns(),
                        it.preservesClientAddress(),
                        it.crossZone(),
                        targets))
                .toList();
    }

    @Test
    void it_is_not_known_who_answers_where_targets_were_not_seen() {
        Sight<List<TargetGroup.Target>> unseen =
                new Sight.Unseen<>(new Gap(Area.LOAD_BALANCER_TARGETS, "", "", "elbv2", "", "", "", "not recorded"));

        assertThat(ask(SNAPSHOT.network().targetGroups())).isInstanceOf(Path.Open.class);
        assertThat(ask(with(new Sight.Seen<>(List.of()), "ip"))).isInstanceOf(Path.Blocked.class);
        assertThat(ask(with(unseen, "ip"))).isInstanceOf(Path.Unknown.class);
        assertThat(ask(List.of())).isInstanceOf(Path.Unknown.class);
    }

    /// A load balancer calls a function through Lambda's own API, which no network of the user's stops:
    /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html.
    @Test
    void a_function_behind_it_needs_no_way() {
        Sight<List<TargetGroup.Target>> unseen =
                new Sight.Unseen<>(new Gap(Area.LOAD_BALANCER_TARGETS, "", "", "elbv2", "", "", "", "not recorded"));

        assertThat(ask(with(unseen, "lambda"))).isInstanceOf(Path.Open.class);
    }
}
