package envgate.rules.analysis;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.envs.model.Value;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.drift.Feed;
import envgate.rules.analysis.links.DynamicReference;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Blocker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The wiring of one variable of a function: where its value may come from, what it names and whose that is, whether
/// the function may use it, and whether it gets there.
///
/// @param feeds outputs and parameters that have the value
/// @param ends one for each thing that the value names, never empty
/// @param paths to the services that the variable makes the function call
public record Wiring(String key, List<Feed> feeds, List<End> ends, List<Reached> paths) {

    public Wiring {
        feeds = List.copyOf(feeds);
        ends = List.copyOf(ends);
        paths = List.copyOf(paths);
    }

    /// One thing that the value names.
    ///
    /// @param permission whether the function may do anything with it; nothing where its service asks for none, or
    ///     where the thing is not one of this environment that was seen
    public record End(Link link, Optional<Decision> permission) {}

    /// A joint of the chain that does not hold, or of which nobody can tell.
    ///
    /// @param known whether it surely does not hold
    public record Break(Joint joint, boolean known, String why) {}

    /// What holds a chain together, in its order.
    public enum Joint {
        OWNER,
        THING,
        PERMISSION,
        PATH
    }

    /// The wiring of each variable of a function, by key.
    public static List<Wiring> of(LambdaFunction function, Facts facts) {
        List<Reached> reached = facts.reached(function);
        return function.environment().keySet().stream()
                .map(it -> of(it, function, facts, reached))
                .toList();
    }

    private static Wiring of(String key, LambdaFunction function, Facts facts, List<Reached> reached) {
        List<End> ends = new ArrayList<>();
        for (Link link : facts.links(function, key)) {
            Optional<Resource> thing = NamedResource.thing(link, facts);
            ends.add(new End(link, thing.map(it -> facts.anyAccess().of(function, it))));
        }
        Value value = function.environment().getOrDefault(key, new Value.Unresolved(""));
        List<String> referred =
                DynamicReference.in(value).stream().map(DynamicReference::name).toList();
        Pattern named = Pattern.compile("variables? (.*, )?" + Pattern.quote(key) + "(, .*)?");
        return new Wiring(
                key,
                Feed.of(facts.snapshot(), function, key, referred),
                ends,
                reached.stream()
                        .filter(it -> named.matcher(it.call().from()).matches())
                        .toList());
    }

    /// Where it breaks or may break, in the order of the chain; nothing where it holds.
    public List<Break> breaks() {
        List<Break> breaks = new ArrayList<>();
        for (End it : ends) {
            link(it.link(), breaks);
        }
        for (End it : ends) {
            it.permission().ifPresent(decision -> permission(it, decision, breaks));
        }
        paths.forEach(it -> path(it, breaks));
        return breaks;
    }

    private static void link(Link link, List<Break> breaks) {
        switch (link) {
            case Link.Strays it ->
                breaks.add(new Break(Joint.OWNER, true, it.thing().text() + " belongs to " + it.owner()));
            case Link.Dangles it ->
                breaks.add(new Break(Joint.THING, true, it.thing().text() + " does not exist"));
            case Link.Leads it
            when !it.unseen().isEmpty() ->
                breaks.add(new Break(Joint.THING, false, it.unseen().getFirst().what()));
            case Link.Unresolved it
            when !it.missing().isEmpty() ->
                breaks.add(new Break(Joint.OWNER, false, it.missing().getFirst().what()));
            case Link.Leads _, Link.Unresolved _ -> {}
        }
    }

    private static void permission(End end, Decision decision, List<Break> breaks) {
        String thing = end.link().thing().text();
        switch (decision) {
            case Decision.Allowed _ -> {}
            case Decision.Denied _ ->
                breaks.add(new Break(Joint.PERMISSION, true, "its role may do nothing with " + thing));
            case Decision.Unknown it ->
                breaks.add(new Break(
                        Joint.PERMISSION,
                        false,
                        it.missing().isEmpty()
                                ? "whether its role may use " + thing
                                : it.missing().getFirst().what()));
        }
    }

    private static void path(Reached it, List<Break> breaks) {
        String host = it.call().text();
        switch (it.path()) {
            case Path.Open _, Path.Fragile _ -> {}
            case Path.Blocked(var _, var blockers) ->
                breaks.add(new Break(Joint.PATH, true, "there is no way to " + host + by(blockers)));
            case Path.Partial(var _, double _, var _, String which, var blockers) ->
                breaks.add(new Break(
                        Joint.PATH, true, "there is not always a way to " + host + ": " + which + by(blockers)));
            case Path.Unknown(var _, var _, var missing) ->
                breaks.add(new Break(
                        Joint.PATH,
                        false,
                        missing.isEmpty()
                                ? "what stands between it and " + host
                                : missing.getFirst().what()));
        }
    }

    private static String by(List<Blocker> blockers) {
        return blockers.isEmpty()
                ? ""
                : ": " + blockers.getFirst().code() + " " + blockers.getFirst().component();
    }
}
