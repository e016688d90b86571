package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.Probe.Look;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Answers whether a function may do anything at all to a thing of its own account, or to what stands inside of it: an
/// object of a bucket, an index of a table.
///
/// It looks for what [Overlap] looks for between environments, so an action that [Kind] does not list is not seen.
public final class AnyAccess {

    private final Access access;
    private final Snapshot snapshot;
    private final Intent intent;
    private final Cast cast;
    private final Ground ground;
    private final Map<Arn, Optional<Runner>> runners = new ConcurrentHashMap<>();
    private volatile @Nullable Stock stock;
    private volatile @Nullable Map<Arn, List<LambdaFunction>> users;

    public AnyAccess(Access access, Intent intent) {
        this.access = access;
        this.cast = access.cast();
        this.snapshot = cast.snapshot();
        this.intent = intent;
        this.ground = access.ground();
    }

    /// All resources there are, in order, with what tells quickly who could use them.
    private record Stock(List<Thing> things, List<Target> targets, Directory directory) {

        static Stock of(Snapshot snapshot, Ground ground) {
            List<Thing> things = snapshot.resources().stream().map(Thing::of).toList();
            List<Target> targets = things.stream().map(ground::target).toList();
            return new Stock(things, targets, new Directory(things, targets));
        }
    }

    /// A function with its role, and with the resources that it is allowed to use once somebody asked for them.
    private static final class Runner {

        private final Probe probe;
        private final Actor actor;
        private final OwnAllows allows;
        private final Map<Arn, Look> looks = new ConcurrentHashMap<>();
        private volatile @Nullable Set<Arn> usable;

        Runner(Actor actor, OwnAllows allows, Intent intent) {
            this.actor = actor;
            this.allows = allows;
            this.probe = new Probe(actor, allows, intent.assumed());
        }

        Look look(Thing thing, Target target) {
            return looks.computeIfAbsent(thing.arn(), _ -> probe.any(thing, target));
        }

        Set<Arn> usable(Stock stock) {
            Set<Arn> known = usable;
            if (known == null) {
                Set<Arn> found = new HashSet<>();
                BitSet candidates = stock.directory().mayBeActedOnBy(actor, allows);
                for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
                    Thing thing = stock.things().get(i);
                    if (look(thing, stock.targets().get(i)).witness() != null) {
                        found.add(thing.arn());
                    }
                }
                usable = found;
                known = found;
            }
            return known;
        }
    }

    /// Allowed with one thing that is allowed, denied when nothing is.
    public Decision of(LambdaFunction function, Resource thing) {
        Optional<Runner> runner = runner(function);
        if (runner.isEmpty()) {
            return access.notFound(function.role());
        }
        Thing asked = Thing.of(thing);
        Look look = runner.get().look(asked, ground.target(asked));
        if (look.witness() != null) {
            return new Decision.Allowed(look.witness().trail());
        }
        if (!look.missing().isEmpty()) {
            Trail trail = Trail.EMPTY.then(
                    "whether role `" + name(function) + "` may act on `" + thing.arn() + "` cannot be told",
                    function.role(),
                    snapshot.environment(),
                    runner.get().actor.role().origin());
            return new Decision.Unknown(trail, look.missing());
        }
        return new Decision.Denied(
                Trail.EMPTY.then(
                        "nothing allows role `" + name(function) + "` any action on " + thing.kind() + " `"
                                + thing.name() + "`",
                        function.role(),
                        snapshot.environment(),
                        thing.origin()),
                false);
    }

    /// ARNs of the resources that a function is certainly allowed to do something with.
    public Set<Arn> usable(LambdaFunction function) {
        return runner(function).map(it -> it.usable(stock())).orElse(Set.of());
    }

    /// The functions that are certainly allowed to do something with a resource, in the order of the snapshot.
    public List<LambdaFunction> users(Resource thing) {
        Map<Arn, List<LambdaFunction>> known = users;
        if (known == null) {
            Map<Arn, List<LambdaFunction>> found = new HashMap<>();
            snapshot.functions()
                    .forEach(function -> usable(function)
                            .forEach(it -> found.computeIfAbsent(it, _ -> new ArrayList<>())
                                    .add(function)));
            users = found;
            known = found;
        }
        return known.getOrDefault(thing.arn(), List.of());
    }

    private Optional<Runner> runner(LambdaFunction function) {
        return runners.computeIfAbsent(
                function.arn(),
                _ -> cast.role(function.role())
                        .map(it -> new Runner(cast.actor(it, Set.of(function.name())), cast.allows(it), intent)));
    }

    private Stock stock() {
        Stock known = stock;
        if (known == null) {
            known = Stock.of(snapshot, ground);
            stock = known;
        }
        return known;
    }

    private static String name(LambdaFunction function) {
        return function.role().substring(function.role().lastIndexOf('/') + 1);
    }
}
