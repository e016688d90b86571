package envgate.envs.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads and prints IP addresses without ever asking a name server.
final class Addresses {

    static final List<Cidr> PRIVATE = List.of(
            Cidr.of("10.0.0.0/8"),
            Cidr.of("172.16.0.0/12"),
            Cidr.of("192.168.0.0/16"),
            Cidr.of("100.64.0.0/10"),
            Cidr.of("169.254.0.0/16"),
            Cidr.of("127.0.0.0/8"),
            Cidr.of("fc00::/7"),
            Cidr.of("fe80::/10"),
            Cidr.of("::1/128"));

    private Addresses() {}

    static Optional<byte[]> parse(String text) {
        return text.indexOf(':') < 0 ? parseIpv4(text) : parseIpv6(text);
    }

    private static Optional<byte[]> parseIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        Optional<List<Integer>> head = groups(gap < 0 ? text : text.substring(0, gap));
        Optional<List<Integer>> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int missing = 8 - head.get().size() - tail.get().size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return Optional.empty();
        }
        byte[] bytes = new byte[16];
        int at = 0;
        for (int group : head.get()) {
            bytes[at++] = (byte) (group >> 8);
            bytes[at++] = (byte) group;
        }
        at = 16 - 2 * tail.get().size();
        for (int group : tail.get()) {
            bytes[at++] = (byte) (group >> 8);
            bytes[at++] = (byte) group;
        }
        return Optional.of(bytes);
    }

    private static Optional<List<Integer>> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(groups);
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<byte[]> ipv4 = parseIpv4(parts[i]);
                if (ipv4.isEmpty()) {
                    return Optional.empty();
                }
                byte[] b = ipv4.get();
                groups.add((b[0] & 0xff) << 8 | (b[1] & 0xff));
                groups.add((b[2] & 0xff) << 8 | (b[3] & 0xff));
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }

    static String text(BigInteger bits, int width) {
        return width == 32 ? ipv4Text(bits) : ipv6Text(bits);
    }

    private static String ipv4Text(BigInteger bits) {
        long value = bits.longValueExact();
        return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
    }

    /// RFC 5952: lower case, the longest run of zero groups (of at least two) as `::`.
    private static String ipv6Text(BigInteger bits) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = bits.shiftRight(112 - 16 * i).intValue() & 0xffff;
        }
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int j = i;
            while (j < 8 && groups[j] == 0) {
                j++;
            }
            if (j - i > bestLength) {
                best = i;
                bestLength = j - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
