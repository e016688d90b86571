package envgate.rules.analysis.reach;

import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.analysis.reach.Path.Split;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/// What became of one journey, or of many together.
///
/// @param share of what is blocked
/// @param which what that is made of, in words
/// @param common those blockers that stop each of them; they may be told of another address than another's
/// @param fragile why it may not last, empty when it will
record Outcome(
        Kind kind,
        Trail trail,
        double share,
        Set<Split> splits,
        List<String> which,
        List<Blocker> blockers,
        List<Blocker> common,
        List<Doubt> doubts,
        String fragile) {

    enum Kind {
        OPEN,
        FRAGILE,
        PARTIAL,
        UNKNOWN,
        BLOCKED
    }

    /// One of several outcomes that are met together.
    ///
    /// @param label of what it is the outcome of, in words
    record Member(String label, double weight, Outcome outcome) {}

    static Outcome open(Trail trail, String fragile) {
        Kind kind = fragile.isEmpty() ? Kind.OPEN : Kind.FRAGILE;
        return new Outcome(kind, trail, 0, Set.of(), List.of(), List.of(), List.of(), List.of(), fragile);
    }

    static Outcome blocked(Trail trail, List<Blocker> blockers) {
        List<Blocker> all = List.copyOf(blockers);
        return new Outcome(Kind.BLOCKED, trail, 1, Set.of(), List.of(), all, all, List.of(), "");
    }

    static Outcome unknown(Trail trail, List<Doubt> doubts, List<Blocker> blockers) {
        List<Blocker> some = List.copyOf(blockers);
        return new Outcome(Kind.UNKNOWN, trail, 0, Set.of(), List.of(), some, List.of(), List.copyOf(doubts), "");
    }

    /// Some source ports are blocked.
    static Outcome partly(Trail trail, double share, List<Blocker> blockers) {
        String which = Math.round(share * 1000) / 10.0 + "% of the source ports";
        Set<Split> splits = Set.of(Split.SOURCE_PORTS);
        return new Outcome(
                Kind.PARTIAL, trail, share, splits, List.of(which), List.copyOf(blockers), List.of(), List.of(), "");
    }

    boolean isLike(Outcome other) {
        return kind == other.kind && share == other.share;
    }

    /// Without what stops only some, for what is one of them: we do not know which.
    Outcome withCommonBlockers() {
        List<Blocker> sure = common.isEmpty() ? blockers : common;
        return new Outcome(kind, trail, share, splits, which, sure, common, doubts, fragile);
    }

    /// The same, stopped by something more.
    Outcome and(Blocker blocker) {
        List<Blocker> more = new ArrayList<>(blockers);
        more.add(blocker);
        Trail told = trail.then(blocker.detail(), blocker.component());
        return new Outcome(kind, told, share, splits, which, List.copyOf(more), common, doubts, fragile);
    }

    Outcome after(Trail before) {
        if (before.isEmpty()) {
            return this;
        }
        return new Outcome(kind, before.then(trail), share, splits, which, blockers, common, doubts, fragile);
    }

    /// The outcome of several that are all open: told of the first, resting on what any of them rests on.
    static Outcome allOpen(List<Outcome> all) {
        Outcome first = all.getFirst();
        boolean alike = true;
        for (Outcome it : all) {
            alike &= first.trail.assumptions().containsAll(it.trail.assumptions());
        }
        if (alike) {
            return first;
        }
        Trail trail = first.trail;
        for (Outcome it : all) {
            trail = trail.assuming(it.trail.assumptions());
        }
        return open(trail, "");
    }

    /// The outcome of all together: any of them may be what happens.
    static Outcome meet(List<Member> parts, Split split, String words) {
        if (parts.size() == 1) {
            return parts.getFirst().outcome();
        }
        List<Outcome> all = parts.stream().map(Member::outcome).toList();
        return all.stream().allMatch(it -> it.kind == Kind.OPEN)
                ? allOpen(all)
                : Met.of(parts, split, words).told(all, _ -> Trail.EMPTY);
    }

    /// What comes of several that are not all open, whoever asks and begins to tell of them.
    ///
    /// @param outcome without its trail
    /// @param told which of them are told of, in this order: one of each kind, the worst first
    record Met(Outcome outcome, List<Integer> told) {

        static Met of(List<Member> parts, Split split, String words) {
            List<Outcome> all = parts.stream().map(Member::outcome).toList();
            Outcome first = all.getFirst();
            boolean alike = all.stream().allMatch(first::isLike);
            double weight = parts.stream().mapToDouble(Member::weight).sum();
            double share = alike
                    ? first.share
                    : parts.stream()
                                    .mapToDouble(
                                            it -> it.weight() * it.outcome().share())
                                    .sum()
                            / weight;
            Kind kind = kind(all, alike);
            Set<Split> splits = EnumSet.noneOf(Split.class);
            List<String> which = new ArrayList<>();
            if (kind == Kind.PARTIAL) {
                if (!alike) {
                    splits.add(split);
                    which.add(which(parts, words));
                }
                all.forEach(it -> splits.addAll(it.splits));
                all.stream().flatMap(it -> it.which.stream()).distinct().forEach(which::add);
            }
            Outcome met = new Outcome(
                    kind,
                    Trail.EMPTY,
                    kind == Kind.UNKNOWN ? 0 : share,
                    splits,
                    which,
                    flat(all, Outcome::blockers),
                    kind == Kind.BLOCKED ? common(all) : List.of(),
                    kind == Kind.UNKNOWN ? flat(all, Outcome::doubts) : List.of(),
                    all.stream()
                            .map(Outcome::fragile)
                            .filter(it -> !it.isEmpty())
                            .findFirst()
                            .orElse(""));
            return new Met(met, told(all, kind == Kind.BLOCKED));
        }

        private static List<Integer> told(List<Outcome> all, boolean everyLabel) {
            List<Integer> told = new ArrayList<>();
            Set<String> seen = new TreeSet<>();
            for (Kind kind : List.of(Kind.values()).reversed()) {
                for (int i = 0; i < all.size(); i++) {
                    Outcome it = all.get(i);
                    if (it.kind == kind && seen.add(kind + (everyLabel ? codes(it) : ""))) {
                        told.add(i);
                    }
                }
            }
            return told;
        }

        /// @param starts how to begin to tell of each
        Outcome told(List<Outcome> all, IntFunction<Trail> starts) {
            List<Trail> trails = new ArrayList<>(2 * told.size());
            for (int i : told) {
                trails.add(starts.apply(i));
                trails.add(all.get(i).trail);
            }
            Trail trail = Trail.joined(trails);
            for (Outcome it : all) {
                trail = trail.assuming(it.trail.assumptions());
            }
            return outcome.after(trail);
        }
    }

    /// Each once, in the order in which they come.
    @SuppressWarnings("ReferenceEquality") // the same list is alike; others are compared or worked out anew
    private static <T> List<T> flat(List<Outcome> all, Function<Outcome, List<T>> of) {
        List<T> first = of.apply(all.getFirst());
        boolean alike = true;
        for (Outcome it : all) {
            alike &= of.apply(it) == first;
        }
        if (alike) {
            return first;
        }
        Set<T> flat = new LinkedHashSet<>();
        for (Outcome it : all) {
            flat.addAll(of.apply(it));
        }
        return List.copyOf(flat);
    }

    private static List<Blocker> common(List<Outcome> all) {
        return all.getFirst().common.stream()
                .filter(it ->
                        all.stream().allMatch(other -> other.common.stream().anyMatch(blocker -> isSame(blocker, it))))
                .toList();
    }

    private static boolean isSame(Blocker it, Blocker other) {
        return it.code() == other.code()
                && it.part() == other.part()
                && it.component().equals(other.component());
    }

    private static Kind kind(List<Outcome> all, boolean alike) {
        if (alike) {
            return all.getFirst().kind;
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        all.forEach(it -> kinds.add(it.kind));
        return kinds.contains(Kind.UNKNOWN)
                ? Kind.UNKNOWN
                : kinds.contains(Kind.BLOCKED) || kinds.contains(Kind.PARTIAL) ? Kind.PARTIAL : Kind.FRAGILE;
    }

    private static String which(List<Member> parts, String words) {
        List<String> blocked = parts.stream()
                .filter(it -> it.outcome().kind == Kind.BLOCKED)
                .map(Member::label)
                .toList();
        String named =
                blocked.size() > 4 ? String.join(", ", blocked.subList(0, 4)) + ", …" : String.join(", ", blocked);
        return blocked.isEmpty()
                ? "some of " + words
                : blocked.size() + " of " + parts.size() + " " + words + ": " + named;
    }

    private static String codes(Outcome outcome) {
        return outcome.blockers.stream()
                .map(it -> it.code() + " " + it.component())
                .sorted()
                .toList()
                .toString();
    }

    Path path() {
        return switch (kind) {
            case OPEN -> new Path.Open(trail);
            case FRAGILE -> new Path.Fragile(trail, fragile);
            case PARTIAL -> new Path.Partial(trail, share, splits, String.join("; ", which), blockers);
            case BLOCKED -> new Path.Blocked(trail, blockers);
            case UNKNOWN -> {
                Set<Part> where = EnumSet.noneOf(Part.class);
                doubts.forEach(it -> where.add(it.part()));
                blockers.forEach(it -> where.add(it.part()));
                List<Missing> missing = doubts.stream().map(Doubt::missing).toList();
                yield new Path.Unknown(trail, where, missing);
            }
        };
    }
}
