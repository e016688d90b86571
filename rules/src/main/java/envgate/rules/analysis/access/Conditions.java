package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Decides the conditions of a statement as far as the context allows.
///
/// Operators are those of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html; numbers,
/// dates
/// and addresses are never known here, so what hangs on them is unknown.
final class Conditions {

    private static final Set<String> NEGATED = Set.of(
            "stringnotequals",
            "stringnotequalsignorecase",
            "stringnotlike",
            "arnnotequals",
            "arnnotlike",
            "numericnotequals",
            "datenotequals",
            "notipaddress");

    private static final Set<String> POSITIVE = Set.of(
            "stringequals",
            "stringequalsignorecase",
            "stringlike",
            "arnequals",
            "arnlike",
            "bool",
            "numericequals",
            "numericlessthan",
            "numericlessthanequals",
            "numericgreaterthan",
            "numericgreaterthanequals",
            "dateequals",
            "datelessthan",
            "datelessthanequals",
            "dategreaterthan",
            "dategreaterthanequals",
            "binaryequals",
            "ipaddress");

    private Conditions() {}

    /// Whether all of them are met; `where` names the statement for people.
    static Holds met(List<Condition> conditions, String version, Context context, String where) {
        Holds all = Holds.Known.YES;
        for (Condition it : conditions) {
            all = all.and(met(it, version, context, where));
        }
        return all;
    }

    private static Holds met(Condition condition, String version, Context context, String where) {
        String operator = condition.operator().toLowerCase(Locale.ROOT);
        boolean forAll = operator.startsWith("forallvalues:");
        boolean forAny = operator.startsWith("foranyvalue:");
        operator = operator.substring(operator.indexOf(':') + 1);
        boolean ifExists = operator.endsWith("ifexists");
        operator = ifExists ? operator.substring(0, operator.length() - "ifexists".length()) : operator;
        String key = condition.key();
        Holds unknown = Holds.maybe(where + " hangs on the condition key `" + key + "`");
        boolean absent = context.lacks(key);
        if (!absent && context.value(key).isEmpty()) {
            return unknown;
        }
        if (operator.equals("null")) {
            return isAbsent(condition.values(), absent, unknown);
        }
        boolean negated = NEGATED.contains(operator);
        if (!negated && !POSITIVE.contains(operator)) {
            return unknown;
        }
        if (condition.values().isEmpty()) {
            return unknown;
        }
        if (absent) {
            return Holds.of(ifExists || forAll || (negated && !forAny));
        }
        Holds any = Holds.Known.NO;
        for (Value value : condition.values()) {
            any = any.or(
                    value instanceof Value.Plain(String text)
                            ? fits(
                                    operator,
                                    text,
                                    version,
                                    context,
                                    context.value(key).orElseThrow(),
                                    unknown)
                            : unknown);
        }
        return negated ? any.not() : any;
    }

    private static Holds isAbsent(List<Value> values, boolean absent, Holds unknown) {
        if (values.size() == 1 && values.getFirst() instanceof Value.Plain(String text)) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> Holds.of(absent);
                case "false" -> Holds.of(!absent);
                default -> unknown;
            };
        }
        return unknown;
    }

    private static Holds fits(
            String operator, String pattern, String version, Context context, String value, Holds unknown) {
        Template template = Template.of(pattern, version, context);
        if (template.matchesNothing()) {
            return Holds.Known.NO;
        }
        String text = template.text();
        boolean matches;
        switch (operator) {
            case "stringequals", "stringnotequals" ->
                matches = Glob.text(plain(text)).matches(value);
            case "stringequalsignorecase", "stringnotequalsignorecase" ->
                matches = Glob.text(plain(lower(text))).matches(lower(value));
            case "stringlike", "stringnotlike" -> matches = Glob.text(text).matches(value);
            case "bool" -> {
                if (!lower(text).equals("true") && !lower(text).equals("false")) {
                    return unknown;
                }
                matches = text.equalsIgnoreCase(value);
            }
            case "arnequals", "arnlike", "arnnotequals", "arnnotlike" -> {
                if (!template.holes().isEmpty() || (text.split(":", 6).length < 6 && !text.equals("*"))) {
                    return unknown;
                }
                matches = arnFits(text, value);
            }
            default -> {
                return unknown;
            }
        }
        return matches && !template.holes().isEmpty() ? unknown : Holds.of(matches);
    }

    private static boolean arnFits(String pattern, String value) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] patterns = pattern.split(":", 6);
        String[] values = value.split(":", 6);
        for (int i = 0; i < 6; i++) {
            if (i >= values.length || !Glob.text(patterns[i]).matches(values[i])) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String text) {
        return text.replace('*', Glob.PLAIN_STAR).replace('?', Glob.PLAIN_QUESTION_MARK);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
