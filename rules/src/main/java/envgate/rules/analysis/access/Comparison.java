package envgate.rules.analysis.access;

import envgate.envs.model.Cidr;
import envgate.rules.analysis.access.Demand.Test;
import envgate.rules.analysis.access.Patterns.Manner;
import java.util.Optional;

/// Compares one value of a key with one value of a policy.
final class Comparison {

    private Comparison() {}

    /// Whether a value of a policy can be compared at all; what has a variable in it shows only with a request.
    static boolean isLegible(Test test, String value, String version) {
        if (!Template.isPlain(value, version)) {
            return takesVariables(test);
        }
        return switch (test) {
            case NUMBER_EQUALS, NUMBER_LESS, NUMBER_LESS_EQUALS, NUMBER_GREATER, NUMBER_GREATER_EQUALS ->
                Operator.number(value).isPresent();
            case DATE_EQUALS, DATE_LESS, DATE_LESS_EQUALS, DATE_GREATER, DATE_GREATER_EQUALS ->
                Operator.instant(value).isPresent();
            case BOOL, NULL -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case ADDRESS -> Cidr.parse(value).isPresent();
            case ARN -> value.equals("*") || value.split(":", 6).length == 6;
            case BINARY -> Operator.binary(value).isPresent();
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE -> true;
            case UNKNOWN -> false;
        };
    }

    /// "Invalid variable for operator: Policy variables can only be used with String and ARN operators." See
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html.
    private static boolean takesVariables(Test test) {
        return switch (test) {
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN -> true;
            default -> false;
        };
    }

    /// Whether `value` meets a value of a policy, in which what stands for itself is marked as such.
    static boolean fits(Test test, String wanted, String value) {
        return switch (test) {
            case STRING_EQUALS -> plain(wanted).equals(value);
            case BINARY ->
                Operator.BINARY_EQUALS
                        .against(plain(wanted))
                        .filter(it -> it.test(value))
                        .isPresent();
            case STRING_EQUALS_IGNORE_CASE -> plain(wanted).equalsIgnoreCase(value);
            case STRING_LIKE, ARN -> matches(wanted, manner(test), value);
            case BOOL -> plain(wanted).equalsIgnoreCase(value);
            case NUMBER_EQUALS -> compare(Operator.number(wanted), Operator.number(value), 0, 0);
            case NUMBER_LESS -> compare(Operator.number(wanted), Operator.number(value), -1, -1);
            case NUMBER_LESS_EQUALS -> compare(Operator.number(wanted), Operator.number(value), -1, 0);
            case NUMBER_GREATER -> compare(Operator.number(wanted), Operator.number(value), 1, 1);
            case NUMBER_GREATER_EQUALS -> compare(Operator.number(wanted), Operator.number(value), 0, 1);
            case DATE_EQUALS -> compare(Operator.instant(wanted), Operator.instant(value), 0, 0);
            case DATE_LESS -> compare(Operator.instant(wanted), Operator.instant(value), -1, -1);
            case DATE_LESS_EQUALS -> compare(Operator.instant(wanted), Operator.instant(value), -1, 0);
            case DATE_GREATER -> compare(Operator.instant(wanted), Operator.instant(value), 1, 1);
            case DATE_GREATER_EQUALS -> compare(Operator.instant(wanted), Operator.instant(value), 0, 1);
            case ADDRESS ->
                Cidr.parse(plain(wanted))
                        .filter(block ->
                                Cidr.parse(value).filter(block::contains).isPresent())
                        .isPresent();
            case NULL, UNKNOWN -> false;
        };
    }

    /// How wildcards of a value are meant.
    static Manner manner(Test test) {
        return switch (test) {
            case STRING_LIKE -> Manner.TEXT;
            case ARN -> Manner.ARN_VALUE;
            case STRING_EQUALS_IGNORE_CASE -> Manner.EXACT_OF_ANY_CASE;
            default -> Manner.EXACT;
        };
    }

    static boolean matches(String pattern, Manner manner, String text) {
        boolean anyCase = manner == Manner.TEXT_OF_ANY_CASE || manner == Manner.EXACT_OF_ANY_CASE;
        int wild = 0;
        while (wild < pattern.length() && isLetter(pattern.charAt(wild))) {
            wild++;
        }
        if (!pattern.regionMatches(anyCase, 0, text, 0, wild)) {
            return false;
        }
        if (wild == pattern.length()) {
            return text.length() == wild;
        }
        if (wild == pattern.length() - 1 && pattern.charAt(wild) == '*' && isRunningOn(manner)) {
            return true;
        }
        Patterns patterns = new Patterns();
        patterns.add(pattern, manner);
        for (int place : patterns.after(text)) {
            if (patterns.accepts(place)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a character stands for itself in every manner.
    private static boolean isLetter(char c) {
        return c != '*' && c != '?' && (c < Glob.HOLE || c > Glob.PLAIN_QUESTION_MARK);
    }

    /// Whether a `*` at the end stands for anything.
    private static boolean isRunningOn(Manner manner) {
        return manner == Manner.TEXT
                || manner == Manner.TEXT_OF_ANY_CASE
                || manner == Manner.RESOURCE
                || manner == Manner.ASKED;
    }

    private static <T extends Comparable<T>> boolean compare(Optional<T> wanted, Optional<T> value, int from, int to) {
        if (wanted.isEmpty() || value.isEmpty()) {
            return false;
        }
        int sign = Integer.signum(value.get().compareTo(wanted.get()));
        return sign >= from && sign <= to;
    }

    static String plain(String text) {
        return text.replace(Glob.PLAIN_STAR, '*').replace(Glob.PLAIN_QUESTION_MARK, '?');
    }
}
