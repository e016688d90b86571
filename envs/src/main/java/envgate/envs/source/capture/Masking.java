package envgate.envs.source.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Replaces whatever of a free text may be secret by `***`; a text that comes back as it was is known to
/// hold nothing.
///
/// A text is taken apart as its form allows (JSON, lists, assignments, URLs, paths), and every piece stays
/// only when it is an address, a number, an identifier of AWS's, a name that AWS told, or readable. Masking
/// twice is masking once.
final class Masking {

    static final String HIDDEN = "***";

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LIST = Pattern.compile("\\s*[,;|]\\s*|\\s*\\n\\s*");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_. -]{0,60}?)=(.*)", Pattern.DOTALL);
    private static final Pattern SETTINGS = Pattern.compile(
            "(?:\\s*[A-Za-z][A-Za-z0-9 _.-]{0,60}=[^;=]*(?:=[^;]*)?;){1,60}(?:\\s*[A-Za-z][A-Za-z0-9 _.-]{0,60}=[^;]*)?\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:~+*?$@=-]*");
    private static final Pattern MAIL = Pattern.compile("([A-Za-z0-9._+-]+)@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)");
    private static final Pattern SERVER = Pattern.compile(
            "(jdbc:[a-z]+:[a-z]+:)?(.*)@((?:[A-Za-z0-9_-]+\\.)+[A-Za-z0-9-]+|[A-Za-z0-9_-]+(?=:\\d))(:\\d{1,5})?(/[A-Za-z0-9_/-]*)?",
            Pattern.DOTALL);
    private static final Pattern HOST_PATH =
            Pattern.compile("((?:tcp:)?[A-Za-z0-9_*.-]+\\.[A-Za-z][A-Za-z0-9-]*\\.?(?::\\d{1,5})?)(/.*)?");
    private static final Pattern PORT = Pattern.compile("[A-Za-z0-9_.-]+:\\d{1,5}");
    private static final Pattern TAGGED =
            Pattern.compile("[^:]*:(?:v?\\d[A-Za-z0-9._-]*|latest|stable|main|master|alpine|slim|[*])");
    private static final Pattern MASK = Pattern.compile("\\*{3,}");
    private static final int DEPTH = 50;

    /// Parameters hold up to 8 KB, all variables of a function together 4 KB.
    private static final int LONGEST = 10_000;

    private static final int LONGEST_PIECE = 2_000;

    private final KnownTexts known;
    private final Holes holes = new Holes(this);
    private final ArnMasking arns = new ArnMasking(this);
    private final UrlMasking urls = new UrlMasking(this);
    private final Map<String, String> cache = new HashMap<>();
    private final Map<String, Boolean> names = new HashMap<>();

    Masking(KnownTexts known) {
        this.known = known;
    }

    /// The text with its secrets replaced; the very same when it holds none.
    String mask(String text) {
        String before = cache.get(text);
        if (before != null) {
            return before;
        }
        String masked = masked(text, 0);
        cache.put(text, masked);
        return masked;
    }

    private String masked(String text, int depth) {
        if (text.isBlank() || Shapes.isNothing(text) || MASK.matcher(text).matches() || known.isName(text)) {
            return text;
        } else if (known.isSecret(text) || text.contains("-----BEGIN") || text.length() > LONGEST || depth > DEPTH) {
            return HIDDEN;
        } else if (AwsForms.isSentence(text)) {
            return text;
        }
        String core = text.strip();
        if (core.startsWith("{") || core.startsWith("[")) {
            Optional<JsonNode> json = CaptureJson.parse(core).filter(JsonNode::isContainer);
            if (json.isPresent()) {
                JsonNode masked = json("", json.get(), depth + 1);
                return masked.equals(json.get()) ? text : CaptureJson.compact(masked);
            }
        }
        Optional<String> route = AwsForms.routePath(core);
        if (route.isPresent()) {
            String path = piece(route.get());
            return path.equals(route.get()) ? text : core.substring(0, core.indexOf('/')) + path;
        }
        return core.length() == text.length() ? unframed(text) : framed(text, core);
    }

    private String framed(String text, String core) {
        String masked = unframed(core);
        return masked.equals(core) ? text : masked;
    }

    private String unframed(String text) {
        if (holes.isHole(text)) {
            return holes.isPlain(text) ? text : HIDDEN;
        }
        boolean url = text.contains("://") && !SPACE.matcher(text).find() && isOneUrl(text);
        if (url) {
            return piece(text);
        }
        if (SETTINGS.matcher(text).matches()) {
            return settings(text);
        }
        if (SPACE.matcher(LIST.matcher(holes.without(text)).replaceAll("")).find()) {
            return prose(text);
        }
        Matcher separators = LIST.matcher(text);
        if (separators.find()) {
            return list(text);
        }
        return piece(text);
    }

    /// A URL may hold separators of lists; a list of URLs has several.
    private static boolean isOneUrl(String text) {
        return text.indexOf("://") == text.lastIndexOf("://")
                && !LIST.matcher(text.substring(0, text.indexOf("://"))).find();
    }

    private String list(String text) {
        StringBuilder masked = new StringBuilder();
        Matcher separators = LIST.matcher(text);
        int start = 0;
        while (separators.find()) {
            masked.append(piece(text.substring(start, separators.start()))).append(separators.group());
            start = separators.end();
        }
        return masked.append(piece(text.substring(start))).toString();
    }

    /// `Server=db.internal;User Id=orders;Password=…`
    private String settings(String text) {
        StringBuilder masked = new StringBuilder();
        for (String it : text.split(";", -1)) {
            int equals = it.indexOf('=');
            String key = it.substring(0, Math.max(equals, 0)).strip();
            String shown = isPlainName(key.replace(' ', '-')) ? key : HIDDEN;
            String value = it.substring(equals + 1);
            masked.append(masked.isEmpty() ? "" : ";");
            masked.append(equals < 0 ? it : shown + "=" + (SecretKeys.isSecret(key) ? HIDDEN : masked(value, DEPTH)));
        }
        return masked.toString();
    }

    /// Of sentences only what leads somewhere is shown: words may be a passphrase.
    private String prose(String text) {
        StringBuilder masked = new StringBuilder();
        boolean shown = false;
        for (String word : SPACE.split(text.strip(), -1)) {
            String piece = pointer(word);
            shown = shown || !piece.equals(HIDDEN);
            masked.append(masked.isEmpty() ? "" : " ").append(piece);
        }
        return shown ? masked.toString() : HIDDEN;
    }

    private String pointer(String word) {
        if (word.startsWith("arn:") || word.contains("://")) {
            return piece(word);
        }
        Matcher assignment = ASSIGNMENT.matcher(word);
        if (assignment.matches()) {
            return isPlainName(assignment.group(1))
                    ? assignment.group(1) + "=" + valueOf(assignment.group(1), assignment.group(2))
                    : HIDDEN;
        }
        boolean leads = AwsForms.isId(word) || HOST_PATH.matcher(word).matches() || Shapes.isAddress(word);
        return leads ? piece(word) : HIDDEN;
    }

    private String valueOf(String key, String value) {
        return SecretKeys.isSecret(key) ? HIDDEN : piece(value);
    }

    private JsonNode json(String key, JsonNode node, int depth) {
        if (node.isObject()) {
            ObjectNode masked = CaptureJson.object();
            for (Map.Entry<String, JsonNode> it : node.properties()) {
                String name = isPlainName(it.getKey()) || known.isName(it.getKey()) ? it.getKey() : HIDDEN;
                masked.set(name, json(it.getKey(), it.getValue(), depth + 1));
            }
            return masked;
        } else if (node.isArray()) {
            ArrayNode masked = CaptureJson.array();
            node.forEach(it -> masked.add(json(key, it, depth + 1)));
            return masked;
        } else if (node.isString()) {
            String text = node.stringValue();
            String masked = SecretKeys.isSecret(key) && !text.isEmpty() ? underSecretKey(text) : masked(text, depth);
            return masked.equals(text) ? node : CaptureJson.text(masked);
        }
        return node.isNumber() && SecretKeys.isSecret(key) ? CaptureJson.text(HIDDEN) : node;
    }

    /// What may be said of a value that its key calls secret.
    String underSecretKey(String text) {
        String masked = mask(text);
        boolean plain = masked.equals(text);
        boolean says = text.isBlank()
                || Shapes.isNothing(text)
                || Shapes.isBoolean(text)
                || MASK.matcher(text).matches();
        boolean leads =
                AwsForms.arn(text).isPresent() || text.contains("://") || holes.isHole(text) || isDeepPath(text);
        if (plain && (says || leads)) {
            return text;
        }
        boolean structured = text.contains("://") || masked.startsWith("{") || masked.startsWith("[");
        return structured && !plain ? masked : HIDDEN;
    }

    /// `/orders/prod/db-password`: no password looks like this.
    private static boolean isDeepPath(String text) {
        return text.startsWith("/") && text.indexOf('/', 1) > 1 && text.length() - text.lastIndexOf('/') > 2;
    }

    /// One piece of a list, or a text that is none.
    String piece(String text) {
        if (text.isEmpty() || known.isName(text) || MASK.matcher(text).matches() || Shapes.isNothing(text)) {
            return text;
        } else if (known.isSecret(text) || text.length() > LONGEST_PIECE) {
            return HIDDEN;
        } else if (text.startsWith("arn:")) {
            return arns.mask(text);
        } else if (text.contains("://")) {
            return urls.mask(text);
        } else if (SecretForms.isCredential(text)) {
            return HIDDEN;
        } else if (Shapes.isAddress(text) || AwsForms.isId(text) || AwsForms.isZone(text)) {
            return text;
        } else if (Shapes.isNumber(text)) {
            return text.length() <= 13 ? text : HIDDEN;
        }
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (assignment.matches() && isPlainName(assignment.group(1).replace(' ', '-'))) {
            return assignment.group(1) + "=" + valueOf(assignment.group(1), assignment.group(2));
        }
        return text.contains("@") ? atHost(text) : path(text);
    }

    /// A mail address, or a server behind the name and password of somebody.
    private String atHost(String text) {
        Matcher mail = MAIL.matcher(text);
        if (mail.matches()
                && isPlainName(mail.group(1))
                && urls.host(mail.group(2)).equals(mail.group(2))) {
            return text;
        }
        Matcher server = SERVER.matcher(text);
        if (text.startsWith("@") || !server.matches()) {
            return text.matches("@[a-z-]+/[a-z.-]+") ? path(text) : HIDDEN;
        }
        String host = urls.host(server.group(3) + (server.group(4) == null ? "" : server.group(4)));
        String scheme = server.group(1) == null ? "" : server.group(1);
        return host.equals(HIDDEN)
                ? HIDDEN
                : scheme + HIDDEN + "@" + host + urls.path(server.group(5) == null ? "" : server.group(5));
    }

    private String path(String text) {
        Matcher host = HOST_PATH.matcher(text);
        if (host.matches() && host.group(1).contains(".")) {
            boolean tcp = host.group(1).startsWith("tcp:");
            String name = tcp ? host.group(1).substring(4) : host.group(1);
            return (tcp ? "tcp:" : "") + urls.host(name) + urls.path(host.group(2) == null ? "" : host.group(2));
        }
        if (text.indexOf('/') < 0) {
            return segment(text);
        }
        // Base64 has slashes too: what is hidden for the most part is hidden whole.
        String masked = urls.path(text);
        int shown = masked.replace(HIDDEN, "").length();
        return masked.equals(text) || 2 * shown > text.length() ? masked : HIDDEN;
    }

    /// A part of a path, or a single name.
    String segment(String text) {
        if (text.isEmpty() || known.isName(text) || MASK.matcher(text).matches()) {
            return text;
        }
        String bare = holes.without(text);
        if (bare.contains("{") && bare.matches("[^{}]*\\{[A-Za-z][A-Za-z0-9_]*[+*]?}[^{}]*")) {
            bare = bare.replaceAll("[{}]", "");
        }
        return isPlainName(bare) && !SecretForms.isCredential(text) ? text : HIDDEN;
    }

    /// Whether a text is a name that somebody gave: readable, without marks that names do not have.
    boolean isPlainName(String text) {
        if (known.isName(text)) {
            return true;
        }
        Boolean before = names.get(text);
        if (before != null) {
            return before;
        }
        boolean plain = NAME.matcher(text).matches()
                && !known.isSecret(text)
                && (Readability.isReadable(text) || AwsForms.isId(text) || AwsForms.isZone(text))
                && !SecretForms.isCredential(text)
                && !isPair(text);
        names.put(text, plain);
        return plain;
    }

    /// `admin:tiger`, but not `orders:latest`, `db:5432` or `orders.Sync::handle`.
    private static boolean isPair(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && colon < text.length() - 1
                && text.charAt(colon + 1) != ':'
                && !PORT.matcher(text).matches()
                && !TAGGED.matcher(text).matches()
                && text.chars().filter(it -> it == ':').count() == 1;
    }

    boolean isName(String text) {
        return known.isName(text);
    }

    boolean isSecret(String text) {
        return known.isSecret(text);
    }

    Holes holes() {
        return holes;
    }

    ArnMasking arns() {
        return arns;
    }
}
