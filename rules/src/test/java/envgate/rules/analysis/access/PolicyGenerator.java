package envgate.rules.analysis.access;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/// Makes policies that are likely to matter for some actions and ARNs: their patterns are those very words with holes.
///
/// The same seed makes the same policies.
final class PolicyGenerator {

    static final PolicyDocument ALLOW_ALL = all(Effect.ALLOW);
    static final PolicyDocument DENY_ALL = all(Effect.DENY);

    private static final List<String> STRING_OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "StringEqualsIfExists",
            "StringNotEqualsIfExists",
            "ForAnyValue:StringEquals",
            "ForAllValues:StringLike",
            "ForAnyValue:StringNotEquals",
            "ForAllValues:StringNotLikeIfExists");
    private static final List<String> ARN_OPERATORS =
            List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "ArnLikeIfExists", "ForAnyValue:ArnLike");

    private final Random random;
    private final List<String> actions;
    private final List<String> resources;
    private final List<String> principals;
    private final boolean conditions;

    /// @param actions that policies should turn around
    /// @param resources ARNs that they should turn around, or `*`
    /// @param principals of policies of resources
    PolicyGenerator(
            Random random, List<String> actions, List<String> resources, List<String> principals, boolean conditions) {
        this.random = random;
        this.actions = List.copyOf(actions);
        this.resources = List.copyOf(resources);
        this.principals = List.copyOf(principals);
        this.conditions = conditions;
    }

    static PolicyDocument document(String name, List<Statement> statements) {
        return new PolicyDocument(name, "2012-10-17", statements, new Origin.Unknown());
    }

    private static PolicyDocument all(Effect effect) {
        Matcher all = new Matcher(false, List.of("*"));
        return document(
                effect + " all", List.of(new Statement("All", effect, Matcher.NONE, all, all, List.of(), List.of())));
    }

    PolicyDocument ofIdentity(String name) {
        return policy(name, () -> Matcher.NONE, this::resources);
    }

    PolicyDocument ofResource(String name) {
        return policy(name, this::principals, this::resources);
    }

    PolicyDocument ofTrust(String name) {
        return policy(name, this::principals, () -> Matcher.NONE);
    }

    /// Denies some of what it allows in general, as organizations mostly do.
    PolicyDocument ofOrganization(String name) {
        List<Statement> statements = new ArrayList<>(ofIdentity(name).statements());
        if (random.nextInt(4) > 0) {
            statements.addAll(ALLOW_ALL.statements());
        }
        return document(name, statements);
    }

    private PolicyDocument policy(String name, Supplier<Matcher> who, Supplier<Matcher> what) {
        List<Statement> statements = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Effect effect = random.nextInt(10) < 7 ? Effect.ALLOW : Effect.DENY;
            Matcher action = new Matcher(random.nextInt(10) == 0, some(this::action));
            statements.add(new Statement("S" + i, effect, who.get(), action, what.get(), conditions(), List.of()));
        }
        String version = random.nextInt(12) == 0 ? "2008-10-17" : "2012-10-17";
        return new PolicyDocument(name, version, statements, new Origin.Unknown());
    }

    private Matcher principals() {
        return new Matcher(false, some(() -> pick(principals)));
    }

    private Matcher resources() {
        return new Matcher(random.nextInt(10) == 0, some(this::resource));
    }

    private List<String> some(Supplier<String> one) {
        return random.nextInt(3) > 0 ? List.of(one.get()) : List.of(one.get(), one.get());
    }

    private String action() {
        String action = pick(actions);
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> action.substring(0, action.indexOf(':') + 1) + "*";
            case 2 -> action.toUpperCase(Locale.ROOT);
            case 3 -> holed(action, action.indexOf(':') + 1);
            default -> action;
        };
    }

    private String resource() {
        String arn = pick(resources);
        if (arn.equals("*") || random.nextInt(8) == 0) {
            return "*";
        }
        int service = arn.indexOf(':', arn.indexOf(':', 4) + 1) + 1;
        String account = arn.split(":", 6)[4];
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        return switch (random.nextInt(9)) {
            case 0 -> arn.substring(0, service) + "*";
            case 1 -> arn.substring(0, service) + "*:" + name;
            case 2 -> arn.substring(0, arn.length() - name.length()) + "*";
            case 3 -> account.isEmpty() ? arn : arn.replace(account, "${aws:PrincipalAccount}");
            case 4 ->
                arn.substring(0, arn.length() - name.length())
                        + pick(List.of(
                                conditions ? "${aws:PrincipalTag/team}" : "${aws:username}",
                                "${aws:username, 'ab'}",
                                "a${*}"));
            case 5, 6 -> holed(arn, service);
            default -> arn;
        };
    }

    /// Replaces a part behind `from` by a wildcard, maybe twice.
    private String holed(String text, int from) {
        if (from >= text.length()) {
            return text;
        }
        int at = from + random.nextInt(text.length() - from);
        int end = Math.min(text.length(), at + 1 + random.nextInt(6));
        String holed = text.substring(0, at) + (random.nextInt(3) == 0 ? "?" : "*") + text.substring(end);
        return random.nextInt(3) == 0 ? holed(holed, from) : holed;
    }

    private List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        while (conditions && random.nextInt(3) == 0) {
            all.add(condition());
        }
        return all;
    }

    private Condition condition() {
        return switch (random.nextInt(9)) {
            case 0 -> of("Bool", "aws:SecureTransport", "true", "false");
            case 1 -> of(pick(List.of("Null", "Null")), pick(Scenario.KEYS), "true", "false");
            case 2 -> of(pick(ARN_OPERATORS), "aws:PrincipalArn", Scenario.ROLE_ARN, "arn:aws:iam::*:role/*");
            case 3 -> of(pick(ARN_OPERATORS), "lambda:SourceFunctionArn", Scenario.FUNCTION_ARN, "arn:*:*:*:*:*:api");
            case 4 -> of(pick(ARN_OPERATORS), "aws:SourceArn", "arn:aws:sns:*:*:*", Scenario.FUNCTION_ARN);
            case 5 -> of(pick(STRING_OPERATORS), "aws:PrincipalTag/team", "ab", "a*", "${aws:SourceVpce, 'x'}");
            case 6 -> of(pick(STRING_OPERATORS), "AWS:SourceVpce", "ab", "AB", "x?", "${aws:PrincipalTag/team}");
            default ->
                of(
                        pick(STRING_OPERATORS),
                        pick(List.of("aws:PrincipalAccount", "aws:ResourceAccount", "aws:SourceAccount")),
                        Scenario.OWN,
                        Scenario.FOREIGN,
                        "1*",
                        "${aws:PrincipalAccount}");
        };
    }

    private Condition of(String operator, String key, String... values) {
        List<Value> some = new ArrayList<>(List.of(new Value.Plain(pick(List.of(values)))));
        if (!operator.equals("Null") && !operator.equals("Bool") && random.nextInt(4) == 0) {
            some.add(new Value.Plain(pick(List.of(values))));
        }
        return new Condition(operator, key, some);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
