package envgate.rules.analysis.access;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Role;
import envgate.envs.model.Selection;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Value;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Whether a role's trust policy lets Lambda run a function as it.
///
/// The principal and the action are those of
/// https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html; of conditions those on
/// `aws:SourceAccount` and `aws:SourceArn` are weighed, all others make it unknown.
public final class LambdaTrust {

    private static final String LAMBDA = "Service:lambda.amazonaws.com";
    private static final String ASSUME = "sts:assumerole";

    private LambdaTrust() {}

    /// The answer for one function, which stands for the source of the request.
    public static Decision of(Role role, LambdaFunction function) {
        Trail trail = Trail.EMPTY;
        Holds granted = Holds.Known.NO;
        Holds barred = Holds.Known.NO;
        for (Statement it : role.trust().statements()) {
            Holds fits = fits(it, function);
            boolean allows = it.effect() == Effect.ALLOW;
            trail = trail.then(
                    (allows ? "the allowing" : "the denying") + " statement `" + it.id() + "` of its trust policy "
                            + (fits.isYes() ? "is" : fits.isNo() ? "is not" : "may be")
                            + " about Lambda and this function",
                    role.arn().toString(),
                    "",
                    role.trust().origin());
            if (allows) {
                granted = granted.or(fits);
            } else {
                barred = barred.or(fits);
            }
        }
        if (barred.isYes()) {
            return new Decision.Denied(trail, true);
        }
        Holds all = granted.and(barred.not());
        if (all.isYes()) {
            return new Decision.Allowed(trail);
        }
        if (trail.isEmpty()) {
            trail = Trail.of("its trust policy has no statements", role.arn().toString());
        }
        return all.isNo() ? new Decision.Denied(trail, false) : new Decision.Unknown(trail, all.missing());
    }

    private static Holds fits(Statement statement, LambdaFunction function) {
        Holds fits = principal(statement).and(action(statement));
        for (Condition it : statement.conditions()) {
            fits = fits.and(condition(it, function));
        }
        return statement.unknown().isEmpty()
                ? fits
                : fits.and(Holds.maybe("what `" + statement.unknown().getFirst() + "` means"));
    }

    /// `*` is not documented to take in services:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html.
    private static Holds principal(Statement statement) {
        List<String> patterns = statement.principals().patterns();
        if (statement.principals().negated()) {
            return Holds.maybe("whether `NotPrincipal` leaves Lambda in");
        }
        if (patterns.isEmpty() && !statement.unknown().isEmpty()) {
            return Holds.maybe("whom statement `" + statement.id() + "` trusts");
        }
        if (patterns.contains(LAMBDA)) {
            return Holds.Known.YES;
        }
        return patterns.contains("*") ? Holds.maybe("whether principal `*` takes in services") : Holds.Known.NO;
    }

    private static Holds action(Statement statement) {
        if (statement.actions().patterns().isEmpty() && !statement.unknown().isEmpty()) {
            return Holds.maybe("which actions statement `" + statement.id() + "` is about");
        }
        boolean named = statement.actions().patterns().stream()
                .anyMatch(it -> Selection.matches(it.toLowerCase(Locale.ROOT), ASSUME));
        return named != statement.actions().negated() ? Holds.Known.YES : Holds.Known.NO;
    }

    private static Holds condition(Condition condition, LambdaFunction function) {
        Optional<String> actual = switch (condition.key().toLowerCase(Locale.ROOT)) {
            case "aws:sourceaccount" -> Optional.of(function.arn().account());
            case "aws:sourcearn" -> Optional.of(function.arn().toString());
            default -> Optional.empty();
        };
        Optional<BiPredicate<String, String>> operator = operator(condition.operator());
        List<String> values = new ArrayList<>();
        for (Value it : condition.values()) {
            if (it instanceof Value.Plain(String text) && !text.contains("${")) {
                values.add(text);
            }
        }
        if (actual.isEmpty()
                || operator.isEmpty()
                || values.size() < condition.values().size()) {
            return new Holds.Maybe(List.of(new Missing("condition key `" + condition.key() + "`", "")));
        }
        boolean any = values.stream().anyMatch(it -> operator.get().test(it, actual.get()));
        return any != condition.operator().contains("Not") ? Holds.Known.YES : Holds.Known.NO;
    }

    private static Optional<BiPredicate<String, String>> operator(String name) {
        return switch (name.replace("IfExists", "").replace("Not", "")) {
            case "StringEquals" -> Optional.of(String::equals);
            case "StringEqualsIgnoreCase" -> Optional.of(String::equalsIgnoreCase);
            case "StringLike", "ArnLike", "ArnEquals" -> Optional.of(Selection::matches);
            default -> Optional.empty();
        };
    }
}
