package envgate.envs.source.capture;

import java.util.regex.Pattern;

/// The forms by which credentials give themselves away, wherever they stand.
///
/// Prefixes are those that secret scanners look for, among them
/// https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns.
final class SecretForms {

    private static final Pattern CREDENTIAL = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}"
            + "|gh[pousr]_[A-Za-z0-9]+|github_pat_\\w+|gl(?:pat|dt|rt|cbt|ptt|soat)-[\\w-]+"
            + "|xox[a-z]-[\\w-]+|xapp-[\\w-]+|(?:sk|rk|pk)_(?:live|test)_\\w+|whsec_\\w+|sq0[a-z]{3}-[\\w-]+"
            + "|sk-(?:ant-|proj-|or-)?[\\w-]{8,}|hf_[A-Za-z0-9]+|SG\\.[\\w-]+\\.[\\w-]+|key-[0-9a-f]{16,}"
            + "|AIza[\\w-]{10,}|ya29\\.[\\w-]+|GOCSPX-[\\w-]+|1//0[\\w-]+|npm_[A-Za-z0-9]{8,}|pypi-[\\w-]{8,}"
            + "|do[opr]_v1_\\w+|hv[sbr]\\.[\\w-]+|shp(?:at|ca|pa|ss)_\\w+|dapi[0-9a-f]{8,}|lin_api_\\w+|PMAK-[\\w-]+"
            + "|sntrys_[\\w=.-]+|NRAK-\\w+|glsa_\\w+|dckr_pat_\\w+|AGE-SECRET-KEY-\\w+|EAAC[A-Za-z0-9]{8,}"
            + "|(?:AC|SK)[0-9a-f]{32}|eyJ[\\w-]{8,}|\\$2[abxy]\\$|\\$argon2|\\{(?:SSHA|SHA|MD5|CRYPT)}"
            + "|(?i:bearer|basic)\\s+[A-Za-z0-9+/=._-]{6,}"
            + "|ssh-(?:rsa|ed25519|dss)\\s+AAAA)"
            + "|-----BEGIN|hooks\\.slack\\.com/|discord(?:app)?\\.com/api/webhooks/|webhook\\.office\\.com/");

    private SecretForms() {}

    /// Whether a text holds what only credentials look like.
    static boolean isCredential(String text) {
        return CREDENTIAL.matcher(text).find();
    }
}
