package envgate.rules.analysis.invocation;

import static envgate.rules.analysis.invocation.Fit.ALL;
import static envgate.rules.analysis.invocation.Fit.NONE;
import static envgate.rules.analysis.invocation.Fit.SEGMENT;
import static envgate.rules.analysis.invocation.Fit.SEGMENTS;
import static envgate.rules.analysis.invocation.Fit.SOME;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Sight;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Trigger.ApiIntegration;
import envgate.envs.model.Trigger.ApiKind;
import envgate.envs.model.Value;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Weighs the statements of a function's policy against the calls of one integration.
///
/// API Gateway calls as `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH`, `API/STAGE/$default`
/// or `API/STAGE/ROUTE` (WebSocket):
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html. The stage is
/// not known, nor is what stands for a `{parameter}`.
final class Invocations {

    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final ApiIntegration integration;
    private final LambdaFunction function;

    Invocations(ApiIntegration integration, LambdaFunction function) {
        this.integration = integration;
        this.function = function;
    }

    Invocation answer() {
        Trail trail = Trail.EMPTY.then(
                "API " + integration.api() + " calls " + function.name() + " for " + route(),
                integration.api(),
                "",
                integration.origin());
        if (!integration.credentials().isEmpty()) {
            return new Invocation.Permitted(
                    trail.then("it calls with a role, not by the function's policy", integration.credentials()));
        }
        return switch (function.policy()) {
            case Sight.Unseen<PolicyDocument>(var gap) ->
                new Invocation.Unknown(trail.then("the function's policy was not seen"), List.of(Missing.of(gap)));
            case Sight.Absent<PolicyDocument> _ -> none(trail.then("the function has no policy", function.name()));
            case Sight.Seen<PolicyDocument>(PolicyDocument policy) -> weigh(policy, trail);
        };
    }

    private String route() {
        return integration.method().isEmpty() ? integration.path() : integration.method() + " " + integration.path();
    }

    private String qualifier() {
        String arn = function.arn().toString();
        return integration.functionArn().length() > arn.length()
                ? integration.functionArn().substring(arn.length() + 1)
                : "";
    }

    /// Each alias and version has a policy of its own, of which a snapshot holds none yet:
    /// https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html.
    private Invocation none(Trail trail) {
        return qualifier().isEmpty()
                ? new Invocation.Refused(trail, "")
                : new Invocation.Unknown(
                        trail,
                        List.of(new Missing("the policy of `" + qualifier() + "` was not read", "lambda:GetPolicy")));
    }

    private Invocation weigh(PolicyDocument policy, Trail trail) {
        boolean any = integration.kind() != ApiKind.WEBSOCKET
                && integration.method().equals("ANY")
                && !integration.path().equals("$default");
        List<String> refused = new ArrayList<>();
        boolean unsure = false;
        Trail walked = trail;
        for (String method : any ? METHODS : List.of(integration.method())) {
            Fit fit = permitted(policy, method);
            unsure |= fit == SOME;
            if (fit == NONE) {
                refused.add(method);
            }
        }
        for (Statement it : policy.statements()) {
            walked = walked.then(words(it), it.id());
        }
        if (!refused.isEmpty()) {
            boolean all = refused.size() == (any ? METHODS.size() : 1);
            Trail end = walked.then("no statement lets API Gateway make the call");
            return all ? none(end) : new Invocation.Refused(end, String.join(", ", refused));
        }
        return unsure
                ? new Invocation.Unknown(
                        walked,
                        List.of(new Missing("the policy lets some calls pass, but it is not known which are made", "")))
                : new Invocation.Permitted(walked);
    }

    private static String words(Statement statement) {
        String effect = statement.effect() == Effect.ALLOW ? "allows " : "denies ";
        return "a statement " + effect
                + String.join(", ", statement.principals().patterns());
    }

