package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.Statement.Matcher;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Someone who asks, as a policy's `Principal` would name it: `AWS:arn:aws:iam::111122223333:role/api`.
///
/// @param name what stands for it
record Asker(String name) {

    /// How a `Principal` element can name someone.
    enum Naming {
        NOT,
        ANYONE,
        ACCOUNT,
        ROLE,
        ITSELF
    }

    private static final String STRANGER = "AWS:arn:aws:iam::999988887777:role/example";

    /// Who is asking in a question, or nobody in particular.
    static Optional<Asker> of(String caller) {
        if (caller.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Asker(
                caller.equals("*") ? "*" : caller.startsWith("arn:") ? "AWS:" + caller : "Service:" + caller));
    }

    /// One for each way in which policies can tell those apart who ask.
    static List<Asker> all(Collection<Matcher> principals) {
        Set<String> names = new LinkedHashSet<>();
        for (Matcher it : principals) {
            for (String pattern : it.patterns()) {
                if (pattern.equals("*") || pattern.equals("AWS:*")) {
                    continue;
                }
                String account = account(pattern);
                if (!account.isEmpty()) {
                    names.add("AWS:arn:aws:iam::" + account + ":role/example");
                }
                names.add(account.isEmpty() || !isRoot(pattern) ? pattern : "AWS:arn:aws:iam::" + account + ":root");
            }
        }
        names.add(STRANGER);
        return names.stream().map(Asker::new).toList();
    }

    /// How a `Principal` element names it, in the narrowest way.
    Naming namedBy(Matcher principals) {
        Naming best = Naming.NOT;
        for (String it : principals.patterns()) {
            Naming naming = namedBy(it);
            best = naming.compareTo(best) > 0 ? naming : best;
        }
        return best;
    }

    private Naming namedBy(String pattern) {
        if (pattern.equals("*") || pattern.equals("AWS:*")) {
            return Naming.ANYONE;
        }
        if (pattern.equals(name)) {
            return isRoot(pattern) ? Naming.ACCOUNT : isRole() ? Naming.ROLE : Naming.ITSELF;
        }
        if (isRoot(pattern) && !account().isEmpty() && account(pattern).equals(account())) {
            return Naming.ACCOUNT;
        }
        return isSessionOf(pattern) ? Naming.ROLE : Naming.NOT;
    }

    /// Whether a session of the role that it is, for which any name will do, is among principals.
    boolean hasSessionAmong(Matcher principals) {
        return isRole()
                && principals.patterns().stream()
                        .anyMatch(it -> it.startsWith("AWS:") && new Asker(it).isSessionOf(name));
    }

    boolean isRole() {
        return name.startsWith("AWS:") && name.contains(":role/");
    }

    /// Whether it is a service or nobody known, to whom no organization's policies apply.
    boolean isPrincipalOfAccount() {
        return !account().isEmpty();
    }

    String account() {
        return account(name);
    }

    private boolean isSessionOf(String pattern) {
        Optional<Arn> role = Arn.parse(pattern.replaceFirst("^AWS:", ""));
        Optional<Arn> session = Arn.parse(name.replaceFirst("^AWS:", ""));
        return role.isPresent()
                && session.isPresent()
                && role.get().resource().startsWith("role/")
                && session.get().service().equals("sts")
                && session.get().account().equals(role.get().account())
                && session.get()
                        .resource()
                        .startsWith("assumed-role/" + role.get().name() + "/");
    }

    private static boolean isRoot(String pattern) {
        return pattern.startsWith("AWS:") && (pattern.endsWith(":root") || isDigits(pattern.substring(4)));
    }

    private static String account(String pattern) {
        String text = pattern.startsWith("AWS:") ? pattern.substring(4) : "";
        return isDigits(text) ? text : Arn.parse(text).map(Arn::account).orElse("");
    }

    private static boolean isDigits(String text) {
        return text.length() == 12 && text.chars().allMatch(it -> it >= '0' && it <= '9');
    }

    /// The condition keys that follow from who asks.
    Settled settled() {
        Map<String, List<String>> known = new TreeMap<>();
        Optional<Arn> arn = Arn.parse(name.replaceFirst("^AWS:", ""));
        if (arn.isEmpty()) {
            return Settled.NOTHING;
        }
        boolean user = arn.get().resource().startsWith("user/");
        boolean session = arn.get().service().equals("sts");
        boolean role = arn.get().resource().startsWith("role/");
        if (!user && !session && !role) {
            return Settled.NOTHING;
        }
        String roleName = session ? arn.get().resource().split("/", 3)[1] : "";
        known.put("aws:principalaccount", List.of(arn.get().account()));
        known.put("aws:principaltype", List.of(user ? "User" : "AssumedRole"));
        known.put("aws:principalisawsservice", List.of("false"));
        known.put("aws:username", user ? List.of(arn.get().name()) : List.of());
        if (!session) {
            known.put("aws:principalarn", List.of(arn.get().toString()));
        } else {
            known.put(
                    "aws:principalarn",
                    List.of("arn:" + arn.get().partition() + ":iam::"
                            + arn.get().account() + ":role/" + roleName));
        }
        for (String it : List.of("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:principalservicename")) {
            known.put(it, List.of());
        }
        return Settled.of(known);
    }
}
