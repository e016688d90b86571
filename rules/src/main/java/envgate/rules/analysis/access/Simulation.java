package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.rules.analysis.access.Powers.Gate;
import envgate.rules.analysis.access.Powers.Say;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides requests of one caller by policies that somebody gives us, as AWS's SimulateCustomPolicy does.
///
/// See https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html. A condition key
/// that is not given is absent; those that follow from who asks and from whose the resource is are known
/// all the same. May be used from one thread at a time.
public final class Simulation {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Set<String> ASSUMING = Set.of(
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
            "sts:tagsession",
            "sts:setsourceidentity");

    private final Policies policies;
    private final Principal caller;
    private final String resourceAccount;
    private final Map<String, List<String>> entries;
    private final List<Layer> resourceControl;
    private final List<Layer> serviceControl;
    private final Map<String, Context> contexts = new HashMap<>();
    private final Map<Gate, Powers> powers = new EnumMap<>(Gate.class);
    private final Map<Gate, Powers> controlledPowers = new EnumMap<>(Gate.class);
    private Subject lately = new Subject("", Holds.Known.NO, Context.whole(Map.of()));
    private String lastAction = "";
    private String lastLowerAction = "";
    private @Nullable List<String> keys;

    private Simulation(Policies policies, Principal caller, String resourceAccount, Map<String, List<String>> entries) {
        this.policies = policies;
        this.caller = caller;
        this.resourceAccount = resourceAccount;
        this.entries = entries;
        this.resourceControl = caller.isServiceLinked() ? List.of() : policies.resourceControlLayers();
        this.serviceControl = caller.isServiceLinked() || !isLimitedByOrganization(caller)
                ? List.of()
                : policies.serviceControlLayers();
    }

    /// What somebody may be told.
    public enum Verdict {
        ALLOWED("allowed"),
        EXPLICITLY_DENIED("explicitDeny"),
        IMPLICITLY_DENIED("implicitDeny"),
        UNKNOWN("unknown");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /// As AWS writes it.
        public String text() {
            return text;
        }
    }

    /// A statement that decided.
    ///
    /// @param policy name of its policy
    /// @param id its Sid, or its place in the document (`#2`)
    /// @param place in the document, from 1
    public record Matched(Part part, String policy, String id, int place) {}

    /// How one request was decided.
    ///
    /// @param by the kind of policies that decided
    /// @param matched the statements that did; none where nothing allowed it
    /// @param missing what could not be read and could change the verdict
    public record Result(Verdict verdict, Part by, List<Matched> matched, List<Missing> missing) {}

    /// Nothing where `caller` names none.
    ///
    /// @param caller ARN of a role, user, session or account, name of a service, or `*`; empty for nobody
    /// @param resourceAccount who owns what does not say so in its ARN; empty for the caller's own account
    /// @param entries values of condition keys
    public static Optional<Simulation> of(
            Policies policies, String caller, String resourceAccount, Map<String, List<String>> entries) {
        return Principal.parse(caller, !policies.boundary().isEmpty())
                .map(it -> new Simulation(policies, it, resourceAccount, new TreeMap<>(entries)));
    }

    /// @param resource an ARN, or `*`
    public Result decide(String action, String resource) {
        Request request = request(action, resource);
        Powers all = powers(request);
        Ruling ruling = rule(all, request);
        return new Result(
                switch (ruling.verdict()) {
                    case ALLOWED -> Verdict.ALLOWED;
                    case EXPLICITLY_DENIED -> Verdict.EXPLICITLY_DENIED;
                    case IMPLICITLY_DENIED -> Verdict.IMPLICITLY_DENIED;
                    case UNKNOWN -> Verdict.UNKNOWN;
                },
                ruling.by(),
                matched(ruling.verdict(), all, request),
                ruling.missing());
    }

