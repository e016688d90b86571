package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Intent;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.Widening.Widened;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Follows `sts:AssumeRole`, and what comes to the same ([Footholds]), from role to role, over all accounts that were
/// seen.
///
/// A chain ends after [#HOPS] hops. Within one account a trust policy that names the role is enough, and one that
/// names the account leaves it to the role's policies; across accounts both must allow:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html.
final class Chains {

    static final int HOPS = 6;

    private static final String ASSUME = "sts:AssumeRole";
    private static final List<String> LOWER_ASSUME = List.of("sts:assumerole");

    private final Intent intent;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Place> open;
    private final Admissions admissions;
    private final Footholds footholds;
    private final Map<String, List<Missing>> unseenAccounts = new TreeMap<>();
    private final Map<RoleSession, List<Hop>> hops = new ConcurrentHashMap<>();

    /// A role where it was seen.
    private record Place(Role role, Cast cast, Target trust) {

        Snapshot snapshot() {
            return cast.snapshot();
        }
    }

    /// A role that can be assumed, or may be.
    ///
    /// @param how begins a sentence that ends with the role
    private record Hop(Place to, String action, String how, Trail trail, List<Missing> missing) {

        /// The same once something else was done before.
        Hop after(Trail before, List<Missing> hidden) {
            List<Missing> all = new ArrayList<>(hidden);
            all.addAll(missing);
            return new Hop(to, action, how, before.then(trail), all);
        }
    }

    /// A role that was reached, and by which hops.
    private record Reached(Actor actor, Place place, List<Hop> by) {}

    Chains(List<Cast> casts, Intent intent) {
        this.intent = intent;
        for (Cast cast : casts) {
            Snapshot snapshot = cast.snapshot();
            snapshot.gapIn(Area.ROLES)
                    .ifPresent(gap -> snapshot.provenance()
                            .accounts()
                            .forEach(account -> unseenAccounts
                                    .computeIfAbsent(account, _ -> new ArrayList<>())
                                    .add(Missing.of(gap))));
            for (Role role : snapshot.roles()) {
                places.computeIfAbsent(
                        role.arn().toString(),
                        _ -> new Place(role, cast, cast.ground().trust(role)));
            }
        }
        this.open = places.values().stream()
                .filter(it -> it.trust().policy().orElseThrow().mayAllowRoles())
                .toList();
        this.admissions = new Admissions(open.stream().map(Place::trust).toList());
        this.footholds = new Footholds(
                casts,
                places.values().stream()
                        .map(it -> new Footholds.Held(
                                it.role(), it.trust().policy().orElseThrow()))
                        .toList(),
                intent.assumed());
    }

    /// Whether `actor` gets into one of the `goals`, roles of environment `owner`.
    Crossing from(Actor actor, Role role, Set<String> goals, String owner) {
        Optional<Reached> sure = search(actor, role, goals, false);
        if (sure.isPresent()) {
            Reached reached = sure.get();
            return new Crossing.Crosses(
                    trail(reached),
                    role.arn().toString(),
                    reached.by().getLast().action(),
                    reached.place().role().arn().toString(),
                    owner,
                    List.of());
        }
        Optional<Reached> perhaps = search(actor, role, goals, true);
        if (perhaps.isPresent()) {
            Reached reached = perhaps.get();
            return new Crossing.Unknown(
                    trail(reached),
                    role.arn().toString(),
                    reached.place().role().arn().toString(),
                    reached.by().stream().flatMap(it -> it.missing().stream()).toList());
        }
        List<Missing> unseen = unseen(actor, role, goals);
        if (!unseen.isEmpty()) {
            Trail trail = Trail.of(
                    "it may be able to assume roles that were not seen",
                    role.arn().toString());
            return new Crossing.Unknown(trail, role.arn().toString(), "", unseen);
        }
        return new Crossing.Isolated(
                Trail.EMPTY.then(
                        "the role can assume none of the " + goals.size() + " roles of `" + owner + "` in " + HOPS
                                + " hops",
                        role.arn().toString(),
                        actor.environment(),
                        role.origin()),
                role.arn().toString());
    }

