package envgate.rules.analysis.access;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Matches patterns of policies by way of regular expressions: a second opinion on [Glob], with none of its code.
final class PlainMatcher {

    /// Stand in a pattern for a `*` and a `?` that mean themselves.
    static final char STAR = '\uF001';

    static final char QUESTION_MARK = '\uF002';

    private static final Map<String, Pattern> TEXTS = new ConcurrentHashMap<>();
    private static final Map<String, Pattern> ARNS = new ConcurrentHashMap<>();

    private PlainMatcher() {}

    /// Wildcards stand for anything.
    static boolean text(String pattern, String text) {
        return TEXTS.computeIfAbsent(pattern, it -> compile(it, ".", ".*"))
                .matcher(text)
                .matches();
    }

    /// The same for actions, whose case does not matter.
    static boolean ignoringCase(String pattern, String text) {
        return text(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
    }

    /// Wildcards stay between two colons, but for a `*` at the end of a segment; a bare `*` is everything.
    static boolean arn(String pattern, String text) {
        return pattern.equals("*")
                || ARNS.computeIfAbsent(pattern, it -> compile(it, "[^:]", "[^:]*"))
                        .matcher(text)
                        .matches();
    }

    private static Pattern compile(String pattern, String one, String any) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            boolean ends = i + 1 == pattern.length() || pattern.charAt(i + 1) == ':';
            switch (pattern.charAt(i)) {
                case '*' -> regex.append(ends ? ".*" : any);
                case '?' -> regex.append(one);
                case STAR -> regex.append("\\*");
                case QUESTION_MARK -> regex.append("\\?");
                default -> regex.append(Pattern.quote(pattern.substring(i, i + 1)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
