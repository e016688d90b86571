package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text of a policy with its variables, `${aws:PrincipalTag/team, 'default'}`, replaced as far as keys are settled.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html: a variable without a value
/// and without a default matches nothing, and one with several values cannot be used.
///
/// @param text with [Glob#HOLE] where a key is free
/// @param unset the keys that are free, in lower case
record Variables(String text, List<String> unset, boolean matchesNothing) {

    Variables {
        unset = List.copyOf(unset);
    }

    static Variables of(String pattern, String version, Settled settled) {
        if (Template.isPlain(pattern, version)) {
            return new Variables(pattern, List.of(), false);
        }
        StringBuilder text = new StringBuilder();
        List<String> unset = new ArrayList<>();
        boolean nothing = false;
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf("${", at);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(pattern, at, open);
            nothing |= !replace(pattern.substring(open + 2, close), settled, text, unset);
            at = close + 1;
        }
        return new Variables(text.append(pattern.substring(at)).toString(), unset, nothing);
    }

    /// A pattern, whose variables may be used, with only those that are free left in it.
    static String settling(String pattern, Settled settled) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf("${", at);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String variable = pattern.substring(open, close + 1);
            Variables it = of(variable, "2012-10-17", settled);
            text.append(pattern, at, open).append(it.unset().isEmpty() ? escaped(it.text()) : variable);
            at = close + 1;
        }
        return text.append(pattern.substring(at)).toString();
    }

    private static String escaped(String text) {
        return text.replace("$", "${$}")
                .replace(String.valueOf(Glob.PLAIN_STAR), "${*}")
                .replace(String.valueOf(Glob.PLAIN_QUESTION_MARK), "${?}");
    }

    /// @return whether the variable has a value, or may have
    private static boolean replace(String variable, Settled settled, StringBuilder text, List<String> unset) {
        int comma = variable.indexOf(',');
        String key = (comma < 0 ? variable : variable.substring(0, comma)).strip();
        switch (key) {
            case "*" -> text.append(Glob.PLAIN_STAR);
            case "?" -> text.append(Glob.PLAIN_QUESTION_MARK);
            case "$" -> text.append('$');
            default -> {
                List<String> values = settled.of(key);
                if (values == null) {
                    unset.add(key.toLowerCase(Locale.ROOT));
                    text.append(Glob.HOLE);
                } else if (values.size() == 1) {
                    text.append(plain(values.getFirst()));
                } else if (values.isEmpty() && comma >= 0) {
                    text.append(plain(variable.substring(comma + 1).strip().replaceAll("^'|'$", "")));
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    private static String plain(String value) {
        return value.replace('*', Glob.PLAIN_STAR).replace('?', Glob.PLAIN_QUESTION_MARK);
    }
}
