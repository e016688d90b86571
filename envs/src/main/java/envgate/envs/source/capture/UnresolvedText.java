package envgate.envs.source.capture;

import java.util.Optional;

/// How a value that only the deploy will settle stands in a planned answer: as a text, so that the answer
/// keeps AWS's shape.
///
/// `{{unresolved:REASON}}`, for example `{{unresolved:no value was given for the parameter Stage}}`.
public final class UnresolvedText {

    private static final String START = "{{unresolved:";
    private static final String END = "}}";

    private UnresolvedText() {}

    public static String write(String reason) {
        return START + reason.replace("}}", "} }") + END;
    }

    /// The reason.
    public static Optional<String> parse(String text) {
        return text.startsWith(START) && text.endsWith(END)
                ? Optional.of(text.substring(START.length(), text.length() - END.length()))
                : Optional.empty();
    }
}
