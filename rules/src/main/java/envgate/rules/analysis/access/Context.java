package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is known about the condition keys of a request that a role's session makes itself.
///
/// A key that is neither known nor surely absent may have any value: what hangs on it is unknown. The key
/// `aws:SecureTransport` counts as true, for whoever holds a role may choose TLS. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html.
record Context(Map<String, String> known, Set<String> absent) {

    /// Present only when a service calls under its own name, or when an IAM user does.
    private static final Set<String> NEVER_OF_A_ROLE = Set.of(
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:principalservicename",
            "aws:principalservicenameslist",
            "aws:username");

    Context {
        known = new TreeMap<>(known);
        absent = new TreeSet<>(absent);
    }

    /// The context of a role's session that acts on a resource of `account` (empty when that is not known).
    static Context of(Arn role, String resource, String account) {
        Map<String, String> known = new TreeMap<>();
        known.put("aws:principalaccount", role.account());
        known.put("aws:principalarn", role.toString());
        known.put("aws:principaltype", "AssumedRole");
        known.put("aws:principalisawsservice", "false");
        known.put("aws:securetransport", "true");
        known.put("kms:calleraccount", role.account());
        if (!account.isEmpty()) {
            known.put("aws:resourceaccount", account);
        }
        Arn.parse(resource)
                .map(Arn::region)
                .filter(it -> !it.isEmpty() && !it.contains("*"))
                .ifPresent(it -> known.put("aws:requestedregion", it));
        return new Context(known, NEVER_OF_A_ROLE);
    }

    Context with(String key, String value) {
        Map<String, String> more = new TreeMap<>(known);
        more.put(key.toLowerCase(Locale.ROOT), value);
        return new Context(more, absent);
    }

    Context without(String key) {
        Set<String> more = new TreeSet<>(absent);
        more.add(key.toLowerCase(Locale.ROOT));
        return new Context(known, more);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(known.get(key.toLowerCase(Locale.ROOT)));
    }

    boolean lacks(String key) {
        return absent.contains(key.toLowerCase(Locale.ROOT));
    }
}
