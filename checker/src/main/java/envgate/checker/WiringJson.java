package envgate.checker;

import envgate.envs.model.Assumption;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.Wiring;
import envgate.rules.analysis.access.Decision;
import envgate.rules.analysis.drift.Feed;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.reach.Path;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The wiring of a function's variables as JSON, for scripts; no value is in it.
final class WiringJson {

    private WiringJson() {}

    /// @param function as it was asked for: `prod/OrdersApi`
    /// @param name AWS's name of it
    static String of(String function, String name, List<Wiring> wirings) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("function", function);
        answer.put("name", name);
        ArrayNode variables = answer.putArray("variables");
        wirings.forEach(it -> variable(it, variables.addObject()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(answer);
    }

    private static void variable(Wiring wiring, ObjectNode node) {
        node.put("key", wiring.key());
        ArrayNode feeds = node.putArray("comesFrom");
        for (Feed it : wiring.feeds()) {
            ObjectNode feed = feeds.addObject();
            feed.put("kind", lower(it.kind()));
            if (!it.stack().isEmpty()) {
                feed.put("stack", it.stack());
            }
            feed.put("name", it.name());
            feed.put("whole", it.whole());
        }
        ArrayNode leads = node.putArray("names");
        for (Wiring.End it : wiring.ends()) {
            ObjectNode end = leads.addObject();
            link(it.link(), end);
            it.permission().ifPresent(decision -> permission(decision, end.putObject("permission")));
        }
        ArrayNode paths = node.putArray("paths");
        wiring.paths().forEach(it -> path(it, paths.addObject()));
        List<Wiring.Break> breaks = wiring.breaks();
        node.put(
                "state",
                breaks.isEmpty() ? "holds" : breaks.stream().anyMatch(Wiring.Break::known) ? "broken" : "unknown");
        ArrayNode list = node.putArray("breaks");
        for (Wiring.Break it : breaks) {
            ObjectNode one = list.addObject();
            one.put("at", lower(it.joint()));
            one.put("state", it.known() ? "broken" : "unknown");
            one.put("why", it.why());
        }
    }

    private static void link(Link link, ObjectNode node) {
        node.put("link", lower(link.getClass().getSimpleName()));
        node.put("kind", lower(link.thing().kind()));
        if (!link.thing().name().isEmpty()) {
            node.put("thing", link.thing().name());
        }
        if (!link.thing().account().isEmpty()) {
            node.put("account", link.thing().account());
        }
        switch (link) {
            case Link.Leads it -> {
                node.put("owner", it.owner());
                node.put("shared", it.shared());
                missing(it.unseen(), node);
            }
            case Link.Strays it -> {
                node.put("owner", it.owner());
                node.put("toldBy", lower(it.how()));
            }
            case Link.Unresolved it -> missing(it.missing(), node);
            case Link.Dangles _ -> {}
        }
        trail(link.trail(), node);
    }

    private static void permission(Decision decision, ObjectNode node) {
        node.put(
                "decision",
                switch (decision) {
                    case Decision.Allowed _ -> "allowed";
                    case Decision.Denied it -> it.explicit() ? "explicitDeny" : "implicitDeny";
                    case Decision.Unknown _ -> "unknown";
                });
        if (decision instanceof Decision.Unknown it) {
            missing(it.missing(), node);
        }
        trail(decision.trail(), node);
    }

    private static void path(Reached reached, ObjectNode node) {
        node.put("to", reached.call().text());
        node.put("protocol", reached.call().protocol());
        Path path = reached.path();
        node.put("state", lower(path.getClass().getSimpleName()));
        List<Path.Blocker> blockers = switch (path) {
            case Path.Blocked(var _, var some) -> some;
            case Path.Partial(var _, double _, var _, String _, var some) -> some;
            case Path.Open _, Path.Fragile _, Path.Unknown _ -> List.of();
        };
        if (!blockers.isEmpty()) {
            ArrayNode list = node.putArray("blockers");
            for (Path.Blocker it : blockers) {
                ObjectNode one = list.addObject();
                one.put("code", it.code().toString());
                one.put("component", it.component());
                if (!it.detail().isEmpty()) {
                    one.put("detail", it.detail());
                }
            }
        }
        if (path instanceof Path.Unknown(var _, var _, var unseen)) {
            missing(unseen, node);
        }
        trail(path.trail(), node);
    }

    private static void missing(Collection<Missing> missing, ObjectNode node) {
        if (missing.isEmpty()) {
            return;
        }
        ArrayNode list = node.putArray("missing");
        for (Missing it : missing) {
            ObjectNode one = list.addObject();
            one.put("what", it.what());
            if (!it.permission().isEmpty()) {
                one.put("permission", it.permission());
            }
        }
    }

    private static void trail(Trail trail, ObjectNode node) {
        ArrayNode steps = node.putArray("trail");
        for (Trail.Step it : trail.steps()) {
            ObjectNode step = steps.addObject();
            step.put("text", it.text());
            if (!it.component().isEmpty()) {
                step.put("component", it.component());
            }
            if (!it.environment().isEmpty()) {
                step.put("environment", it.environment());
            }
        }
        if (!trail.assumptions().isEmpty()) {
            ArrayNode assumed = node.putArray("assumes");
            trail.assumptions().stream().map(Assumption::id).forEach(assumed::add);
        }
    }

    private static String lower(Enum<?> it) {
        return lower(it.name());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
