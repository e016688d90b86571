package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a condition demands of the values of one key.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html, and for
/// keys with several values
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html.
///
/// @param key in lower case
/// @param written the key as the policy spells it
/// @param test how a value is compared, without `Not`; `UNKNOWN` when nobody can tell
record Demand(
        String key,
        String written,
        Test test,
        boolean negated,
        boolean ifExists,
        Several several,
        List<String> values,
        String version) {

    /// How a value is compared.
    enum Test {
        STRING_EQUALS,
        STRING_EQUALS_IGNORE_CASE,
        STRING_LIKE,
        ARN,
        NUMBER_EQUALS,
        NUMBER_LESS,
        NUMBER_LESS_EQUALS,
        NUMBER_GREATER,
        NUMBER_GREATER_EQUALS,
        DATE_EQUALS,
        DATE_LESS,
        DATE_LESS_EQUALS,
        DATE_GREATER,
        DATE_GREATER_EQUALS,
        BOOL,
        BINARY,
        ADDRESS,
        NULL,
        UNKNOWN
    }

    /// What is demanded of several values: of all, of one, or nothing because there is only one.
    enum Several {
        ONE_VALUE,
        ANY,
        ALL
    }

    private static final Map<String, Test> TESTS = Map.ofEntries(
            Map.entry("stringequals", Test.STRING_EQUALS),
            Map.entry("stringequalsignorecase", Test.STRING_EQUALS_IGNORE_CASE),
            Map.entry("stringlike", Test.STRING_LIKE),
            Map.entry("arnequals", Test.ARN),
            Map.entry("arnlike", Test.ARN),
            Map.entry("numericequals", Test.NUMBER_EQUALS),
            Map.entry("numericlessthan", Test.NUMBER_LESS),
            Map.entry("numericlessthanequals", Test.NUMBER_LESS_EQUALS),
            Map.entry("numericgreaterthan", Test.NUMBER_GREATER),
            Map.entry("numericgreaterthanequals", Test.NUMBER_GREATER_EQUALS),
            Map.entry("dateequals", Test.DATE_EQUALS),
            Map.entry("datelessthan", Test.DATE_LESS),
            Map.entry("datelessthanequals", Test.DATE_LESS_EQUALS),
            Map.entry("dategreaterthan", Test.DATE_GREATER),
            Map.entry("dategreaterthanequals", Test.DATE_GREATER_EQUALS),
            Map.entry("bool", Test.BOOL),
            Map.entry("binaryequals", Test.BINARY),
            Map.entry("ipaddress", Test.ADDRESS),
            Map.entry("null", Test.NULL));

    private static final Map<String, Test> NEGATED = Map.of(
            "stringnotequals", Test.STRING_EQUALS,
            "stringnotequalsignorecase", Test.STRING_EQUALS_IGNORE_CASE,
            "stringnotlike", Test.STRING_LIKE,
            "arnnotequals", Test.ARN,
            "arnnotlike", Test.ARN,
            "numericnotequals", Test.NUMBER_EQUALS,
            "datenotequals", Test.DATE_EQUALS,
            "notipaddress", Test.ADDRESS);

    Demand {
        values = List.copyOf(values);
    }

    static Demand of(Condition condition, String version) {
        String operator = condition.operator().toLowerCase(Locale.ROOT);
        Several several = operator.startsWith("forallvalues:")
                ? Several.ALL
                : operator.startsWith("foranyvalue:") ? Several.ANY : Several.ONE_VALUE;
        operator = several == Several.ONE_VALUE ? operator : operator.substring(operator.indexOf(':') + 1);
        boolean ifExists = operator.endsWith("ifexists");
        operator = ifExists ? operator.substring(0, operator.length() - "ifexists".length()) : operator;
        boolean negated = NEGATED.containsKey(operator);
        Test test = (negated ? NEGATED : TESTS).getOrDefault(operator, Test.UNKNOWN);
        List<String> values = new ArrayList<>();
        for (Value it : condition.values()) {
            if (it instanceof Value.Plain(String text)) {
                values.add(text);
            } else {
                test = Test.UNKNOWN;
            }
        }
        Test found = test;
        boolean counted = found == Test.NULL
                ? values.size() == 1 && !ifExists
                : !values.isEmpty() || Operator.knowsNoValues(several != Several.ONE_VALUE, ifExists, negated);
        boolean legible = counted && values.stream().allMatch(it -> Comparison.isLegible(found, it, version));
        return new Demand(
                condition.key().toLowerCase(Locale.ROOT),
                condition.key(),
                legible ? found : Test.UNKNOWN,
                negated,
                ifExists,
                several,
                values.stream().sorted().distinct().toList(),
                version);
    }

    /// Whether it compares with values that are written down, and not with those of other keys.
    boolean isPlain() {
        return values.stream().allMatch(it -> Template.isPlain(it, version));
    }

    /// Whether what is settled meets it.
    int value(Settled settled) {
        List<String> found = settled.of(key);
        if (test == Test.UNKNOWN || found == null) {
            return Formula.MAYBE;
        }
        if (test == Test.NULL) {
            boolean absent = found.isEmpty();
            return values.stream().anyMatch(it -> it.equalsIgnoreCase("true") == absent) ? Formula.YES : Formula.NO;
        }
        if (found.isEmpty()) {
            boolean met = ifExists || several == Several.ALL || (negated && several != Several.ANY);
            return met ? Formula.YES : Formula.NO;
        }
        if (several == Several.ALL && found.equals(List.of(""))) {
            // "or if the context key value resolves to a null dataset, such as an empty string"
            return Formula.YES;
        }
        int least = Formula.YES;
        int most = Formula.NO;
        for (String it : found) {
            int one = fits(it, settled);
            one = negated ? Formula.YES - one : one;
            least = Math.min(least, one);
            most = Math.max(most, one);
        }
        return several == Several.ANY ? most : least;
    }

    private int fits(String value, Settled settled) {
        int most = Formula.NO;
        for (String it : values) {
            Variables wanted = Variables.of(it, version, settled);
            if (!wanted.matchesNothing()) {
                int fits = !wanted.unset().isEmpty()
                        ? Formula.MAYBE
                        : Comparison.fits(test, wanted.text(), value) ? Formula.YES : Formula.NO;
                most = Math.max(most, fits);
            }
        }
        return most;
    }
}
