package envgate.envs.source.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes what may be secret out of a URL or connection string and leaves where it leads: host, port, and
/// the names on the way.
///
/// Who writes a password into a URL without escaping it may move its end: where a URL can be read in two
/// ways, nothing of it is shown.
final class UrlMasking {

    private static final Pattern URL = Pattern.compile(
            "((?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]{0,30}://)([^/?#\\\\;]*)([^?#;]*)(;[^?#]*)?(\\?[^#]*)?(#.*)?");
    private static final Pattern SCHEME = Pattern.compile("(?:jdbc:)?[a-z][a-z+.-]{0,24}\\d?://|HTTPS?://");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9_*-]+(?:\\.[A-Za-z0-9_*-]+)*\\.?)?(:\\d{1,5}|:\\*)?");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}](?::\\d{1,5})?");
    private static final Pattern ARGUMENT = Pattern.compile("([^=&;]*)(=([^&;]*))?([&;]?)");
    private static final Pattern SIGNED = Pattern.compile("(?i)[?&](?:x-amz-[a-z-]+|signature|sig|awsaccesskeyid|sv)=");

    private final Masking masking;

    UrlMasking(Masking masking) {
        this.masking = masking;
    }

    /// The URL without its secrets; `***` when nothing can be shown.
    String mask(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches() || !isPrintable(text)) {
            return Masking.HIDDEN;
        }
        String authority = url.group(2);
        int at = authority.lastIndexOf('@');
        String hosts = authority.substring(at + 1);
        String rest = text.substring(url.end(2));
        boolean ambiguous = rest.contains("@") && (at >= 0 || !hosts.contains(".") || hosts.contains(":"));
        if (ambiguous || (hosts.isEmpty() && at >= 0)) {
            return Masking.HIDDEN;
        }
        String masked = hosts(hosts);
        if (masked.equals(Masking.HIDDEN)) {
            return Masking.HIDDEN;
        }
        String who = at < 0 ? "" : Masking.HIDDEN + "@";
        String path = SecretForms.isCredential(url.group(1) + hosts + "/")
                        && url.group(3).length() > 1
                ? "/" + Masking.HIDDEN
                : path(url.group(3));
        return scheme(url.group(1))
                + who
                + masked
                + path
                + settings(url.group(4))
                + query(url.group(5))
                + end(url.group(6));
    }

    private static String scheme(String scheme) {
        return SCHEME.matcher(scheme).matches() ? scheme : Masking.HIDDEN + "://";
    }

    private String hosts(String hosts) {
        List<String> masked = new ArrayList<>();
        for (String it : hosts.split(",", -1)) {
            masked.add(host(it));
        }
        return masked.contains(Masking.HIDDEN) ? Masking.HIDDEN : String.join(",", masked);
    }

    /// A host and its port with random labels hidden; `***` when it is none.
    String host(String text) {
        if (IPV6.matcher(text).matches()) {
            return text;
        }
        String bare = masking.holes().without(text);
        Matcher host = HOST.matcher(bare);
        if (bare.equals(text) && masking.isName(text)) {
            return text;
        }
        if (!host.matches()) {
            return Masking.HIDDEN;
        }
        String name = host.group(1) == null ? "" : host.group(1);
        if (Shapes.isAddress(name) || masking.isName(name)) {
            return text;
        }
        List<String> labels = new ArrayList<>();
        for (String label : name.split("\\.", -1)) {
            boolean shown = label.isEmpty() || masking.isPlainName(label) || AwsForms.mayAssign(name, label);
            labels.add(shown ? label : Masking.HIDDEN);
        }
        if (!labels.contains(Masking.HIDDEN)) {
            return text;
        }
        boolean nothing = labels.stream().allMatch(Masking.HIDDEN::equals) || !bare.equals(text);
        return nothing ? Masking.HIDDEN : String.join(".", labels) + (host.group(2) == null ? "" : host.group(2));
    }

    String path(String path) {
        List<String> masked = new ArrayList<>();
        for (String it : path.split("/", -1)) {
            masked.add(masking.segment(it));
        }
        return String.join("/", masked);
    }

    /// `;databaseName=orders;password=…` of SQL Server.
    private String settings(@org.jspecify.annotations.Nullable String settings) {
        return settings == null ? "" : ";" + arguments(settings.substring(1));
    }

    private String query(@org.jspecify.annotations.Nullable String query) {
        if (query == null) {
            return "";
        }
        return "?" + (SIGNED.matcher(query).find() ? Masking.HIDDEN : arguments(query.substring(1)));
    }

    private String arguments(String text) {
        StringBuilder masked = new StringBuilder();
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find() && !argument.group().isEmpty()) {
            String key = argument.group(1);
            String shown = masking.isPlainName(key) ? key : Masking.HIDDEN;
            masked.append(argument.group(2) == null ? masking.segment(key) : shown);
            if (argument.group(2) != null) {
                masked.append('=').append(SecretKeys.isSecret(key) ? Masking.HIDDEN : masking.piece(argument.group(3)));
            }
            masked.append(argument.group(4));
        }
        return masked.toString();
    }

    private String end(@org.jspecify.annotations.Nullable String fragment) {
        return fragment == null ? "" : "#" + path(fragment.substring(1));
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(it -> it > ' ' && it < 127 && it != '"' && it != '`' && it != '<' && it != '>');
    }
}
