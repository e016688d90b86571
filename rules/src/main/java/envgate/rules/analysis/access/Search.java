package envgate.rules.analysis.access;

import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.rules.analysis.access.Probe.Look;
import envgate.rules.analysis.access.Probe.Witness;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks for something that a role may do to things of another environment, and keeps the worst.
final class Search {

    private final Estate theirs;
    private final List<Thing> things;
    private final List<Target> targets;
    private final Directory directory;
    private final Map<Kind, List<Gap>> gaps = new EnumMap<>(Kind.class);
    private final Set<Assumption> assumed;

    /// What is said of most roles.
    private final String nothing;

    Search(Estate theirs, List<Thing> things, Set<Assumption> assumed) {
        this.theirs = theirs;
        this.assumed = assumed;
        this.things = List.copyOf(things);
        this.targets = things.stream().map(theirs::target).toList();
        this.directory = new Directory(things, targets);
        this.nothing = "nothing allows the role any action on the " + things.size() + " things of `"
                + theirs.snapshot().environment() + "`";
        for (Kind it : Kind.values()) {
            List<Gap> unlisted = it.isListed() ? unlisted(theirs, it) : List.of();
            if (!unlisted.isEmpty()) {
                gaps.put(it, unlisted);
            }
        }
    }

    /// Whether an account is none of the other environment's.
    boolean isOutside(String account) {
        return !theirs.snapshot().provenance().accounts().contains(account);
    }

    /// What a resource is, or stands inside of.
    Optional<Thing> thing(String resource) {
        return things.stream()
                .filter(it -> it.arn().toString().equals(resource)
                        || it.inside().values().stream().anyMatch(resource::startsWith))
                .findFirst();
    }

    /// Whether a pattern of a resource names something of the other environment and is not `*`.
    boolean covers(String pattern) {
        Glob glob = Glob.arn(pattern);
        return !pattern.equals("*")
                && things.stream()
                        .anyMatch(it -> glob.matches(it.arn().toString())
                                || it.inside().values().stream().anyMatch(glob::canBegin));
    }

    Crossing by(Actor actor, OwnAllows allows) {
        Probe probe = new Probe(actor, allows, assumed);
        List<Witness> witnesses = new ArrayList<>();
        SortedMap<String, List<Missing>> undecided = new TreeMap<>();
        BitSet candidates = directory.mayBeActedOnBy(actor, allows);
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Thing thing = things.get(i);
            Look look = probe.look(thing, targets.get(i));
            if (look.witness() != null) {
                witnesses.add(look.witness());
            } else if (!look.missing().isEmpty()) {
                undecided.put(thing.arn().toString(), look.missing());
            }
        }
        List<Missing> unlisted = unlisted(actor);
        return conclude(actor, witnesses, undecided, unlisted);
    }

    private Crossing conclude(
            Actor actor, List<Witness> witnesses, SortedMap<String, List<Missing>> undecided, List<Missing> unlisted) {
        String role = actor.role().arn().toString();
        String other = theirs.snapshot().environment();
        Optional<Witness> worst = witnesses.stream()
                .min(Comparator.comparingInt((Witness it) -> it.deed().rank())
                        .thenComparingInt(Witness::place)
                        .thenComparing(Witness::thing));
        if (worst.isPresent()) {
            Witness it = worst.get();
            return new Crossing.Crosses(
                    it.trail().then(more(witnesses, it, other)),
                    role,
                    it.deed().action(),
                    it.resource(),
                    other,
                    witnesses.stream().map(Search::reached).toList());
        }
        if (undecided.isEmpty() && unlisted.isEmpty()) {
            return new Crossing.Isolated(
                    Trail.EMPTY.then(
                            nothing, role, actor.environment(), actor.role().origin()),
                    role);
        }
        List<Missing> missing = new ArrayList<>(unlisted);
        undecided.values().stream().limit(5).forEach(missing::addAll);
        String first = undecided.isEmpty() ? "" : undecided.firstKey();
        Trail trail = Trail.EMPTY.then(
                "whether role `" + actor.role().name() + "` may act on "
                        + (first.isEmpty() ? "what `" + other + "` owns" : "`" + first + "`")
                        + (undecided.size() > 1 ? " and " + (undecided.size() - 1) + " more" : "")
                        + " cannot be told",
                role,
                actor.environment(),
                actor.role().origin());
        return new Crossing.Unknown(trail, role, first, missing);
    }

    private static Crossing.Reached reached(Witness it) {
        return new Crossing.Reached(
                it.thing().kind().name(), it.thing().name(), it.deed().action(), it.trail());
    }

    private static Trail more(List<Witness> witnesses, Witness worst, String other) {
        SortedMap<Kind, Integer> kinds = new TreeMap<>();
        witnesses.stream()
                .filter(it -> !it.thing().equals(worst.thing()))
                .forEach(it -> kinds.merge(it.thing().kind(), 1, Integer::sum));
        if (kinds.isEmpty()) {
            return Trail.EMPTY;
        }
        String counted = String.join(
                ", ",
                kinds.entrySet().stream()
                        .map(it -> it.getValue() + " x " + it.getKey().words())
                        .toList());
        return Trail.of("it also reaches more of what `" + other + "` owns: " + counted);
    }

    /// What hides things of a kind that the other environment may own.
    private static List<Gap> unlisted(Estate theirs, Kind kind) {
        return theirs.snapshot().gapsIn(kind.area()).stream()
                .filter(gap ->
                        gap.isWhole() || theirs.ground().things().stream().noneMatch(it -> isAbout(gap, it)))
                .toList();
    }

    /// Whether a gap is about something that was seen all the same, though not all of it.
    private static boolean isAbout(Gap gap, Thing thing) {
        return thing.name().equals(gap.resource()) || thing.arn().toString().equals(gap.resource());
    }

    /// What could not be listed, as far as the role could act on it.
    private List<Missing> unlisted(Actor actor) {
        if (gaps.isEmpty()) {
            return List.of();
        }
        return gaps.entrySet().stream()
                .filter(it -> couldAct(actor, it.getKey()))
                .flatMap(it -> it.getValue().stream())
                .map(Missing::of)
                .toList();
    }

    private boolean couldAct(Actor actor, Kind kind) {
        List<String> accounts = theirs.snapshot().provenance().accounts();
        boolean across = !accounts.contains(actor.account());
        if (!across) {
            return kind.hasPolicy() || actor.mayReachUnder("arn:", kind.lowerActions(), actor.context());
        }
        if (!kind.hasPolicy()) {
            return false;
        }
        String start = "arn:" + actor.role().arn().partition() + ":" + kind.service() + ":";
        if (kind.service().equals("s3")) {
            return actor.mayReachUnder(start + "::", kind.lowerActions(), actor.context());
        }
        return theirs.snapshot().provenance().regions().stream()
                .anyMatch(region -> accounts.stream()
                        .anyMatch(account -> actor.mayReachUnder(
                                start + region + ":" + account + ":", kind.lowerActions(), actor.context())));
    }
}