    /// What hides roles that could be on a way to a goal, or be one.
    private List<Missing> unseen(Actor start, Role role, Set<String> goals) {
        List<Missing> unseen = new ArrayList<>();
        if (!unseenAccounts.isEmpty()) {
            search(
                    start,
                    role,
                    goals,
                    true,
                    actor -> unseenAccounts.forEach((account, missing) -> {
                        String roles = "arn:" + actor.role().arn().partition() + ":iam::" + account + ":role/";
                        Context context = actor.context().on(roles, account);
                        if (account.equals(actor.account()) || actor.mayReachUnder(roles, LOWER_ASSUME, context)) {
                            unseen.addAll(missing);
                        }
                    }));
        }
        return unseen;
    }

    private Optional<Reached> search(Actor start, Role role, Set<String> goals, boolean perhaps) {
        return goals.isEmpty() ? Optional.empty() : search(start, role, goals, perhaps, _ -> {});
    }

    /// The nearest goal, breadth first.
    ///
    /// @param visit is told every role on the way
    private Optional<Reached> search(
            Actor start, Role role, Set<String> goals, boolean perhaps, Consumer<Actor> visit) {
        Place place = places.get(role.arn().toString());
        if (place == null) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>(Set.of(role.arn().toString()));
        Deque<Reached> waiting = new ArrayDeque<>(List.of(new Reached(start, place, List.of())));
        while (!waiting.isEmpty()) {
            Reached from = waiting.remove();
            if (from.by().size() == HOPS) {
                continue;
            }
            visit.accept(from.actor());
            for (Hop hop : hops(from)) {
                if ((!perhaps && !hop.missing().isEmpty())
                        || !seen.add(hop.to().role().arn().toString())) {
                    continue;
                }
                List<Hop> by = new ArrayList<>(from.by());
                by.add(hop);
                Reached next = new Reached(actor(hop.to()), hop.to(), by);
                if (goals.contains(hop.to().role().arn().toString())) {
                    return Optional.of(next);
                }
                waiting.add(next);
            }
        }
        return Optional.empty();
    }

    /// The hops from a role. Its sessions' names matter on the first only, for later ones choose them freely.
    private List<Hop> hops(Reached from) {
        return hops.computeIfAbsent(from.actor().caller(), _ -> hops(from.actor()));
    }

    private List<Hop> hops(Actor actor) {
        List<Hop> found = new ArrayList<>(hopsAs(actor));
        for (Widened wide : Widening.of(actor, intent.assumed())) {
            Trail before = Trail.of(
                            "role `" + actor.role().name() + "` can give itself other permissions",
                            actor.role().arn().toString())
                    .then(wide.trail());
            hopsAs(wide.actor()).forEach(it -> found.add(it.after(before, wide.missing())));
        }
        return found;
    }

    private List<Hop> hopsAs(Actor actor) {
        List<Hop> found = new ArrayList<>(assumptions(actor));
        for (Footholds.Foothold it : footholds.of(actor)) {
            Place to = places.get(it.role());
            if (to != null && !to.role().arn().equals(actor.role().arn())) {
                found.add(new Hop(to, it.action(), it.how(), it.trail(), it.missing()));
            }
        }
        return found;
    }

    private List<Hop> assumptions(Actor actor) {
        boolean own = actor.mayReachUnder("arn:", LOWER_ASSUME, actor.context());
        List<Hop> found = new ArrayList<>();
        Arn itself = actor.role().arn();
        BitSet admitting = own ? admissions.inAnyWay(itself) : admissions.byItself(itself);
        for (int i = admitting.nextSetBit(0); i >= 0; i = admitting.nextSetBit(i + 1)) {
            Place to = open.get(i);
            boolean same = to.role().arn().account().equals(actor.account());
            if (to.role().arn().equals(itself) || (!own && !same)) {
                continue;
            }
            switch (Weighing.decide(actor, to.trust(), ASSUME, intent.assumed())) {
                case Decision.Allowed(Trail trail) -> found.add(new Hop(to, ASSUME, "it can assume", trail, List.of()));
                case Decision.Unknown(Trail trail, List<Missing> missing) ->
                    found.add(new Hop(to, ASSUME, "it may be able to assume", trail, missing));
                case Decision.Denied _ -> {}
            }
        }
        return found;
    }

    private static Actor actor(Place place) {
        return place.cast().actor(place.role(), Set.of());
    }

    private static Trail trail(Reached reached) {
        Trail trail = Trail.EMPTY;
        for (Hop it : reached.by()) {
            Role to = it.to().role();
            trail = trail.then(
                            it.how() + " role `" + to.name() + "` of account "
                                    + to.arn().account(),
                            to.arn().toString(),
                            it.to().snapshot().environment(),
                            to.origin())
                    .then(it.trail());
        }
        return trail;
    }
}
