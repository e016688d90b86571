package envgate.envs.source.capture;

import envgate.envs.model.EnvironmentNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells from the key of a value whether the value is secret, whatever it looks like: `DB_PASSWORD`, not
/// `DB_PASSWORD_PARAM`.
final class SecretKeys {

    private static final Set<String> CREDENTIALS = Set.of(
            "password",
            "passwords",
            "passwd",
            "passcode",
            "pwd",
            "pass",
            "pw",
            "passphrase",
            "secret",
            "secrets",
            "token",
            "tokens",
            "credential",
            "credentials",
            "cred",
            "creds",
            "apikey",
            "apikeys",
            "accesskey",
            "secretkey",
            "privatekey",
            "dsn",
            "pat",
            "bearer",
            "cookie",
            "salt",
            "pepper",
            "otp",
            "totp",
            "pin",
            "signature",
            "sig",
            "jwt",
            "hmac",
            "sas",
            "externalid");

    /// In one word with others, as in `DBPASSWORD`.
    private static final List<String> GLUED = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "credential",
            "apikey",
            "accesskey",
            "privatekey",
            "authtoken");

    /// Behind a credential's name: what it is then is where the credential lies, or how it is handled.
    private static final Set<String> POINTERS = Set.of(
            "arn",
            "arns",
            "name",
            "names",
            "id",
            "ids",
            "path",
            "paths",
            "param",
            "params",
            "parameter",
            "url",
            "uri",
            "endpoint",
            "host",
            "hostname",
            "issuer",
            "audience",
            "header",
            "bucket",
            "table",
            "topic",
            "queue",
            "region",
            "provider",
            "store",
            "file",
            "filename",
            "location",
            "template",
            "field",
            "column",
            "alias",
            "length",
            "ttl",
            "expiry",
            "expires",
            "expiration",
            "lifetime",
            "timeout",
            "enabled",
            "disabled",
            "required",
            "type",
            "mode",
            "algorithm",
            "alg",
            "rotation",
            "policy",
            "days",
            "hours",
            "minutes",
            "seconds",
            "ms",
            "size",
            "limit",
            "count",
            "reset",
            "version",
            "format",
            "prefix",
            "manager");

    private static final Set<String> KEYS = Set.of("key", "keys");
    private static final Set<String> OPENERS = Set.of(
            "api",
            "private",
            "access",
            "encryption",
            "signing",
            "master",
            "auth",
            "account",
            "shared",
            "license",
            "app",
            "application",
            "subscription",
            "session",
            "service",
            "storage");
    private static final Set<String> OTHER_KEYS = Set.of(
            "public",
            "publishable",
            "kms",
            "partition",
            "sort",
            "hash",
            "range",
            "cache",
            "feature",
            "primary",
            "foreign",
            "alias",
            "prefix",
            "s3",
            "object",
            "idempotency",
            "routing",
            "parameter",
            "output",
            "tag",
            "context",
            "code");
    private static final Set<String> AMOUNTS = Set.of("max", "min", "num", "number", "count", "limit", "total");

    private SecretKeys() {}

    /// Whether the value under this key is secret.
    static boolean isSecret(String key) {
        List<String> words = EnvironmentNames.words(key);
        int credential = lastCredential(words);
        if (credential < 0) {
            return GLUED.stream().anyMatch(squashed(words)::contains)
                    && (words.isEmpty() || !POINTERS.contains(words.getLast()));
        }
        if (words.stream().anyMatch(AMOUNTS::contains)) {
            return false;
        }
        return words.subList(credential + 1, words.size()).stream().noneMatch(POINTERS::contains);
    }

    /// Of a path that names a parameter or secret, the end counts: `/orders/prod/db/password`.
    static boolean isSecretPath(String path) {
        String[] parts = path.split("/", -1);
        int n = parts.length;
        return isSecret(parts[n - 1]) || (n > 1 && isSecret(parts[n - 2] + "_" + parts[n - 1]));
    }

    private static int lastCredential(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = words.get(i);
            if (CREDENTIALS.contains(word) || (KEYS.contains(word) && isSecretKey(words, i)) || isAuth(words, i)) {
                return i;
            }
            if (word.equals("string") && i > 0 && words.get(i - 1).startsWith("conn")) {
                return i;
            }
            if (word.equals("id") && i > 0 && words.get(i - 1).equals("external")) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSecretKey(List<String> words, int at) {
        if (at > 0 && OPENERS.contains(words.get(at - 1))) {
            return true;
        }
        return at == words.size() - 1 && at > 0 && !OTHER_KEYS.contains(words.get(at - 1));
    }

    /// `REDIS_AUTH`, `BASIC_AUTH`; what is more to it is told by the rest: `AUTH_TYPE`.
    private static boolean isAuth(List<String> words, int at) {
        return at == words.size() - 1 && Set.of("auth", "authorization").contains(words.get(at));
    }

    private static String squashed(List<String> words) {
        return String.join("", words).toLowerCase(Locale.ROOT);
    }
}
