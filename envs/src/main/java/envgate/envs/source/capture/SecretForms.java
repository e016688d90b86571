package envgate.envs.source.capture;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms by which credentials give themselves away, wherever they stand.
///
/// Prefixes are those that secret scanners look for, among them
/// https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns.
final class SecretForms {

    private static final Pattern CREDENTIAL = Pattern.compile("(?:"
            + "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}"
            + "|gh[pousr]_[A-Za-z0-9]+|github_pat_\\w+|gl(?:pat|dt|rt|cbt|ptt|soat)-[\\w-]+"
            + "|xox[a-z]-[\\w-]+|xapp-[\\w-]+|(?:sk|rk|pk)_(?:live|test)_\\w+|whsec_\\w+|sq0[a-z]{3}-[\\w-]+"
            + "|sk-(?:ant-|proj-|or-)?[\\w-]{8,}|hf_[A-Za-z0-9]+|SG\\.[\\w-]+\\.[\\w-]+|key-[0-9a-f]{16,}"
            + "|AIza[\\w-]{10,}|ya29\\.[\\w-]+|GOCSPX-[\\w-]+|1//0[\\w-]+|npm_[A-Za-z0-9]{8,}|pypi-[\\w-]{8,}"
            + "|do[opr]_v1_\\w+|hv[sbr]\\.[\\w-]+|shp(?:at|ca|pa|ss)_\\w+|dapi[0-9a-f]{8,}|lin_api_\\w+|PMAK-[\\w-]+"
            + "|sntrys_[\\w=.-]+|NRAK-\\w+|glsa_\\w+|dckr_pat_\\w+|AGE-SECRET-KEY-\\w+|EAAC[A-Za-z0-9]{8,}"
            + "|(?:AC|SK)[0-9a-f]{32}|eyJ[\\w-]{8,}|\\$2[abxy]\\$|\\$argon2|\\{(?:SSHA|SHA|MD5|CRYPT)}"
            + "|(?i:bearer|basic)\\s+[A-Za-z0-9+/=._-]{6,}"
            + "|ssh-(?:rsa|ed25519|dss)\\s+AAAA)");

    /// How they begin, two characters each: where none of these begins a word, none of the forms does.
    private static final Set<String> BEGINNINGS = Set.of(
            "AK", "AS", "AB", "AC", "AI", "AG", "gh", "gi", "gl", "xo", "xa", "sk", "rk", "pk", "wh", "sq", "hf", "SG",
            "SK", "ke", "ya", "GO", "1/", "np", "py", "do", "hv", "sh", "da", "li", "PM", "sn", "NR", "dc", "EA", "ey",
            "$2", "$a", "{S", "{M", "{C", "Be", "be", "BE", "Ba", "ba", "BA", "ss");

    private static final List<String> ANYWHERE = List.of(
            "-----BEGIN",
            "hooks.slack.com/",
            "discord.com/api/webhooks/",
            "discordapp.com/api/webhooks/",
            "webhook.office.com/");

    private static final int ASCII = 128;
    private static final BitSet BEGINS = begins();

    private SecretForms() {}

    /// Whether a text holds what only credentials look like.
    static boolean isCredential(String text) {
        Matcher credential = null;
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean begins = i == 0 || !isWord(text.charAt(i - 1));
            if (begins && BEGINS.get(at(text.charAt(i), text.charAt(i + 1)))) {
                credential = credential == null ? CREDENTIAL.matcher(text) : credential;
                if (credential.region(i, text.length()).lookingAt()) {
                    return true;
                }
            }
        }
        for (String it : ANYWHERE) {
            if (it.length() <= text.length() && text.contains(it)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int at(char first, char second) {
        return first < ASCII && second < ASCII ? first * ASCII + second : 0;
    }

    private static BitSet begins() {
        BitSet set = new BitSet(ASCII * ASCII);
        BEGINNINGS.forEach(it -> set.set(at(it.charAt(0), it.charAt(1))));
        return set;
    }
}
