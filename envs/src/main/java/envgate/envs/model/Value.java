package envgate.envs.model;

import java.util.Locale;

/// The value of a variable, output, parameter or tag, as far as it may be known.
///
/// A secret never gets here: what may be one is [Hidden] from the door on. No value is ever printed in a report.
public sealed interface Value {

    /// A value that is known not to be secret.
    record Plain(String text) implements Value {}

    /// A value that may be secret.
    ///
    /// @param hash HMAC-SHA-256 of the text in hex under the key `key`; equal hashes of one key mean equal texts
    /// @param key names the key that made the hash, not the key itself; hashes of different keys say nothing
    /// @param length the class of its length in characters
    /// @param shape what kind of text it is
    /// @param visible the text with its secret parts replaced by `***` where the rest is known not to be secret
    ///     (`postgres://***@db.internal:5432/orders`), else empty
    record Hidden(String hash, String key, LengthClass length, Shape shape, String visible) implements Value {}

    /// A dynamic reference or a reference of a template to another thing, not resolved: `{{resolve:ssm:/orders/host}}`.
    record Reference(String text) implements Value {}

    /// A value that cannot be known yet, and why.
    record Unresolved(String reason) implements Value {}

    /// Lengths, coarse enough not to help anyone guess.
    enum LengthClass {
        EMPTY,
        UP_TO_8,
        UP_TO_16,
        UP_TO_32,
        UP_TO_64,
        UP_TO_256,
        LONGER;

        public static LengthClass of(String text) {
            int n = text.length();
            return n == 0
                    ? EMPTY
                    : n <= 8
                            ? UP_TO_8
                            : n <= 16
                                    ? UP_TO_16
                                    : n <= 32 ? UP_TO_32 : n <= 64 ? UP_TO_64 : n <= 256 ? UP_TO_256 : LONGER;
        }

        public String words() {
            return this == EMPTY
                    ? "empty"
                    : this == LONGER ? "over 256 characters" : "up to " + name().substring(6) + " characters";
        }
    }

    /// What kind of text a value is.
    enum Shape {
        EMPTY,
        BLANK,
        /// A literal that stands for nothing: `undefined`, `null`, `None`, `NaN`, `[object Object]`.
        NOTHING,
        /// Holds `${…}`, `{{resolve:…}}`, `!Ref`, `#{…}`, `<TODO>`.
        PLACEHOLDER,
        BOOLEAN,
        NUMBER,
        ARN,
        URL,
        HOST,
        ADDRESS,
        PATH,
        JSON,
        NAME,
        TOKEN,
        TEXT;

        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
