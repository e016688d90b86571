package envgate.rules.analysis;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Resource;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Thing.Kind;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A thing of its own account that a function's variable names and that is asked for over its service's API, and
/// whether the function may do anything with it.
public record NamedResource(String key, Resource thing, Decision anyAccess) {

    private static final Set<Kind> KINDS =
            Set.of(Kind.QUEUE, Kind.TOPIC, Kind.TABLE, Kind.BUCKET, Kind.SECRET, Kind.PARAMETER);

    /// Those of a function, each under the first variable that names it.
    public static List<NamedResource> of(LambdaFunction function, Facts facts) {
        List<NamedResource> all = new ArrayList<>();
        Set<String> judged = new TreeSet<>();
        for (String key : function.environment().keySet()) {
            for (Link link : facts.links(function, key)) {
                Optional<Resource> thing = thing(link, facts);
                if (thing.isPresent() && judged.add(thing.get().arn().toString())) {
                    all.add(new NamedResource(
                            key, thing.get(), facts.anyAccess().of(function, thing.get())));
                }
            }
        }
        return all;
    }

    /// What hides whether such a thing is named, by variable.
    public static SortedMap<String, List<Missing>> unseen(LambdaFunction function, Facts facts) {
        SortedMap<String, List<Missing>> unseen = new TreeMap<>();
        for (String key : function.environment().keySet()) {
            List<Missing> missing = facts.links(function, key).stream()
                    .filter(it -> KINDS.contains(it.thing().kind()))
                    .flatMap(it -> switch (it) {
                        case Link.Leads leads -> leads.unseen().stream();
                        case Link.Unresolved unresolved -> unresolved.missing().stream();
                        case Link.Dangles _, Link.Strays _ -> Stream.<Missing>empty();
                    })
                    .toList();
            if (!missing.isEmpty()) {
                unseen.put(key, missing);
            }
        }
        return unseen;
    }

    /// What was not seen, and what nobody here owns, is left to other rules.
    static Optional<Resource> thing(Link link, Facts facts) {
        if (!(link instanceof Link.Leads leads)
                || leads.thing().name().isEmpty()
                || !leads.unseen().isEmpty()) {
            return Optional.empty();
        }
        return facts.resourcesNamed(leads.thing().name()).stream()
                .filter(it -> isOfKind(it, leads))
                .filter(it -> it.arn().account().isEmpty()
                        || facts.snapshot()
                                .provenance()
                                .accounts()
                                .contains(it.arn().account()))
                .findFirst();
    }

    private static boolean isOfKind(Resource resource, Link.Leads link) {
        return switch (resource) {
            case Resource.Queue _ -> link.thing().kind() == Kind.QUEUE;
            case Resource.Topic _ -> link.thing().kind() == Kind.TOPIC;
            case Resource.Table _ -> link.thing().kind() == Kind.TABLE;
            case Resource.Bucket _ -> link.thing().kind() == Kind.BUCKET;
            case Resource.Secret _ -> link.thing().kind() == Kind.SECRET;
            case Resource.Parameter _ -> link.thing().kind() == Kind.PARAMETER;
            case Resource.Key _, Resource.Database _, Resource.LoadBalancer _, Resource.Api _ -> false;
            case Resource.Repository _, Resource.EventBus _ -> false;
        };
    }
}
