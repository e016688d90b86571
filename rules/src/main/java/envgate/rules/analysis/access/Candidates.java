package envgate.rules.analysis.access;

import envgate.envs.model.Cidr;
import envgate.rules.analysis.access.Demand.Several;
import envgate.rules.analysis.access.Demand.Test;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Values of one key, one for each way in which demands can tell values apart.
///
/// @param values each a list of values of the key; the empty list stands for its absence
/// @param complete whether every other value is treated like one of these
record Candidates(List<List<String>> values, boolean complete) {

    private static final int MOST = 400;
    private static final int MOST_WAYS = 20_000;

    /// Keys that every request has:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html.
    private static final Set<String> NEVER_ABSENT = Set.of("aws:currenttime", "aws:epochtime", "aws:securetransport");

    /// What kind of values a key has.
    private enum Family {
        TEXT,
        NUMBER,
        DATE,
        ADDRESS,
        BOOL,
        BINARY,
        PRESENCE
    }

    /// One comparison, with its variables replaced.
    private record Wanted(Test test, String value) {}

    /// @param demands on the key, none of which hangs on a key that is not settled
    /// @param more values that are worth trying besides
    static Candidates of(String key, Collection<Demand> demands, Settled settled, Collection<String> more) {
        Set<Wanted> wanted = new LinkedHashSet<>();
        Set<Family> families = new TreeSet<>();
        boolean single = false;
        int sets = 0;
        for (Demand it : demands) {
            single |= it.several() == Several.ONE_VALUE && it.test() != Test.NULL;
            sets += it.several() == Several.ONE_VALUE ? 0 : 1;
            families.add(family(it.test()));
            for (String value : it.values()) {
                Variables resolved = Variables.of(value, it.version(), settled);
                if (!resolved.matchesNothing() && resolved.unset().isEmpty() && it.test() != Test.NULL) {
                    wanted.add(new Wanted(it.test(), resolved.text()));
                }
            }
        }
        families.remove(Family.PRESENCE);
        Map<BitSet, String> classes = new LinkedHashMap<>();
        boolean complete = families.size() <= 1;
        for (Family it : families) {
            for (String value : values(it, wanted)) {
                classes.putIfAbsent(told(wanted, value), value);
            }
        }
        if (families.isEmpty()) {
            classes.put(new BitSet(), "example");
        }
        if (families.contains(Family.TEXT)) {
            complete &= texts(wanted, classes);
        }
        Set<String> ones = new LinkedHashSet<>(classes.values());
        ones.addAll(more);
        List<List<String>> values = new ArrayList<>();
        if (!NEVER_ABSENT.contains(key)) {
            values.add(List.of());
        }
        ones.forEach(it -> values.add(List.of(it)));
        if (sets > 0 && families.contains(Family.TEXT) && ones.add("")) {
            values.add(List.of(""));
        }
        if (sets > 0) {
            complete &= !single || sets == 0;
            complete &= single || several(List.copyOf(ones), sets, values);
        }
        return new Candidates(values, complete);
    }

    /// Whether every request has a key.
    static boolean isNeverAbsent(String lowerKey) {
        return NEVER_ABSENT.contains(lowerKey);
    }

    private static Family family(Test test) {
        return switch (test) {
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN -> Family.TEXT;
            case NUMBER_EQUALS, NUMBER_LESS, NUMBER_LESS_EQUALS, NUMBER_GREATER, NUMBER_GREATER_EQUALS -> Family.NUMBER;
            case DATE_EQUALS, DATE_LESS, DATE_LESS_EQUALS, DATE_GREATER, DATE_GREATER_EQUALS -> Family.DATE;
            case ADDRESS -> Family.ADDRESS;
            case BOOL -> Family.BOOL;
            case BINARY -> Family.BINARY;
            case NULL, UNKNOWN -> Family.PRESENCE;
        };
    }

    private static BitSet told(Collection<Wanted> wanted, String value) {
        BitSet told = new BitSet();
        int i = 0;
        for (Wanted it : wanted) {
            told.set(i++, Comparison.fits(it.test(), it.value(), value));
        }
        return told;
    }

    private static List<String> values(Family family, Collection<Wanted> wanted) {
        List<String> all = wanted.stream()
                .filter(it -> family(it.test()) == family)
                .map(it -> Comparison.plain(it.value()))
                .toList();
        return switch (family) {
            case TEXT -> wanted.stream().map(it -> filled(it.value())).toList();
            case NUMBER -> numbers(all);
            case DATE -> dates(all);
            case ADDRESS -> addresses(all);
            case BOOL -> List.of("true", "false");
            case BINARY -> binaries(all);
            case PRESENCE -> List.of();
        };
    }

    /// A text that reads well, made of a pattern.
    private static String filled(String pattern) {
        String text = pattern.equals("*") ? "example" : pattern.replace("*", "").replace("?", "x");
        return Comparison.plain(text);
    }

    private static List<String> numbers(List<String> texts) {
        TreeSet<BigDecimal> limits = new TreeSet<>();
        texts.forEach(it -> Operator.number(it).ifPresent(limits::add));
        List<String> numbers = new ArrayList<>();
        BigDecimal before = null;
        for (BigDecimal it : limits) {
            numbers.add((before == null
                            ? it.subtract(BigDecimal.ONE)
                            : before.add(it).divide(BigDecimal.TWO))
                    .toPlainString());
            numbers.add(it.toPlainString());
            before = it;
        }
        numbers.add((before == null ? BigDecimal.ONE : before.add(BigDecimal.ONE)).toPlainString());
        return numbers;
    }

