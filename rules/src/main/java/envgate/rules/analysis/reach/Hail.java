package envgate.rules.analysis.reach;

/// What a function asks for at the other end.
///
/// @param protocol `tcp` or `udp`
/// @param port one port
record Hail(String protocol, int port) {

    /// As network ACLs write it: https://www.iana.org/assignments/protocol-numbers/.
    String number() {
        return protocol.equals("udp") ? "17" : "6";
    }

    @Override
    public String toString() {
        return protocol + " " + port;
    }
}
