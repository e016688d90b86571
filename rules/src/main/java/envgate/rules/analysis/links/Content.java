package envgate.rules.analysis.links;

import envgate.envs.model.Value;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a value is one at all, or the remains of something that went wrong on the way.
public enum Content {
    /// Someone meant it.
    MEANT,
    /// Empty, blank, or a word for nothing that a program wrote: `undefined`, `None`.
    HOLLOW,
    /// Still holds what should have been replaced: `${…}`, `{{resolve:…}}`, `<TODO>`.
    PLACEHOLDER,
    /// It is not known yet.
    UNKNOWN;

    private static final Set<String> NOTHING = Set.of("undefined", "null", "None", "NaN", "[object Object]");

    private static final Pattern LEFT_OVER = Pattern.compile("\\$\\{[^}]*}|#\\{[^}]*}|\\{\\{\\s*resolve:[^}]*}}|"
            + "!(?:Ref|Sub|GetAtt|ImportValue|Join|Select|FindInMap)\\b|\"?(?:Fn::[A-Z][A-Za-z]+)\"?\\s*:|"
            + "\\{\\s*\"Ref\"\\s*:|<(?i:todo|tbd|fixme|change[-_ ]?me|replace[-_ ]?me|your[-_ ][a-z0-9-_ ]+)>");

    /// @param planned whether references are yet to be resolved, as in a plan; in a live environment they never are
    public static Content of(Value value, boolean planned) {
        return switch (value) {
            case Value.Plain(String text) -> of(text);
            case Value.Hidden hidden ->
                switch (hidden.shape()) {
                    case EMPTY, BLANK, NOTHING -> HOLLOW;
                    case PLACEHOLDER -> PLACEHOLDER;
                    case BOOLEAN, NUMBER, ARN, URL, HOST, ADDRESS, PATH, JSON, NAME, TOKEN, TEXT -> MEANT;
                };
            case Value.Reference(String _) -> planned ? MEANT : PLACEHOLDER;
            case Value.Unresolved(String _) -> UNKNOWN;
        };
    }

    private static Content of(String text) {
        if (text.isBlank() || NOTHING.contains(text.strip())) {
            return HOLLOW;
        }
        return mayBeLeftOver(text) && LEFT_OVER.matcher(text).find() ? PLACEHOLDER : MEANT;
    }

    /// Whether it has a character without which there is no left-over.
    private static boolean mayBeLeftOver(String text) {
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            if (it == '{' || it == '!' || it == ':' || it == '<') {
                return true;
            }
        }
        return false;
    }
}
