package envgate.envs.source.capture;

import envgate.envs.model.Gap;
import envgate.envs.model.Sight;
import envgate.envs.model.TransitGatewayRouteTable.Member;
import envgate.envs.model.TransitGatewayRouteTable.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The routes of one table of a transit gateway, from what was searched for in it.
///
/// A search has filters, and nobody can ask for all without one; several searches make a whole. Who searched for
/// static routes only has the others from the propagations.
final class TransitRoutes {

    private static final Operation SEARCH = Operation.EC2_SEARCH_TRANSIT_GATEWAY_ROUTES;

    private final Answers answers;
    private final Site site;
    private final String table;

    TransitRoutes(Answers answers, Site site, String table) {
        this.answers = answers;
        this.site = site;
        this.table = table;
    }

    Sight<List<Route>> read(Sight<List<Member>> propagations, Propagation propagation) {
        List<Answer> asked = answers.about(SEARCH, site, table);
        if (asked.isEmpty()) {
            return new Inquiry(answers, SEARCH, site, table, true, table).read(_ -> List.of());
        }
        List<JsonNode> bodies = answers.bodies(SEARCH, site, table, asked);
        if (bodies.isEmpty()) {
            return new Inquiry(answers, SEARCH, site, table, true, table).read(_ -> List.of());
        }
        Set<Route> routes = new HashSet<>();
        try {
            for (JsonNode it : bodies) {
                Item body = Item.of(SEARCH.operation(), it);
                StackReader.required(body, "Routes").forEach(route -> routes.add(TransitReader.route(route)));
                if (body.flag("AdditionalRoutesAvailable", false) || Listing.isPart(body, asked)) {
                    return unseen("only a part of the answer was recorded");
                }
            }
        } catch (Unreadable e) {
            answers.ledger().unreadable(SEARCH, site, table, e);
            return new Sight.Unseen<>(gap(e.reason()));
        }
        return whole(asked, routes, propagations, propagation);
    }

    private Sight<List<Route>> whole(
            List<Answer> asked, Set<Route> routes, Sight<List<Member>> propagations, Propagation propagation) {
        Set<String> types = asked("type", asked);
        Set<String> states = asked("state", asked);
        Set<String> others = new HashSet<>(asked("", asked));
        if (!others.isEmpty()) {
            return unseen("it was not all of the table that was searched");
        }
        if (!states.isEmpty() && !states.containsAll(Set.of("active", "blackhole"))) {
            return unseen("only some states of routes were searched for");
        }
        if (types.isEmpty() || types.containsAll(Set.of("static", "propagated"))) {
            return new Sight.Seen<>(List.copyOf(routes));
        }
        if (!types.contains("static") || !(propagations instanceof Sight.Seen<List<Member>>(List<Member> members))) {
            return unseen("only some types of routes were searched for");
        }
        return switch (propagation.of(members)) {
            case Propagation.Unclear(String why) -> unseen(why);
            case Propagation.Blocks(List<Route> more) -> {
                routes.addAll(more);
                yield new Sight.Seen<>(List.copyOf(routes));
            }
        };
    }

    /// The values of a filter over all searches; none where one of them did not have it. The empty name asks for
    /// filters of other names.
    private static Set<String> asked(String filter, List<Answer> asked) {
        Set<String> values = new HashSet<>();
        for (Answer it : asked) {
            if (!(it.outcome() instanceof Answer.Response)) {
                continue;
            }
            Optional<JsonNode> own = Optional.empty();
            for (JsonNode some : it.request().path("Filters")) {
                String name = some.path("Name").asString("");
                if (name.equals(filter)) {
                    own = Optional.of(some.path("Values"));
                } else if (filter.isEmpty() && !Set.of("type", "state").contains(name)) {
                    values.add(name);
                }
            }
            if (own.isEmpty() && !filter.isEmpty()) {
                return Set.of();
            }
            own.ifPresent(some -> some.forEach(value -> values.add(value.asString(""))));
        }
        return values;
    }

    private Sight<List<Route>> unseen(String reason) {
        answers.ledger().gap(SEARCH, site, table, reason);
        return new Sight.Unseen<>(gap(reason));
    }

    private Gap gap(String reason) {
        return Ledger.of(SEARCH, SEARCH.areas().getLast(), site, table, SEARCH.permission(), reason);
    }
}
