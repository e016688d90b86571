package envgate.rules.analysis.links;

import envgate.rules.analysis.links.Mention.Form;
import envgate.rules.analysis.links.Thing.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what URLs and host names name.
final class Urls {

    private static final Pattern URL =
            Pattern.compile("(?:jdbc:)?([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#]*@)?([^/?#:]*)(?::\\d+)?([^?#]*).*");
    private static final Pattern HOST = Pattern.compile(
            "(?:tcp:)?(?:[^@\\s]+@)?((?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\\.)+[A-Za-z][A-Za-z0-9-]*)\\.?"
                    + "(:\\d{1,5})?(/.*)?");

    /// A queue is its account, region and name, whatever host an endpoint or emulator puts before them.
    private static final Pattern QUEUE_PATH =
            Pattern.compile("/(?:queue/[a-z0-9-]+/)?(\\d{12})/([A-Za-z0-9_-]+(?:\\.fifo)?)/?");

    private static final Pattern QUEUE_REGION =
            Pattern.compile("(?:sqs(?:-fips)?\\.([a-z0-9-]+)\\.|([a-z0-9-]+)\\.queue\\.).*");
    private static final Pattern BUCKET_HOST = Pattern.compile(
            "(.+)\\.s3(?:-website|-accelerate)?(?:[.-](?:dualstack\\.)?([a-z]{2}-[a-z-]+-\\d))?\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern S3_HOST =
            Pattern.compile("s3(?:[.-](?:dualstack\\.)?[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?");

    /// Last labels by which a dotted word is taken for a host although nothing else says so.
    private static final Set<String> ENDINGS = Set.of(
            "com",
            "net",
            "org",
            "io",
            "internal",
            "local",
            "dev",
            "cloud",
            "app",
            "aws",
            "info",
            "biz",
            "corp",
            "lan",
            "intra",
            "co",
            "eu",
            "uk",
            "de",
            "fr",
            "nl",
            "ch",
            "at",
            "be",
            "es",
            "it",
            "pl",
            "se",
            "no",
            "dk",
            "fi",
            "us",
            "ca",
            "au",
            "in",
            "jp",
            "cn",
            "br",
            "ai",
            "me",
            "tech",
            "systems",
            "services",
            "zone");

    /// Public sites whose own names look like names of environments.
    private static final List<String> PUBLIC_SITES = List.of(
            "azure.com", "dev.to", "mysql.com", "salesforce.com", "github.com", "googleapis.com", "mozilla.org");

    private Urls() {}

    static Optional<Mention> read(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        String scheme = Mentions.lower(url.group(1));
        String host = Mentions.lower(url.group(2));
        String path = url.group(3);
        if (scheme.equals("s3") || scheme.equals("s3a")) {
            return Optional.of(bucket(url.group(2), path));
        }
        Matcher queue = QUEUE_PATH.matcher(path);
        if (scheme.startsWith("http") && queue.matches()) {
            return Optional.of(queue(host, queue.group(1), queue.group(2)));
        }
        if (S3_HOST.matcher(host).matches() && path.length() > 1) {
            String[] parts = path.substring(1).split("/", 2);
            return Optional.of(bucket(parts[0], parts.length > 1 ? parts[1] : ""));
        }
        if (host.isEmpty() || host.equals("***")) {
            return Optional.empty();
        }
        return Optional.of(host(Form.URL, host, path, text));
    }

    /// A host name, perhaps with a port, a path or a mailbox; not every word with a dot in it is one.
    static Optional<Mention> host(KeyWords key, String text) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            return Optional.empty();
        }
        String name = Mentions.lower(host.group(1));
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (host.group(2) == null && !key.namesHost() && !ENDINGS.contains(ending)) {
            return Optional.empty();
        }
        return Optional.of(host(Form.HOST, name, host.group(3) == null ? "" : host.group(3), text));
    }

    private static Mention queue(String host, String account, String name) {
        Matcher region = QUEUE_REGION.matcher(host);
        String found = "";
        if (region.matches()) {
            found = region.group(1) != null ? region.group(1) : region.group(2);
        }
        return new Mention(Form.URL, Kind.QUEUE, List.of(Identity.queue(found, account, name)), account, found, name);
    }

    private static Mention bucket(String name, String rest) {
        return new Mention(
                Form.URL, Kind.BUCKET, List.of(Identity.bucket(name)), Mentions.account(name), "", name + " " + rest);
    }

    private static Mention host(Form form, String host, String path, String whole) {
        Matcher bucket = BUCKET_HOST.matcher(host);
        if (bucket.matches()) {
            return bucket(bucket.group(1), path);
        }
        List<String> keys = new ArrayList<>();
        keys.add(Identity.host(host));
        if (host.contains(".execute-api.")) {
            keys.add(Identity.id(host.substring(0, host.indexOf('.'))));
        }
        keys.add(Identity.output(whole));
        boolean open = PUBLIC_SITES.stream().anyMatch(it -> host.equals(it) || host.endsWith("." + it));
        String account = Mentions.account(host.replace('.', ' ') + " " + path);
        return new Mention(form, kind(host), keys, account, "", open ? "" : host + " " + path);
    }

    private static Kind kind(String host) {
        if (!host.endsWith(".amazonaws.com") && !host.endsWith(".amazonaws.com.cn")) {
            return host.endsWith(".cloudfront.net") || host.endsWith(".on.aws") ? Kind.OUTPUT : Kind.HOST;
        } else if (host.contains(".rds.")) {
            return Kind.DATABASE;
        } else if (host.contains(".cache.")) {
            return Kind.CACHE;
        } else if (host.contains(".elb.")) {
            return Kind.LOAD_BALANCER;
        } else if (host.contains(".execute-api.")) {
            return Kind.API;
        } else if (host.startsWith("vpce-")) {
            return Kind.VPC_ENDPOINT;
        } else if (host.contains(".es.") || host.contains(".aoss.") || host.contains("lambda-url")) {
            return Kind.OUTPUT;
        }
        return Kind.OTHER;
    }
}
