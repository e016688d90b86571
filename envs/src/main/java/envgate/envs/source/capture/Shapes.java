package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Value.Shape;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells what kind of text a hidden value is, for rules that ask whether it is a value at all and how long
/// it may be.
///
/// Every shape but blank, placeholder, JSON and text is printable ASCII that JSON does not escape.
final class Shapes {

    private static final Set<String> NOTHING = Set.of("undefined", "null", "None", "NaN", "[object Object]");

    /// What the rules take for the remains of something that was to be replaced.
    private static final Pattern LEFT_OVER = Pattern.compile("\\$\\{[^}]*}|#\\{[^}]*}|\\{\\{\\s*resolve:[^}]*}}|"
            + "!(?:Ref|Sub|GetAtt|ImportValue|Join|Select|FindInMap)\\b|\"?(?:Fn::[A-Z][A-Za-z]+)\"?\\s*:|"
            + "\\{\\s*\"Ref\"\\s*:|<(?i:todo|tbd|fixme|change[-_ ]?me|replace[-_ ]?me|your[-_ ][a-z0-9-_ ]+)>");
    private static final Pattern PRINTABLE = Pattern.compile("[!#-\\[\\]-~]+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final Pattern URL = Pattern.compile("(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*://.+");
    private static final Pattern ADDRESS = Pattern.compile(
            "\\d{1,3}(?:\\.\\d{1,3}){3}(?:[:/]\\d{1,5})?|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:/\\d{1,3})?");
    private static final Pattern HOST = Pattern.compile(
            "(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\\.)+[A-Za-z][A-Za-z0-9-]*\\.?(?::\\d{1,5})?|localhost(?::\\d{1,5})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]*");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._:@~-]*(?:/[A-Za-z0-9._:@~-]*)+");

    private static final int LONGEST = 2_000;

    private Shapes() {}

    static boolean isNothing(String text) {
        return NOTHING.contains(text.strip());
    }

    static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static boolean isAddress(String text) {
        boolean may = !text.isEmpty() && (text.charAt(0) == ':' || Character.digit(text.charAt(0), 16) >= 0);
        return may && ADDRESS.matcher(text).matches();
    }

    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    static boolean isPlaceholder(String text) {
        return LEFT_OVER.matcher(text).find();
    }

    static Shape of(String text) {
        if (text.isBlank()) {
            return text.isEmpty() ? Shape.EMPTY : Shape.BLANK;
        } else if (isNothing(text)) {
            return Shape.NOTHING;
        } else if (isPlaceholder(text)) {
            return Shape.PLACEHOLDER;
        } else if ((text.startsWith("{") || text.startsWith("["))
                && CaptureJson.parse(text).isPresent()) {
            return text.chars().allMatch(it -> it < 128) ? Shape.JSON : Shape.TEXT;
        } else if (!PRINTABLE.matcher(text).matches()) {
            return Shape.TEXT;
        }
        return text.length() > LONGEST ? Shape.TOKEN : ofPrintable(text);
    }

    private static Shape ofPrintable(String text) {
        if (isBoolean(text)) {
            return Shape.BOOLEAN;
        } else if (isNumber(text)) {
            return Shape.NUMBER;
        } else if (Arn.parse(text).isPresent()) {
            return Shape.ARN;
        } else if (URL.matcher(text).matches()) {
            return Shape.URL;
        } else if (isAddress(text)) {
            return Shape.ADDRESS;
        } else if (isHost(text)) {
            return Shape.HOST;
        } else if (PATH.matcher(text).matches()) {
            return Shape.PATH;
        }
        return NAME.matcher(text).matches() && Readability.isReadable(text) ? Shape.NAME : Shape.TOKEN;
    }
}
