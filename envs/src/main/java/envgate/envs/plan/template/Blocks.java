package envgate.envs.plan.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes blocks of addresses out of a block, as `Fn::Cidr` does:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html.
final class Blocks {

    private static final int MOST = 256;

    private Blocks() {}

    /// Nothing when there are not as many.
    ///
    /// @param count from 1 to 256
    /// @param bits of each block's addresses, the inverse of a subnet mask; empty for the usual
    static Optional<List<String>> of(String block, String count, String bits) {
        int slash = block.indexOf('/');
        boolean six = block.contains(":");
        int width = six ? 128 : 32;
        if (slash < 0 || !block.substring(slash + 1).matches("[0-9]{1,3}") || !count.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        Optional<BigInteger> base = six ? sixth(block.substring(0, slash)) : fourth(block.substring(0, slash));
        int prefix = Integer.parseInt(block.substring(slash + 1));
        int wanted = Integer.parseInt(count);
        if (bits.isEmpty() && six) {
            return Optional.empty();
        }
        if (base.isEmpty() || prefix > width || wanted < 1 || wanted > MOST || !bits.matches("[0-9]{0,3}")) {
            return Optional.empty();
        }
        int size = bits.isEmpty() ? 8 : Integer.parseInt(bits);
        if (size < 1 || size > width - prefix) {
            return Optional.empty();
        }
        BigInteger room = BigInteger.ONE.shiftLeft(width - prefix - size);
        if (room.compareTo(BigInteger.valueOf(wanted)) < 0) {
            return Optional.empty();
        }
        BigInteger start = base.get().shiftRight(width - prefix).shiftLeft(width - prefix);
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            BigInteger at = start.add(BigInteger.valueOf(i).shiftLeft(size));
            blocks.add((six ? sixth(at) : fourth(at)) + "/" + (width - size));
        }
        return Optional.of(blocks);
    }

    private static Optional<BigInteger> fourth(String text) {
        if (!text.matches("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}")) {
            return Optional.empty();
        }
        BigInteger address = BigInteger.ZERO;
        for (String it : text.split("\\.", -1)) {
            if (Integer.parseInt(it) > 255) {
                return Optional.empty();
            }
            address = address.shiftLeft(8).add(new BigInteger(it));
        }
        return Optional.of(address);
    }

    private static String fourth(BigInteger address) {
        long value = address.longValue();
        return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
    }

    private static Optional<BigInteger> sixth(String text) {
        String[] halves = text.split("::", -1);
        if (halves.length > 2 || !text.matches("[0-9a-fA-F:]+")) {
            return Optional.empty();
        }
        List<String> groups = new ArrayList<>(groups(halves[0]));
        if (halves.length == 2) {
            List<String> end = groups(halves[1]);
            for (int i = groups.size() + end.size(); i < 8; i++) {
                groups.add("0");
            }
            groups.addAll(end);
        }
        if (groups.size() != 8 || groups.stream().anyMatch(it -> !it.matches("[0-9a-fA-F]{1,4}"))) {
            return Optional.empty();
        }
        BigInteger address = BigInteger.ZERO;
        for (String it : groups) {
            address = address.shiftLeft(16).add(new BigInteger(it, 16));
        }
        return Optional.of(address);
    }

    private static List<String> groups(String half) {
        return half.isEmpty() ? List.of() : List.of(half.split(":", -1));
    }

    /// The longest run of zeros is written `::`: https://datatracker.ietf.org/doc/html/rfc5952.
    private static String sixth(BigInteger address) {
        List<String> groups = new ArrayList<>();
        for (int i = 7; i >= 0; i--) {
            groups.add(
                    address.shiftRight(16 * i).and(BigInteger.valueOf(0xffff)).toString(16));
        }
        int from = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups.get(end).equals("0")) {
                end++;
            }
            if (end - i > longest) {
                from = i;
                longest = end - i;
            }
        }
        if (from < 0) {
            return String.join(":", groups);
        }
        return groups.subList(0, from).stream().collect(Collectors.joining(":")) + "::"
                + groups.subList(from + longest, 8).stream().collect(Collectors.joining(":"));
    }
}
