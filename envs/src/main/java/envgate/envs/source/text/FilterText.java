package envgate.envs.source.text;

import envgate.envs.model.NetworkAcl;
import envgate.envs.model.Ports;
import envgate.envs.model.SecurityGroup.IpPermission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the rules of security groups (`tcp 443 from 10.0.0.0/8`) and network ACLs (`100 allow tcp 443 to 0.0.0.0/0`).
final class FilterText {

    private static final String PACKETS = "(all|tcp|udp|icmp|icmpv6|\\d+)(?:\\s+(\\d+)(?:-(\\d+))?)?";
    private static final Pattern GROUP_RULE = Pattern.compile(PACKETS + "\\s+(from|to)\\s+(\\S.*)");
    private static final Pattern ACL_RULE =
            Pattern.compile("(\\d+)\\s+(allow|deny)\\s+" + PACKETS + "\\s+(from|to)\\s+(\\S+)");

    private FilterText() {}

    static Optional<IpPermission> groupRule(String text, boolean egress) {
        Matcher match = GROUP_RULE.matcher(text.strip());
        if (!match.matches() || match.group(4).equals("to") != egress) {
            return Optional.empty();
        }
        Optional<int[]> ports = ports(match.group(2), match.group(3));
        String protocol = match.group(1).equals("all") ? "-1" : match.group(1);
        List<String> peers =
                Arrays.stream(match.group(5).split(",", -1)).map(String::strip).toList();
        return ports.map(it -> new IpPermission(protocol, it[0], it[1], peers));
    }

    static Optional<NetworkAcl.Entry> aclRule(String text, boolean egress) {
        Matcher match = ACL_RULE.matcher(text.strip());
        if (!match.matches() || match.group(6).equals("to") != egress) {
            return Optional.empty();
        }
        Optional<int[]> ports = ports(match.group(4), match.group(5));
        return ports.map(it -> new NetworkAcl.Entry(
                Integer.parseInt(match.group(1)),
                egress,
                match.group(2).equals("allow"),
                number(match.group(3)),
                match.group(7),
                it[0],
                it[1]));
    }

    /// Protocol numbers: https://www.iana.org/assignments/protocol-numbers/.
    private static String number(String protocol) {
        return switch (protocol) {
            case "all" -> "-1";
            case "icmp" -> "1";
            case "tcp" -> "6";
            case "udp" -> "17";
            case "icmpv6" -> "58";
            default -> protocol;
        };
    }

    private static Optional<int[]> ports(String from, String to) {
        if (from == null) {
            return Optional.of(new int[] {-1, -1});
        }
        int first = Integer.parseInt(from);
        int last = to == null ? first : Integer.parseInt(to);
        return first > last || last > Ports.ALL.to() ? Optional.empty() : Optional.of(new int[] {first, last});
    }
}