    private Fit permitted(PolicyDocument policy, String method) {
        Fit allowed = NONE;
        Fit denied = NONE;
        for (Statement it : policy.statements()) {
            Fit fit = fit(it, method);
            if (it.effect() == Effect.DENY) {
                denied = denied.or(fit);
            } else {
                allowed = allowed.or(it.unknown().isEmpty() ? fit : fit.and(SOME));
            }
        }
        return denied == ALL ? NONE : denied == SOME ? allowed.and(SOME) : allowed;
    }

    private Fit fit(Statement statement, String method) {
        Fit fit = principal(statement.principals())
                .and(matcher(statement.actions(), "lambda:invokefunction", true))
                .and(matcher(statement.resources(), integration.functionArn(), false));
        for (Condition it : statement.conditions()) {
            fit = fit.and(condition(it, method));
        }
        return fit;
    }

    private static Fit principal(Matcher principals) {
        boolean named = principals.patterns().stream()
                .anyMatch(it -> it.equals("*") || it.equals("AWS:*") || it.equals("Service:apigateway.amazonaws.com"));
        return named == principals.negated() ? NONE : ALL;
    }

    private static Fit matcher(Matcher matcher, String text, boolean lower) {
        boolean named = matcher.patterns().stream()
                .map(it -> lower ? it.toLowerCase(Locale.ROOT) : it)
                .anyMatch(it -> Fit.of(it, text) == ALL);
        return named == matcher.negated() ? NONE : ALL;
    }

    private Fit condition(Condition condition, String method) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        String operator =
                condition.operator().replaceFirst("^For(Any|All)Values?:", "").replaceFirst("IfExists$", "");
        List<String> values = new ArrayList<>();
        for (Value it : condition.values()) {
            if (!(it instanceof Value.Plain(String text))) {
                return SOME;
            }
            values.add(text);
        }
        boolean exact = operator.equals("StringEquals");
        if (key.equals("aws:sourceaccount") && (exact || operator.equals("StringLike"))) {
            return values.stream().map(it -> Fit.of(it, integration.account())).reduce(NONE, Fit::or);
        }
        if (key.equals("aws:sourcearn")) {
            return switch (operator) {
                case "ArnLike", "ArnEquals" -> sources(method, values, true, false);
                case "StringLike" -> sources(method, values, false, false);
                case "StringEquals" -> sources(method, values, false, true);
                default -> SOME;
            };
        }
        return SOME;
    }

    private Fit sources(String method, List<String> patterns, boolean arns, boolean exact) {
        List<Fit> fits = sources(method).stream()
                .map(source -> patterns.stream()
                        .map(it -> exact ? exact(it, source) : arns ? Fit.ofArn(it, source) : Fit.of(it, source))
                        .reduce(NONE, Fit::or))
                .toList();
        Fit least = fits.stream().reduce(ALL, Fit::and);
        return least == NONE && fits.stream().anyMatch(it -> it != NONE) ? SOME : least;
    }

    private static Fit exact(String text, String source) {
        String literal = text.replace('*', '\u0003').replace('?', '\u0003');
        return Fit.of(literal, source);
    }

    /// The ARNs that the call may come from; which of them AWS uses for `$default` is not said anywhere for sure.
    private List<String> sources(String method) {
        String path = integration
                .path()
                .replaceAll("\\{[^}]*\\+}", String.valueOf(SEGMENTS))
                .replaceAll("\\{[^}]*}", String.valueOf(SEGMENT));
        String stage = integration.api() + "/" + SEGMENT + "/";
        List<String> resources = switch (integration.kind()) {
            case WEBSOCKET -> List.of(stage + path);
            case REST -> List.of(stage + method + path);
            case HTTP ->
                path.equals("$default")
                        ? List.of(stage + "$default", stage + SEGMENT + "/" + SEGMENTS)
                        : List.of(stage + method + path);
        };
        return resources.stream()
                .map(it -> new Arn(
                                function.arn().partition(),
                                "execute-api",
                                integration.region(),
                                integration.account(),
                                it)
                        .toString())
                .toList();
    }
}
