package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.rules.analysis.access.Caller.Name;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Policies that are weighed together: their allows add up, and one deny is enough.
///
/// @param words what they are, for people: `the policies of role `api``
/// @param unseen policies of it that were not seen; each could allow or deny anything
record Layer(String words, Kind kind, List<Clause> clauses, List<Missing> unseen) {

    /// What the policies are attached to.
    enum Kind {
        /// A role: policies and boundary.
        IDENTITY,
        /// The resource that is asked for, or the account's resources as a whole.
        RESOURCE,
        /// An organization, unit or account.
        CONTROL
    }

    /// Whether a layer allows or denies, and the statements that say so.
    record Weight(Holds holds, List<Clause> deciding) {

        static final Weight NONE = new Weight(Holds.Known.NO, List.of());

        Weight and(Holds other) {
            return new Weight(holds.and(other), deciding);
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

    static Layer of(String words, Kind kind, Collection<PolicyDocument> documents, List<Missing> unseen) {
        return new Layer(
                words,
                kind,
                documents.stream().flatMap(it -> Clause.of(it, kind)).toList(),
                unseen);
    }

    Layer {
        clauses = List.copyOf(clauses);
        unseen = List.copyOf(unseen);
    }

    /// Whether an Allow matches, whoever is named by it.
    Weight allows(Request request) {
        return weigh(request, true);
    }

    /// Whether an Allow matches that names the caller in this way.
    Weight allows(Request request, Name by) {
        List<Clause> undecided = new ArrayList<>();
        Holds any = unseenHolds();
        for (Clause clause : clauses) {
            if (clause.allows() && isNamed(clause, request.caller(), by)) {
                Holds matches = clause.matches(request);
                if (matches.isYes()) {
                    return new Weight(Holds.Known.YES, List.of(clause));
                }
                any = any.or(matches);
                if (!matches.isNo()) {
                    undecided.add(clause);
                }
            }
        }
        return new Weight(any, undecided);
    }

    /// Whether an Allow could be meant for the caller, whatever is asked for.
    boolean mayAllow(Caller caller) {
        return !unseen.isEmpty()
                || clauses.stream()
                        .anyMatch(it -> it.allows() && !isMeant(it, caller).isNo());
    }

    /// Whether an Allow could be meant for any role at all, not for services alone.
    boolean mayAllowRoles() {
        return !unseen.isEmpty()
                || clauses.stream()
                        .filter(Clause::allows)
                        .map(Clause::principals)
                        .anyMatch(it -> it.negated()
                                || it.patterns().isEmpty()
                                || it.patterns().stream().anyMatch(p -> p.equals("*") || p.startsWith("AWS:")));
    }

    /// Whether a Deny matches and is meant for the caller.
    Weight denies(Request request) {
        return weigh(request, false);
    }

    private Weight weigh(Request request, boolean allow) {
        List<Clause> undecided = new ArrayList<>();
        Holds any = unseenHolds();
        for (Clause clause : clauses) {
            if (clause.allows() == allow) {
                Holds matches = clause.matches(request);
                if (!matches.isNo()) {
                    matches = matches.and(isMeant(clause, request.caller()));
                }
                if (matches.isYes()) {
                    return new Weight(Holds.Known.YES, List.of(clause));
                }
                any = any.or(matches);
                if (!matches.isNo()) {
                    undecided.add(clause);
                }
            }
        }
        return new Weight(any, undecided);
    }

    private Holds unseenHolds() {
        return unseen.isEmpty() ? Holds.Known.NO : new Holds.Maybe(unseen);
    }

    private static boolean isNamed(Clause clause, Caller caller, Name by) {
        if (clause.principals().negated() || clause.principals().patterns().isEmpty()) {
            return by == Name.ANYONE;
        }
        return clause.principals().patterns().stream().anyMatch(it -> caller.isNamed(it, by));
    }

    /// Whether the caller is among those whom a clause speaks of, in any way of naming.
    ///
    /// For `NotPrincipal` see
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html: it spares a
    /// role only if the role and its account are both listed, and never one that has a permissions boundary.
    private static Holds isMeant(Clause clause, Caller caller) {
        if (clause.principals().patterns().isEmpty()) {
            return Holds.Known.YES;
        }
        boolean account = isListed(clause, caller, Name.ACCOUNT);
        boolean role = isListed(clause, caller, Name.ROLE);
        boolean session = isListed(clause, caller, Name.SESSION);
        boolean itself = role || session;
        boolean anyone = isListed(clause, caller, Name.ANYONE);
        if (!clause.principals().negated()) {
            return account || role || anyone || !session || clause.allows() || caller.hasOneName()
                    ? Holds.of(account || itself || anyone)
                    : Holds.maybe(clause.words() + " hangs on the name of the session of `" + caller.role() + "`");
        }
        if (!account && !itself && !anyone) {
            return Holds.Known.YES;
        }
        return account && itself
                ? caller.bounded()
                : Holds.maybe(clause.words() + " hangs on how `NotPrincipal` treats `" + caller.role() + "`")
                        .or(caller.bounded());
    }

    private static boolean isListed(Clause clause, Caller caller, Name by) {
        return clause.principals().patterns().stream().anyMatch(it -> caller.isNamed(it, by));
    }
}
