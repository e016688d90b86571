package envgate.rules.analysis.access;

import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.Kind.Deed;
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
import org.jspecify.annotations.Nullable;

/// Looks for something that a role may do to things of another environment, and keeps the worst.
final class Search {

    private final Estate theirs;
    private final List<Thing> things;
    private final Set<Assumption> assumed;
    private final Map<String, Target> targets = new TreeMap<>();

    Search(Estate theirs, List<Thing> things, Set<Assumption> assumed) {
        this.theirs = theirs;
        this.things = things;
        this.assumed = assumed;
        things.forEach(it -> targets.put(it.arn().toString(), theirs.ground().target(it)));
    }

    /// Something that is allowed.
    private record Witness(Thing thing, Deed deed, int place, String resource, Trail trail) {}

    /// What came of looking at one thing: a witness, what keeps us from knowing, or neither.
    private record Look(@Nullable Witness witness, List<Missing> missing) {
        static final Look NOTHING = new Look(null, List.of());
    }

    Crossing by(Actor actor) {
        Map<Kind, List<BitSet>> covered = new EnumMap<>(Kind.class);
        List<Witness> witnesses = new ArrayList<>();
        SortedMap<String, List<Missing>> undecided = new TreeMap<>();
        for (Thing thing : things) {
            List<BitSet> actions = covered.computeIfAbsent(thing.kind(), it -> covered(actor, it));
            Look look = look(actor, thing, thing.kind(), actions);
            if (thing.kind() == Kind.BUCKET) {
                List<BitSet> deeds = covered.computeIfAbsent(Kind.OBJECT, it -> covered(actor, it));
                look = worse(look, look(actor, thing, Kind.OBJECT, deeds));
            }
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
                    it.trail().then(more(witnesses, it, other)), role, it.deed().action(), it.resource(), other);
        }
        if (undecided.isEmpty() && unlisted.isEmpty()) {
            return new Crossing.Isolated(Trail.EMPTY.then(
                    "nothing allows role `" + actor.role().name() + "` any action on the " + things.size()
                            + " things of `" + other + "`",
                    role,
                    actor.environment(),
                    actor.role().origin()));
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

    private Look look(Actor actor, Thing thing, Kind kind, List<BitSet> covered) {
        Target target = target(thing);
        boolean across = !target.account().equals(actor.account());
        boolean admitting =
                target.policy().map(it -> it.mayAllow(actor.caller())).orElse(false);
        if (across && !admitting) {
            return Look.NOTHING;
        }
        Examples examples = examples(actor, thing, kind, target, admitting && !across);
        Look best = examples.complete()
                ? Look.NOTHING
                : new Look(
                        null,
                        List.of(new Missing("the policies tell too many objects of `" + thing.arn() + "` apart", "")));
        for (String resource : examples.arns()) {
            Context context = Context.of(actor.role().arn(), resource, target.account());
            BitSet deeds = deeds(actor, kind, covered, resource, context, admitting && !across);
            best = worse(best, look(actor, thing, kind, target, resource, context, deeds));
        }
        return best;
    }

    private Look look(
            Actor actor, Thing thing, Kind kind, Target target, String resource, Context context, BitSet deeds) {
        List<Missing> missing = List.of();
        for (int i = deeds.nextSetBit(0); i >= 0; i = deeds.nextSetBit(i + 1)) {
            Deed deed = kind.deeds().get(i);
            Request request = Request.of(actor.caller(), deed.action(), resource, context);
            switch (Weighing.decide(actor, target, request, assumed)) {
                case Decision.Allowed(Trail trail) -> {
                    return new Look(new Witness(thing, deed, i, resource, trail), List.of());
                }
                case Decision.Unknown(Trail _, List<Missing> some) -> missing = missing.isEmpty() ? some : missing;
                case Decision.Denied _ -> {}
            }
        }
        return new Look(null, missing);
    }

    /// The thing's ARN, or an example of each way in which objects of a bucket can be treated.
    private static Examples examples(Actor actor, Thing thing, Kind kind, Target target, boolean admitting) {
        if (kind != Kind.OBJECT) {
            return new Examples(List.of(thing.arn().toString()), true);
        }
        String start = thing.arn() + "/";
        Context context = Context.of(actor.role().arn(), start, target.account());
        if (!admitting && !actor.mayReachUnder(start, kind.lowerActions(), context)) {
            return new Examples(List.of(), true);
        }
        List<Layer> layers = new ArrayList<>(List.of(actor.policies()));
        actor.boundary().ifPresent(layers::add);
        layers.addAll(actor.controls().levels());
        target.policy().ifPresent(layers::add);
        layers.addAll(target.controls().levels());
        List<Glob> globs = layers.stream()
                .flatMap(it -> it.clauses().stream())
                .flatMap(it -> it.resourcesUnder(start, context).stream())
                .toList();
        return Examples.under(start, globs);
    }

    /// The actions that are worth asking for: those that an own statement covers together with the resource, or all
    /// when something else could allow them.
    private static BitSet deeds(
            Actor actor, Kind kind, List<BitSet> covered, String resource, Context context, boolean admitting) {
        BitSet deeds = new BitSet();
        if (admitting || !actor.policies().unseen().isEmpty()) {
            deeds.set(0, kind.deeds().size());
            return deeds;
        }
        List<Clause> clauses = actor.policies().clauses();
        for (int i = 0; i < clauses.size(); i++) {
            if (!covered.get(i).isEmpty()
                    && !clauses.get(i).coversResource(resource, context).isNo()) {
                deeds.or(covered.get(i));
            }
        }
        return deeds;
    }

    /// For each statement of the role, the actions on such things that it allows somewhere.
    private static List<BitSet> covered(Actor actor, Kind kind) {
        return actor.policies().clauses().stream()
                .map(clause -> {
                    BitSet actions = new BitSet();
                    for (int i = 0; clause.allows() && i < kind.deeds().size(); i++) {
                        actions.set(i, clause.coversAction(kind.lowerActions().get(i)));
                    }
                    return actions;
                })
                .toList();
    }

    /// Kinds of which the other environment may own things that could not be listed, as far as the role could act on
    /// them.
    private List<Missing> unlisted(Actor actor) {
        Snapshot to = theirs.snapshot();
        List<Missing> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Optional<Gap> gap = to.gapIn(kind.area());
            if (gap.isPresent() && couldAct(actor, kind)) {
                all.add(Missing.of(gap.get()));
            }
        }
        return all;
    }

