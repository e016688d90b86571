package envgate.envs.document;

import java.util.regex.Pattern;

/// Tells texts that can only be secrets: tokens with the prefixes that their issuers gave them so that they
/// can be found, private keys, and URLs with a password.
public final class LiteralSecret {

    /// The prefixes are those of https://docs.github.com/en/code-security/secret-scanning and of the
    /// issuers' pages: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html,
    /// https://docs.stripe.com/keys, https://api.slack.com/authentication/token-types,
    /// https://docs.gitlab.com/security/tokens.
    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + String.join(
                    "|",
                    "(?:AKIA|ASIA)[A-Z0-9]{16}",
                    "gh[oprsu]_[A-Za-z0-9]{20,}",
                    "github_pat_[A-Za-z0-9_]{20,}",
                    "glpat-[A-Za-z0-9_-]{16,}",
                    "[prs]k_(?:live|test)_[A-Za-z0-9]{10,}",
                    "whsec_[A-Za-z0-9+/=]{16,}",
                    "xox[abeoprs]-[A-Za-z0-9-]{10,}",
                    "xapp-[A-Za-z0-9-]{10,}",
                    "AIza[A-Za-z0-9_-]{30,}",
                    "ya29\\.[A-Za-z0-9_-]{20,}",
                    "npm_[A-Za-z0-9]{30,}",
                    "pypi-[A-Za-z0-9_-]{20,}",
                    "SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}",
                    "sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}",
                    "hvs\\.[A-Za-z0-9_-]{20,}",
                    "dop_v1_[a-f0-9]{32,}",
                    "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}")
            + ")");

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY");
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@]*:(?!\\$\\{)[^/\\s@]+@");

    /// An AWS secret access key: 40 characters with letters of both cases and digits, which no hash in hex
    /// has, and without a word in them, which paths have.
    private static final Pattern ACCESS_KEY =
            Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?!.*[a-z]{6})[A-Za-z0-9/+]{40}");

    private LiteralSecret() {}

    /// Accuses every text of a tree that is a secret, without showing it.
    public static void accuse(Node tree, Mistakes mistakes) {
        switch (tree) {
            case Node.Mapping it ->
                it.members().forEach(member -> {
                    accuse(member.key(), mistakes);
                    accuse(member.value(), mistakes);
                });
            case Node.Sequence it -> it.items().forEach(item -> accuse(item, mistakes));
            case Node.Text it
            when in(it.written()) ->
                mistakes.accuse(
                        it,
                        "this looks like a secret, and the file holds none",
                        "set a variable, and write `\"${NAME}\"`");
            case Node.Text _ -> {}
        }
    }

    public static boolean in(String text) {
        return TOKEN.matcher(text).find()
                || PRIVATE_KEY.matcher(text).find()
                || PASSWORD_IN_URL.matcher(text).find()
                || ACCESS_KEY.matcher(text).matches();
    }
}
