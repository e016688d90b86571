package envgate.rules.analysis;

import envgate.envs.model.Alias;
import envgate.envs.model.Area;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Sight;
import envgate.envs.model.Value;
import envgate.rules.analysis.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What becomes of aliases, which decide which version the calls of a function get.
///
/// See https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html and
/// https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html.
final class Aliases {

    private static final String LATEST = "$LATEST";

    private Aliases() {}

    /// Aliases by name; nothing when they were not seen.
    private static Optional<SortedMap<String, Alias>> of(@Nullable LambdaFunction function) {
        if (function == null || function.aliases() instanceof Sight.Unseen) {
            return Optional.empty();
        }
        SortedMap<String, Alias> aliases = new TreeMap<>();
        function.aliases().seen().orElse(List.of()).forEach(it -> aliases.put(it.name(), it));
        return Optional.of(aliases);
    }

    /// What changes between two views of a function.
    static List<Change> changes(LambdaFunction was, LambdaFunction is) {
        Optional<SortedMap<String, Alias>> old = of(was);
        Optional<SortedMap<String, Alias>> now = of(is);
        List<Change> changes = new ArrayList<>();
        if (now.isEmpty()) {
            old.filter(it -> !it.isEmpty())
                    .ifPresent(_ -> changes.add(change(Kind.UNKNOWN, is, "its aliases, which were not seen")));
            return changes;
        }
        now.get().forEach((name, it) -> {
            Alias before = old.map(all -> all.get(name)).orElse(null);
            if (before != null) {
                difference(before, it).ifPresent(words -> changes.add(change(Kind.CHANGES, is, words)));
            } else if (old.isPresent()) {
                changes.add(change(Kind.ADDS, is, named(it)));
            } else {
                changes.add(change(Kind.UNKNOWN, is, named(it) + ", of which it was not seen whether it was there"));
            }
        });
        old.orElse(new TreeMap<>()).forEach((name, it) -> {
            if (!now.get().containsKey(name)) {
                changes.add(change(Kind.DROPS, is, named(it)));
            }
        });
        return changes;
    }

    private static Change change(Kind kind, LambdaFunction function, String detail) {
        return new Change(kind, Area.ALIASES, function.logicalName(), detail, function.origin());
    }

    private static String named(Alias it) {
        return "alias `" + it.name() + "`";
    }

    private static Optional<String> difference(Alias was, Alias is) {
        String old = version(was) + traffic(was);
        String now = version(is) + traffic(is);
        return old.equals(now) ? Optional.empty() : Optional.of(named(is) + " from " + old + " to " + now);
    }

    private static String version(Alias it) {
        return it.version() instanceof Value.Plain(String text)
                ? "version `" + text + "`"
                : "a version that is known after the deploy";
    }

    /// ` with 10 % at version `4``; empty where all calls go to one version.
    private static String traffic(Alias it) {
        List<String> parts = new ArrayList<>();
        it.weights()
                .forEach((version, weight) -> parts.add(percent(weight) + " at "
                        + (version.isEmpty()
                                ? "a version that is known after the deploy"
                                : "version `" + version + "`")));
        return parts.isEmpty() ? "" : " with " + String.join(" and ", parts);
    }

    private static String percent(double weight) {
        double percent = Math.round(weight * 10_000) / 100.0;
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + " %";
    }

    /// Where the aliases of a function are not what the plan said.
    ///
    /// @param before as it was before the deploy; null when it was not there
    static List<Deviation> deviations(@Nullable LambdaFunction before, LambdaFunction planned, LambdaFunction after) {
        Optional<SortedMap<String, Alias>> plan = of(planned);
        Optional<SortedMap<String, Alias>> now = of(after);
        Optional<SortedMap<String, Alias>> old = before == null ? Optional.of(new TreeMap<>()) : of(before);
        List<Deviation> deviations = new ArrayList<>();
        if (plan.isEmpty() || now.isEmpty()) {
            if (plan.filter(it -> !it.isEmpty()).isPresent()) {
                deviations.add(
                        deviation(Deviation.Kind.UNKNOWN, Kind.UNKNOWN, after, "its aliases, which were not seen"));
            }
            return deviations;
        }
        plan.get().forEach((name, it) -> {
            Alias is = now.get().get(name);
            if (is == null) {
                deviations.add(deviation(Deviation.Kind.MISSING, Kind.DROPS, after, named(it)));
            } else {
                compare(old, it, is, after).ifPresent(deviations::add);
            }
        });
        now.get().forEach((name, it) -> {
            if (!plan.get().containsKey(name)) {
                Deviation.Kind kind = old.isEmpty()
                        ? Deviation.Kind.UNKNOWN
                        : old.get().containsKey(name) ? Deviation.Kind.REMAINING : Deviation.Kind.UNPLANNED;
                deviations.add(deviation(kind, old.isEmpty() ? Kind.UNKNOWN : Kind.ADDS, after, named(it)));
            }
        });
        return deviations;
    }

