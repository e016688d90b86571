package envgate.envs.source.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The placeholders in a text, `${Stage}` or `{{resolve:ssm:/orders/host}}`, which are no secrets when what
/// they name is readable.
final class Holes {

    private static final Pattern HOLE = Pattern.compile("\\$\\{([^${}]*)}|#\\{([^#{}]*)}|\\{\\{\\s*(resolve:[^{}]+)}}"
            + "|<([A-Za-z][A-Za-z0-9_ -]{0,40})>|%([A-Za-z_]{2,40})%");
    private static final int REFERENCE = 3;
    private static final Pattern INNER = Pattern.compile("[A-Za-z0-9_.:!/ -]*");

    private static final String ANYTHING = "*";

    private final Masking masking;

    Holes(Masking masking) {
        this.masking = masking;
    }

    /// Whether a text is nothing but a placeholder.
    boolean isHole(String text) {
        return HOLE.matcher(text).matches();
    }

    /// The text with `*` for each placeholder that holds no secret.
    String without(String text) {
        if (text.indexOf('{') < 0 && text.indexOf('<') < 0 && text.indexOf('%') < 0) {
            return text;
        }
        Matcher hole = HOLE.matcher(text);
        StringBuilder bare = new StringBuilder();
        while (hole.find()) {
            hole.appendReplacement(bare, Matcher.quoteReplacement(isPlain(hole.group()) ? ANYTHING : hole.group()));
        }
        return hole.appendTail(bare).toString();
    }

    boolean isPlain(String hole) {
        Matcher matcher = HOLE.matcher(hole);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String inner = matcher.group(i);
            if (inner != null) {
                return i == REFERENCE ? isReference(inner.strip()) : !inner.contains(":-") && isInner(inner);
            }
        }
        return false;
    }

    private boolean isInner(String inner) {
        return INNER.matcher(inner).matches()
                && !SecretForms.isCredential(inner)
                && Readability.isReadable(inner)
                && !masking.isSecret(inner);
    }

    /// `resolve:secretsmanager:orders/prod/db:SecretString:password`, or with an ARN.
    private boolean isReference(String inner) {
        List<String> parts = new ArrayList<>(List.of(inner.split(":", -1)));
        if (inner.contains(":arn:")) {
            if (parts.size() < 9) {
                return false;
            }
            String arn = String.join(":", parts.subList(2, 9));
            if (!masking.arns().mask(arn).equals(arn)) {
                return false;
            }
            parts = parts.subList(9, parts.size());
        }
        return parts.stream().allMatch(it -> it.isEmpty() || masking.isName(it) || isInner(it));
    }
}
