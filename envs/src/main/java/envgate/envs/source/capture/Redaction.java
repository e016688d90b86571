package envgate.envs.source.capture;

import java.util.function.BiPredicate;

/// What keeps secrets out: nothing that AWS answered is written or decoded before it has passed here.
///
/// A value stays only when it is known not to be secret; passing twice is the same as passing once.
public final class Redaction {
    private final RedactionKey key;
    private final BiPredicate<String, String> declaredSecret;

    private Redaction(RedactionKey key, BiPredicate<String, String> declaredSecret) {
        this.key = key;
        this.declaredSecret = declaredSecret;
    }

    /// @param declaredSecret whether the inventory calls a variable secret, given its function (by name and, where it
    ///     is known, by logical id) and its key
    public static Redaction of(RedactionKey key, BiPredicate<String, String> declaredSecret) {
        return new Redaction(key, declaredSecret);
    }

    public Recording apply(Recording raw) {
        throw new UnsupportedOperationException(key + " " + declaredSecret + " " + raw.environment());
    }
}