    /// The verdict alone, which takes less.
    public Verdict verdict(String action, String resource) {
        Request request = request(action, resource);
        return switch (rule(powers(request), request).verdict()) {
            case ALLOWED -> Verdict.ALLOWED;
            case EXPLICITLY_DENIED -> Verdict.EXPLICITLY_DENIED;
            case IMPLICITLY_DENIED -> Verdict.IMPLICITLY_DENIED;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }

    /// The condition keys that a policy asks for and that the request does not have, as the policies write
    /// them.
    public List<String> missingKeys(String resource) {
        Context context = subject(resource).context();
        if (keys == null) {
            Map<String, String> all = new TreeMap<>();
            layers().flatMap(it -> it.clauses().stream())
                    .flatMap(Clause::keys)
                    .forEach(it -> all.putIfAbsent(it.toLowerCase(Locale.ROOT), it));
            keys = List.copyOf(all.values());
        }
        return keys.stream()
                .filter(it -> context.values(it.toLowerCase(Locale.ROOT)).isEmpty())
                .toList();
    }

    private Stream<Layer> layers() {
        return Stream.of(
                        Stream.of(policies.identityLayer()),
                        policies.boundaryLayer().stream(),
                        policies.sessionLayer().stream(),
                        policies.resourceLayer().stream(),
                        policies.endpointLayer().stream(),
                        policies.serviceControlLayers().stream(),
                        policies.resourceControlLayers().stream())
                .flatMap(it -> it);
    }

    private Request request(String action, String resource) {
        if (!lastAction.equals(action)) {
            lastAction = action;
            lastLowerAction = action.toLowerCase(Locale.ROOT);
        }
        return new Request(
                caller, action, lastLowerAction, resource, subject(resource).context());
    }

    private Ruling rule(Powers all, Request request) {
        Ruling ruling = Ruling.of(all, subject(request.resource()).across(), request);
        boolean rootAssumes =
                caller.kind() == Principal.Kind.ROOT && request.lowerAction().equals("sts:assumerole");
        if (request.lowerAction().equals("sts:getcalleridentity")
                && caller.kind().isOfAccount()) {
            // "No permissions are required to perform this operation. If an administrator attaches a policy to your
            // identity that explicitly denies access to the sts:GetCallerIdentity action, you can still perform this
            // operation." https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
            return new Ruling(Ruling.Verdict.ALLOWED, Part.IDENTITY, List.of(), List.of());
        }
        // "You cannot call AssumeRole by using AWS account root user credentials"
        return rootAssumes && ruling.verdict() != Ruling.Verdict.EXPLICITLY_DENIED
                ? new Ruling(Ruling.Verdict.IMPLICITLY_DENIED, Part.TRUST, List.of(), List.of())
                : ruling;
    }

    private static List<Matched> matched(Ruling.Verdict verdict, Powers all, Request request) {
        List<Matched> matched = new ArrayList<>();
        if (verdict == Ruling.Verdict.ALLOWED || verdict == Ruling.Verdict.EXPLICITLY_DENIED) {
            for (Say say : all.says()) {
                for (Clause it : say.layer().matching(request, verdict == Ruling.Verdict.ALLOWED)) {
                    matched.add(new Matched(say.part(), it.document().name(), it.id(), it.place()));
                }
            }
        }
        return matched;
    }

    /// Whose a resource is, and what is known about requests for it.
    ///
    /// @param across whether it is another account's than the caller's
    private record Subject(String resource, Holds across, Context context) {}

    private Subject subject(String resource) {
        Subject last = lately;
        if (!last.resource().equals(resource)) {
            String owner = owner(resource);
            boolean across = !caller.account().isEmpty() && !owner.isEmpty() && !owner.equals(caller.account());
            last = new Subject(resource, Holds.of(across), context(owner));
            lately = last;
        }
        return last;
    }

    /// Who owns a resource: what its ARN says, or what was said of those that do not say so.
    private String owner(String resource) {
        String account = Arn.parse(resource).map(Arn::account).orElse("");
        if (ACCOUNT.matcher(account).matches()) {
            return account;
        }
        return resourceAccount.isEmpty() ? caller.account() : resourceAccount;
    }

    private Context context(String owner) {
        Context known = contexts.get(owner);
        if (known == null) {
            Map<String, List<String>> keysAndValues = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            keysAndValues.putAll(caller.context());
            if (!owner.isEmpty()) {
                keysAndValues.put("aws:ResourceAccount", List.of(owner));
                keysAndValues.put("s3:ResourceAccount", List.of(owner));
            }
            keysAndValues.putAll(entries);
            known = Context.whole(keysAndValues);
            contexts.put(owner, known);
        }
        return known;
    }

    private static boolean isLimitedByOrganization(Principal caller) {
        return caller.kind().isOfAccount() || caller.kind() == Principal.Kind.NOBODY;
    }

    private Powers powers(Request request) {
        Gate gate = gate(request);
        boolean controlled =
                !resourceControl.isEmpty() && ResourceControl.limits(request.lowerAction(), request.resource());
        Map<Gate, Powers> prepared = controlled ? controlledPowers : powers;
        Powers known = prepared.get(gate);
        if (known == null) {
            known = powers(gate, controlled ? resourceControl : List.of());
            prepared.put(gate, known);
        }
        return known;
    }

    private Powers powers(Gate gate, List<Layer> controlling) {
        boolean sovereign = caller.kind() == Principal.Kind.ROOT;
        boolean alone = gate.isAlone();
        return Powers.of(
                gate,
                sovereign,
                controlling,
                serviceControl,
                policies.resourceLayer(),
                alone ? Optional.empty() : Optional.of(policies.identityLayer()),
                alone ? Optional.empty() : policies.boundaryLayer(),
                alone ? Optional.empty() : policies.sessionLayer(),
                policies.endpointLayer(),
                Holds.Known.YES);
    }

    /// What the policy of the resource is to the caller.
    private Gate gate(Request request) {
        boolean assuming = ASSUMING.contains(request.lowerAction());
        boolean alone = switch (caller.kind()) {
            case SERVICE, FEDERATED, ANONYMOUS -> true;
            case USER, ROLE, SESSION, FEDERATED_USER, ROOT, NOBODY -> false;
        };
        if (alone) {
            return assuming ? Gate.TRUST_ALONE : Gate.RESOURCE_ALONE;
        }
        boolean said = caller.kind() != Principal.Kind.NOBODY;
        if (said && assuming && request.resource().contains(":role/")) {
            return Gate.TRUST;
        }
        // "If you do not specify a key policy, KMS attaches a default key policy", which leaves the key to
        // its account: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
        boolean key =
                request.lowerAction().startsWith("kms:") && request.resource().contains(":key/");
        return said && key && policies.resource().isPresent() ? Gate.KEY : Gate.EITHER;
    }
}
