package envgate.envs.source.capture;

import envgate.envs.model.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides on texts at places where people write what they like: each stays as it is or becomes hidden.
final class FreeText {

    /// What CloudFormation prints instead of a `NoEcho` parameter's value.
    private static final String NO_ECHO = "****";

    /// Long enough to be a secret.
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]{12,}");

    private final RedactionKey key;
    private final String keyId;
    private final Masking masking;
    private final Map<String, String> members = new HashMap<>();

    FreeText(RedactionKey key, KnownTexts known) {
        this.key = key;
        this.keyId = key.id();
        this.masking = new Masking(known);
    }

    /// A value under a key that may tell what it is.
    String decide(String name, String text) {
        Optional<Value.Hidden> hidden = HiddenText.parse(text);
        if (hidden.isPresent()) {
            return again(hidden.get());
        }
        Optional<String> unresolved = UnresolvedText.parse(text);
        if (unresolved.isPresent()) {
            return UnresolvedText.write(quote(unresolved.get()));
        }
        String masked = SecretKeys.isSecret(name) ? masking.underSecretKey(text) : masking.mask(text);
        return masked.equals(text) ? text : hide(text, masked);
    }

    /// A value that is secret whatever it looks like; of one that says nothing there is nothing to hide.
    String secret(String text) {
        if (text.isEmpty() || text.equals(NO_ECHO) || HiddenText.parse(text).isPresent()) {
            return text;
        }
        Optional<String> unresolved = UnresolvedText.parse(text);
        if (unresolved.isPresent()) {
            return UnresolvedText.write(quote(unresolved.get()));
        }
        return hide(text, "");
    }

    /// A key that people chose: a name, unless it looks like a secret itself.
    String name(String key) {
        boolean random = RUN.matcher(key).results().anyMatch(it -> !Readability.isReadable(it.group()));
        return random ? secret(key) : member(key);
    }

    /// A key that AWS chose.
    String member(String key) {
        return members.computeIfAbsent(key, it -> SecretForms.isCredential(it) ? secret(it) : it);
    }

    /// A text of our own that may quote AWS or a file: words that may be secret become `***`.
    String quote(String text) {
        StringBuilder quoted = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '`') {
                quoted.append(word(text.substring(start, i)));
                quoted.append(i < text.length() ? text.charAt(i) : "");
                start = i + 1;
            }
        }
        return quoted.toString();
    }

    private String word(String word) {
        int end = word.length();
        while (end > 0 && ".,:;)".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end > 0 && word.charAt(0) == '(' ? 1 : 0;
        String core = word.substring(start, end);
        boolean plain = masking.piece(core).equals(core) || (core.indexOf(':') >= 0 && isPlainInParts(core));
        return plain ? word : word.substring(0, start) + Masking.HIDDEN + word.substring(end);
    }

    /// `lambda:GetPolicy`, `vpcs.json:3:5`.
    private boolean isPlainInParts(String word) {
        for (String it : word.split(":", -1)) {
            if (it.contains("//") || !masking.piece(it).equals(it)) {
                return false;
            }
        }
        return true;
    }

    private String hide(String text, String masked) {
        String visible = masked.replace(Masking.HIDDEN, "").chars().anyMatch(Character::isLetterOrDigit) ? masked : "";
        return HiddenText.write(
                new Value.Hidden(key.hash(text), keyId, Value.LengthClass.of(text), Shapes.of(text), visible));
    }

    /// What is hidden already stays so; but whoever hid it is not trusted with what he shows.
    private String again(Value.Hidden hidden) {
        String visible = hidden.visible().isEmpty() ? "" : masking.mask(hidden.visible());
        return HiddenText.write(
                new Value.Hidden(hidden.hash(), hidden.key(), hidden.length(), hidden.shape(), visible));
    }
}