    /// A version that the deploy publishes has no number in the plan: what counts is that the alias has moved.
    private static Optional<Deviation> compare(
            Optional<SortedMap<String, Alias>> old, Alias planned, Alias is, LambdaFunction function) {
        boolean open = !(planned.version() instanceof Value.Plain);
        if (!open && !planned.weights().containsKey("")) {
            return difference(planned, is).map(it -> deviation(Deviation.Kind.OTHERWISE, Kind.CHANGES, function, it));
        }
        if (old.isEmpty()) {
            return Optional.of(deviation(
                    Deviation.Kind.UNKNOWN,
                    Kind.UNKNOWN,
                    function,
                    named(is) + ", whose version before the deploy was not seen"));
        }
        Alias was = old.get().get(is.name());
        if (open && was != null && was.version().equals(is.version())) {
            return Optional.of(deviation(
                    Deviation.Kind.OTHERWISE,
                    Kind.CHANGES,
                    function,
                    named(is) + " is still at " + version(is) + ", and the plan moves it"));
        }
        List<Double> weights = planned.weights().values().stream().sorted().toList();
        return weights.equals(is.weights().values().stream().sorted().toList())
                ? Optional.empty()
                : Optional.of(deviation(
                        Deviation.Kind.OTHERWISE,
                        Kind.CHANGES,
                        function,
                        named(is) + " from " + version(planned) + traffic(planned) + " to " + version(is)
                                + traffic(is)));
    }

    private static Deviation deviation(Deviation.Kind kind, Kind change, LambdaFunction function, String detail) {
        return new Deviation(kind, change(change, function, detail));
    }

    /// How the aliases of a function stand after a deploy, as far as it is worth saying.
    ///
    /// @param was before the deploy; null when it was not there
    static List<Standing> standings(@Nullable LambdaFunction was, LambdaFunction is) {
        Optional<SortedMap<String, Alias>> old = of(was);
        List<Standing> standings = new ArrayList<>();
        of(is).orElse(new TreeMap<>()).forEach((name, it) -> {
            Alias before = old.map(all -> all.get(name)).orElse(null);
            boolean same = before != null && difference(before, it).isEmpty();
            if (!it.weights().isEmpty()) {
                standings.add(standing(
                        same ? Standing.Kind.TRAFFIC : Standing.Kind.UNFINISHED,
                        is,
                        named(it) + " is at " + version(it) + traffic(it)
                                + (same ? ", as before" : ": its traffic is shifted in part")));
            } else if (before != null && !same) {
                standings.add(standing(
                        Standing.Kind.TRAFFIC,
                        is,
                        named(it) + " is at " + version(it) + ", and was at " + version(before) + traffic(before)));
            } else if (it.version().equals(new Value.Plain(LATEST))) {
                standings.add(standing(
                        Standing.Kind.TRAFFIC,
                        is,
                        named(it) + " is at `" + LATEST + "`, so that each change of the function gets its calls at"
                                + " once"));
            } else if (same && isOtherCode(Objects.requireNonNull(was), is)) {
                standings.add(standing(
                        Standing.Kind.TRAFFIC,
                        is,
                        named(it) + " is still at " + version(it) + ", which does not have the function's new code"));
            }
        });
        return standings;
    }

    private static boolean isOtherCode(LambdaFunction was, LambdaFunction is) {
        return !was.codeSha256().isEmpty()
                && !is.codeSha256().isEmpty()
                && !was.codeSha256().equals(is.codeSha256());
    }

    private static Standing standing(Standing.Kind kind, LambdaFunction function, String detail) {
        return new Standing(kind, function.logicalName(), detail, function.origin());
    }

    /// The deviations of all functions that were planned and are there.
    static List<Deviation> deviations(Map<String, LambdaFunction> before, Facts planned, Facts after) {
        List<Deviation> deviations = new ArrayList<>();
        for (Deploy.Kept<LambdaFunction> it : Deploy.kept(
                planned.snapshot().functions(),
                after.snapshot().functions(),
                one -> one.arn().toString())) {
            deviations.addAll(deviations(before.get(it.after().arn().toString()), it.before(), it.after()));
        }
        return deviations;
    }
}
