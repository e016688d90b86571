package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How AWS decides a condition, one operator after the other, in the words of
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
final class NaiveOperators {

    private NaiveOperators() {}

    /// What is given, and what follows from who asks for what is whose.
    static Map<String, List<String>> context(
            Map<String, List<String>> given, String account, String principal, boolean user, String owner) {
        Map<String, List<String>> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.put("aws:ResourceAccount", List.of(owner));
        if (!account.isEmpty()) {
            context.put("aws:PrincipalAccount", List.of(account));
            context.put("aws:PrincipalArn", List.of(principal));
        }
        if (user) {
            context.put("aws:username", List.of(principal.substring(principal.indexOf('/') + 1)));
        }
        context.putAll(given);
        return context;
    }

    /// @param context values of keys, whatever their case; a key that is not there is absent
    static boolean isMet(Condition condition, String version, Map<String, List<String>> context) {
        boolean forAll = condition.operator().startsWith("ForAllValues:");
        boolean forAny = condition.operator().startsWith("ForAnyValue:");
        boolean ifExists = condition.operator().endsWith("IfExists");
        String operator =
                condition.operator().replaceFirst("^For(All|Any)Values?:", "").replaceFirst("IfExists$", "");
        List<String> values = context.getOrDefault(condition.key(), List.of());
        List<String> written =
                condition.values().stream().map(it -> ((Value.Plain) it).text()).toList();
        if (operator.equals("Null")) {
            return Boolean.parseBoolean(written.getFirst()) == values.isEmpty();
        }
        boolean negated = operator.contains("Not");
        String positive = operator.replace("Not", "");
        if (values.isEmpty()) {
            return ifExists
                    || forAll
                    || (negated && !forAny); // "negated matching returns true if the key is not present"
        }
        if (forAll) {
            return values.equals(List.of(""))
                    || values.stream().allMatch(it -> negated != anyFits(positive, written, it, version, context));
        }
        if (forAny) {
            return values.stream().anyMatch(it -> negated != anyFits(positive, written, it, version, context));
        }
        return negated != values.stream().anyMatch(it -> anyFits(positive, written, it, version, context));
    }

    private static boolean anyFits(
            String operator, List<String> written, String value, String version, Map<String, List<String>> context) {
        return written.stream()
                .anyMatch(it -> resolve(it, version, context)
                        .filter(pattern -> fits(operator, pattern, value))
                        .isPresent());
    }

    static Optional<String> resolve(String text, String version, Map<String, List<String>> context) {
        Map<String, String> single = new TreeMap<>();
        context.forEach((key, values) -> {
            if (values.size() == 1) {
                single.put(key.toLowerCase(java.util.Locale.ROOT), values.getFirst());
            }
        });
        return NaiveConditions.resolve(text, version, single);
    }

    private static boolean fits(String operator, String pattern, String value) {
        String literal = pattern.replace(PlainMatcher.STAR, '*').replace(PlainMatcher.QUESTION_MARK, '?');
        return switch (operator) {
            case "StringEquals" -> literal.equals(value);
            case "StringEqualsIgnoreCase" -> literal.equalsIgnoreCase(value);
            case "StringLike" -> PlainMatcher.text(pattern, value);
            case "ArnEquals", "ArnLike" -> arn(pattern, value);
            case "Bool" -> literal.equalsIgnoreCase(value);
            case "BinaryEquals" -> literal.equals(value);
            case "IpAddress" -> isWithin(literal, value);
            case "NumericEquals", "DateEquals" -> order(operator, literal, value) == 0;
            case "NumericLessThan", "DateLessThan" -> order(operator, literal, value) < 0;
            case "NumericLessThanEquals", "DateLessThanEquals" -> order(operator, literal, value) <= 0;
            case "NumericGreaterThan", "DateGreaterThan" -> order(operator, literal, value) > 0;
            case "NumericGreaterThanEquals", "DateGreaterThanEquals" -> order(operator, literal, value) >= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /// How the value stands to what is written.
    private static int order(String operator, String written, String value) {
        return operator.startsWith("Numeric")
                ? new BigDecimal(value).compareTo(new BigDecimal(written))
                : Integer.signum(instant(value).compareTo(instant(written)));
    }

    private static Instant instant(String text) {
        return text.matches("\\d{5,}")
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
    }

    private static boolean arn(String pattern, String value) {
        String[] patterns = pattern.split(":", 6);
        String[] values = value.split(":", 6);
        boolean all = patterns.length == 6 && values.length == 6;
        for (int i = 0; all && i < 6; i++) {
            all = PlainMatcher.text(patterns[i], values[i]);
        }
        return all;
    }

    private static boolean isWithin(String block, String address) {
        int slash = block.indexOf('/');
        byte[] one = bytes(slash < 0 ? block : block.substring(0, slash));
        byte[] other = bytes(address);
        int bits = one.length * 8;
        int drop = bits - (slash < 0 ? bits : Integer.parseInt(block.substring(slash + 1)));
        return one.length == other.length
                && new BigInteger(1, one).shiftRight(drop).equals(new BigInteger(1, other).shiftRight(drop));
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
