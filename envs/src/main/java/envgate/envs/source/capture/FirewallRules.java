package envgate.envs.source.capture;

import envgate.envs.model.FirewallRuleGroup;
import envgate.envs.model.FirewallRuleGroup.Domains;
import envgate.envs.model.FirewallRuleGroup.Rules;
import envgate.envs.model.FirewallRuleGroup.Stateful;
import envgate.envs.model.FirewallRuleGroup.StatefulRule;
import envgate.envs.model.FirewallRuleGroup.Stateless;
import envgate.envs.model.FirewallRuleGroup.StatelessRule;
import envgate.envs.model.FirewallRuleGroup.Undecided;
import envgate.envs.model.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads one group of firewall rules.
final class FirewallRules {

    /// Keywords that say nothing of what a rule is for.
    private static final Set<String> NAMES = Set.of("sid", "msg", "rev", "gid", "reference", "metadata", "classtype");

    private FirewallRules() {}

    static FirewallRuleGroup group(Item body) {
        Item about = body.in("RuleGroupResponse");
        Item group = body.in("RuleGroup");
        Item variables = group.in("RuleVariables");
        return new FirewallRuleGroup(
                about.arn("RuleGroupArn"),
                about.text("RuleGroupName"),
                group.in("StatefulRuleOptions").text("RuleOrder").equals("STRICT_ORDER"),
                sets(variables.in("IPSets")),
                sets(variables.in("PortSets")),
                group.has("RulesSource")
                        ? rules(group.in("RulesSource"))
                        : new Undecided("rules that AWS does not show"));
    }

    private static SortedMap<String, List<String>> sets(Item item) {
        SortedMap<String, List<String>> sets = new TreeMap<>();
        item.node()
                .propertyNames()
                .forEach(it -> sets.put(
                        it, item.in(it).texts("Definition").stream().sorted().toList()));
        return sets;
    }

    private static Rules rules(Item source) {
        if (source.has("StatelessRulesAndCustomActions")) {
            return new Stateless(source.in("StatelessRulesAndCustomActions").items("StatelessRules").stream()
                    .map(FirewallRules::stateless)
                    .toList());
        }
        if (source.has("RulesSourceList")) {
            Item list = source.in("RulesSourceList");
            String generated = list.needed("GeneratedRulesType");
            return generated.equals("ALLOWLIST") || generated.equals("DENYLIST")
                    ? new Domains(generated.equals("ALLOWLIST"), list.texts("Targets"), list.texts("TargetTypes"))
                    : new Undecided("a list of domains that are neither allowed nor denied");
        }
        if (source.has("StatefulRules")) {
            return new Stateful(source.items("StatefulRules").stream()
                    .map(FirewallRules::stateful)
                    .toList());
        }
        return new Undecided(source.has("RulesString") ? "a text of Suricata rules" : "rules of an unknown kind");
    }

    private static StatelessRule stateless(Item item) {
        Item definition = item.in("RuleDefinition");
        Item match = definition.in("MatchAttributes");
        List<Integer> protocols = match.numbers("Protocols");
        return new StatelessRule(
                item.count("Priority", 0),
                definition.texts("Actions"),
                protocols,
                match.items("Sources").stream()
                        .map(it -> it.block("AddressDefinition"))
                        .toList(),
                match.items("Destinations").stream()
                        .map(it -> it.block("AddressDefinition"))
                        .toList(),
                ports(match, "SourcePorts"),
                ports(match, "DestinationPorts"),
                !match.items("TCPFlags").isEmpty());
    }

    private static List<Ports> ports(Item match, String member) {
        List<Ports> ports = new ArrayList<>();
        for (Item it : match.items(member)) {
            int from = it.port("FromPort");
            int to = it.has("ToPort") ? it.port("ToPort") : from;
            if (from > to) {
                throw new Unreadable("`" + it.path() + "` is no range of ports");
            }
            ports.add(new Ports(from, to));
        }
        return ports;
    }

    private static StatefulRule stateful(Item item) {
        Item header = item.in("Header");
        List<String> options = item.items("RuleOptions").stream()
                .map(it -> it.needed("Keyword"))
                .filter(it -> !NAMES.contains(it))
                .sorted()
                .toList();
        return new StatefulRule(
                item.needed("Action"),
                header.needed("Protocol"),
                header.needed("Source"),
                header.needed("SourcePort"),
                header.text("Direction", "FORWARD"),
                header.needed("Destination"),
                header.needed("DestinationPort"),
                options);
    }
}
