package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.FirewallPolicy;
import envgate.envs.model.FirewallPolicy.GroupReference;
import envgate.envs.model.FirewallRuleGroup;
import envgate.envs.model.FirewallRuleGroup.Domains;
import envgate.envs.model.FirewallRuleGroup.Stateful;
import envgate.envs.model.FirewallRuleGroup.StatefulRule;
import envgate.envs.model.FirewallRuleGroup.Stateless;
import envgate.envs.model.FirewallRuleGroup.StatelessRule;
import envgate.envs.model.FirewallRuleGroup.Undecided;
import envgate.envs.model.Ports;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What the rules of AWS Network Firewall do with a connection: the stateless ones by priority, then the
/// stateful ones; lists of domains decide where the destination is known by name.
///
/// See https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policy-processing.html and
/// https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html.
/// Texts of Suricata, rules with more options than five values, and AWS's own groups are not decided.
final class Inspector {

    private final Terrain terrain;
    private final String host;
    private String why = "no rule speaks of it";

    /// What a rule does.
    private enum Verdict {
        PASS,
        DROP,
        FORWARD
    }

    private record Packet(Hail hail, Ports from, Cidr source, Cidr destination) {}

    /// @param host the destination's name; empty when only its address is known
    Inspector(Terrain terrain, String host) {
        this.terrain = terrain;
        this.host = host.toLowerCase(Locale.ROOT);
    }

    /// The rule that decided, in words.
    String why() {
        return why;
    }

    Truth passes(FirewallPolicy policy, Hail hail, Ports from, End source, End destination) {
        Packet there = new Packet(hail, from, source.address(), destination.address());
        Verdict stateless = Verdict.FORWARD;
        boolean decided = false;
        for (GroupReference reference : policy.statelessGroups()) {
            Optional<FirewallRuleGroup> group = group(reference);
            if (group.isEmpty() || !(group.get().rules() instanceof Stateless(List<StatelessRule> rules))) {
                return unknown("the rules of " + reference.arn());
            }
            for (StatelessRule it : rules) {
                if (decided || !speaksOf(it, there)) {
                    continue;
                } else if (it.flags()) {
                    return unknown("which TCP flags stateless rule " + it.priority() + " of "
                            + group.get().name() + " means");
                }
                stateless = verdict(it.actions());
                decided = true;
                why = "stateless rule " + it.priority() + " of " + group.get().name();
            }
        }
        if (!decided) {
            stateless = verdict(policy.statelessDefaults());
            why = "the stateless default " + String.join(", ", policy.statelessDefaults());
        }
        return stateless == Verdict.FORWARD ? stateful(policy, there) : Truth.of(stateless == Verdict.PASS);
    }

    private static Verdict verdict(List<String> actions) {
        return actions.contains("aws:pass")
                ? Verdict.PASS
                : actions.contains("aws:drop") ? Verdict.DROP : Verdict.FORWARD;
    }

    private Optional<FirewallRuleGroup> group(GroupReference reference) {
        return terrain.network().firewallRuleGroups().stream()
                .filter(it -> it.arn().toString().equals(reference.arn()))
                .findFirst();
    }

    /// What rules tell addresses apart by, as they write it.
    static Stream<String> addresses(FirewallRuleGroup group) {
        Stream<String> own = switch (group.rules()) {
            case Stateless(List<StatelessRule> rules) ->
                rules.stream().flatMap(it -> Stream.concat(it.sources().stream(), it.destinations().stream()));
            case Stateful(List<StatefulRule> rules) ->
                rules.stream().flatMap(it -> Stream.of(it.source(), it.destination()));
            case Domains _, Undecided _ -> Stream.of();
        };
        return Stream.concat(own, group.addressSets().values().stream().flatMap(List::stream));
    }

    private static boolean speaksOf(StatelessRule rule, Packet it) {
        int number = Integer.parseInt(it.hail().number());
        return (rule.protocols().isEmpty() || rule.protocols().contains(number))
                && holds(rule.sources(), it.source())
                && holds(rule.destinations(), it.destination())
                && (!it.hail().hasPorts()
                        || ((rule.destinationPorts().isEmpty()
                                        || rule.destinationPorts().stream()
                                                .anyMatch(port ->
                                                        port.contains(it.hail().port())))
                                && (rule.sourcePorts().isEmpty()
                                        || rule.sourcePorts().stream().anyMatch(port -> port.contains(it.from())))));
    }

    private static boolean holds(List<String> blocks, Cidr address) {
        return blocks.isEmpty()
                || blocks.stream().flatMap(it -> Cidr.parse(it).stream()).anyMatch(it -> it.contains(address));
    }

