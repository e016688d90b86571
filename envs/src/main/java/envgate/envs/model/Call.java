package envgate.envs.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service that a function talks to: a host or address, a port, and where we know it from.
///
/// @param host a host name, IP address, CIDR block or ARN
/// @param port 0 when not known
/// @param protocol `tcp` or `udp`
/// @param from where it was inferred from, in words: "declared", "variable DB_HOST", "event source"
public record Call(String host, int port, String protocol, String from) implements Comparable<Call> {

    private static final Pattern WRITTEN = Pattern.compile("(?:(?<protocol>tcp|udp)://)?"
            + "(?<host>\\[[0-9a-fA-F:./]+]|arn:\\S+?|[^:/\\[\\]\\s]+(?:/\\d{1,3})?)"
            + "(?::(?<port>\\d{1,5}))?");

    public Call {
        if (host.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("a call needs a host and a port within 0-65535");
        }
    }

    /// A service that the user declares: `host:port`, `udp://host:port`, or a host, address or ARN alone.
    public static Optional<Call> parse(String text) {
        Matcher match = WRITTEN.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String host = match.group("host").replaceAll("[\\[\\]]", "");
        int port = match.group("port") == null ? 0 : Integer.parseInt(match.group("port"));
        if (port > 65535) {
            return Optional.empty();
        }
        String protocol = match.group("protocol") == null ? "tcp" : match.group("protocol");
        return Optional.of(new Call(host, port, protocol, "declared"));
    }

    /// Whether nobody declared it: a variable looks as if it named it.
    public boolean isHearsay() {
        return from.startsWith("variable");
    }

    /// What it is called for good: AWS gives the host that a variable names, and nobody the variable.
    public String lasting() {
        return isHearsay() ? from + ":" + port : text();
    }

    /// `host:port` as a person writes it.
    public String text() {
        return port == 0 ? host : host + ":" + port;
    }

    @Override
    public int compareTo(Call other) {
        int byHost = host.compareTo(other.host);
        int byPort = byHost != 0 ? byHost : Integer.compare(port, other.port);
        return byPort != 0 ? byPort : from.compareTo(other.from);
    }
}
