package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What is known about the condition keys of a request.
///
/// Where a role's session makes it, a key that is neither known nor surely absent may have any value: what
/// hangs on it is unknown. The key `aws:SecureTransport` counts as true, for whoever holds a role may
/// choose TLS. Where a user says what the request holds, all else is absent. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html.
final class Context {

    /// Present only when a service calls under its own name, or when an IAM user does.
    private static final Set<String> NEVER_OF_A_ROLE = Set.of(
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:principalservicename",
            "aws:principalservicenameslist",
            "aws:username");

    private final Map<String, List<String>> shared;
    private final Map<String, List<String>> known;
    private final Set<String> absent;
    private final boolean whole;

    /// @param shared what it has in common with others; what is `known` is said before it
    private Context(
            Map<String, List<String>> shared, Map<String, List<String>> known, Set<String> absent, boolean whole) {
        this.shared = shared;
        this.known = known;
        this.absent = absent;
        this.whole = whole;
    }

    /// What is known of all requests of a role's session.
    static Context of(Arn role) {
        List<String> account = List.of(role.account());
        Map<String, List<String>> known = Map.of(
                "aws:principalaccount",
                account,
                "aws:principalarn",
                List.of(role.toString()),
                "aws:principaltype",
                List.of("AssumedRole"),
                "aws:principalisawsservice",
                List.of("false"),
                "aws:securetransport",
                List.of("true"),
                "kms:calleraccount",
                account);
        return new Context(known, Map.of(), NEVER_OF_A_ROLE, false);
    }

    /// The same for a request about a resource of `account` (empty when that is not known).
    Context on(String resource, String account) {
        String region = Arn.parse(resource).map(Arn::region).orElse("");
        List<String> owner = account.isEmpty() ? List.of() : List.of(account);
        List<String> place = region.contains("*") || region.isEmpty() ? List.of() : List.of(region);
        return new Context(shared, Map.of("aws:resourceaccount", owner, "aws:requestedregion", place), absent, whole);
    }

    /// What is known of a service's request for something of an account's own.
    static Context ofService(String account) {
        return new Context(
                Map.of(),
                Map.of(
                        "aws:sourceaccount",
                        List.of(account),
                        "aws:principalisawsservice",
                        List.of("true"),
                        "aws:securetransport",
                        List.of("true")),
                Set.of(),
                false);
    }

    /// A context of which all is known; a key without values is absent.
    static Context whole(Map<String, List<String>> known) {
        Map<String, List<String>> lower = new HashMap<>();
        known.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new Context(Map.of(), lower, Set.of(), true);
    }

    Context with(String key, String value) {
        Map<String, List<String>> more = new HashMap<>(known);
        more.put(key.toLowerCase(Locale.ROOT), List.of(value));
        return new Context(shared, more, absent, whole);
    }

    Context without(String key) {
        Set<String> more = new HashSet<>(absent);
        more.add(key.toLowerCase(Locale.ROOT));
        return new Context(shared, known, more, whole);
    }

    /// The values of a key, written in lower case; none when it is absent or not known.
    List<String> values(String lowerKey) {
        List<String> values = known.get(lowerKey);
        return values == null ? shared.getOrDefault(lowerKey, List.of()) : values;
    }

    /// Whether a key, written in lower case, surely has no value.
    boolean isAbsent(String lowerKey) {
        return whole ? values(lowerKey).isEmpty() : absent.contains(lowerKey);
    }
}
