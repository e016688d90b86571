package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Arn;
import envgate.envs.model.Cidr;
import envgate.envs.model.FirewallPolicy;
import envgate.envs.model.FirewallPolicy.GroupReference;
import envgate.envs.model.FirewallRuleGroup;
import envgate.envs.model.FirewallRuleGroup.Domains;
import envgate.envs.model.FirewallRuleGroup.Rules;
import envgate.envs.model.FirewallRuleGroup.Stateful;
import envgate.envs.model.FirewallRuleGroup.StatefulRule;
import envgate.envs.model.Ports;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.SnapshotYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Lists of domains beside other rules of a firewall, see
/// https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html.
class InspectorTest {

    private static final Hail TLS = new Hail("tcp", 443);
    private static final Rules STRIPE = new Domains(true, List.of("api.stripe.com"), List.of("TLS_SNI"));
    private static final Rules EXAMPLE = new Domains(true, List.of(".example.com"), List.of("TLS_SNI"));
    private static final Rules DENIED = new Domains(false, List.of(".example.com"), List.of("TLS_SNI"));
    private static final Rules DROP_ALL =
            new Stateful(List.of(new StatefulRule("DROP", "TCP", "ANY", "ANY", "FORWARD", "ANY", "ANY", List.of())));

    private static Truth passes(String host, Hail hail, List<String> defaults, Rules... all) {
        List<FirewallRuleGroup> groups = new ArrayList<>();
        List<GroupReference> references = new ArrayList<>();
        boolean strict = !defaults.isEmpty();
        for (Rules it : all) {
            String name = "group-" + groups.size();
            Arn arn = Arn.of("arn:aws:network-firewall:eu-west-1:111111111111:stateful-rulegroup/" + name);
            groups.add(new FirewallRuleGroup(arn, name, strict, new TreeMap<>(), new TreeMap<>(), it));
            references.add(new GroupReference(arn.toString(), groups.size(), false));
        }
        FirewallPolicy policy = new FirewallPolicy(
                Arn.of("arn:aws:network-firewall:eu-west-1:111111111111:firewall-policy/p"),
                "p",
                List.of("aws:forward_to_sfe"),
                List.of("aws:forward_to_sfe"),
                List.of(),
                references,
                defaults,
                strict,
                "");
        Snapshot empty = SnapshotYaml.read("firewall.yaml", "environment: prod\nfunctions: {F: {}}\n")
                .snapshots()
                .getFirst();
        Terrain terrain = new Terrain(empty.with(empty.network().with(draft -> draft.firewallRuleGroups(groups))));
        return new Inspector(terrain, host)
                .passes(policy, hail, Ports.EPHEMERAL, end("10.0.1.10/32"), end("203.0.113.7/32"));
    }

    private static End end(String address) {
        return new End(Cidr.of(address), "", "", End.NO_GROUPS, Optional.of(""), End.Guise.NONE);
    }

    @Test
    void what_a_list_allows_passes_a_default_that_lets_the_handshake_pass() {
        List<String> established = List.of("aws:drop_established", "aws:alert_established");

        assertThat(passes("api.stripe.com", TLS, established, STRIPE)).isEqualTo(Truth.Sure.YES);
        assertThat(passes("other.io", TLS, established, STRIPE)).isEqualTo(Truth.Sure.NO);
        assertThat(passes("api.stripe.com", new Hail("tcp", 8443), established, STRIPE))
                .isInstanceOf(Truth.Maybe.class);
        assertThat(passes("", TLS, established, STRIPE)).isInstanceOf(Truth.Maybe.class);
        assertThat(passes("api.stripe.com", TLS, List.of("aws:drop_strict"), STRIPE))
                .isEqualTo(Truth.Sure.NO);
    }

    @Test
    void what_one_list_allows_another_does_not_drop() {
        assertThat(passes("api.stripe.com", TLS, List.of(), EXAMPLE, STRIPE)).isEqualTo(Truth.Sure.YES);
        assertThat(passes("other.io", TLS, List.of(), EXAMPLE, STRIPE)).isEqualTo(Truth.Sure.NO);
        assertThat(passes("www.example.com", TLS, List.of(), DENIED)).isEqualTo(Truth.Sure.NO);
        assertThat(passes("api.stripe.com", TLS, List.of(), DENIED)).isEqualTo(Truth.Sure.YES);
    }

    @Test
    void a_rule_that_drops_the_handshake_comes_before_any_name() {
        assertThat(passes("api.stripe.com", TLS, List.of(), STRIPE, DROP_ALL)).isEqualTo(Truth.Sure.NO);
    }
}