    /// In action order pass rules come first, then drop and reject; in strict order the first that speaks
    /// of the connection decides.
    private Truth stateful(FirewallPolicy policy, Packet it) {
        Truth pass = Truth.Sure.NO;
        Truth drop = Truth.Sure.NO;
        List<String> passing = new ArrayList<>();
        List<String> dropping = new ArrayList<>();
        // What a list allows passes before what another one drops: both see the name, after the handshake.
        boolean listed = false;
        Truth unlisted = Truth.Sure.NO;
        for (GroupReference reference : policy.statefulGroups()) {
            Optional<FirewallRuleGroup> found = group(reference);
            if (found.isEmpty() || found.get().rules() instanceof Undecided) {
                String what = found.map(group ->
                                group.rules() instanceof Undecided(String text) ? text + " of " + group.name() : "")
                        .orElse("the rules of " + reference.arn());
                return unknown(what);
            }
            FirewallRuleGroup group = found.get();
            if (group.rules() instanceof Stateful(List<StatefulRule> rules)) {
                for (StatefulRule rule : rules) {
                    Truth speaks = speaksOf(group, rule, it);
                    if (policy.strictOrder() && !speaks.isNo() && !rule.action().equals("ALERT")) {
                        why = words(group, rule);
                        return speaks.isYes() ? Truth.of(rule.action().equals("PASS")) : speaks;
                    } else if (rule.action().equals("PASS")) {
                        pass = pass.or(speaks);
                        passing.add(words(group, rule));
                    } else if (!rule.action().equals("ALERT")) {
                        drop = drop.or(speaks);
                        dropping.add(words(group, rule));
                    }
                }
            } else if (group.rules() instanceof Domains domains) {
                Truth denied = denied(group, domains, it);
                if (policy.strictOrder() && !denied.isNo()) {
                    return denied.isYes() ? Truth.Sure.NO : denied;
                }
                listed |= domains.allows() && isWeb(domains, it) && has(domains);
                unlisted = unlisted.or(denied);
                if (denied.isYes()) {
                    dropping.add(why);
                }
            }
        }
        drop = listed ? drop : drop.or(unlisted);
        if (pass.isYes()) {
            why = passing.getFirst();
            return Truth.Sure.YES;
        } else if (!pass.isNo() || (!drop.isNo() && !drop.isYes())) {
            return pass.isNo() ? drop : pass;
        } else if (drop.isYes()) {
            why = dropping.getLast();
            return Truth.Sure.NO;
        }
        boolean strict = policy.strictOrder() && policy.statefulDefaults().contains("aws:drop_strict");
        why = strict ? "the stateful default aws:drop_strict" : "no stateful rule drops it";
        // The handshake passes the default, and what follows names a host that a list allows.
        boolean established =
                policy.statefulDefaults().stream().anyMatch(one -> one.startsWith("aws:drop_established"));
        if (!strict && established && !listed) {
            return unknown("whether the default of the firewall drops what is said after the handshake");
        }
        return Truth.of(!strict);
    }

    private static String words(FirewallRuleGroup group, StatefulRule rule) {
        return "rule " + rule.action() + " " + rule.protocol() + " to " + rule.destination() + " "
                + rule.destinationPort() + " of " + group.name();
    }

    private Truth speaksOf(FirewallRuleGroup group, StatefulRule rule, Packet it) {
        boolean both = rule.direction().equals("ANY");
        Truth way = within(group, rule.source(), it.source())
                .and(within(group, rule.destination(), it.destination()))
                .and(port(group, rule.destinationPort(), it.hail()));
        if (both && !way.isYes()) {
            Truth turned =
                    within(group, rule.source(), it.destination()).and(within(group, rule.destination(), it.source()));
            way = turned.isNo() ? way : way.or(unknown("whether a rule of " + group.name() + " means the answer"));
        }
        String protocol = rule.protocol().toUpperCase(Locale.ROOT);
        boolean same =
                protocol.equals("IP") || protocol.equals(it.hail().protocol().toUpperCase(Locale.ROOT));
        boolean content = !List.of("IP", "TCP", "UDP", "ICMP").contains(protocol);
        if (way.isNo() || (!same && !content)) {
            return Truth.Sure.NO;
        }
        boolean more =
                content || !rule.options().isEmpty() || !rule.sourcePort().equalsIgnoreCase("any");
        return more ? unknown("what packets hold, as " + words(group, rule) + " asks") : way;
    }

    private Truth within(FirewallRuleGroup group, String text, Cidr address) {
        if (text.equalsIgnoreCase("any")) {
            return Truth.Sure.YES;
        } else if (text.startsWith("!") || text.startsWith("[")) {
            return unknown("what " + text + " of " + group.name() + " means");
        } else if (text.startsWith("$")) {
            List<String> set = group.addressSets().get(text.substring(1));
            return set == null
                    ? unknown("what " + text + " of " + group.name() + " is")
                    : Truth.of(holds(set, address));
        }
        return Cidr.parse(text).map(it -> Truth.of(it.contains(address))).orElse(unknown("what " + text + " is"));
    }

    private static Truth port(FirewallRuleGroup group, String text, Hail hail) {
        if (!hail.hasPorts() || text.equalsIgnoreCase("any")) {
            return Truth.Sure.YES;
        } else if (text.matches("\\d+")) {
            return Truth.of(Integer.parseInt(text) == hail.port());
        } else if (text.matches("\\d+:\\d+")) {
            String[] ends = text.split(":", 2);
            return Truth.of(Integer.parseInt(ends[0]) <= hail.port() && hail.port() <= Integer.parseInt(ends[1]));
        }
        return unknown("what port " + text + " of " + group.name() + " means");
    }

    /// Whether a list of domains drops it; lists look at HTTP and TLS only.
    private Truth denied(FirewallRuleGroup group, Domains domains, Packet it) {
        if (!isWeb(domains, it)) {
            return Truth.Sure.NO;
        } else if (host.isEmpty()) {
            return unknown("the host name that " + group.name() + " asks for");
        }
        boolean named = has(domains);
        why = "list " + group.name() + (named ? " has " : " has not ") + host;
        return Truth.of(named != domains.allows());
    }

    private static boolean isWeb(Domains domains, Packet it) {
        return it.hail().protocol().equals("tcp")
                && ((it.hail().port() == 443 && domains.targets().contains("TLS_SNI"))
                        || (it.hail().port() == 80 && domains.targets().contains("HTTP_HOST")));
    }

    private boolean has(Domains domains) {
        return domains.domains().stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .anyMatch(one ->
                        one.startsWith(".") ? host.endsWith(one) || host.equals(one.substring(1)) : host.equals(one));
    }

    private static Truth unknown(String what) {
        return Truth.maybe(new Missing(what, ""));
    }
}
