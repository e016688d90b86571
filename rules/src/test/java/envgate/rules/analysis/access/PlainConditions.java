package envgate.rules.analysis.access;

import envgate.envs.model.Cidr;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Decides a condition for keys that may have several values, as the IAM User Guide has it: for a witness's replay.
final class PlainConditions {

    private PlainConditions() {}

    /// @param context values by key in lower case; a key that is not in it is absent
    static boolean isMet(Condition condition, String version, Map<String, List<String>> context) {
        String operator = condition.operator();
        boolean ifExists = operator.endsWith("IfExists");
        boolean all = operator.startsWith("ForAllValues:");
        boolean any = operator.startsWith("ForAnyValue:");
        String name = operator.replaceFirst("^For(All|Any)Values?:", "").replaceFirst("IfExists$", "");
        List<String> values = context.getOrDefault(condition.key().toLowerCase(Locale.ROOT), List.of());
        List<String> wanted =
                condition.values().stream().map(it -> ((Value.Plain) it).text()).toList();
        if (name.equals("Null")) {
            return wanted.contains(String.valueOf(values.isEmpty()));
        }
        boolean not = name.contains("Not");
        if (values.isEmpty()) {
            return ifExists || all || (not && !any);
        }
        if (all && values.equals(List.of(""))) {
            return true;
        }
        BiPredicate<String, String> fits = test(name.replace("Not", ""));
        java.util.function.Predicate<String> one = it -> not
                != wanted.stream()
                        .map(w -> version.equals("2012-10-17") ? resolved(w, context) : w)
                        .anyMatch(w -> w != null && fits.test(w, it));
        return any ? values.stream().anyMatch(one) : values.stream().allMatch(one);
    }

    private static @Nullable String resolved(String wanted, Map<String, List<String>> context) {
        if (!wanted.startsWith("${")) {
            return wanted;
        }
        List<String> values =
                context.getOrDefault(wanted.substring(2, wanted.length() - 1).toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? values.getFirst() : null;
    }

    private static BiPredicate<String, String> test(String name) {
        return switch (name) {
            case "StringEquals" -> String::equals;
            case "StringEqualsIgnoreCase", "Bool" -> String::equalsIgnoreCase;
            case "StringLike" -> PlainMatcher::text;
            case "IpAddress" -> (block, it) -> Cidr.of(block).contains(Cidr.of(it));
            case "NumericEquals" -> (limit, it) -> compare(it, limit) == 0;
            case "NumericLessThan" -> (limit, it) -> compare(it, limit) < 0;
            case "NumericGreaterThanEquals" -> (limit, it) -> compare(it, limit) >= 0;
            case "DateLessThan" -> (limit, it) -> Instant.parse(it).isBefore(Instant.parse(limit));
            case "DateGreaterThanEquals" -> (limit, it) -> !Instant.parse(it).isBefore(Instant.parse(limit));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int compare(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other));
    }
}
