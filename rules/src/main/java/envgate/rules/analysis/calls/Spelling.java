package envgate.rules.analysis.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host as a value spells it.
///
/// @param scheme lower case, without `jdbc:`; `arn` and `s3` for what is called at its service's endpoint;
///     empty when none is written
/// @param host an ARN when the scheme is `arn`
/// @param port 0 when none is written
record Spelling(String scheme, String host, int port) {

    private static final String NAME =
            "(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.?";
    private static final Pattern URL =
            Pattern.compile("(?:jdbc:)?([A-Za-z][A-Za-z0-9+.:-]*?):(?:thin:)?@?//(?:[^/?#@\\s]*@)?([^/?#\\s;\"'<>]+)");
    private static final Pattern ORACLE = Pattern.compile("jdbc:oracle:thin:@(" + NAME + "):(\\d{1,5})[:/].*");
    private static final Pattern AUTHORITY = Pattern.compile("(" + NAME + "|\\[[0-9A-Fa-f:]+])(?::(\\d{1,5}))?");
    private static final Pattern PAIRS = Pattern.compile(
            "(?i)(?:^|[;\\s])(?:host|server|data source|addr)\\s*=\\s*(?:tcp:)?(" + NAME + ")(?:[,:](\\d{1,5}))?");
    private static final Pattern PAIRED_PORT = Pattern.compile("(?i)(?:^|[;\\s])port\\s*=\\s*(\\d{1,5})");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    /// Services whose ARNs are given to functions that call them.
    private static final Set<String> CALLED = Set.of(
            "sqs",
            "sns",
            "dynamodb",
            "s3",
            "secretsmanager",
            "ssm",
            "kinesis",
            "firehose",
            "events",
            "states",
            "lambda");

    private static final Map<String, Integer> PORTS = Map.ofEntries(
            Map.entry("http", 80),
            Map.entry("https", 443),
            Map.entry("ws", 80),
            Map.entry("wss", 443),
            Map.entry("postgres", 5432),
            Map.entry("postgresql", 5432),
            Map.entry("mysql", 3306),
            Map.entry("mariadb", 3306),
            Map.entry("sqlserver", 1433),
            Map.entry("mssql", 1433),
            Map.entry("oracle", 1521),
            Map.entry("redis", 6379),
            Map.entry("rediss", 6379),
            Map.entry("mongodb", 27017),
            Map.entry("amqp", 5672),
            Map.entry("amqps", 5671),
            Map.entry("mqtt", 1883),
            Map.entry("mqtts", 8883),
            Map.entry("ldap", 389),
            Map.entry("ldaps", 636),
            Map.entry("smtps", 465),
            Map.entry("sftp", 22),
            Map.entry("ssh", 22),
            Map.entry("ftp", 21),
            Map.entry("nats", 4222),
            Map.entry("memcached", 11211));

    /// Words of keys that tell the port of a host that is written without one.
    private static final Map<String, Integer> BY_WORD = Map.of(
            "postgres",
            5432,
            "postgresql",
            5432,
            "pg",
            5432,
            "mysql",
            3306,
            "redis",
            6379,
            "valkey",
            6379,
            "mongo",
            27017,
            "mongodb",
            27017,
            "memcached",
            11211);

    /// What a value spells, as far as it is called.
    static List<Spelling> in(Key key, String text) {
        List<Spelling> found = new ArrayList<>();
        if (text.startsWith("jdbc:oracle:")) {
            Matcher oracle = ORACLE.matcher(text);
            if (oracle.matches()) {
                add(found, "oracle", oracle.group(1), oracle.group(2));
                return found;
            }
        }
        if (text.contains("//")) {
            Matcher url = URL.matcher(text);
            while (url.find()) {
                url(found, url.group(1).toLowerCase(Locale.ROOT), url.group(2));
            }
        }
        if (!found.isEmpty() || text.contains("://")) {
            return found;
        }
        boolean json = text.startsWith("{") || text.startsWith("[");
        if (text.contains("arn:")) {
            for (String piece : text.split(json ? "[\\s,\"']+" : "[\\s,]+", 0)) {
                String[] arn = piece.split(":", 6);
                if (arn.length == 6 && arn[0].equals("arn") && CALLED.contains(arn[2])) {
                    found.add(new Spelling("arn", piece, 443));
                }
            }
        }
        if (found.isEmpty() && !json && text.contains("=")) {
            pairs(found, text);
        }
        if (found.isEmpty() && !json && key.namesHost()) {
            for (String piece : text.split("[\\s,;]+", 0)) {
                bare(found, piece);
            }
        }
        return found;
    }

    private static void url(List<Spelling> found, String scheme, String authority) {
        String last = scheme.substring(scheme.lastIndexOf(':') + 1);
        if (last.equals("s3") || last.equals("s3a")) {
            found.add(new Spelling("s3", authority, 443));
            return;
        }
        // The hosts behind an SRV record are not known:
        // https://www.mongodb.com/docs/manual/reference/connection-string/.
        boolean called = PORTS.containsKey(last)
                || Set.of("tcp", "udp", "kafka", "grpc", "smtp").contains(last);
        if (!called) {
            return;
        }
        for (String it : authority.split(",", 0)) {
            Matcher host = AUTHORITY.matcher(it);
            if (host.matches()) {
                add(found, last, host.group(1), host.group(2));
            }
        }
    }

    private static void pairs(List<Spelling> found, String text) {
        Matcher host = PAIRS.matcher(text);
        Matcher port = PAIRED_PORT.matcher(text);
        if (host.find()) {
            add(found, "", host.group(1), port.find() ? port.group(1) : host.group(2));
        }
    }

    private static void bare(List<Spelling> found, String piece) {
        String authority = piece.indexOf('/') < 0 ? piece : piece.substring(0, piece.indexOf('/'));
        Matcher host = AUTHORITY.matcher(authority);
        boolean dotted = authority.indexOf('.') > 0;
        if (host.matches() && (dotted || authority.startsWith("["))) {
            boolean name = !ADDRESS.matcher(host.group(1)).matches() && !authority.startsWith("[");
            String ending = host.group(1).replaceAll("\\.$", "");
            boolean letters = ending.substring(ending.lastIndexOf('.') + 1).matches("[A-Za-z][A-Za-z0-9-]*");
            if (!name || letters) {
                add(found, "", host.group(1), host.group(2));
            }
        }
    }

    private static void add(
            List<Spelling> found, String scheme, String host, @org.jspecify.annotations.Nullable String port) {
        String plain = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]|\\.$", "");
        int number = port == null ? 0 : Integer.parseInt(port);
        if (number <= 65535 && !isOwn(plain)) {
            found.add(new Spelling(scheme, plain, number));
        }
    }

    /// Whether it is the function's own sandbox, to which no network leads.
    private static boolean isOwn(String host) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.startsWith("169.254.")
                || host.equals("0.0.0.0")
                || host.equals("::1")
                || host.equals("host.docker.internal");
    }

    /// The port that is meant when none is written; 0 when that cannot be told.
    int usualPort(Key key) {
        Integer usual = PORTS.get(scheme);
        if (usual != null) {
            return usual;
        }
        Optional<Integer> told = key.words().stream()
                .filter(BY_WORD::containsKey)
                .map(it -> BY_WORD.getOrDefault(it, 0))
                .findFirst();
        return told.orElse(scheme.isEmpty() && key.isWeb() ? 443 : 0);
    }
}
