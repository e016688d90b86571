package envgate.rules.analysis.reach;

import envgate.envs.model.Cidr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// Addresses from one to another, both included.
///
/// @param width 32 or 128
record Span(BigInteger from, BigInteger to, int width) {

    /// RFC 1918: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html.
    static final List<Cidr> PRIVATE =
            List.of(Cidr.of("10.0.0.0/8"), Cidr.of("172.16.0.0/12"), Cidr.of("192.168.0.0/16"));

    /// RFC 6598.
    static final Cidr SHARED = Cidr.of("100.64.0.0/10");

    /// Every IPv4 address that a host of the internet may have.
    static final List<Span> INTERNET = without(
            List.of(of(Cidr.ANY_IPV4)),
            List.of(
                    Cidr.of("0.0.0.0/8"),
                    PRIVATE.get(0),
                    PRIVATE.get(1),
                    PRIVATE.get(2),
                    SHARED,
                    Cidr.of("127.0.0.0/8"),
                    Cidr.of("169.254.0.0/16"),
                    Cidr.of("224.0.0.0/3")));

    /// Every IPv6 address that a host of the internet may have.
    static final List<Span> INTERNET_IPV6 = List.of(of(Cidr.of("2000::/3")));

    /// Where the internet ends.
    static final List<Cidr> EDGES = List.of(
            PRIVATE.get(0),
            PRIVATE.get(1),
            PRIVATE.get(2),
            SHARED,
            Cidr.of("0.0.0.0/8"),
            Cidr.of("127.0.0.0/8"),
            Cidr.of("169.254.0.0/16"),
            Cidr.of("224.0.0.0/3"),
            Cidr.of("2000::/3"),
            Cidr.of("fc00::/7"),
            Cidr.of("fe80::/10"));

    static Span of(Cidr block) {
        BigInteger size = BigInteger.ONE.shiftLeft(block.width() - block.length());
        return new Span(block.bits(), block.bits().add(size).subtract(BigInteger.ONE), block.width());
    }

    static List<Span> of(List<Cidr> blocks) {
        return blocks.stream().map(Span::of).toList();
    }

    /// What of the spans lies in none of the blocks.
    static List<Span> without(List<Span> spans, List<Cidr> blocks) {
        List<Span> rest = spans;
        for (Cidr block : blocks) {
            Span hole = of(block);
            List<Span> next = new ArrayList<>();
            for (Span it : rest) {
                if (it.width != hole.width || hole.to.compareTo(it.from) < 0 || hole.from.compareTo(it.to) > 0) {
                    next.add(it);
                    continue;
                }
                if (it.from.compareTo(hole.from) < 0) {
                    next.add(new Span(it.from, hole.from.subtract(BigInteger.ONE), it.width));
                }
                if (it.to.compareTo(hole.to) > 0) {
                    next.add(new Span(hole.to.add(BigInteger.ONE), it.to, it.width));
                }
            }
            rest = next;
        }
        return rest;
    }

    /// The pieces between cuts; a cut is the first address of a piece.
    List<Span> cut(NavigableSet<BigInteger> cuts) {
        List<Span> pieces = new ArrayList<>();
        BigInteger start = from;
        for (BigInteger it : cuts.subSet(from, false, to, true)) {
            pieces.add(new Span(start, it.subtract(BigInteger.ONE), width));
            start = it;
        }
        pieces.add(new Span(start, to, width));
        return pieces;
    }

    boolean contains(Cidr address) {
        return address.width() == width
                && from.compareTo(address.bits()) <= 0
                && address.bits().compareTo(to) <= 0;
    }

    /// The one block that it is; nothing when it is none.
    Optional<Cidr> block() {
        int length = width - to.subtract(from).add(BigInteger.ONE).bitLength() + 1;
        Cidr block = new Cidr(from, Math.max(0, length), width);
        return of(block).equals(this) ? Optional.of(block) : Optional.empty();
    }

    Cidr first() {
        return new Cidr(from, width, width);
    }

    double size() {
        return to.subtract(from).add(BigInteger.ONE).doubleValue();
    }

    /// `10.0.1.0-10.0.1.15`, or the address alone.
    String text() {
        return from.equals(to) ? first().toString() : first() + "-" + new Cidr(to, width, width);
    }
}
