package envgate.checker.batch;

import envgate.checker.batch.JsonLines.Wrong;
import envgate.rules.analysis.reach.Answer;
import envgate.rules.analysis.reach.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers questions about the network, one a line: what is asked is in [ReachQuestion], of which world in
/// [Worlds].
///
/// An answer has `verdict` (`open`, `blocked`, `partial`, `fragile`, `unknown`), `blockedFraction` (0 where
/// it is not known), `blockers`, `repair`, `hops`, `assumptions` and `missing`; a partial one tells `which`,
/// a fragile one `why`.
public final class ReachQuestions implements JsonLines.Answering {

    private final Worlds worlds;

    public ReachQuestions(Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public ObjectNode answer(ObjectNode question) throws Wrong {
        ReachQuestion read = new ReachQuestion(question);
        Worlds.World world = worlds.of(read.capture());
        return json(world.reach().answer(read.in(world.snapshot())));
    }

    static ObjectNode json(Answer answer) {
        Path path = answer.path();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", verdict(path));
        json.put("blockedFraction", blocked(path));
        ArrayNode blockers = json.putArray("blockers");
        for (Path.Blocker it : blockers(path)) {
            for (String component : it.component().split(", ", -1)) {
                ObjectNode one = blockers.addObject();
                one.put("code", it.code().name());
                one.put("component", component);
                one.put("detail", it.detail());
            }
        }
        ArrayNode repair = json.putArray("repair");
        answer.repair().forEach(element -> {
            ObjectNode one = repair.addObject();
            element.members().forEach(one::put);
        });
        ArrayNode hops = json.putArray("hops");
        path.trail().steps().forEach(it -> {
            ObjectNode one = hops.addObject();
            one.put("component", it.component());
            one.put("detail", it.text());
        });
        ArrayNode assumptions = json.putArray("assumptions");
        path.trail().assumptions().forEach(it -> assumptions.add(it.id()));
        ArrayNode missing = json.putArray("missing");
        if (path instanceof Path.Unknown unknown) {
            unknown.missing().forEach(it -> {
                ObjectNode one = missing.addObject();
                one.put("what", it.what());
                if (!it.permission().isEmpty()) {
                    one.put("permission", it.permission());
                }
            });
        } else if (path instanceof Path.Partial partial) {
            json.put("which", partial.which());
        } else if (path instanceof Path.Fragile fragile) {
            json.put("why", fragile.why());
        }
        return json;
    }

    private static String verdict(Path path) {
        return switch (path) {
            case Path.Open _ -> "open";
            case Path.Blocked _ -> "blocked";
            case Path.Partial _ -> "partial";
            case Path.Fragile _ -> "fragile";
            case Path.Unknown _ -> "unknown";
        };
    }

    private static double blocked(Path path) {
        return switch (path) {
            case Path.Open _, Path.Fragile _, Path.Unknown _ -> 0;
            case Path.Blocked _ -> 1;
            case Path.Partial partial -> partial.blocked();
        };
    }

    private static List<Path.Blocker> blockers(Path path) {
        return switch (path) {
            case Path.Open _, Path.Fragile _, Path.Unknown _ -> List.of();
            case Path.Blocked blocked -> blocked.blockers();
            case Path.Partial partial -> partial.blockers();
        };
    }
}