    private boolean couldAct(Actor actor, Kind kind) {
        List<String> accounts = theirs.snapshot().provenance().accounts();
        boolean across = !accounts.contains(actor.account());
        if (!across) {
            return kind.hasPolicy() || actor.mayReachUnder("arn:", kind.lowerActions(), context(actor));
        }
        if (!kind.hasPolicy()) {
            return false;
        }
        String start = "arn:" + actor.role().arn().partition() + ":" + kind.service() + ":";
        if (kind.service().equals("s3")) {
            return actor.mayReachUnder(start + "::", kind.lowerActions(), context(actor));
        }
        return theirs.snapshot().provenance().regions().stream()
                .anyMatch(region -> accounts.stream()
                        .anyMatch(account -> actor.mayReachUnder(
                                start + region + ":" + account + ":", kind.lowerActions(), context(actor))));
    }

    private static Context context(Actor actor) {
        return Context.of(actor.role().arn(), "*", "");
    }

    private Target target(Thing thing) {
        Target target = targets.get(thing.arn().toString());
        if (target == null) {
            throw new IllegalStateException("no target for " + thing.arn());
        }
        return target;
    }

    private static Look worse(Look one, Look other) {
        if (one.witness() != null && other.witness() != null) {
            return one.witness().deed().rank() <= other.witness().deed().rank() ? one : other;
        }
        if (one.witness() != null) {
            return one;
        }
        return other.witness() != null || one.missing().isEmpty() ? other : one;
    }
}
