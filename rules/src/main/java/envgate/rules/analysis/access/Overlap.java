package envgate.rules.analysis.access;

import envgate.envs.model.Area;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Role;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.Estate.Runner;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers whether an environment's roles reach into another environment.
///
/// What counts as the other's: what belongs to it and not to the first as well, and is not declared as shared;
/// repositories of images and event buses as far as its stacks made them. Access that would need an action which
/// [Kind] does not list, an access point or a share of Resource Access Manager is not looked for.
public final class Overlap {

    private final List<Snapshot> snapshots;
    private final Intent intent;
    private final Map<List<String>, List<Crossing>> crossings = new ConcurrentHashMap<>();
    private final Map<String, Estate> estates = new ConcurrentHashMap<>();
    private final Map<List<String>, Search> searches = new ConcurrentHashMap<>();
    private final Chains chains;
    private final Map<String, Cast> casts = new HashMap<>();

    public Overlap(List<Snapshot> snapshots, Intent intent) {
        this(intent, snapshots.stream().map(Cast::new).toList());
    }

    /// Of environments whose access is asked about already.
    public static Overlap of(List<Access> environments, Intent intent) {
        return new Overlap(intent, environments.stream().map(Access::cast).toList());
    }

    private Overlap(Intent intent, List<Cast> casts) {
        this.snapshots = casts.stream().map(Cast::snapshot).toList();
        this.intent = intent;
        this.chains = new Chains(casts, intent);
        casts.forEach(it -> this.casts.put(it.snapshot().environment(), it));
    }

    /// One answer per role of a function of `from`: does it act on what `to` owns?
    ///
    /// There is none for a role that functions of both use, for it belongs to both.
    public List<Crossing> crossings(Snapshot from, Snapshot to) {
        return crossings.computeIfAbsent(List.of(from.environment(), to.environment()), _ -> crossed(from, to));
    }

    private List<Crossing> crossed(Snapshot from, Snapshot to) {
        Search search = search(from, to);
        return answers(estate(from), estate(to), (it, _) -> search.by(it.actor(), it.allows()));
    }

    /// One for all who ask for everything that an environment owns, else one for each who asks.
    private Search search(Snapshot from, Snapshot to) {
        Estate theirs = estate(to);
        List<Thing> things = foreign(from, to);
        List<String> key = things.size() == theirs.things().size()
                ? List.of(to.environment())
                : List.of(from.environment(), to.environment());
        return searches.computeIfAbsent(key, _ -> new Search(theirs, things, intent.assumed()));
    }

    /// What belongs to `to`, and to `from` neither as its own nor as shared.
    private List<Thing> foreign(Snapshot from, Snapshot to) {
        Estate mine = estate(from);
        return estate(to).things().stream()
                .filter(it ->
                        !mine.owns(it.arn().toString()) && !isShared(it.arn().toString(), it.name()))
                .toList();
    }

    /// The smallest change of the role's statements after which it does not cross any more, as far as one was found:
    /// it was tried.
    public Optional<String> cure(Snapshot from, Snapshot to, Crossing.Crosses crossing) {
        Estate mine = estate(from);
        Set<Thing> foreign = Set.copyOf(foreign(from, to));
        List<Thing> kept = Stream.concat(
                        mine.things().stream(), estate(to).things().stream().filter(it -> !foreign.contains(it)))
                .toList();
        Set<String> sessions = mine.functionsOf(crossing.role()).stream()
                .map(LambdaFunction::name)
                .collect(Collectors.toSet());
        return mine.role(crossing.role())
                .flatMap(it -> new Cure(mine, kept, search(from, to), sessions).of(it, crossing));
    }

    /// One answer per role of a function of `from`: does it assume into `to`, directly or by a chain?
    public List<Crossing> assumptionsOfRoles(Snapshot from, Snapshot to) {
        Estate mine = estate(from);
        Estate theirs = estate(to);
        Set<String> goals = theirs.roles().stream()
                .filter(it -> !mine.roles().contains(it) && !isShared(it, it.substring(it.lastIndexOf('/') + 1)))
                .collect(Collectors.toSet());
        return answers(mine, theirs, (it, role) -> chains.from(it.actor(), role, goals, to.environment()));
    }

    private List<Crossing> answers(Estate mine, Estate theirs, BiFunction<Runner, Role, Crossing> ask) {
        List<Crossing> answers = new ArrayList<>();
        for (String role : mine.runners()) {
            if (!theirs.runs(role)) {
                answers.add(answer(mine, role, ask));
            }
        }
        return List.copyOf(answers);
    }

    private Crossing answer(Estate mine, String arn, BiFunction<Runner, Role, Crossing> ask) {
        Snapshot from = mine.snapshot();
        Optional<Role> role = mine.role(arn);
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        if (isShared(arn, name)) {
            return new Crossing.Isolated(Trail.of("role `" + name + "` is declared as shared", arn), arn);
        }
        if (role.isEmpty()) {
            List<Missing> missing = from.gapIn(Area.ROLES, arn)
                    .map(Missing::of)
                    .map(List::of)
                    .orElseGet(() -> List.of(new Missing("role `" + arn + "` was not found", "")));
            return new Crossing.Unknown(
                    Trail.of("the role was not found in " + from.provenance().source(), arn), arn, arn, missing);
        }
        return ask.apply(mine.runner(role.get()), role.get());
    }

    private boolean isShared(String... names) {
        return intent.shares(names).isPresent();
    }

    private Estate estate(Snapshot snapshot) {
        return estates.computeIfAbsent(
                snapshot.environment(),
                it -> new Estate(casts.getOrDefault(it, new Cast(snapshot)), sharesAccount(snapshot)));
    }

    private boolean sharesAccount(Snapshot snapshot) {
        return snapshots.stream()
                .filter(it -> !it.environment().equals(snapshot.environment()))
                .flatMap(it -> it.provenance().accounts().stream())
                .anyMatch(snapshot.provenance().accounts()::contains);
    }
}
