package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How AWS decides a condition when the whole context is known:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
final class NaiveConditions {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private NaiveConditions() {}

    static boolean isMet(Condition condition, String version, Map<String, String> context) {
        String operator = condition.operator();
        boolean forAll = operator.startsWith("ForAllValues:");
        boolean forAny = operator.startsWith("ForAnyValue:");
        boolean ifExists = operator.endsWith("IfExists");
        operator = operator.replaceFirst("^For(All|Any)Values?:", "").replaceFirst("IfExists$", "");
        String value = context.get(condition.key().toLowerCase(Locale.ROOT));
        if (operator.equals("Null")) {
            return text(condition.values().getFirst()).equals("true") == (value == null);
        }
        boolean negated = operator.contains("Not");
        String positive = operator.replace("Not", "");
        if (value == null) {
            return ifExists || forAll || (negated && !forAny);
        }
        return negated
                != condition.values().stream()
                        .anyMatch(it -> resolve(text(it), version, context)
                                .filter(pattern -> fits(positive, pattern, value))
                                .isPresent());
    }

    private static boolean fits(String operator, String pattern, String value) {
        return switch (operator) {
            case "StringEquals" -> literal(pattern).equals(value);
            case "StringEqualsIgnoreCase" -> literal(pattern).equalsIgnoreCase(value);
            case "StringLike" -> PlainMatcher.text(pattern, value);
            case "Bool" -> pattern.equalsIgnoreCase(value);
            case "ArnEquals", "ArnLike" -> eachOfSix(pattern, value);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /// "Each of the six colon-delimited components of the ARN is checked separately."
    private static boolean eachOfSix(String pattern, String value) {
        String[] patterns = pattern.split(":", 6);
        String[] values = value.split(":", 6);
        boolean all = patterns.length == 6 && values.length == 6;
        for (int i = 0; all && i < 6; i++) {
            all = PlainMatcher.text(patterns[i], values[i]);
        }
        return all;
    }

    /// The text with its variables replaced, or nothing when one of them has no value.
    static Optional<String> resolve(String text, String version, Map<String, String> context) {
        if (!version.equals("2012-10-17")) {
            return Optional.of(text);
        }
        Matcher variables = VARIABLE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (variables.find()) {
            String[] parts = variables.group(1).split(",", 2);
            String value = switch (parts[0].strip()) {
                case "*", "?", "$" -> parts[0].strip();
                case String key
                when context.containsKey(key.toLowerCase(Locale.ROOT)) -> context.get(key.toLowerCase(Locale.ROOT));
                default -> parts.length == 2 ? parts[1].strip().replace("'", "") : null;
            };
            if (value == null) {
                return Optional.empty();
            }
            String plain = value.replace('*', PlainMatcher.STAR).replace('?', PlainMatcher.QUESTION_MARK);
            variables.appendReplacement(resolved, Matcher.quoteReplacement(plain));
        }
        return Optional.of(variables.appendTail(resolved).toString());
    }

    private static String literal(String pattern) {
        return pattern.replace(PlainMatcher.STAR, '*').replace(PlainMatcher.QUESTION_MARK, '?');
    }

    private static String text(Value value) {
        return ((Value.Plain) value).text();
    }
}
