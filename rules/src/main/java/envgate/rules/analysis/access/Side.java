package envgate.rules.analysis.access;

import static envgate.rules.analysis.access.Formula.and;
import static envgate.rules.analysis.access.Formula.not;
import static envgate.rules.analysis.access.Formula.or;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Asker.Naming;
import envgate.rules.analysis.access.Claim.Cover;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Says in a formula whether a set of policies allows something to someone.
///
/// The order is that of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html.
final class Side {

    /// Nobody gets at a key, or into a role, unless its own policy says so.
    private static final List<String> GATEKEPT = List.of(
            "kms:*",
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
            "sts:tagsession",
            "sts:setsourceidentity");

    private final Rights policies;
    private final Asker asker;
    private final Board board;
    private final Settled settled;
    private final boolean named;
    private final List<Claim> denies = new ArrayList<>();

    private Side(Rights policies, Asker asker, Board board, Settled settled, boolean named) {
        this.named = named;
        this.policies = policies;
        this.asker = asker;
        this.board = board;
        this.settled = settled;
    }

    /// @param named whether its statements are worth naming in an answer
    static Formula of(Rights policies, Asker asker, Board board, Settled settled, boolean named) {
        return new Side(policies, asker, board, settled, named).formula();
    }

    /// The principals that the policies name, if they do.
    static List<Matcher> principals(Rights policies) {
        return policies.resource().stream()
                .flatMap(it -> it.statements().stream())
                .map(Statement::principals)
                .filter(it -> !it.patterns().isEmpty())
                .toList();
    }

    private Formula formula() {
        Formula identity = board.any(claims(policies.identity(), Effect.ALLOW));
        Formula boundary = limit(policies.boundary());
        Formula session = limit(policies.session());
        Formula granted = granted(identity, and(boundary, session));
        Formula organization = asker.isPrincipalOfAccount() || asker.name().isEmpty()
                ? levels(policies.serviceControl(), denies)
                : Formula.Fixed.TRUE;
        List<Claim> ofResourceControl = new ArrayList<>();
        Formula control = levels(policies.resourceControl(), ofResourceControl);
        Formula resourceControl = control.equals(Formula.Fixed.TRUE) && ofResourceControl.isEmpty()
                ? Formula.Fixed.TRUE
                : or(
                        not(board.any(List.of(Claim.of(Cover.actions(false, ResourceControl.actions()), Cover.ALL)))),
                        and(control, not(board.any(ofResourceControl))));
        Formula endpoint = policies.endpoint().isEmpty()
                ? Formula.Fixed.TRUE
                : board.any(meant(policies.endpoint(), Effect.ALLOW, EnumSet.complementOf(EnumSet.of(Naming.NOT))));
        denies.addAll(claims(policies.identity(), Effect.DENY));
        denies.addAll(claims(policies.boundary(), Effect.DENY));
        denies.addAll(claims(policies.session(), Effect.DENY));
        policies.resource().ifPresent(it -> denies.addAll(denies(List.of(it))));
        denies.addAll(denies(policies.endpoint()));
        return and(granted, organization, resourceControl, endpoint, not(board.any(denies)));
    }

    private Formula granted(Formula identity, Formula limits) {
        Formula own = and(identity, limits);
        boolean across = !policies.resourceAccount().isEmpty()
                && !asker.account().isEmpty()
                && !policies.resourceAccount().equals(asker.account());
        if (policies.resource().isEmpty()) {
            return across ? Formula.Fixed.FALSE : own;
        }
        List<PolicyDocument> resource = List.of(policies.resource().get());
        Formula itself = board.any(meant(resource, Effect.ALLOW, Set.of(Naming.ITSELF)));
        Formula role = board.any(meant(resource, Effect.ALLOW, Set.of(Naming.ROLE)));
        Formula anyone = board.any(meant(resource, Effect.ALLOW, Set.of(Naming.ANYONE)));
        Formula account = board.any(meant(resource, Effect.ALLOW, Set.of(Naming.ACCOUNT)));
        if (policies.identity().isEmpty()) {
            // Nothing is known of the identity's side: what the resource's policy lets in is the question.
            return or(itself, anyone, and(limits, or(role, account)));
        }
        if (across) {
            return and(own, or(itself, role, anyone, account));
        }
        Formula gatekept = board.any(List.of(Claim.of(Cover.actions(false, GATEKEPT), Cover.ALL)));
        // "Permissions granted directly to a session are not limited by an implicit deny in an identity-based
        // policy, a permissions boundary, or session policy", and those granted to `*` are not either.
        return or(itself, anyone, and(limits, role), and(own, or(not(gatekept), account)));
    }

    private Formula limit(List<PolicyDocument> documents) {
        return documents.isEmpty() ? Formula.Fixed.TRUE : board.any(claims(documents, Effect.ALLOW));
    }

    private Formula levels(List<List<PolicyDocument>> levels, List<Claim> denied) {
        List<Formula> all = new ArrayList<>();
        for (List<PolicyDocument> it : levels) {
            all.add(board.any(claims(it, Effect.ALLOW)));
            denied.addAll(claims(it, Effect.DENY));
        }
        return and(all);
    }

    /// Statements of policies that name nobody.
    private List<Claim> claims(Collection<PolicyDocument> documents, Effect effect) {
        List<Claim> claims = new ArrayList<>();
        for (PolicyDocument document : documents) {
            for (Statement it : document.statements()) {
                if (it.effect() == effect) {
                    claims.add(claim(it, document, false));
                }
            }
        }
        return claims;
    }

    /// Statements of policies that name the asker in one of these ways.
    private List<Claim> meant(List<PolicyDocument> documents, Effect effect, Set<Naming> namings) {
        List<Claim> claims = new ArrayList<>();
        for (PolicyDocument document : documents) {
            for (Statement it : document.statements()) {
                if (it.effect() == effect && namings.contains(naming(it.principals(), effect))) {
                    claims.add(claim(it, document, true));
                }
            }
        }
        return claims;
    }

    private Naming naming(Matcher principals, Effect effect) {
        Naming naming = asker.namedBy(principals);
        if (effect == Effect.ALLOW && !principals.negated() && asker.hasSessionAmong(principals)) {
            return Naming.ITSELF;
        }
        if (principals.negated()) {
            return naming == Naming.NOT ? Naming.ANYONE : Naming.NOT;
        }
        return principals.patterns().isEmpty() ? Naming.ANYONE : naming;
    }

    private List<Claim> denies(List<PolicyDocument> documents) {
        return meant(documents, Effect.DENY, EnumSet.complementOf(EnumSet.of(Naming.NOT)));
    }

    private Claim claim(Statement statement, PolicyDocument document, boolean principals) {
        Claim claim = Claim.of(statement, document, principals, settled);
        statement.actions().patterns().forEach(board::spell);
        if (named && statement.effect() == Effect.ALLOW) {
            board.name(claim, document.name().isEmpty() ? statement.id() : document.name() + " " + statement.id());
        }
        return claim;
    }
}