    private static List<String> dates(List<String> texts) {
        TreeSet<Instant> limits = new TreeSet<>();
        texts.forEach(it -> Operator.instant(it).ifPresent(limits::add));
        List<String> dates = new ArrayList<>();
        Instant before = null;
        for (Instant it : limits) {
            dates.add((before == null ? it.minusSeconds(86_400) : middle(before, it)).toString());
            dates.add(it.toString());
            before = it;
        }
        dates.add((before == null ? Instant.EPOCH : before.plusSeconds(86_400)).toString());
        return dates;
    }

    private static Instant middle(Instant one, Instant other) {
        return one.plusNanos(java.time.Duration.between(one, other).toNanos() / 2);
    }

    /// All of these, and one that is longer than each of them.
    private static List<String> binaries(List<String> texts) {
        int longest = texts.stream().mapToInt(String::length).max().orElse(0);
        List<String> binaries = new ArrayList<>(texts);
        binaries.add("AAAA".repeat(1 + longest / 4));
        return binaries;
    }

    /// An address of each block that is in none of its parts, and one of each kind that is in none at all.
    private static List<String> addresses(List<String> texts) {
        List<Cidr> blocks = new ArrayList<>();
        texts.forEach(it -> Cidr.parse(it).ifPresent(blocks::add));
        List<String> addresses = new ArrayList<>();
        for (Cidr it : blocks) {
            outside(it, blocks).ifPresent(addresses::add);
        }
        outside(Cidr.ANY_IPV4, blocks).ifPresent(addresses::add);
        outside(Cidr.ANY_IPV6, blocks).ifPresent(addresses::add);
        return addresses;
    }

    /// The first address of a block that is in none of those that are smaller.
    private static Optional<String> outside(Cidr block, List<Cidr> blocks) {
        List<Cidr> parts = blocks.stream()
                .filter(it -> it.width() == block.width() && it.length() > block.length() && block.contains(it))
                .sorted(java.util.Comparator.comparing(Cidr::bits))
                .toList();
        BigInteger at = block.bits();
        for (Cidr it : parts) {
            BigInteger end = it.bits().add(BigInteger.ONE.shiftLeft(it.width() - it.length()));
            if (it.bits().compareTo(at) <= 0 && end.compareTo(at) > 0) {
                at = end;
            }
        }
        BigInteger end = block.bits().add(BigInteger.ONE.shiftLeft(block.width() - block.length()));
        if (at.compareTo(end) >= 0) {
            return Optional.empty();
        }
        String text = new Cidr(at, block.width(), block.width()).toString();
        return Optional.of(text.indexOf('/') < 0 ? text : text.substring(0, text.indexOf('/')));
    }

    /// Texts for each way in which the patterns treat texts.
    ///
    /// @return whether all ways were followed
    private static boolean texts(Set<Wanted> wanted, Map<BitSet, String> classes) {
        Patterns patterns = new Patterns();
        for (Wanted it : wanted) {
            if (family(it.test()) == Family.TEXT) {
                patterns.add(it.value(), Comparison.manner(it.test()));
            }
        }
        boolean alone = wanted.stream().allMatch(it -> family(it.test()) == Family.TEXT);
        List<Wanted> all = List.copyOf(wanted);
        List<int[]> open = new ArrayList<>(List.of(patterns.after("")));
        List<String> texts = new ArrayList<>(List.of(""));
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i < open.size(); i++) {
            for (char letter : patterns.letters(open.get(i))) {
                int[] next = patterns.step(open.get(i), letter);
                if (seen.add(Arrays.stream(next).boxed().toList())) {
                    if (seen.size() > MOST_WAYS) {
                        return false;
                    }
                    open.add(next);
                    texts.add(texts.get(i) + letter);
                    classes.putIfAbsent(
                            alone ? told(patterns, next, all) : told(wanted, texts.getLast()), texts.getLast());
                }
            }
        }
        classes.putIfAbsent(told(wanted, ""), "");
        return true;
    }

    private static BitSet told(Patterns patterns, int[] places, List<Wanted> wanted) {
        BitSet matching = new BitSet();
        for (int place : places) {
            matching.set(patterns.owner(place), patterns.accepts(place) || matching.get(patterns.owner(place)));
        }
        BitSet told = new BitSet();
        for (int i = 0; i < wanted.size(); i++) {
            Wanted it = wanted.get(i);
            told.set(i, matching.get(patterns.add(it.value(), Comparison.manner(it.test()))));
        }
        return told;
    }

    /// All sets of as many values as there are demands that each could want one of its own.
    ///
    /// @return whether these are all
    private static boolean several(List<String> ones, int most, List<List<String>> values) {
        List<List<String>> last = ones.stream().map(List::of).toList();
        for (int size = 2; size <= Math.min(most, ones.size()); size++) {
            List<List<String>> next = new ArrayList<>();
            for (List<String> it : last) {
                for (String one : ones.subList(ones.indexOf(it.getLast()) + 1, ones.size())) {
                    List<String> longer = new ArrayList<>(it);
                    longer.add(one);
                    next.add(longer);
                    if (values.size() + next.size() > MOST) {
                        return false;
                    }
                }
            }
            values.addAll(next);
            last = next;
        }
        return true;
    }
}
