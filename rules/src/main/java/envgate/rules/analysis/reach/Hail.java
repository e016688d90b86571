package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import envgate.envs.model.Ports;

/// What is asked for at the other end.
///
/// @param protocol `tcp`, `udp`, `icmp` (an echo, which is ping), `icmpv6`, or the number of another one
/// @param port one port; 0 where the protocol has none
record Hail(String protocol, int port) {

    /// A protocol that no rule can name but those for all of them.
    static final String OTHER = "0";

    private static final Ports NO_PORTS = Ports.of(0);

    /// Of a protocol as a user names it.
    static Hail of(String protocol, int port, Cidr to) {
        return switch (protocol) {
            case "tcp", "6" -> new Hail("tcp", port);
            case "udp", "17" -> new Hail("udp", port);
            case "icmp", "1", "icmpv6", "58" -> new Hail(to.isIpv6() ? "icmpv6" : "icmp", 0);
            default -> new Hail(protocol, 0);
        };
    }

    /// As network ACLs write it: https://www.iana.org/assignments/protocol-numbers/.
    String number() {
        return switch (protocol) {
            case "tcp" -> "6";
            case "udp" -> "17";
            case "icmp" -> "1";
            case "icmpv6" -> "58";
            default -> protocol;
        };
    }

    boolean hasPorts() {
        return protocol.equals("tcp") || protocol.equals("udp");
    }

    boolean isEcho() {
        return protocol.startsWith("icmp");
    }

    /// Destination ports of the packet; of an echo its type.
    Ports there() {
        return hasPorts() ? Ports.of(port) : isEcho() ? Ports.of(protocol.equals("icmp") ? 8 : 128) : NO_PORTS;
    }

    /// Destination ports of the answer; of an echo its type.
    ///
    /// @param from the ports that the connection may come from
    Ports back(Ports from) {
        return hasPorts() ? from : isEcho() ? Ports.of(protocol.equals("icmp") ? 0 : 129) : NO_PORTS;
    }

    /// Whether rules for these ports speak of some of the packets; for echoes they are a type and a code,
    /// and an echo's code is 0.
    static Ports range(String number, int from, int to) {
        boolean echo = number.equals("1") || number.equals("58");
        if (from < 0) {
            return Ports.ALL;
        }
        return echo ? Ports.of(from) : new Ports(from, Math.max(from, Math.min(to, Ports.ALL.to())));
    }

    @Override
    public String toString() {
        return hasPorts() ? protocol + " " + port : isEcho() ? protocol : "IP protocol " + protocol;
    }
}
