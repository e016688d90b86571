package envgate.envs.model;

import java.math.BigInteger;
import java.util.Optional;

/// A block of IPv4 or IPv6 addresses, `10.0.0.0/16`; a single address is a block of the full length.
///
/// @param bits the address as a number, its host part zero
/// @param width 32 or 128
public record Cidr(BigInteger bits, int length, int width) implements Comparable<Cidr> {

    public static final Cidr ANY_IPV4 = new Cidr(BigInteger.ZERO, 0, 32);
    public static final Cidr ANY_IPV6 = new Cidr(BigInteger.ZERO, 0, 128);

    public Cidr {
        if ((width != 32 && width != 128) || length < 0 || length > width) {
            throw new IllegalArgumentException("prefix length " + length + " does not fit " + width + " bits");
        }
        bits = bits.shiftRight(width - length).shiftLeft(width - length);
    }

    /// The block that `text` names (`10.0.0.0/8`, `10.0.0.1`, `fd00::/8`), or nothing when it names none.
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<byte[]> bytes = Addresses.parse(address);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        int width = bytes.get().length * 8;
        int length = width;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > width) {
                return Optional.empty();
            }
            length = Integer.parseInt(digits);
        }
        return Optional.of(new Cidr(new BigInteger(1, bytes.get()), length, width));
    }

    /// The block of text that is known to name one.
    public static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a CIDR block: `" + text + "`"));
    }

    public boolean isIpv6() {
        return width == 128;
    }

    public boolean contains(Cidr other) {
        return width == other.width
                && length <= other.length
                && bits.shiftRight(width - length).equals(other.bits.shiftRight(width - length));
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /// Whether no address of the block can be met in the internet: RFC 1918, RFC 6598, link local, loopback, unique
    /// local.
    public boolean isPrivate() {
        return Addresses.PRIVATE.stream().anyMatch(block -> block.contains(this));
    }

    @Override
    public int compareTo(Cidr other) {
        int byWidth = Integer.compare(width, other.width);
        int byBits = byWidth != 0 ? byWidth : bits.compareTo(other.bits);
        return byBits != 0 ? byBits : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return Addresses.text(bits, width) + (length == width ? "" : "/" + length);
    }
}
