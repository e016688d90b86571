package envgate.rules.analysis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A text of a policy with variables in it: `${aws:PrincipalTag/team, 'default'}`.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html.
final class Template {

    private final List<Part> parts;
    private volatile Lately lately = new Lately("", Fit.arn(""));

    /// What was held against an ARN last, for requests mostly fill it in the same way.
    private record Lately(String text, Fit fit) {}

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /// The text with its variables replaced as far as they are known.
    ///
    /// @param text with [Glob#HOLE] where a variable is not known
    /// @param holes the keys that are not known
    /// @param matchesNothing whether it matches nothing, because a variable has no value
    record Filled(String text, List<String> holes, boolean matchesNothing) {

        Filled {
            holes = List.copyOf(holes);
        }
    }

    private sealed interface Part {}

    private record Plain(String text) implements Part {}

    /// @param otherwise what stands for it where the key has no value
    private record Variable(String key, String lowerKey, Optional<String> otherwise) implements Part {}

    static boolean isPlain(String pattern, String version) {
        return !version.equals("2012-10-17") || !pattern.contains("${");
    }

    static Template of(String pattern) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf("${", at);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            parts.add(new Plain(pattern.substring(at, open)));
            parts.add(part(pattern.substring(open + 2, close)));
            at = close + 1;
        }
        parts.add(new Plain(pattern.substring(at)));
        return new Template(parts);
    }

    private static Part part(String variable) {
        int comma = variable.indexOf(',');
        String key = (comma < 0 ? variable : variable.substring(0, comma)).strip();
        return switch (key) {
            case "*", "?", "$" -> new Plain(plain(key));
            default ->
                new Variable(
                        key,
                        key.toLowerCase(Locale.ROOT),
                        comma < 0
                                ? Optional.empty()
                                : Optional.of(plain(
                                        variable.substring(comma + 1).strip().replaceAll("^'|'$", ""))));
        };
    }

    Filled in(Context context) {
        StringBuilder text = new StringBuilder();
        List<String> holes = List.of();
        boolean matchesNothing = false;
        for (Part part : parts) {
            switch (part) {
                case Plain(String plain) -> text.append(plain);
                case Variable(String key, String lowerKey, Optional<String> otherwise) -> {
                    List<String> values = context.values(lowerKey);
                    if (values.size() == 1) {
                        text.append(plain(values.getFirst()));
                    } else if (values.isEmpty() && !context.isAbsent(lowerKey)) {
                        text.append(Glob.HOLE);
                        holes = Stream.concat(holes.stream(), Stream.of(key)).toList();
                    } else if (values.isEmpty() && otherwise.isPresent()) {
                        text.append(otherwise.get());
                    } else {
                        matchesNothing = true; // a key with several values stands for none of them
                    }
                }
            }
        }
        return new Filled(text.toString(), holes, matchesNothing);
    }

    /// Whether an ARN fits what it was filled to.
    boolean fitsArn(Filled filled, String resource) {
        Lately last = lately;
        if (!last.text().equals(filled.text())) {
            last = new Lately(filled.text(), Fit.arn(filled.text()));
            lately = last;
        }
        return last.fit().matches(resource);
    }

    /// The keys of its variables.
    Stream<String> keys() {
        return parts.stream().mapMulti((part, to) -> {
            if (part instanceof Variable(String key, String _, Optional<String> _)) {
                to.accept(key);
            }
        });
    }

    /// The text with what would be a wildcard standing for itself.
    static String plain(String value) {
        return value.replace('*', Glob.PLAIN_STAR).replace('?', Glob.PLAIN_QUESTION_MARK);
    }

    /// A text as [#plain] got it.
    static String literal(String text) {
        return text.replace(Glob.PLAIN_STAR, '*').replace(Glob.PLAIN_QUESTION_MARK, '?');
    }
}
