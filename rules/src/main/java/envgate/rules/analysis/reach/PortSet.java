package envgate.rules.analysis.reach;

import envgate.envs.model.Ports;
import java.util.ArrayList;
import java.util.List;

/// A set of ports, as ranges that do not touch, in order.
record PortSet(List<Ports> ranges) {

    static final PortSet NONE = new PortSet(List.of());
    static final PortSet EPHEMERAL = of(Ports.EPHEMERAL);

    PortSet {
        ranges = List.copyOf(ranges);
    }

    static PortSet of(Ports range) {
        return new PortSet(List.of(range));
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    int size() {
        return ranges.stream().mapToInt(Ports::size).sum();
    }

    boolean contains(int port) {
        return ranges.stream().anyMatch(it -> it.contains(port));
    }

    /// The ports of `range` that are in this set.
    PortSet within(Ports range) {
        List<Ports> inside = new ArrayList<>();
        for (Ports it : ranges) {
            int from = Math.max(it.from(), range.from());
            int to = Math.min(it.to(), range.to());
            if (from <= to) {
                inside.add(new Ports(from, to));
            }
        }
        return new PortSet(inside);
    }

    PortSet without(Ports range) {
        List<Ports> rest = new ArrayList<>();
        for (Ports it : ranges) {
            if (it.from() < range.from()) {
                rest.add(new Ports(it.from(), Math.min(it.to(), range.from() - 1)));
            }
            if (it.to() > range.to()) {
                rest.add(new Ports(Math.max(it.from(), range.to() + 1), it.to()));
            }
        }
        return new PortSet(rest);
    }

    PortSet and(PortSet other) {
        List<Ports> both = new ArrayList<>();
        ranges.forEach(it -> both.addAll(other.within(it).ranges));
        return new PortSet(both);
    }

    /// All that is in either of two sets that share nothing.
    PortSet plus(PortSet other) {
        List<Ports> sorted = new ArrayList<>(ranges);
        sorted.addAll(other.ranges);
        sorted.sort(java.util.Comparator.comparingInt(Ports::from));
        List<Ports> joined = new ArrayList<>();
        for (Ports it : sorted) {
            Ports last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.to() + 1 >= it.from()) {
                joined.set(joined.size() - 1, new Ports(last.from(), Math.max(last.to(), it.to())));
            } else {
                joined.add(it);
            }
        }
        return new PortSet(joined);
    }

    @Override
    public String toString() {
        return String.join(", ", ranges.stream().map(Ports::toString).toList());
    }
}
