package envgate.rules.analysis.access;

import envgate.rules.analysis.access.OwnAllows.Grant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds, among all things of an environment, those that a role could act on, without looking at each.
///
/// What it leaves out no policy can allow: across accounts a thing whose policy lets nobody in, and otherwise one that
/// no own statement covers and whose policy does not let the role in by itself. What it names is still to be weighed.
final class Directory {

    private final List<Target> targets;
    private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
    private final Admissions admissions;
    private final Map<String, BitSet> near = new HashMap<>();

    /// ARNs of a kind, or where those of what stands inside of something begin, in order; and whose they are.
    ///
    /// @param lengths of what begins
    private record Shelf(List<String> starts, List<Integer> places, Map<String, BitSet> exactly, BitSet lengths) {

        static final Shelf EMPTY = new Shelf(List.of(), List.of(), Map.of(), new BitSet());

        void put(String start, int place) {
            starts.add(start);
            places.add(place);
            lengths.set(start.length());
            exactly.computeIfAbsent(start, _ -> new BitSet()).set(place);
        }

        Shelf sorted() {
            Integer[] order = new Integer[starts.size()];
            Arrays.setAll(order, it -> it);
            Arrays.sort(order, java.util.Comparator.comparing(starts::get));
            return new Shelf(
                    Arrays.stream(order).map(starts::get).toList(),
                    Arrays.stream(order).map(places::get).toList(),
                    exactly,
                    lengths);
        }

        /// What begins with `start`, or what `start` begins with.
        void find(String start, BitSet found) {
            for (int i = from(start); i < starts.size() && starts.get(i).startsWith(start); i++) {
                found.set(places.get(i));
            }
            for (int end = lengths.nextSetBit(1);
                    end >= 0 && end <= start.length();
                    end = lengths.nextSetBit(end + 1)) {
                char last = start.charAt(end - 1);
                if (last == '/' || last == ':' || end == start.length()) {
                    BitSet known = exactly.get(start.substring(0, end));
                    if (known != null) {
                        found.or(known);
                    }
                }
            }
        }

        private int from(String start) {
            int low = 0;
            int high = starts.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (starts.get(middle).compareTo(start) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    Directory(List<Thing> things, List<Target> targets) {
        this.targets = List.copyOf(targets);
        this.admissions = new Admissions(targets);
        Map<Kind, Shelf> unsorted = new EnumMap<>(Kind.class);
        for (int i = 0; i < things.size(); i++) {
            int place = i;
            Thing thing = things.get(i);
            shelf(unsorted, thing.kind()).put(thing.arn().toString(), place);
            thing.inside().forEach((kind, start) -> shelf(unsorted, kind).put(start, place));
        }
        unsorted.forEach((kind, shelf) -> shelves.put(kind, shelf.sorted()));
    }

    private static Shelf shelf(Map<Kind, Shelf> all, Kind kind) {
        return all.computeIfAbsent(
                kind, _ -> new Shelf(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new BitSet()));
    }

    /// Places of the things that are worth asking for.
    BitSet mayBeActedOnBy(Actor actor, OwnAllows allows) {
        BitSet within = near(actor.account());
        BitSet itself = admissions.byItself(actor.role().arn());
        itself.and(within);
        BitSet covered = covered(allows);
        if (covered.isEmpty()) {
            return itself;
        }
        BitSet admitted = admissions.inAnyWay(actor.role().arn());
        admitted.or(within);
        covered.and(admitted);
        covered.or(itself);
        return covered;
    }

    private BitSet covered(OwnAllows allows) {
        BitSet covered = new BitSet();
        if (allows.unseen()) {
            covered.set(0, targets.size());
            return covered;
        }
        for (Kind kind : allows.kinds()) {
            Shelf shelf = shelves.getOrDefault(kind, Shelf.EMPTY);
            for (Grant grant : allows.on(kind)) {
                grant.starts().forEach(it -> shelf.find(it, covered));
            }
        }
        return covered;
    }

    /// Things that an account may own itself.
    private synchronized BitSet near(String account) {
        return near.computeIfAbsent(account, it -> {
            BitSet within = new BitSet();
            for (int i = 0; i < targets.size(); i++) {
                within.set(i, !targets.get(i).isAcross(it).isYes());
            }
            return within;
        });
    }
}
