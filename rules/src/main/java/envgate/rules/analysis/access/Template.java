package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text of a policy whose variables, `${aws:PrincipalTag/team, 'default'}`, have been replaced as far as they are
/// known.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html.
///
/// @param text with [Glob#HOLE] where a variable is not known
/// @param holes the keys that are not known
/// @param matchesNothing whether it matches nothing, because a variable has no value
record Template(String text, List<String> holes, boolean matchesNothing) {

    Template {
        holes = List.copyOf(holes);
    }

    static boolean isPlain(String pattern, String version) {
        return !version.equals("2012-10-17") || !pattern.contains("${");
    }

    static Template of(String pattern, String version, Context context) {
        if (isPlain(pattern, version)) {
            return new Template(pattern, List.of(), false);
        }
        StringBuilder text = new StringBuilder();
        List<String> holes = new ArrayList<>();
        boolean matchesNothing = false;
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf("${", at);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(pattern, at, open);
            Optional<String> value = value(pattern.substring(open + 2, close), context, holes);
            value.ifPresent(text::append);
            matchesNothing |= value.isEmpty();
            at = close + 1;
        }
        return new Template(text.append(pattern.substring(at)).toString(), holes, matchesNothing);
    }

    private static Optional<String> value(String variable, Context context, List<String> holes) {
        int comma = variable.indexOf(',');
        String key = (comma < 0 ? variable : variable.substring(0, comma)).strip();
        Optional<String> known = switch (key) {
            case "*" -> Optional.of(String.valueOf(Glob.PLAIN_STAR));
            case "?" -> Optional.of(String.valueOf(Glob.PLAIN_QUESTION_MARK));
            case "$" -> Optional.of("$");
            default -> context.value(key).map(Template::plain);
        };
        if (known.isPresent()) {
            return known;
        }
        if (context.lacks(key)) {
            return comma < 0
                    ? Optional.empty()
                    : Optional.of(plain(variable.substring(comma + 1).strip().replaceAll("^'|'$", "")));
        }
        holes.add(key);
        return Optional.of(String.valueOf(Glob.HOLE));
    }

    private static String plain(String value) {
        return value.replace('*', Glob.PLAIN_STAR).replace('?', Glob.PLAIN_QUESTION_MARK);
    }
}
