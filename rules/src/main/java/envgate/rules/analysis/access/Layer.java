package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Caller.Name;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Policies that are weighed together: their allows add up, and one deny is enough.
final class Layer {

    /// Actions whose statements are kept at most.
    private static final int ACTIONS = 1_000;

    /// What a grant of a KMS key can allow:
    /// https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations.
    private static final Set<String> GRANTABLE = Stream.of(
                    "CreateGrant",
                    "Decrypt",
                    "DeriveSharedSecret",
                    "DescribeKey",
                    "Encrypt",
                    "GenerateDataKey",
                    "GenerateDataKeyPair",
                    "GenerateDataKeyPairWithoutPlaintext",
                    "GenerateDataKeyWithoutPlaintext",
                    "GenerateMac",
                    "GetPublicKey",
                    "ReEncryptFrom",
                    "ReEncryptTo",
                    "RetireGrant",
                    "Sign",
                    "Verify",
                    "VerifyMac")
            .map(it -> "kms:" + it.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final String words;
    private final Kind kind;
    private final List<Clause> clauses;
    private final List<Missing> unseen;
    private final Holds unseenHolds;
    private final Holds unseenGrants;
    private final Map<String, Covering> coverings = new ConcurrentHashMap<>();

    /// @param words what they are, for people: `the policies of role `api``
    /// @param unseen policies of it that were not seen; each could allow or deny anything
    Layer(String words, Kind kind, List<Clause> clauses, List<Missing> unseen) {
        this(words, kind, clauses, unseen, Holds.Known.NO);
    }

    private Layer(String words, Kind kind, List<Clause> clauses, List<Missing> unseen, Holds unseenGrants) {
        this.words = words;
        this.kind = kind;
        this.clauses = List.copyOf(clauses);
        this.unseen = List.copyOf(unseen);
        this.unseenHolds = unseen.isEmpty() ? Holds.Known.NO : new Holds.Maybe(unseen);
        this.unseenGrants = unseenGrants;
    }

    static Layer of(String words, Kind kind, Collection<PolicyDocument> documents, List<Missing> unseen) {
        return new Layer(
                words,
                kind,
                documents.stream().flatMap(it -> Clause.of(it, kind)).toList(),
                unseen);
    }

    /// The same of a key some of whose grants were not seen: they can only allow.
    Layer withUnseenGrants(List<Missing> grants) {
        return grants.isEmpty() ? this : new Layer(words, kind, clauses, unseen, new Holds.Maybe(grants));
    }

    /// What the policies are attached to.
    enum Kind {
        /// A role or user: policies, boundary, session.
        IDENTITY,
        /// The resource that is asked for, the account's resources as a whole, or an endpoint on the way.
        RESOURCE,
        /// An organization, unit or account.
        CONTROL
    }

    /// Whether a layer allows or denies, and the statements that say so.
    record Weight(Holds holds, List<Clause> deciding) {

        static final Weight NONE = new Weight(Holds.Known.NO, List.of());

        /// Where nothing limits what is asked for.
        static final Weight UNLIMITED = new Weight(Holds.Known.YES, List.of());

        Weight and(Holds other) {
            return other.isYes() ? this : new Weight(holds.and(other), deciding);
        }

        Weight or(Weight other) {
            if (holds.isYes() || other.holds.isNo()) {
                return this;
            }
            if (other.holds.isYes() || holds.isNo()) {
                return other;
            }
            List<Clause> both = new ArrayList<>(deciding);
            other.deciding.stream().filter(it -> !both.contains(it)).forEach(both::add);
            return new Weight(holds.or(other.holds), both);
        }
    }

    /// The statements that cover one action.
    private record Covering(List<Clause> allows, List<Clause> denies) {}

    String words() {
        return words;
    }

    Kind kind() {
        return kind;
    }

    List<Clause> clauses() {
        return clauses;
    }

    List<Missing> unseen() {
        return unseen;
    }

    /// Whether nothing that could allow something was left unseen.
    boolean isWhole() {
        return unseen.isEmpty() && unseenGrants.isNo();
    }

    /// What was not seen and could allow an action.
    private Holds unseen(Request request) {
        return unseenGrants.isNo() || !GRANTABLE.contains(request.lowerAction())
                ? unseenHolds
                : unseenHolds.or(unseenGrants);
    }

    /// Whether an Allow matches that is meant for the caller in any way.
    Weight allows(Request request) {
        return weigh(covering(request.lowerAction()).allows(), request, unseen(request));
    }

    /// Whether an Allow matches that names the caller, for each way of naming.
    Admission admits(Request request) {
        Holds unseen = unseen(request);
        Admission admission = unseen.isNo() ? Admission.NONE : Admission.of(new Weight(unseen, List.of()));
        for (Clause clause : covering(request.lowerAction()).allows()) {
            Holds matches = null;
            for (Name name : Name.ALL) {
                if (!admission.by(name).holds().isYes() && isNamed(clause, request.caller(), name)) {
                    matches = matches == null ? clause.matchesBeyondAction(request) : matches;
                    if (!matches.isNo()) {
                        admission = admission.with(
                                name, matches.isYes() ? clause.alone() : new Weight(matches, List.of(clause)));
                    }
                }
            }
            Name strange = clause.hasStrangers() ? strange(clause.principals(), request.caller()) : null;
            if (strange != null && !admission.by(strange).holds().isYes()) {
                Holds may = clause.matchesBeyondAction(request).and(isMeant(clause, request.caller()));
                admission = may.isNo() ? admission : admission.with(strange, new Weight(may, List.of(clause)));
            }
        }
        return admission;
    }

    /// In which way principals may name a caller that they do not name: nobody can tell who a canonical user is.
    static @Nullable Name strange(Matcher principals, Caller caller) {
        Name name = null;
        for (String it : principals.negated() ? List.<String>of() : principals.patterns()) {
            if (Caller.mayMean(it, caller.isOfAccount())) {
                name = it.startsWith("CanonicalUser:") && name == null ? Name.ACCOUNT : Name.ANYONE;
            }
        }
        return name;
    }

    /// Whether the caller is admitted, by each way in which a statement can name it.
    record Admission(Weight session, Weight role, Weight anyone, Weight account) {

        static final Admission NONE = of(Weight.NONE);

        static Admission of(Weight all) {
            return new Admission(all, all, all, all);
        }

        Weight by(Name name) {
            return switch (name) {
                case SESSION -> session;
                case ROLE -> role;
                case ANYONE -> anyone;
                case ACCOUNT -> account;
            };
        }

        Admission with(Name name, Weight more) {
            return switch (name) {
                case SESSION -> new Admission(session.or(more), role, anyone, account);
                case ROLE -> new Admission(session, role.or(more), anyone, account);
                case ANYONE -> new Admission(session, role, anyone.or(more), account);
                case ACCOUNT -> new Admission(session, role, anyone, account.or(more));
            };
        }
    }

    /// Whether an Allow could be meant for the caller, whatever is asked for.
    boolean mayAllow(Caller caller) {
        return !isWhole()
                || clauses.stream()
                        .anyMatch(it -> it.allows() && !isMeant(it, caller).isNo());
    }

    /// Whether an Allow could let the caller in without naming the account as a whole.
    boolean mayAllowByItself(Caller caller) {
        return !isWhole()
                || clauses.stream()
                        .filter(Clause::allows)
                        .anyMatch(it -> isNamed(it, caller, Name.SESSION)
                                || isNamed(it, caller, Name.ROLE)
                                || isNamed(it, caller, Name.ANYONE));
    }

    /// Whether an Allow could be meant for any role at all, not for services alone.
    boolean mayAllowRoles() {
        return !isWhole()
                || clauses.stream()
                        .filter(Clause::allows)
                        .map(Clause::principals)
                        .anyMatch(it -> it.negated()
                                || it.patterns().isEmpty()
                                || it.patterns().stream().anyMatch(p -> p.equals("*") || p.startsWith("AWS:")));
    }

    /// Whether a Deny matches and is meant for the caller.
    Weight denies(Request request) {
        return weigh(covering(request.lowerAction()).denies(), request, unseenHolds);
    }

    /// All that surely allows or denies and is meant for the caller.
    List<Clause> matching(Request request, boolean allow) {
        Covering covering = covering(request.lowerAction());
        List<Clause> matching = List.of();
        for (Clause it : allow ? covering.allows() : covering.denies()) {
            if (matches(it, request).isYes()) {
                matching = matching.isEmpty() ? new ArrayList<>() : matching;
                matching.add(it);
            }
        }
        return matching;
    }

    private static Weight weigh(List<Clause> covering, Request request, Holds unseen) {
        List<Clause> undecided = List.of();
        Holds any = unseen;
        for (Clause clause : covering) {
            Holds matches = matches(clause, request);
            if (matches.isYes()) {
                return clause.alone();
            }
            if (!matches.isNo()) {
                any = any.or(matches);
                undecided = new ArrayList<>(undecided);
                undecided.add(clause);
            }
        }
        return any.isNo() ? Weight.NONE : new Weight(any, undecided);
    }

    private static Holds matches(Clause clause, Request request) {
        Holds matches = clause.matchesBeyondAction(request);
        return matches.isNo() ? matches : matches.and(isMeant(clause, request.caller()));
    }

    private Covering covering(String lowerAction) {
        Covering known = coverings.get(lowerAction);
        if (known != null) {
            return known;
        }
        List<Clause> all =
                clauses.stream().filter(it -> it.coversAction(lowerAction)).toList();
        Covering found = new Covering(
                all.stream().filter(Clause::allows).toList(),
                all.stream().filter(it -> !it.allows()).toList());
        if (coverings.size() < ACTIONS) {
            coverings.put(lowerAction, found);
        }
        return found;
    }

    private static boolean isNamed(Clause clause, Caller caller, Name by) {
        return isNamed(clause.principals(), caller, by);
    }

    /// Whether principals name a caller in one way.
    static boolean isNamed(Matcher principals, Caller caller, Name by) {
        return (principals.negated() || principals.patterns().isEmpty())
                ? by == Name.ANYONE
                : isListed(principals, caller, by);
    }

    private static Holds isMeant(Clause clause, Caller caller) {
        return clause.principals().patterns().isEmpty()
                ? Holds.Known.YES
                : isMeant(clause.principals(), clause.allows(), caller, clause.words());
    }

    /// Whether the caller is among those whom a statement speaks of, in any way of naming.
    static Holds isMeant(Matcher principals, boolean allows, Caller caller, String words) {
        boolean account = isListed(principals, caller, Name.ACCOUNT);
        boolean role = isListed(principals, caller, Name.ROLE);
        boolean session = isListed(principals, caller, Name.SESSION);
        boolean anyone = isListed(principals, caller, Name.ANYONE);
        if (principals.negated()) {
            return anyone ? Holds.Known.NO : caller.isDeniedByNotPrincipal(account, role, session, words);
        }
        if (!account && !role && !session && !anyone && strange(principals, caller) != null) {
            return Holds.maybe(words + " names principals that cannot be told");
        }
        return account || role || anyone || !session || allows || caller.hasOneName()
                ? Holds.of(account || role || session || anyone)
                : Holds.maybe(words + " hangs on the name of the session of `" + caller.words() + "`");
    }

    private static boolean isListed(Matcher principals, Caller caller, Name by) {
        for (String it : principals.patterns()) {
            if (caller.isNamed(it, by)) {
                return true;
            }
        }
        return false;
    }
}
