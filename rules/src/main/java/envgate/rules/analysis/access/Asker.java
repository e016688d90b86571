package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Caller.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Someone who asks, as a policy's `Principal` would name it: `AWS:arn:aws:iam::111122223333:role/api`.
///
/// @param name what stands for it; empty for nobody in particular
/// @param principal nothing where no principal has that name
/// @param told whether a question names it, and it is not one of those whom policies name
record Asker(String name, Optional<Principal> principal, boolean told) {

    private static final String STRANGER = "AWS:arn:aws:iam::999988887777:role/example";

    /// Who is asking in a question: a role acts by its sessions, so those that policies name stand beside it.
    static List<Asker> of(String caller, Collection<Matcher> principals, boolean bounded) {
        String name = caller.equals("*") ? "*" : caller.startsWith("arn:") ? "AWS:" + caller : "Service:" + caller;
        Asker role = new Asker(name, Principal.parse(caller, bounded), true);
        List<Asker> all = new ArrayList<>(List.of(role));
        if (role.principal.filter(it -> it.kind() == Principal.Kind.ROLE).isPresent()) {
            principals.stream()
                    .flatMap(it -> it.patterns().stream())
                    .distinct()
                    .filter(role::isSession)
                    .forEach(it ->
                            all.add(new Asker(it, Principal.parse(it.substring("AWS:".length()), bounded), true)));
        }
        return all;
    }

    /// One for each way in which policies can tell those apart who ask.
    static List<Asker> all(Collection<Matcher> principals, boolean bounded) {
        if (principals.isEmpty()) {
            return List.of(new Asker("", Principal.parse("", bounded), false));
        }
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
        List<Asker> all = new ArrayList<>();
        names.forEach(it -> all.add(
                new Asker(it, Principal.parse(it.replaceFirst("^(AWS|Service|Federated):", ""), bounded), false)));
        return all;
    }

    /// Whether a `Principal` element names it in one way.
    boolean isNamed(Matcher principals, Name by) {
        if (principal.isEmpty()) {
            boolean anyone = principals.patterns().stream().anyMatch(it -> it.equals("*") || it.equals("AWS:*"));
            return by == Name.ANYONE
                    ? anyone || principals.negated() || principals.patterns().isEmpty()
                    : by == Name.SESSION && principals.patterns().contains(name);
        }
        return Layer.isNamed(principals, principal.get(), by);
    }

    /// Whether it is among those whom a statement speaks of.
    boolean isMeant(Statement statement) {
        Matcher principals = statement.principals();
        if (principals.patterns().isEmpty() || name.isEmpty()) {
            return true;
        }
        if (principal.isEmpty()) {
            boolean listed = isNamed(new Matcher(false, principals.patterns()), Name.ANYONE)
                    || principals.patterns().contains(name);
            return listed != principals.negated();
        }
        return Layer.isMeant(principals, statement.effect() == Effect.ALLOW, principal.get(), "")
                .isYes();
    }

    /// In which way a statement may name it that does not: it names principals that cannot be told.
    Optional<Name> doubt(Matcher principals) {
        return told && principal.isPresent() && Name.ALL.stream().noneMatch(it -> isNamed(principals, it))
                ? Optional.ofNullable(Layer.strange(principals, principal.get()))
                : Optional.empty();
    }

    private boolean isSession(String pattern) {
        Optional<Arn> session = Arn.parse(pattern.replaceFirst("^AWS:", ""));
        Optional<Arn> role = Arn.parse(name.replaceFirst("^AWS:", ""));
        return pattern.startsWith("AWS:")
                && session.isPresent()
                && role.isPresent()
                && session.get().service().equals("sts")
                && session.get().account().equals(role.get().account())
                && session.get()
                        .resource()
                        .startsWith("assumed-role/" + role.get().name() + "/");
    }

    /// Whether only the policy of a resource can let it in: a service, someone of an identity provider, nobody known.
    boolean isAlone() {
        return principal
                .map(it -> it.kind() == Principal.Kind.SERVICE
                        || it.kind() == Principal.Kind.FEDERATED
                        || it.kind() == Principal.Kind.ANONYMOUS)
                .orElse(!told);
    }

    /// Whether it needs no policy of its own: the root user of an account, and not the account as such.
    boolean isSovereign() {
        return told && principal.filter(it -> it.kind() == Principal.Kind.ROOT).isPresent();
    }

    boolean isServiceLinked() {
        return principal.filter(Principal::isServiceLinked).isPresent();
    }

    boolean isLimitedByOrganization() {
        return principal
                .filter(it -> !it.isServiceLinked() && (it.kind().isOfAccount() || it.kind() == Principal.Kind.NOBODY))
                .isPresent();
    }

    /// Empty where it has none.
    String account() {
        return principal.map(Principal::account).orElse("");
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

    /// The condition keys that follow from who asks; those of calls that services make are absent from others'.
    Settled settled() {
        Map<String, List<String>> known = new TreeMap<>();
        principal.ifPresent(it -> {
            it.context().forEach((key, values) -> known.put(key.toLowerCase(java.util.Locale.ROOT), values));
            if (it.kind().isOfAccount() && (told || it.kind() != Principal.Kind.ROOT)) {
                known.putIfAbsent("aws:username", List.of());
                for (String key :
                        List.of("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:principalservicename")) {
                    known.put(key, List.of());
                }
            }
        });
        return told || principal.filter(it -> it.kind() != Principal.Kind.ROOT).isPresent()
                ? Settled.of(known)
                : Settled.NOTHING;
    }
}
