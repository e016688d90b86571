package envgate.rules.analysis.access;

import static envgate.rules.analysis.access.Formula.and;
import static envgate.rules.analysis.access.Formula.not;
import static envgate.rules.analysis.access.Formula.or;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Caller.Name;
import envgate.rules.analysis.access.Claim.Cover;
import envgate.rules.analysis.access.Patterns.Manner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Says in a formula whether a set of policies allows something to someone.
///
/// The order is that of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html,
/// as [Ruling] has it for one request.
final class Side {

    private static final List<String> ASSUMING = List.of(
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
        return Stream.concat(policies.resource().stream(), policies.endpoint().stream())
                .flatMap(it -> it.statements().stream())
                .map(Statement::principals)
                .filter(it -> !it.patterns().isEmpty())
                .toList();
    }

    private Formula formula() {
        Formula endpoint = policies.endpoint().isEmpty()
                ? Formula.Fixed.TRUE
                : board.any(claims(policies.endpoint(), Effect.ALLOW, Layer.Kind.RESOURCE));
        List<Claim> denies = new ArrayList<>();
        Formula organization =
                asker.isLimitedByOrganization() ? levels(policies.serviceControl(), denies) : Formula.Fixed.TRUE;
        if (!asker.isAlone()) {
            denies.addAll(claims(policies.identity(), Effect.DENY, Layer.Kind.IDENTITY));
            denies.addAll(claims(policies.boundary(), Effect.DENY, Layer.Kind.IDENTITY));
            denies.addAll(claims(policies.session(), Effect.DENY, Layer.Kind.IDENTITY));
        }
        policies.resource().ifPresent(it -> denies.addAll(claims(List.of(it), Effect.DENY, Layer.Kind.RESOURCE)));
        denies.addAll(claims(policies.endpoint(), Effect.DENY, Layer.Kind.RESOURCE));
        // "You cannot call AssumeRole by using AWS account root user credentials"
        Formula able = asker.isSovereign()
                ? not(board.any(List.of(Claim.of(Cover.actions(false, List.of("sts:AssumeRole")), Cover.ALL))))
                : Formula.Fixed.TRUE;
        return and(granted(), able, organization, resourceControl(), endpoint, not(board.any(denies)));
    }

    private Formula resourceControl() {
        if (asker.isServiceLinked() || policies.resourceControl().isEmpty()) {
            return Formula.Fixed.TRUE;
        }
        List<Claim> denies = new ArrayList<>();
        Formula allowed = levels(policies.resourceControl(), denies);
        Formula limited = board.any(List.of(Claim.of(Cover.actions(false, ResourceControl.actions()), Cover.ALL)));
        Formula spared = board.any(List.of(
                Claim.of(Cover.actions(false, List.of("kms:RetireGrant")), Cover.ALL),
                Claim.of(
                        Cover.actions(false, List.of("kms:*")),
                        new Cover(false, Manner.ARN_VALUE, List.of("arn:*:*:*:*:alias/aws/*"), List.of()))));
        return or(not(limited), spared, and(allowed, not(board.any(denies))));
    }

    private Formula granted() {
        if (asker.isAlone()) {
            return or(named(Name.SESSION), named(Name.ANYONE));
        }
        boolean sovereign = asker.isSovereign();
        Formula identity = sovereign
                ? Formula.Fixed.TRUE
                : board.any(claims(policies.identity(), Effect.ALLOW, Layer.Kind.IDENTITY));
        Formula limits = sovereign ? Formula.Fixed.TRUE : and(limit(policies.boundary()), limit(policies.session()));
        Formula own = and(identity, limits);
        if (policies.resource().isEmpty()) {
            // Whether the resource has a policy is asked of whoever names its account.
            return policies.resourceAccount().isEmpty() ? own : and(own, not(across()));
        }
        Formula itself = named(Name.SESSION);
        Formula role = named(Name.ROLE);
        Formula anyone = named(Name.ANYONE);
        Formula account = named(Name.ACCOUNT);
        if (policies.identity().isEmpty() && !sovereign) {
            // Nothing is known of the identity's side: what the resource's policy lets in is the question.
            return or(itself, anyone, and(limits, or(role, account)));
        }
        // "Permissions granted directly to a session are not limited by an implicit deny in an identity-based
        // policy, a permissions boundary, or session policy", and those granted to `*` are not either.
        Formula within = or(itself, anyone, and(limits, role), and(own, or(not(gatekept()), account)));
        Formula across = across();
        return across.equals(Formula.Fixed.FALSE)
                ? within
                : or(and(not(across), within), and(across, own, or(itself, role, anyone, account)));
    }

