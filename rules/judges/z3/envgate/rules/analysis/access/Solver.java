package envgate.rules.analysis.access;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.CharSort;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.Params;
import com.microsoft.z3.ReExpr;
import com.microsoft.z3.SeqSort;
import com.microsoft.z3.Status;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Asks Z3 whether some action and resource satisfy what policies without conditions say.
final class Solver implements AutoCloseable {

    private final Context z3 = new Context();
    private final int milliseconds;
    private final Expr<SeqSort<CharSort>> action = z3.mkConst("action", z3.getStringSort());
    private final Expr<SeqSort<CharSort>> resource = z3.mkConst("resource", z3.getStringSort());
    private final ReExpr<SeqSort<CharSort>> letter = z3.mkRange(z3.mkString(" "), z3.mkString("~"));
    private final ReExpr<SeqSort<CharSort>> letters = z3.mkStar(letter);
    private final ReExpr<SeqSort<CharSort>> inside = or(
            z3.mkRange(z3.mkString(" "), z3.mkString("9")), z3.mkRange(z3.mkString(";"), z3.mkString("~")));

    /// @param milliseconds after which a question stays unanswered
    Solver(int milliseconds) {
        this.milliseconds = milliseconds;
    }

    @Override
    public void close() {
        z3.close();
    }

    /// Nothing when the time was too short.
    @SuppressWarnings("unchecked") // Z3 takes its own generics as an array
    Optional<Boolean> answers(SymbolicQuestion question) {
        BoolExpr asked = question.before().isPresent()
                ? and(
                        allowed(question.policies()),
                        z3.mkNot(allowed(question.before().get())))
                : and(allowed(question.policies()), wanted(question.wanted()));
        ReExpr<SeqSort<CharSort>> some = then(inside, letters);
        ReExpr<SeqSort<CharSort>> colon = text(":");
        ReExpr<SeqSort<CharSort>> arn = List.of(some, colon, some, colon, letters, colon, letters, colon, some).stream()
                .reduce(text("arn:"), this::then);
        com.microsoft.z3.Solver solver = z3.mkSolver();
        Params limits = z3.mkParams();
        limits.add("timeout", milliseconds);
        solver.setParameters(limits);
        solver.add(asked);
        solver.add(z3.mkInRe(
                action,
                List.of(letters, colon, letter, letters).stream().reduce(letter, this::then)));
        solver.add(z3.mkInRe(resource, or(arn, text("*"))));
        Status status = solver.check();
        return status == Status.UNKNOWN ? Optional.empty() : Optional.of(status == Status.SATISFIABLE);
    }

    private BoolExpr wanted(List<Wanted> wanted) {
        return any(
                wanted,
                it -> and(
                        it.actions().isEmpty() ? z3.mkTrue() : actions(new Matcher(false, it.actions())),
                        it.resources().isEmpty() ? z3.mkTrue() : resources(new Matcher(false, it.resources()))));
    }

    private BoolExpr allowed(Rights it) {
        List<PolicyDocument> all = new ArrayList<>(it.identity());
        List<BoolExpr> must = new ArrayList<>(List.of(says(it.identity(), Effect.ALLOW)));
        List<List<PolicyDocument>> limits = new ArrayList<>(List.of(it.boundary(), it.session()));
        limits.addAll(it.serviceControl());
        for (List<PolicyDocument> limit : limits) {
            if (!limit.isEmpty()) {
                must.add(says(limit, Effect.ALLOW));
                all.addAll(limit);
            }
        }
        must.add(z3.mkNot(says(all, Effect.DENY)));
        return z3.mkAnd(must.toArray(BoolExpr[]::new));
    }

    private BoolExpr says(List<PolicyDocument> documents, Effect effect) {
        List<Statement> statements = documents.stream()
                .flatMap(it -> it.statements().stream())
                .filter(it -> it.effect() == effect)
                .toList();
        return any(statements, it -> and(actions(it.actions()), resources(it.resources())));
    }

    private BoolExpr actions(Matcher matcher) {
        return either(
                matcher, it -> z3.mkInRe(action, pattern(it.toLowerCase(Locale.ROOT), false)));
    }

    private BoolExpr resources(Matcher matcher) {
        return either(matcher, it -> z3.mkInRe(resource, pattern(it, !it.equals("*"))));
    }

    private BoolExpr either(Matcher matcher, Function<String, BoolExpr> matches) {
        BoolExpr some = any(matcher.patterns(), matches);
        return matcher.negated() ? z3.mkNot(some) : some;
    }

    private BoolExpr and(BoolExpr one, BoolExpr other) {
        return z3.mkAnd(new BoolExpr[] {one, other});
    }

    private <T> BoolExpr any(List<T> all, Function<T, BoolExpr> of) {
        return z3.mkOr(all.stream().map(of).toArray(BoolExpr[]::new));
    }

    private ReExpr<SeqSort<CharSort>> pattern(String pattern, boolean segments) {
        List<ReExpr<SeqSort<CharSort>>> parts = new ArrayList<>(List.of(text("")));
        for (int i = 0; i < pattern.length(); i++) {
            boolean runsOn = i + 1 == pattern.length() || pattern.charAt(i + 1) == ':';
            parts.add(
                    switch (pattern.charAt(i)) {
                        case '*' -> segments && !runsOn ? z3.mkStar(inside) : letters;
                        case '?' -> segments ? inside : letter;
                        default -> text(pattern.substring(i, i + 1));
                    });
        }
        return parts.stream().skip(1).reduce(parts.getFirst(), this::then);
    }

    @SuppressWarnings("unchecked") // as above
    private ReExpr<SeqSort<CharSort>> then(ReExpr<SeqSort<CharSort>> first, ReExpr<SeqSort<CharSort>> next) {
        return z3.mkConcat(first, next);
    }

    @SuppressWarnings("unchecked") // as above
    private ReExpr<SeqSort<CharSort>> or(ReExpr<SeqSort<CharSort>> one, ReExpr<SeqSort<CharSort>> other) {
        return z3.mkUnion(one, other);
    }

    private ReExpr<SeqSort<CharSort>> text(String text) {
        return z3.mkToRe(z3.mkString(text));
    }
}
