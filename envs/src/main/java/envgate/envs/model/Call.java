package envgate.envs.model;

/// A service that a function talks to: a host or address, a port, and where we know it from.
///
/// @param host a host name, IP address, CIDR block or ARN
/// @param port 0 when not known
/// @param protocol `tcp` or `udp`
/// @param from where it was inferred from, in words: "declared", "variable DB_HOST", "event source"
public record Call(String host, int port, String protocol, String from) implements Comparable<Call> {

    public Call {
        if (host.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("a call needs a host and a port within 0-65535");
        }
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
