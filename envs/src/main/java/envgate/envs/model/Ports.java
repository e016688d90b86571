package envgate.envs.model;

/// A range of TCP or UDP ports, both ends included.
public record Ports(int from, int to) {

    public static final Ports ALL = new Ports(0, 65535);

    /// The source ports of a function's connections:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports.
    public static final Ports EPHEMERAL = new Ports(1024, 65535);

    public Ports {
        if (from < 0 || to > 65535 || from > to) {
            throw new IllegalArgumentException("ports " + from + "-" + to + " are no range within 0-65535");
        }
    }

    public static Ports of(int port) {
        return new Ports(port, port);
    }

    public boolean contains(Ports other) {
        return from <= other.from && other.to <= to;
    }

    public boolean contains(int port) {
        return from <= port && port <= to;
    }

    public int size() {
        return to - from + 1;
    }

    @Override
    public String toString() {
        return from == to ? Integer.toString(from) : from + "-" + to;
    }
}
