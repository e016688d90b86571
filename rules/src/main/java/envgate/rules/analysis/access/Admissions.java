package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which of many policies could let a role in, without asking each of them.
///
/// It leaves out only what can surely not: a policy whose allows all name other accounts, or other roles of the same
/// account.
final class Admissions {

    /// Policies that allow something to principals that are not told apart here.
    private final BitSet open = new BitSet();

    /// By account, and by account and name of a role.
    private final Map<String, List<Integer>> named = new HashMap<>();

    Admissions(List<Target> targets) {
        for (int i = 0; i < targets.size(); i++) {
            int place = i;
            targets.get(i).policy().ifPresent(it -> add(it, place));
        }
    }

    private void add(Layer policy, int place) {
        if (!policy.isWhole()) {
            open.set(place);
        }
        for (Clause clause : policy.clauses()) {
            if (clause.allows()) {
                boolean anyone = clause.principals().negated()
                        || clause.principals().patterns().isEmpty();
                open.set(place, anyone || open.get(place));
                clause.principals().patterns().forEach(it -> add(it, place));
            }
        }
    }

    private void add(String principal, int place) {
        if (!principal.startsWith("AWS:") && !principal.equals("*")) {
            return;
        }
        String text = principal.substring(principal.indexOf(':') + 1);
        String name = isAccount(text) ? text : name(text);
        if (name.isEmpty()) {
            open.set(place);
        } else {
            named.computeIfAbsent(name, _ -> new ArrayList<>()).add(place);
        }
    }

    /// `111111111111` of an account's root, `111111111111/api` of a role or its session, nothing of all else.
    private static String name(String text) {
        Arn arn = text.contains("*") || text.contains("?") || text.contains("$")
                ? null
                : Arn.parse(text).orElse(null);
        if (arn == null || arn.account().isEmpty()) {
            return "";
        }
        String[] parts = arn.resource().split("/", -1);
        if (arn.service().equals("iam") && arn.resource().equals("root")) {
            return arn.account();
        }
        if (arn.service().equals("iam") && parts[0].equals("role")) {
            return arn.account() + "/" + parts[parts.length - 1];
        }
        return arn.service().equals("sts") && parts[0].equals("assumed-role") && parts.length > 1
                ? arn.account() + "/" + parts[1]
                : "";
    }

    private static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(it -> it >= '0' && it <= '9');
    }

    /// Policies that could let the role in by its own name or because they let in anyone.
    BitSet byItself(Arn role) {
        BitSet all = (BitSet) open.clone();
        named.getOrDefault(role.account() + "/" + last(role), List.of()).forEach(all::set);
        return all;
    }

    /// Policies that could let the role in in any way.
    BitSet inAnyWay(Arn role) {
        BitSet all = byItself(role);
        named.getOrDefault(role.account(), List.of()).forEach(all::set);
        return all;
    }

    private static String last(Arn role) {
        return role.resource().substring(role.resource().lastIndexOf('/') + 1);
    }
}