    /// Nobody gets at a key, or into a role, unless its own policy says so.
    private Formula gatekept() {
        return board.any(List.of(
                Claim.of(Cover.actions(false, List.of("kms:*")), text("*:key/*")),
                Claim.of(Cover.actions(false, ASSUMING), text("*:role/*"))));
    }

    /// Whether the resource is another account's: the one in its ARN, or else the one that is said to own it.
    private Formula across() {
        if (asker.account().isEmpty()) {
            return Formula.Fixed.FALSE;
        }
        Formula mine = board.any(List.of(Claim.of(Cover.ALL, account(asker.account()))));
        Formula told = board.any(List.of(Claim.of(Cover.ALL, account("?".repeat(12)))));
        boolean elsewhere = !policies.resourceAccount().isEmpty()
                && !policies.resourceAccount().equals(asker.account());
        return elsewhere ? not(mine) : and(told, not(mine));
    }

    /// ARNs that hold an account.
    private static Cover account(String id) {
        return new Cover(false, Manner.ARN_VALUE, List.of("arn:*:*:*:" + id + ":*"), List.of());
    }

    private static Cover text(String pattern) {
        return new Cover(false, Manner.TEXT, List.of(pattern), List.of());
    }

    private Formula limit(List<PolicyDocument> documents) {
        return documents.isEmpty()
                ? Formula.Fixed.TRUE
                : board.any(claims(documents, Effect.ALLOW, Layer.Kind.IDENTITY));
    }

    private Formula levels(List<List<PolicyDocument>> levels, List<Claim> denied) {
        List<Formula> all = new ArrayList<>();
        for (List<PolicyDocument> it : levels) {
            all.add(board.any(claims(it, Effect.ALLOW, Layer.Kind.CONTROL)));
            denied.addAll(claims(it, Effect.DENY, Layer.Kind.CONTROL));
        }
        return and(all);
    }

    /// Statements that are meant for the asker, however they name it.
    private List<Claim> claims(Collection<PolicyDocument> documents, Effect effect, Layer.Kind kind) {
        List<Claim> claims = new ArrayList<>();
        for (PolicyDocument document : documents) {
            for (Statement it : document.statements()) {
                if (it.effect() == effect && asker.doubt(it.principals()).isPresent()) {
                    claims.add(claim(it, document, kind).ofStrangers(it));
                } else if (it.effect() == effect && asker.isMeant(it)) {
                    claims.add(claim(it, document, kind));
                }
            }
        }
        return claims;
    }

    /// Statements of the resource's policy that let the asker in by naming it in one way.
    private Formula named(Name name) {
        List<Claim> claims = new ArrayList<>();
        for (PolicyDocument document : policies.resource().stream().toList()) {
            for (Statement it : document.statements()) {
                if (it.effect() == Effect.ALLOW && asker.isNamed(it.principals(), name)) {
                    claims.add(claim(it, document, Layer.Kind.RESOURCE));
                } else if (it.effect() == Effect.ALLOW
                        && asker.doubt(it.principals()).filter(name::equals).isPresent()) {
                    claims.add(claim(it, document, Layer.Kind.RESOURCE).ofStrangers(it));
                }
            }
        }
        return board.any(claims);
    }

    private Claim claim(Statement statement, PolicyDocument document, Layer.Kind kind) {
        Claim claim = Claim.of(statement, document, kind, settled);
        statement.actions().patterns().forEach(board::spell);
        if (named && statement.effect() == Effect.ALLOW) {
            board.name(claim, document.name().isEmpty() ? statement.id() : document.name() + " " + statement.id());
        }
        return claim;
    }
}
