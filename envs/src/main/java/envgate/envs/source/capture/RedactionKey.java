package envgate.envs.source.capture;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that hides texts: equal texts keep equal hashes, and nobody without the key can try texts out.
///
/// It is never written, printed or serialised; [#id()] names it.
public record RedactionKey(SecretKeySpec material) {
    private static final String ALGORITHM = "HmacSHA256";

    /// A key for one run: hashes of two runs cannot be compared.
    public static RedactionKey random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new RedactionKey(new SecretKeySpec(bytes, ALGORITHM));
    }

    /// The inventory's key: hashes of all runs with it can be compared.
    public static RedactionKey of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one character");
        }
        return new RedactionKey(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /// The name of the key, which tells nothing about it.
    public String id() {
        return hash("envgate").substring(0, 8);
    }

    /// HMAC-SHA-256 of a text, in hex.
    String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(material);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "RedactionKey[" + id() + "]";
    }
}
