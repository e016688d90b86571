package envgate.rules.analysis;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.SecurityGroup;
import envgate.envs.model.Statement;
import envgate.envs.model.Value;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What statements and rules say, in words that can be compared.
final class Sayings {

    private Sayings() {}

    static SortedSet<String> of(List<PolicyDocument> policies) {
        return policies.stream()
                .flatMap(it -> it.statements().stream())
                .map(Sayings::said)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String said(Statement it) {
        String who = said("", it.principals());
        String conditions = it.conditions().isEmpty()
                ? ""
                : it.conditions().stream()
                        .map(one -> one.operator() + " " + one.key() + " " + values(one.values()))
                        .collect(Collectors.joining(" and ", " where ", ""));
        return (it.effect() == Statement.Effect.ALLOW ? "allows" : "denies")
                + (who.isEmpty() ? "" : " " + who)
                + said(" ", it.actions())
                + said(" on ", it.resources())
                + conditions;
    }

    private static String values(List<Value> values) {
        return values.stream()
                .map(it -> it instanceof Value.Plain(String text) ? text : "a value that is not shown")
                .collect(Collectors.joining(", "));
    }

    private static String said(String before, Statement.Matcher matcher) {
        return matcher.patterns().isEmpty()
                ? ""
                : before + (matcher.negated() ? "all but " : "") + String.join(", ", matcher.patterns());
    }

    static SortedSet<String> ofRules(List<SecurityGroup.IpPermission> rules) {
        SortedSet<String> single = new TreeSet<>();
        for (SecurityGroup.IpPermission it : rules) {
            String ports = it.fromPort() < 0
                    ? "all ports"
                    : it.fromPort() == it.toPort()
                            ? "port " + it.fromPort()
                            : "ports " + it.fromPort() + " to " + it.toPort();
            String protocol = it.protocol().equals("-1") ? "all traffic" : it.protocol() + " " + ports;
            it.peers().forEach(peer -> single.add(protocol + " with " + peer));
        }
        return single;
    }
}
