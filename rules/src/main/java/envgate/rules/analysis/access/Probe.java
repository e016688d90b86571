package envgate.rules.analysis.access;

import envgate.envs.model.Assumption;
import envgate.rules.analysis.access.Kind.Deed;
import envgate.rules.analysis.access.OwnAllows.Grant;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Looks for the worst that one role may do to one thing, or to what stands inside of it.
final class Probe {

    private final Actor actor;
    private final OwnAllows allows;
    private final Set<Assumption> assumed;
    private final Examples.Known known = new Examples.Known();
    private final Map<Alike, Look> looks = new ConcurrentHashMap<>();

    Probe(Actor actor, OwnAllows allows, Set<Assumption> assumed) {
        this.actor = actor;
        this.allows = allows;
        this.assumed = assumed;
    }

    /// What is the same for things without a policy that the role's patterns do not tell apart: what stands inside of
    /// one is allowed as it is inside of the other.
    private record Alike(int ways, Kind kind, String region, Set<String> owners, Controls controls) {}

    /// Something that is allowed.
    ///
    /// @param place of the deed among those of its kind
    record Witness(Thing thing, Deed deed, int place, String resource, Trail trail) {}

    /// What came of looking: a witness, what keeps us from knowing, or neither.
    record Look(@Nullable Witness witness, List<Missing> missing) {

        static final Look NOTHING = new Look(null, List.of());

        /// The same with what comes behind `start` as the witness's resource.
        Look within(String start) {
            return witness == null
                    ? this
                    : witness(witness.thing(), witness.resource().substring(start.length()));
        }

        /// The opposite: the same for what stands inside of another thing.
        Look at(Thing thing, String start) {
            return witness == null ? this : witness(thing, start + witness.resource());
        }

        private Look witness(Thing thing, String resource) {
            Witness it = Objects.requireNonNull(witness);
            return new Look(new Witness(thing, it.deed(), it.place(), resource, it.trail()), missing);
        }

        Look orWorse(Look other) {
            if (witness != null && other.witness != null) {
                return witness.deed().rank() <= other.witness.deed().rank() ? this : other;
            }
            if (witness != null) {
                return this;
            }
            return other.witness != null || missing.isEmpty() ? other : this;
        }
    }

    /// The worst on the thing or on what stands inside of it.
    Look look(Thing thing, Target target) {
        return look(thing, target, false);
    }

    /// Anything at all on the thing, or else the worst on what stands inside of it.
    Look any(Thing thing, Target target) {
        return look(thing, target, true);
    }

    private Look look(Thing thing, Target target, boolean first) {
        boolean across = target.isAcross(actor.account()).isYes();
        if (across && !target.policy().map(it -> it.mayAllow(actor.caller())).orElse(false)) {
            return Look.NOTHING;
        }
        boolean openToAll = !across
                && target.policy()
                        .map(it -> it.mayAllowByItself(actor.caller()))
                        .orElse(false);
        Look best = look(thing, thing.kind(), target, List.of(thing.arn().toString()), openToAll);
        for (Map.Entry<Kind, String> inside : thing.inside().entrySet()) {
            if (first && best.witness() != null) {
                return best;
            }
            if (inside.getKey() != Kind.VERSION || !across) {
                best = best.orWorse(lookInside(thing, inside.getKey(), inside.getValue(), target, openToAll));
            }
        }
        return best;
    }

    private Look lookInside(Thing thing, Kind kind, String start, Target target, boolean openToAll) {
        Target inner = kind == Kind.VERSION ? target.withoutPolicy() : target;
        Examples examples = examples(kind, start, inner, openToAll);
        if (examples.arns().isEmpty()) {
            return Look.NOTHING;
        }
        Alike alike = new Alike(examples.ways(), kind, thing.arn().region(), inner.owners(), inner.controls());
        boolean plain = inner.policy().isEmpty() && !openToAll && examples.complete();
        Look same = plain ? looks.get(alike) : null;
        if (same != null) {
            return same.at(thing, start);
        }
        Look best = look(thing, kind, inner, examples.arns(), openToAll);
        if (plain && best.missing().isEmpty()) {
            looks.put(alike, best.within(start));
        }
        return examples.complete()
                ? best
                : best.orWorse(new Look(
                        null, List.of(new Missing("the policies tell too many ARNs under `" + start + "` apart", ""))));
    }

    /// The worst on any of these resources.
    ///
    /// @param openToAll whether the resource's policy could let the role in without its own policies
    private Look look(Thing thing, Kind kind, Target target, List<String> resources, boolean openToAll) {
        Look best = Look.NOTHING;
        Weighing weighing = new Weighing(actor, target, assumed);
        for (String resource : resources) {
            Context context = actor.context().on(resource, target.account());
            BitSet deeds = deeds(kind, resource, context, openToAll);
            best = best.orWorse(look(thing, kind, weighing, resource, context, deeds));
        }
        return best;
    }

    private Look look(Thing thing, Kind kind, Weighing weighing, String resource, Context context, BitSet deeds) {
        List<Missing> missing = List.of();
        for (int i = deeds.nextSetBit(0); i >= 0; i = deeds.nextSetBit(i + 1)) {
            Deed deed = kind.deeds().get(i);
            Request request = Request.of(actor.caller(), deed.action(), resource, context);
            switch (weighing.decide(request)) {
                case Decision.Allowed(Trail trail) -> {
                    return new Look(new Witness(thing, deed, i, resource, trail), List.of());
                }
                case Decision.Unknown(Trail _, List<Missing> some) -> missing = missing.isEmpty() ? some : missing;
                case Decision.Denied _ -> {}
            }
        }
        return new Look(null, missing);
    }

    /// An example of each way in which the policies can treat what begins with `start`.
    private Examples examples(Kind kind, String start, Target target, boolean openToAll) {
        Context context = actor.context().on(start, target.account());
        if (!openToAll && !allows.mayReachUnder(start, kind, context)) {
            return Examples.NONE;
        }
        List<Glob> globs = new ArrayList<>();
        add(actor.policies(), start, context, globs);
        actor.boundary().ifPresent(it -> add(it, start, context, globs));
        actor.controls().levels().forEach(it -> add(it, start, context, globs));
        target.policy().ifPresent(it -> add(it, start, context, globs));
        target.controls().levels().forEach(it -> add(it, start, context, globs));
        return Examples.under(start, globs, kind.never(), known);
    }

    private static void add(Layer layer, String start, Context context, List<Glob> globs) {
        for (Clause it : layer.clauses()) {
            globs.addAll(it.resourcesUnder(start, context));
        }
    }

    /// The actions that are worth asking for: those that an own statement covers together with the resource, or all
    /// when something else could allow them.
    private BitSet deeds(Kind kind, String resource, Context context, boolean openToAll) {
        BitSet deeds = new BitSet();
        if (openToAll || allows.unseen()) {
            deeds.set(0, kind.deeds().size());
            return deeds;
        }
        for (Grant it : allows.on(kind)) {
            if (!it.clause().coversResource(resource, context).isNo()) {
                deeds.or(it.deeds());
            }
        }
        return deeds;
    }
}
